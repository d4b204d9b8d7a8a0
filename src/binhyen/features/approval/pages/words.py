"""Words for what pages show: reasons, questions, where a report stands."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from binhyen.engines.indicators.api import Phase, Timing, catalogue
from binhyen.features.approval.api import Point, Question, Reason, ReminderKind, UnitLine
from binhyen.foundation.ui.api import in_english, named, show_number

Tag = tuple[str, str]
"""Text and css class."""

KINDS: dict[str, Promise] = {
    "copied_month": gettext_lazy("trùng kỳ trước"),
    "copied_unit": gettext_lazy("trùng đơn vị khác"),
    "rounded": gettext_lazy("nhiều số tròn"),
    "outlier": gettext_lazy("số khác thường"),
    "neat": gettext_lazy("đều đặn khác thường"),
}
ANSWERS: dict[str, Promise] = {
    "": gettext_lazy("đơn vị chưa trả lời"),
    "confirm": gettext_lazy("đơn vị trả lời số đúng"),
    "correct": gettext_lazy("đơn vị sẽ sửa"),
}
TIMINGS: dict[Timing, tuple[Promise, str]] = {
    Timing.ON_TIME: (gettext_lazy("Đúng hạn"), "tag-good"),
    Timing.LATE: (gettext_lazy("Muộn"), "tag-warn"),
    Timing.MISSING: (gettext_lazy("Chưa nộp, quá hạn"), "tag-bad"),
    Timing.NOT_DUE: (gettext_lazy("Chưa đến hạn"), ""),
}
PHASES: dict[Phase, Promise] = {
    Phase.NOTHING: gettext_lazy("Chưa nhập gì"),
    Phase.DRAFT: gettext_lazy("Đang nhập"),
    Phase.RETURNED: gettext_lazy("Đã trả lại, chờ sửa"),
    Phase.SUBMITTED: gettext_lazy("Chờ duyệt"),
    Phase.APPROVED: gettext_lazy("Đã duyệt"),
    Phase.CORRECTING: gettext_lazy("Đã duyệt, đang sửa"),
    Phase.CORRECTED: gettext_lazy("Đã duyệt, bản sửa chờ duyệt"),
}
REMINDERS: dict[ReminderKind, tuple[Promise, str]] = {
    ReminderKind.BEFORE: (gettext_lazy("Sắp đến hạn"), "tag-info"),
    ReminderKind.AFTER: (gettext_lazy("Đã quá hạn"), "tag-warn"),
    ReminderKind.ESCALATED: (gettext_lazy("Cấp dưới quá hạn lâu"), "tag-bad"),
}


def cell_name(ref: str) -> str:
    """A cell as forms call it: the element's name, with the option of its breakdown."""
    known = catalogue()
    code, _sep, inside = ref.partition("[")
    element = known.elements.get(code)
    if element is None:
        return ref
    name = named(element.entry)
    option = inside.rstrip("]").partition("=")[2]
    return f"{name} – {option_name(element.entry.breakdown, option)}" if option else name


def option_name(breakdown: str | None, code: str) -> str:
    """An option of a breakdown in the reader's language."""
    entry = catalogue().breakdowns.get(breakdown or "")
    found = next((one for one in entry.options if one.code == code), None) if entry else None
    return code if found is None else (in_english() and found.en) or found.vi


def question_text(question: Question) -> str:
    """What is asked, politely and with its numbers."""
    facts: dict[str, Any] = {
        name: show_number(Decimal(str(value)), 0) for name, value in question.facts.items()
    }
    facts["element"] = cell_name(question.refs[0]) if question.refs else ""
    kind = question.kind
    if kind == "rounded" and question.facts.get("periods", 1) > 1:
        kind = "rounded_pooled"
    return _questions()[kind] % facts


def point_tag(point: Point) -> Tag:
    """One reason to look at a report."""
    return _POINTS[point.reason](point), TONES.get(point.reason, "tag-warn")


def phase_word(line: UnitLine) -> str:
    """How far a unit's report has come; a report of nothing but zeros says so, silence does not."""
    word = str(PHASES[line.phase])
    return _("%(phase)s, báo cáo bằng 0") % {"phase": word} if line.zero else word


def late_words(seconds: int) -> str:
    """How late, in days and hours."""
    hours = -(-seconds // 3600)
    if hours < 24:
        return ngettext("muộn %(count)s giờ", "muộn %(count)s giờ", hours) % {"count": hours}
    days = -(-hours // 24)
    return ngettext("muộn %(count)s ngày", "muộn %(count)s ngày", days) % {"count": days}


def percent(value: float | None) -> Decimal | None:
    """A rate as a percentage with one decimal."""
    return None if value is None else Decimal(str(round(100 * value, 1)))


TONES = {Reason.BROKEN: "tag-bad", Reason.RETURNED: "tag-info", Reason.NOTE: "tag-info"}


def _asked(point: Point) -> str:
    words = {"kind": KINDS[point.words], "answer": ANSWERS[point.answered]}
    return _("Rà soát: %(kind)s, %(answer)s") % words


def _changed(point: Point) -> str:
    change = point.change
    if change is None:
        return _("Thay đổi lớn")
    words = {
        "cell": cell_name(change.ref),
        "before": show_number(Decimal(str(round(change.before, 2)))),
        "now": show_number(Decimal(str(round(change.now, 2)))),
        "more": point.count - 1,
    }
    if change.against == "previous":
        text = _("%(cell)s: kỳ trước %(before)s, nay %(now)s") % words
    else:
        text = _("%(cell)s: cùng kỳ %(before)s, nay %(now)s") % words
    return _("%(text)s; và %(more)s ô khác") % (words | {"text": text}) if words["more"] else text


def _again(count: int) -> str:
    return ngettext("Nộp lại sau %(count)s lần trả", "Nộp lại sau %(count)s lần trả", count) % {
        "count": count
    }


def _notes(count: int) -> str:
    return ngettext("%(count)s ô có ghi chú", "%(count)s ô có ghi chú", count) % {"count": count}


_POINTS: dict[Reason, Callable[[Point], str]] = {
    Reason.BROKEN: lambda point: point.words,
    Reason.QUESTION: _asked,
    Reason.CHANGE: _changed,
    Reason.CORRECTION: lambda point: _("Sửa số đã duyệt"),
    Reason.RETURNED: lambda point: _again(point.count),
    Reason.LATE: lambda point: _("Nộp muộn"),
    Reason.NOTE: lambda point: _notes(point.count),
}


def _questions() -> dict[str, str]:
    return {
        "copied_month": _(
            "%(same)s trên %(total)s số trùng hệt kỳ trước; ngẫu nhiên thì hầu như không trùng nhiều như vậy. "
            "Xin đơn vị kiểm tra giúp: số kỳ này đã được cập nhật chưa?"
        ),
        "copied_unit": _(
            "Cả %(same)s số trùng hệt số của một đơn vị khác cùng địa bàn trong kỳ này. "
            "Xin đơn vị kiểm tra giúp có nhầm tệp hoặc nhầm đơn vị không?"
        ),
        "rounded": _(
            "%(hits)s trên %(total)s số từ 10 trở lên tận cùng là 0 hoặc 5, thường chỉ khoảng %(usual)s %%. "
            "Xin đơn vị kiểm tra giúp: đây là số đếm hay số ước?"
        ),
        "rounded_pooled": _(
            "Trong %(periods)s kỳ gần đây, %(hits)s trên %(total)s số từ 10 trở lên tận cùng là 0 hoặc 5, thường "
            "chỉ khoảng %(usual)s %%. Xin đơn vị kiểm tra giúp: đây là số đếm hay số ước?"
        ),
        "outlier": _(
            "%(element)s là %(value)s, trong khi theo lịch sử của đơn vị và mùa này thường khoảng %(expected)s "
            "(từ %(low)s đến %(high)s). Xin đơn vị kiểm tra giúp số này."
        ),
        "neat": _(
            "Trong %(periods)s kỳ gần đây, %(values)s chỉ tiêu dao động chỉ bằng %(ratio)s %% mức tự nhiên của số đếm; "
            "trước đó là %(before)s %%. Xin đơn vị kiểm tra giúp cách tổng hợp số."
        ),
    }
