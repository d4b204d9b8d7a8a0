"""The drawing board of a form: its fields with their choices, and rules explained while they are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from binhyen.engines.indicators.api import catalogue, words_of
from binhyen.features.reporting import api
from binhyen.foundation.ui.api import named, told
from binhyen.kernel.errors import DomainError
from binhyen.kernel.expressions import parse

FEWEST_LINES, FEWEST_CHECKS = 6, 2
OPERATORS = ("<=", "<", "=", "!=", ">=", ">")
REPORTERS = ("xã", "phường", "thị trấn", "đặc khu")


def board(sent: Mapping[str, str], chosen: list[str], more: int) -> dict[str, Any]:
    """Everything the page shows, from what was sent; with empty rows to write into."""
    lines = list(api.rows(sent, "l", api.LINE_FIELDS, api.MOST_LINES))
    checks = list(api.rows(sent, "k", api.CHECK_FIELDS, api.MOST_CHECKS))
    _fill_up(lines, api.LINE_FIELDS, FEWEST_LINES, more)
    _fill_up(checks, api.CHECK_FIELDS, FEWEST_CHECKS, more and 1)
    return {
        "head": {name: sent.get(name, "") for name in api.HEAD_FIELDS},
        "reporters": [(one, one in chosen) for one in REPORTERS],
        "lines": [(place, line) for place, line in enumerate(lines)],
        "checks": [
            (place, check, *explained(sent, str(place))) for place, check in enumerate(checks)
        ],
        **_choices(),
    }


def explained(sent: Mapping[str, str], place: str) -> tuple[str, bool]:
    """A rule in Vietnamese words, and whether it is wrong; nothing while it is not written yet."""
    given = dict(enumerate(api.rows(sent, "k", api.CHECK_FIELDS, api.MOST_CHECKS)))
    check = (
        given.get(int(place)) if place.isascii() and place.isdigit() and len(place) < 4 else None
    )
    if check is None or not (check["left"] and check["right"]):
        return "", False
    lines = [line for line in api.rows(sent, "l", api.LINE_FIELDS, api.MOST_LINES) if line["vi"]]
    codes = [f"d{number}" for number in range(1, len(lines) + 1)]
    labels = {code: f"{line['vi']} [{code}]" for code, line in zip(codes, lines, strict=True)}
    operator = check["operator"] if check["operator"] in OPERATORS else "<="
    try:
        # Each side alone first, so that a fault is told at its own place.
        for side in ("left", "right"):
            parse(api.formula(check[side], codes))
        condition = parse(f"({check['left']}) {operator} ({check['right']})")
        unknown = {one.code for one in condition.references()} - set(codes)
    except DomainError as fault:
        return told(fault), True
    if unknown:
        return _("Không có dòng {names}: hãy viết d1, d2… theo số dòng.").format(
            names=", ".join(sorted(unknown))
        ), True
    # Values are not known while a form is drawn: "label ()" says no more than the label.
    return "".join(words_of(condition, labels)[::2]).replace(" ()", ""), False


def _fill_up(rows: list[dict[str, str]], fields: tuple[str, ...], fewest: int, more: int) -> None:
    empty = dict.fromkeys(fields, "")
    wanted = max(fewest, len(rows) + more)
    rows.extend(dict(empty) for _place in range(wanted - len(rows)))


def _choices() -> dict[str, Any]:
    known = catalogue()
    return {
        "calendars": [
            (code, one.label)
            for code, one in known.calendars.items()
            if one.kind == "months" and "." not in code
        ],
        "kinds": [("month", _("tháng")), ("quarter", _("quý")), ("half", _("6 tháng")), ("year", _("năm"))],
        "breakdowns": [(code, named(one)) for code, one in known.breakdowns.items()],
        "times": [("sum", _("phát sinh trong kỳ")), ("last", _("số có đến cuối kỳ"))],
        "clocks": [
            ("working_days", _("ngày làm việc sau khi chốt")),
            ("before_day", _("trước ngày … của tháng")),
            ("hours", _("giờ (đột xuất)")),
        ],
        "approvers": [("1", _("Công an tỉnh")), ("2", _("Công an huyện")), ("0", _("Bộ Công an"))],
        "operators": OPERATORS,
        "severities": [("warning", _("cảnh báo: phải giải trình")), ("error", _("lỗi: không nộp được"))],
    }  # fmt: skip
