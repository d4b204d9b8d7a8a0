"""What one catalogue file cannot see: every code a file refers to must exist in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from binhyen.kernel.errors import Invalid, RowProblem
from binhyen.kernel.expressions import Reference, parse
from binhyen.kernel.yamlfile import Located, invalid_file

Folders = Mapping[str, Sequence[Located[Any]]]
OWN_CODE = re.compile(r"p[0-9]+[._]")
FORMULAS = {"indicators": ("numerator", "denominator", "value"), "checks": ("left", "right")}


def refuse_broken_references(folders: Folders) -> None:
    """Raises:
    Invalid: codes given twice, unknown codes, elements of two reports, formulas that do not parse.
    """
    problems = [
        *_given_twice(folders),
        *_reserved(folders),
        *_reports(folders),
        *_breakdowns(folders),
        *_formulas(folders),
    ]
    if problems:
        raise invalid_file(problems)


def _given_twice(folders: Folders) -> Iterator[RowProblem]:
    # Elements and indicators share one space: both are asked for as measures.
    for space in (("elements", "indicators"), *((part,) for part in folders)):
        seen: set[str] = set()
        for place in (place for part in space for place in folders[part]):
            if place.entry.code in seen:
                yield place.problem("mã đã có ở mục khác", "code", value=place.entry.code)
            seen.add(place.entry.code)


def _reserved(folders: Folders) -> Iterator[RowProblem]:
    """Codes of provinces stand in no file: an entry with a place in a file may not begin like them."""
    for place in (place for part in folders.values() for place in part):
        if place.file and OWN_CODE.match(place.entry.code):
            yield place.problem(
                "mã bắt đầu như mã riêng của tỉnh (p + số)", "code", value=place.entry.code
            )


def _reports(folders: Folders) -> Iterator[RowProblem]:
    elements = {place.entry.code: place.entry for place in folders["elements"]}
    calendars = {place.entry.code: place.entry for place in folders["calendars"]}
    carried: dict[str, str] = {}
    for place in folders["reports"]:
        report = place.entry
        calendar = calendars.get(report.calendar)
        if calendar is None or report.kind not in calendar.period_kinds:
            yield place.problem("không có lịch này, hoặc lịch không có loại kỳ này", "calendar")
        for position, code in enumerate(report.elements):
            if code not in elements:
                yield place.problem("không có chỉ tiêu này", "elements", position, value=code)
            elif elements[code].counter is not None:
                yield place.problem(
                    "chỉ tiêu đếm tự động không nhập", "elements", position, value=code
                )
            elif code in carried:
                message = (
                    f"chỉ tiêu đã thuộc báo cáo {carried[code]}; một chỉ tiêu chỉ nhập một nơi"
                )
                yield place.problem(message, "elements", position, value=code)
            carried.setdefault(code, report.code)


def _breakdowns(folders: Folders) -> Iterator[RowProblem]:
    known = {place.entry.code for place in folders["breakdowns"]}
    for place in folders["elements"]:
        if place.entry.breakdown not in {None, *known}:
            yield place.problem(
                "không có chiều phân tổ này", "breakdown", value=place.entry.breakdown
            )


def _formulas(folders: Folders) -> Iterator[RowProblem]:
    elements = {place.entry.code: place.entry for place in folders["elements"]}
    options = {
        place.entry.code: {option.code for option in place.entry.options}
        for place in folders["breakdowns"]
    }
    for part, fields in FORMULAS.items():
        for place in folders[part]:
            for field in fields:
                text = getattr(place.entry, field)
                fault = _formula_fault(text, elements, options) if text else ""
                if fault:
                    yield place.problem(fault, field, value=text)


def _formula_fault(text: str, elements: Mapping[str, Any], options: Mapping[str, set[str]]) -> str:
    try:
        references = parse(text).references()
    except Invalid as refusal:
        return str(refusal)
    faults = (_reference_fault(reference, elements, options) for reference in references)
    return "; ".join(sorted(fault for fault in faults if fault))


def _reference_fault(
    reference: Reference, elements: Mapping[str, Any], options: Mapping[str, set[str]]
) -> str:
    element = elements.get(reference.code)
    if element is None:
        return f"không có chỉ tiêu “{reference.code}”"
    if len(reference.breakdown) > 1:
        return f"“{reference}”: mỗi chỉ tiêu chỉ có một chiều phân tổ"
    for dimension, option in reference.breakdown:
        if dimension != element.breakdown or option not in options.get(dimension, set()):
            return f"“{reference}”: chỉ tiêu không phân tổ như vậy"
    return ""
