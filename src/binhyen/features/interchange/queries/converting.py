"""From any file to the engine's staged table: identifiers into our codes, periods into ours, numbers into one spelling.

Whatever differs only in its place is worked out once: a million values of a report meet a few hundred combinations of
element, breakdown and period, and some ten thousand units.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from binhyen.engines.indicators.api import STAGED_COLUMNS, DefinitionInfo
from binhyen.features.interchange.queries.directories import DEFAULTS, Directory
from binhyen.features.interchange.rules.numbers import machine_number
from binhyen.features.interchange.rules.periods import from_adx, from_dhis2
from binhyen.features.interchange.types import (
    DELETED,
    Fault,
    FileFormat,
    ImportOptions,
    RawValue,
    Scheme,
    Strategy,
)
from binhyen.foundation.exchange.writing import FORMULA_STARTS
from binhyen.kernel.errors import N_, DomainError, Invalid
from binhyen.kernel.periods import Period, parse_period
from binhyen.kernel.text import nfc

BATCH = 5000
KEPT = 200
LONGEST_COMMENT = 500
_NO_MARKUP = str.maketrans("<>", "‹›")
Progress = Callable[[int], None]


@dataclass(slots=True)
class Conversion:
    """What a conversion met; `staged` values were written, the others are among the faults."""

    values: int = 0
    staged: int = 0
    faults: list[Fault] = field(default_factory=list)
    fault_count: int = 0

    def add(self, line: int, column: str | None, value: str, message: str) -> None:
        self.fault_count += 1
        if len(self.faults) < KEPT:
            self.faults.append(Fault(line, column, value[:80], message))


@dataclass(frozen=True, slots=True)
class _Target:
    """Where values of one combination go, or why they go nowhere."""

    period: Period | None = None
    period_text: str = ""
    element: str = ""
    option: str = ""
    units: dict[str, str | Fault] = field(default_factory=dict)
    refusal: Fault | None = None


class Converter:
    """Turns the values of one file into staged rows."""

    def __init__(self, directory: Directory, kind: FileFormat, options: ImportOptions) -> None:
        self._directory, self._kind, self._options = directory, kind, options
        self._machine = kind in {FileFormat.DHIS2, FileFormat.ADX}
        self._targets: dict[tuple[str, ...], _Target] = {}
        self._plain_units = directory.schemes.unit is Scheme.CODE

    def convert(self, values: Iterator[RawValue], target: Path, progress: Progress) -> Conversion:
        """Write the staged table and tell what was met on the way.

        Raises:
            Invalid: the file itself is broken; the table is then of no use.
        """
        met = Conversion()
        with target.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow(STAGED_COLUMNS)
            batch: list[tuple[object, ...]] = []
            for value in values:
                met.values += 1
                row = self._row(value, met)
                if row is not None:
                    batch.append(row)
                if len(batch) == BATCH:
                    writer.writerows(batch)
                    met.staged += BATCH
                    batch.clear()
                    progress(met.values)
            writer.writerows(batch)
            met.staged += len(batch)
        return met

    def period(self, text: str, form: DefinitionInfo) -> Period:
        """The report period a file means.

        Raises:
            Invalid: none of this report.
        """
        if self._kind is FileFormat.ADX:
            return from_adx(text, form)
        if self._kind is FileFormat.DHIS2:
            return from_dhis2(text, form, self._directory.known.calendars)
        return parse_period(text, self._directory.known.calendars, form.calendar.code)

    def _row(self, raw: RawValue, met: Conversion) -> tuple[object, ...] | None:
        place = raw[1:4] + raw[7:]
        target = self._targets.get(place)
        if target is None:
            target = self._targets[place] = self._target(raw)
        if target.refusal is not None:
            met.add(raw.line, target.refusal.column, target.refusal.value, target.refusal.message)
            return None
        unit = raw.unit if self._plain_units else self._unit(target, raw.unit)
        if isinstance(unit, Fault) or not unit:
            told = unit if isinstance(unit, Fault) else _no_unit()
            met.add(raw.line, told.column, told.value, told.message)
            return None
        value = self._value(raw, met)
        if value is None:
            return None
        comment = _comment(raw.comment) if raw.comment else ""
        return (raw.line, unit, target.period_text, target.element, target.option, value, comment)

    def _value(self, raw: RawValue, met: Conversion) -> str | None:
        text = raw.value
        if text == DELETED or self._options.strategy is Strategy.DELETE:
            return ""
        if not text:
            met.add(raw.line, "value", "", _EMPTY)
            return None
        if not self._machine or (text.isdigit() and text.isascii() and len(text) < 18):
            return text
        try:
            return machine_number(text)
        except DomainError as refusal:
            met.add(raw.line, "value", text, str(refusal))
            return None

    def _target(self, raw: RawValue) -> _Target:
        column, shown = "element", raw.element
        try:
            element = self._directory.element(raw.element)
            form = self._form(element.definition, element.code)
            column, shown = "report", raw.report
            self._refuse_other_report(raw.report, form, element.code)
            column, shown = "attribute", raw.attribute
            _refuse_attribute(raw.attribute)
            column, shown = "option", raw.option
            option = self._directory.option(element, raw.option)
            column, shown = "period", raw.period
            period = self.period(raw.period, form)
        except DomainError as refusal:
            return _Target(refusal=Fault(raw.line, column, shown[:80], str(refusal)))
        return _Target(period, str(period), element.code, option)

    def _form(self, code: str | None, element: str) -> DefinitionInfo:
        if code is None:
            raise Invalid(
                N_(
                    "Chỉ tiêu {element} không thuộc báo cáo nào đang dùng, hoặc do hệ thống đếm: không nạp được."
                ),
                element=element,
            )
        return self._directory.known.definitions[code]

    def _refuse_other_report(self, text: str, form: DefinitionInfo, element: str) -> None:
        said = self._directory.report(text).code if text else None
        wanted = self._options.report
        for code in (said, wanted):
            if code is not None and code != form.code:
                raise Invalid(
                    N_("Chỉ tiêu {element} thuộc báo cáo {report}, không thuộc {other}."),
                    element=element,
                    report=form.code,
                    other=code,
                )

    def _unit(self, target: _Target, text: str) -> str | Fault:
        found = target.units.get(text)
        if found is None:
            assert target.period is not None  # noqa: S101 - a target without a refusal has one
            try:
                found = self._directory.unit(text, target.period)
            except DomainError as refusal:
                found = Fault(0, "unit", text[:80], str(refusal))
            target.units[text] = found
        return found


_EMPTY = "thiếu giá trị: không báo cáo thì bỏ cả mục, bằng không thì ghi 0"


def _no_unit() -> Fault:
    return Fault(0, "unit", "", "thiếu mã đơn vị (orgUnit)")


def _refuse_attribute(text: str) -> None:
    if text not in DEFAULTS:
        raise Invalid(
            N_("attributeOptionCombo “{value}” không dùng ở đây: hãy bỏ trống hoặc ghi default."),
            value=text[:80],
        )


def _comment(text: str) -> str:
    """One line of plain text: a note, not a file within a file; a spreadsheet's guard before it is taken away.

    What a note may not hold here is put another way, so that no note costs its value: `<` and `>` become `‹` and `›`,
    signs nobody sees are left out.
    """
    if text.startswith("'") and text[1:].startswith(FORMULA_STARTS):
        text = text[1:]
    kept = "".join(_kept_sign(sign) for sign in nfc(text).translate(_NO_MARKUP))
    return " ".join(kept.split())[:LONGEST_COMMENT]


def _kept_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    return "" if category.startswith("C") else sign
