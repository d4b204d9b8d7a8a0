"""A form as somebody draws it on the screen: plain fields, read into the schema of the catalogue's files and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from binhyen.engines.indicators.api import (
    CalendarEntry,
    CheckEntry,
    DefinitionInfo,
    ElementEntry,
    ElementInfo,
    ReportEntry,
    own_code,
)
from binhyen.kernel.errors import N_, Invalid, RowProblem
from binhyen.kernel.expressions import parse
from binhyen.kernel.text import clean_text

LINE_FIELDS = ("section", "vi", "unit", "time", "decimals", "breakdown", "note", "code")
CHECK_FIELDS = ("vi", "left", "operator", "right", "severity", "explain", "advice", "code")
HEAD_FIELDS = (
    "code", "vi", "en", "explain", "calendar", "cut_off", "kind", "approver", "outline", "symbol",
    "recipient0", "clock0", "days0", "recipient1", "clock1", "days1",
)  # fmt: skip
MOST_LINES, MOST_CHECKS = 200, 60
FORMULAS = frozenset({"left", "operator", "right"})
LEVELS = (1, 0)
"""The level of each deadline of the screen."""
CLOCKS = ("working_days", "before_day", "hours")
_LINE = re.compile(r"\bd([1-9][0-9]{0,2})\b")
E = TypeVar("E", bound=BaseModel)
Sent = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A form as the schema of the catalogue writes it."""

    report: ReportEntry
    elements: tuple[ElementEntry, ...]
    checks: tuple[CheckEntry, ...]
    calendar: CalendarEntry | None


def read_drawn(sent: Sent, reporters: Sequence[str], unit_code: str, unit_name: str) -> Drawn:
    """What was drawn.

    Raises:
        Invalid: whatever the schema refuses, by place on the screen.
    """
    source = {"certainty": "C", "text": f"{unit_name} lập trên màn hình"}
    code = sent.get("code", "") or own_code(unit_code, sent.get("vi", ""))
    lines = [_clean(line) for line in rows(sent, "l", LINE_FIELDS, MOST_LINES) if line["vi"]]
    for line in lines:
        line["code"] = line["code"] or own_code(unit_code, line["vi"])
    codes = [line["code"] for line in lines]
    elements = tuple(_element(line, number, source) for number, line in enumerate(lines, start=1))
    calendar = _calendar(sent, unit_code, source)
    report = _made(ReportEntry, _report(sent, code, lines, reporters, source, calendar), "biểu")
    given = [
        _clean(one)
        for one in rows(sent, "k", CHECK_FIELDS, MOST_CHECKS)
        if one["left"] or one["right"]
    ]
    checks = tuple(
        _check(one, number, codes, unit_code, source) for number, one in enumerate(given, start=1)
    )
    return Drawn(report, elements, checks, calendar)


def rows(sent: Sent, prefix: str, fields: Sequence[str], most: int) -> Iterator[dict[str, str]]:
    """Rows of a table of fields `l-0-vi`, `l-0-unit` ..., up to the last one sent, as they were typed."""
    for number in range(most):
        if f"{prefix}-{number}-{fields[1]}" not in sent:
            return
        yield {field: sent.get(f"{prefix}-{number}-{field}", "").strip() for field in fields}


def _clean(row: Mapping[str, str]) -> dict[str, str]:
    """A row fit to be kept; formulas are left to their own parser, for < belongs to them."""
    return {
        field: text[:300] if field in FORMULAS else clean_text(text, 300)
        for field, text in row.items()
    }


def formula(text: str, codes: Sequence[str]) -> str:
    """`d2 - d1` as the language writes it: lines by their elements' codes.

    Raises:
        Invalid: a line that is not there.
    """

    def code_of(found: re.Match[str]) -> str:
        number = int(found[1])
        if number > len(codes):
            raise Invalid(
                N_("Công thức nói đến dòng {line}, mà biểu có {count} dòng."),
                line=number,
                count=len(codes),
            )
        return codes[number - 1]

    return _LINE.sub(code_of, text)


def by_lines(text: str, codes: Sequence[str]) -> str:
    """A formula with its codes written as lines again; longest first, for one code may begin another."""
    for code in sorted(codes, key=len, reverse=True):
        text = re.sub(rf"(?<![\w.]){re.escape(code)}(?![\w.])", f"d{codes.index(code) + 1}", text)
    return text


def mentioned(check: CheckEntry) -> set[str]:
    """The elements a rule looks at."""
    sides = (parse(check.left), parse(check.right))
    return {one.code for side in sides for one in side.references()}


def fields_of(
    form: DefinitionInfo, elements: Mapping[str, ElementInfo], checks: Sequence[CheckEntry]
) -> dict[str, str]:
    """The fields of a form as they would have been sent, to be changed."""
    entry = form.entry
    fields = {
        "code": entry.code, "vi": entry.vi, "en": entry.en, "explain": entry.explain, "calendar": entry.calendar,
        "kind": entry.kind, "approver": str(entry.approvers[-1].level), "outline": "\n".join(entry.outline),
        "symbol": (entry.header.symbol if entry.header else None) or "",
    }  # fmt: skip
    for place, deadline in enumerate(entry.deadlines[: len(LEVELS)]):
        clock = next(one for one in CLOCKS if getattr(deadline, one) is not None)
        fields |= {
            f"recipient{place}": deadline.recipient,
            f"clock{place}": clock,
            f"days{place}": str(getattr(deadline, clock)),
        }
    sections = {
        line.element: (one.vi, line.note or "") for one in entry.sections for line in one.lines
    }
    for number, code in enumerate(entry.elements):
        one = elements[code].entry
        section, note = sections.get(code, ("", ""))
        told = {
            "section": section, "note": note, "vi": one.vi, "unit": one.unit, "time": one.time,
            "decimals": str(one.decimals), "breakdown": one.breakdown or "", "code": code,
        }  # fmt: skip
        fields |= {f"l-{number}-{field}": text for field, text in told.items()}
    for number, check in enumerate(checks):
        texts = {field: getattr(check, field) for field in CHECK_FIELDS}
        texts |= {side: by_lines(texts[side], entry.elements) for side in ("left", "right")}
        fields |= {f"k-{number}-{field}": text for field, text in texts.items()}
    return fields


def _element(line: Mapping[str, str], number: int, source: Mapping[str, str]) -> ElementEntry:
    content = {
        "code": line["code"], "vi": line["vi"], "en": line["vi"], "short": line["vi"][:40].strip(),
        "unit": line["unit"], "time": line["time"] or "sum", "decimals": line["decimals"] or 0,
        "breakdown": line["breakdown"] or None, "source": source,
    }  # fmt: skip
    return _made(ElementEntry, content, f"dòng {number}")


def _check(
    given: Mapping[str, str],
    number: int,
    codes: Sequence[str],
    unit_code: str,
    source: Mapping[str, str],
) -> CheckEntry:
    name = given["vi"] or f"Quy tắc {number}"
    code = given["code"] or own_code(
        unit_code, f"{codes[0].rpartition('.')[2] if codes else ''} {name}"
    )
    content = {
        "code": code, "vi": name, "en": name, "left": formula(given["left"], codes),
        "operator": given["operator"] or "<=", "right": formula(given["right"], codes),
        "severity": given["severity"] or "warning", "explain": given["explain"] or name,
        "advice": given["advice"] or "Kiểm tra lại hai số này.", "source": source,
    }  # fmt: skip
    return _made(CheckEntry, content, f"quy tắc {number}")


def _report(
    sent: Sent,
    code: str,
    lines: Sequence[Mapping[str, str]],
    reporters: Sequence[str],
    source: Mapping[str, str],
    calendar: CalendarEntry | None,
) -> dict[str, Any]:
    name = clean_text(sent.get("vi", ""), 200)
    outline = clean_text(sent.get("outline", ""), 2000, multiline=True).splitlines()
    symbol = clean_text(sent.get("symbol", ""), 80)
    level = sent.get("approver", "") or "1"
    return {
        "code": code, "vi": name, "en": clean_text(sent.get("en", ""), 200) or name,
        "calendar": calendar.code if calendar else sent.get("calendar", ""), "kind": sent.get("kind", ""),
        "reporters": list(reporters), "elements": [line["code"] for line in lines],
        "sections": _sections(lines), "header": {"symbol": symbol} if symbol else None,
        "deadlines": list(_deadlines(sent)),
        "approvers": [{"valid_from": "2019-01-01", "level": int(level) if level in {"0", "1", "2"} else level}],
        "outline": [line.strip() for line in outline if line.strip()] or ["Tình hình và kết quả"],
        "explain": clean_text(sent.get("explain", ""), 1000, multiline=True) or name, "source": source,
    }  # fmt: skip


def _sections(lines: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Lines with the same heading, or none, one after another stand in one section."""
    found: list[dict[str, Any]] = []
    for line in lines:
        title = line["section"] or (found[-1]["vi"] if found else "Số liệu")
        if not found or found[-1]["vi"] != title:
            found.append({"vi": title, "en": title, "lines": []})
        found[-1]["lines"].append({"element": line["code"], "note": line["note"] or None})
    return found


def _deadlines(sent: Sent) -> Iterator[dict[str, Any]]:
    for place, level in enumerate(LEVELS):
        days, clock = sent.get(f"days{place}", "").strip(), sent.get(f"clock{place}", "")
        if days:
            recipient = clean_text(sent.get(f"recipient{place}", ""), 200)
            named = recipient or ("Công an tỉnh" if level else "Bộ Công an")
            yield {
                "level": level,
                "recipient": named,
                clock if clock in CLOCKS else CLOCKS[0]: days,
            }


def _calendar(sent: Sent, unit_code: str, source: Mapping[str, str]) -> CalendarEntry | None:
    """A calendar of months that close on a day of their own, when one was asked for."""
    text = sent.get("cut_off", "").strip()
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 27:
        raise Invalid(N_("Ngày chốt “{day}” phải từ 1 đến 27."), day=text[:20])
    content = {
        "code": own_code(unit_code, f"chốt ngày {text}"), "vi": f"Tháng chốt ngày {text}",
        "en": f"Months closing on day {text}", "kind": "months", "month_start_day": int(text) + 1,
        "month_start_offset": -1, "period_kinds": ["month", "quarter", "half", "year"],
        "explain": f"Từ ngày {int(text) + 1} tháng trước đến ngày {text}.", "source": source,
    }  # fmt: skip
    return _made(CalendarEntry, content, "lịch")


def _made(model: type[E], content: Mapping[str, Any], place: str) -> E:
    try:
        return model.model_validate(content)
    except ValidationError as fault:
        problems = [
            RowProblem(
                None, ".".join(str(part) for part in one["loc"]), "", f"{place}: {_words(one)}"
            )
            for one in fault.errors()
        ]
        raise Invalid(
            N_("Biểu mẫu có {count} chỗ chưa đúng; chỗ đầu: {first}"),
            rows=problems,
            count=len(problems),
            first=problems[0].message,
        ) from fault


def _words(fault: Mapping[str, Any]) -> str:
    """What pydantic refuses, in words for whoever draws a form."""
    field = str(fault["loc"][0]) if fault["loc"] else ""
    names = {
        "unit": "đơn vị tính", "vi": "tên", "reporters": "loại đơn vị báo cáo", "elements": "các dòng",
        "deadlines": "hạn nộp", "kind": "loại kỳ", "calendar": "lịch", "decimals": "số chữ số thập phân",
        "time": "cách cộng", "left": "vế trái", "right": "vế phải", "code": "mã (tên quá dài hoặc không có chữ)",
    }  # fmt: skip
    if fault["type"] == "value_error":
        return str(fault["ctx"]["error"])
    return f"{names.get(field, field)} còn thiếu hoặc chưa đúng"
