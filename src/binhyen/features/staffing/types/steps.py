"""Where plans come from, what happens to them, and why an officer stays."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Origin(TextChoices):
    """Why a plan came into being; all but the first name the plan they are based on."""

    DRAFT = "draft", _("lập mới")
    VARIATION = "variation", _("kịch bản khác")
    RELAXED = "relaxed", _("nới điều kiện")
    REPLAN = "replan", _("điều chỉnh")
    IMPORT = "import", _("nhập từ tệp")


class Step(TextChoices):
    """What happened to a plan; its state is the last of these."""

    DRAFTED = "drafted", _("dự thảo")
    SOLVED = "solved", _("đã có lời giải")
    INFEASIBLE = "infeasible", _("không thể thỏa mọi điều kiện")
    PROPOSED = "proposed", _("đã trình, đang hiệp y")
    APPROVED = "approved", _("đã phê duyệt")
    WITHDRAWN = "withdrawn", _("đã rút")


class AbsenceKind(TextChoices):
    """Why an officer cannot be sent for a time; nothing more is kept."""

    ILL = "ill", _("ốm, điều trị")
    FAMILY = "family", _("thai sản, việc gia đình")
    STUDY = "study", _("đi học")
    DUTY = "duty", _("nhiệm vụ không thể rời")
