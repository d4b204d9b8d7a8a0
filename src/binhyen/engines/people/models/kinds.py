"""Posts, ranks and qualifications as the catalogue names them; loaded, never edited by hand."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.engines.people.types import Role


class Kind(models.Model):
    """A named kind from the catalogue, with its label in both languages."""

    code = models.CharField(_("mã"), max_length=80, unique=True)
    vi = models.CharField(_("tên"), max_length=160)
    en = models.CharField(_("tên tiếng Anh"), max_length=160)

    class Meta:
        abstract = True

    @override
    def __str__(self) -> str:
        return self.vi


class PostKind(Kind):
    """A post (chức danh) that exists in one kind of police unit; `order` is precedence there."""

    short = models.CharField(_("viết tắt"), max_length=20)
    serves_in = models.CharField(_("loại đơn vị công an"), max_length=12)
    role = models.CharField(
        _("vai trò"), max_length=8, choices=[(role, role.label) for role in Role]
    )
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    mandatory = models.BooleanField(_("bắt buộc"))
    rank_from = models.PositiveSmallIntegerField(_("cấp bậc thấp nhất khi lập kế hoạch"), null=True)
    rank_to = models.PositiveSmallIntegerField(_("cấp bậc cao nhất khi lập kế hoạch"), null=True)

    class Meta:
        verbose_name = _("chức danh")
        verbose_name_plural = _("chức danh")
        ordering = ["serves_in", "order", "code"]


class RankKind(Kind):
    """A rank (cấp bậc hàm); `order` 1 to 8 is the number used in planning files."""

    short = models.CharField(_("viết tắt"), max_length=20)
    order = models.PositiveSmallIntegerField(_("thứ tự"), unique=True)

    class Meta:
        verbose_name = _("cấp bậc hàm")
        verbose_name_plural = _("cấp bậc hàm")
        ordering = ["order"]


class QualificationKind(Kind):
    """A skill, a language or a suitability an officer may have."""

    kind = models.CharField(_("nhóm"), max_length=12)

    class Meta:
        verbose_name = _("loại chuyên môn")
        verbose_name_plural = _("loại chuyên môn")
        ordering = ["kind", "code"]
