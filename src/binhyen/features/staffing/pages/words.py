"""What codes mean to a reader: states, proofs, posts, parts of the cost, kinds of relaxation."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binhyen.features.staffing.api import Step, WavePart
from binhyen.foundation.ui.api import show_number

WHOLE = 1000
"""Per mille of everything."""

WELL_PROVEN = 0.01
"""A gap up to one per cent is told as proven; a wider one is only said."""


STEP_TAGS: Mapping[str, str] = {
    "drafted": "", "solved": "tag-info", "infeasible": "tag-bad",
    "proposed": "tag-warn", "approved": "tag-good", "withdrawn": "",
}  # fmt: skip

_CODE = re.compile(r"\(([A-Z]{1,3}\d{1,3})\)$")
_KIND = re.compile(r"^(công an )?(huyện|thị xã|thành phố|quận) ", re.IGNORECASE)

POSTS: Mapping[str, Promise] = {
    "chief": gettext_lazy("Trưởng"),
    "deputy": gettext_lazy("Phó trưởng"),
    "officer": gettext_lazy("Công an viên"),
}

PARTS: Mapping[str, Promise] = {
    "distance": gettext_lazy("Quãng đường từ nơi ở"),
    "far": gettext_lazy("Cộng thêm vì đi quá xa"),
    "rank": gettext_lazy("Cấp bậc chưa hợp chức danh"),
    "rank_under": gettext_lazy("Cấp bậc thấp hơn chức danh cần"),
    "rank_over": gettext_lazy("Cấp bậc cao hơn chức danh cần"),
    "years": gettext_lazy("Thâm niên còn thiếu"),
    "years_under": gettext_lazy("Thâm niên còn thiếu"),
    "want_miss": gettext_lazy("Không có năng lực xã mong muốn"),
    "wants": gettext_lazy("Không có năng lực xã mong muốn"),
    "waiting": gettext_lazy("Đơn vị phải chờ đợt sau"),
    "disruption": gettext_lazy("Đơn vị cử bị rút quá ngưỡng"),
}

LINE_STATES: Mapping[str, tuple[str, Promise]] = {
    "planned": ("", gettext_lazy("Theo phương án")),
    "released": ("tag-info", gettext_lazy("Đơn vị cử đồng ý")),
    "refused": ("tag-bad", gettext_lazy("Đơn vị cử từ chối")),
    "decided": ("tag-warn", gettext_lazy("Đã có quyết định")),
    "handed_over": ("tag-good", gettext_lazy("Đã nhận việc")),
}

RULES: Mapping[str, Promise] = {
    "posts": gettext_lazy("Đủ chức danh theo định mức"),
    "demand": gettext_lazy("Đủ chức danh theo định mức"),
    "party": gettext_lazy("Đủ đảng viên để lập chi bộ"),
    "need": gettext_lazy("Năng lực bắt buộc của xã"),
    "deadline": gettext_lazy("Hạn phải bố trí xong"),
    "release": gettext_lazy("Mức điều cao nhất của đơn vị cử"),
    "release_wave": gettext_lazy("Mức điều cao nhất trong một đợt"),
    "keep": gettext_lazy("Số người đơn vị cử phải giữ lại"),
    "capacity": gettext_lazy("Sức chứa của đợt"),
    "avail": gettext_lazy("Ngày cán bộ có thể đi"),
}


def step_tag(step: str) -> str:
    """The style of a state's label; the word stands beside it always."""
    return STEP_TAGS.get(step, "")


def step_word(step: str) -> str:
    """A plan's state in the reader's language."""
    return str(Step(step).label)


def post_word(post: str) -> str:
    """A post in the reader's language."""
    return str(POSTS.get(post, post))


def part_word(part: str) -> str:
    """A part of the cost in the reader's language."""
    return str(PARTS.get(part, part))


def rule_word(kind: str) -> str:
    """A hard rule in the reader's language."""
    return str(RULES.get(kind, kind))


def km_words(hm: int | None) -> str:
    """Hectometres as kilometres with their unit; None is a dash."""
    return "–" if hm is None else f"{show_number(Decimal(hm) / 10, 1)} km"


def as_decimal(value: float | None, places: int = 1) -> Decimal | None:
    """A measured number for tables; rounded half up by the table's own rule later."""
    return None if value is None else round(Decimal(str(value)), places)


def short_place(name: str) -> str:
    """A name for a map or a chart's axis: `Công an huyện Bá Thước` → `Bá Thước`, `Phòng … (PC07)` → `PC07`."""
    code = _CODE.search(name)
    return code.group(1) if code else _KIND.sub("", name)


def percent(share: float | None, places: int = 2) -> str:
    """A share as per cent, rounded up so that a proof is never told better than it is."""
    if share is None:
        return "–"
    whole = Decimal(math.ceil(share * 100 * 10**places - 1e-9)) / 10**places
    return f"{show_number(whole, places)} %"


def verdict_words(status: str, gap: float | None) -> str:
    """What solving proved, in one sentence."""
    if status == "infeasible":
        return _("Không có phương án nào giữ được mọi điều kiện.")
    if status == "unknown" or (gap is None and status != "optimal"):
        return _("Hết thời gian tính mà chưa có phương án hoặc chưa chứng minh được.")
    if status == "optimal":
        return _("Đã chứng minh: không có phương án nào tốt hơn.")
    return _("Đã chứng minh: không phương án nào tốt hơn quá {gap}.").format(gap=percent(gap))


def verdict_tone(status: str, gap: float | None) -> str:
    """The style of the sentence."""
    if gap is not None and gap <= WELL_PROVEN:
        return "is-proven"
    if status == "infeasible":
        return "is-infeasible"
    return "" if gap is not None else "is-unknown"


def wave_part(part: WavePart | None) -> str:
    """Officers / units of one reading, such as `542/112`; a dash where nothing is told."""
    if part is None:
        return "–"
    return f"{show_number(part.officers)}/{show_number(part.units)}"


def permille(share: int) -> str:
    """A share of the payroll, given per mille, as per cent; all of it means there is no cap."""
    if share >= WHOLE:
        return _("không giới hạn")
    return _("{share} % biên chế").format(share=show_number(Decimal(share) / 10))


def gap_words(status: str, gap: float | None) -> str | None:
    """The proof in a table's cell; None before anything was proven."""
    if not status:
        return None
    if status == "infeasible":
        return _("không có phương án")
    if status == "optimal":
        return _("tốt nhất")
    return _("kém tốt nhất không quá {gap}").format(gap=percent(gap)) if gap is not None else None
