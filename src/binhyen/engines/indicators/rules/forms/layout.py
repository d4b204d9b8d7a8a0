"""Draw a form's layout from its definition: the sections it names, or one for each group of elements."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import count

from binhyen.engines.indicators.entries import (
    BreakdownEntry,
    CheckEntry,
    FormHeader,
    FormLineEntry,
    SectionEntry,
)
from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo, ElementInfo
from binhyen.engines.indicators.rules.checks import checks_of, condition_of
from binhyen.engines.indicators.rules.forms.as_json import shape
from binhyen.engines.indicators.rules.forms.types import (
    FormCell,
    FormCheck,
    FormLayout,
    FormLine,
    FormSection,
    FormUnit,
    Name,
)
from binhyen.engines.indicators.rules.forms.words import words_of
from binhyen.kernel.expressions import Reference
from binhyen.kernel.expressions.trees import tree_of
from binhyen.kernel.periods import Period

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
VERSION_LENGTH = 16


def layout_of(known: Catalogue, form: DefinitionInfo, unit: FormUnit, period: Period) -> FormLayout:
    """The form of one unit and period; pure, so equal inputs give equal forms everywhere."""
    sections = sections_of(known, form)
    checks = tuple(_check(known, check) for check in checks_of(known, form))
    entry = form.entry
    return FormLayout(
        definition=form.code,
        version=version_of(form.code, sections, checks),
        title=Name(entry.vi, entry.en),
        header=entry.header or FormHeader(),
        unit=unit,
        period=period,
        sections=sections,
        checks=checks,
        outline=entry.outline,
        deadlines=entry.deadlines,
        explain=entry.explain,
    )


def version_of(code: str, sections: tuple[FormSection, ...], checks: tuple[FormCheck, ...]) -> str:
    """The digest that tells whether a filled form still fits the definition."""
    shaped = json.dumps([code, shape(sections, checks)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(shaped.encode()).hexdigest()[:VERSION_LENGTH]


def sections_of(known: Catalogue, form: DefinitionInfo) -> tuple[FormSection, ...]:
    """The sections with their lines numbered through the whole form; counted elements are not entered."""
    numbers = count(1)
    named = form.entry.sections or tuple(_groups(form))
    drawn = []
    for position, section in enumerate(named):
        lines = tuple(
            _line(known, line, str(next(numbers)))
            for line in section.lines
            if not known.elements[line.element].counted
        )
        number = ROMAN[position] if position < len(ROMAN) else str(position + 1)
        drawn.append(FormSection(number, Name(section.vi, section.en), section.note or "", lines))
    return tuple(section for section in drawn if section.lines)


def _groups(form: DefinitionInfo) -> Iterator[SectionEntry]:
    """One section for each first word of the elements' codes, in the order of the form."""
    groups: dict[str, list[FormLineEntry]] = {}
    for code in form.entry.elements:
        groups.setdefault(code.split(".", 1)[0], []).append(FormLineEntry(element=code))
    if len(groups) == 1:
        yield SectionEntry(vi=form.entry.vi, en=form.entry.en, lines=tuple(*groups.values()))
        return
    for number, lines in enumerate(groups.values(), start=1):
        yield SectionEntry(vi=f"Nhóm {number}", en=f"Group {number}", lines=tuple(lines))


def _line(known: Catalogue, line: FormLineEntry, number: str) -> FormLine:
    element = known.elements[line.element]
    entry = element.entry
    return FormLine(
        number=number,
        element=entry.code,
        label=Name(entry.vi, entry.en),
        short=entry.short,
        unit=entry.unit,
        note=line.note or "",
        explain=entry.explain or "",
        cells=tuple(_cells(element, known.breakdowns.get(entry.breakdown or ""))),
    )


def _cells(element: ElementInfo, breakdown: BreakdownEntry | None) -> Iterator[FormCell]:
    yield _cell(element, None, Name(element.entry.vi, element.entry.en))
    for option in breakdown.options if breakdown else ():
        yield _cell(element, option.code, Name(option.vi, option.en))


def _cell(element: ElementInfo, option: str | None, label: Name) -> FormCell:
    entry = element.entry
    return FormCell(
        ref=element.reference(option),
        key=element.key(option),
        label=label,
        unit=entry.unit,
        decimals=entry.decimals,
        kind="flow" if entry.time == "sum" else "stock",
        option=option,
        negative=entry.negative,
    )


def _check(known: Catalogue, check: CheckEntry) -> FormCheck:
    condition = condition_of(check)
    return FormCheck(
        code=check.code,
        severity=check.severity,
        label=Name(check.vi, check.en),
        explain=check.explain,
        advice=check.advice,
        condition=tree_of(condition),
        refs=tuple(dict.fromkeys(reference.key for reference in condition.mentions())),
        words=words_of(condition, {ref.key: _label(known, ref) for ref in condition.references()}),
    )


def _label(known: Catalogue, reference: Reference) -> str:
    short = known.elements[reference.code].entry.short
    for dimension, code in reference.breakdown:
        options = known.breakdowns[dimension].options
        short += f" ({next(option.vi for option in options if option.code == code)})"
    return short
