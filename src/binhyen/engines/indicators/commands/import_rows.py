"""Rows of an import file turned into values by report, unit and key; every fault is noted with its line.

A value costs 24 bytes until the whole file is known to be sound: key number, scaled value and line number in one
flat array per report.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from binhyen.engines.indicators.commands.refusals import refuse_period
from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo, ElementInfo
from binhyen.engines.indicators.rules.values import scaled
from binhyen.engines.units.api import Level, Structure, find, structure
from binhyen.foundation.exchange.api import Faults, Row
from binhyen.kernel.errors import N_, DomainError, Invalid, NotFound, RuleBroken
from binhyen.kernel.periods import Period, parse_period

STEP = 3
PLAIN_DIGITS = 12
REMEMBERED = 20_000
"""What is remembered of a file, so that one full of different mistakes does not fill the memory."""


@dataclass(slots=True)
class Sheet:
    """All values of one report definition and period, by unit; `units` are the codes known so far."""

    form: DefinitionInfo
    period: Period
    values: dict[int, array[int]] = field(default_factory=dict)
    units: dict[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a row's value goes: which sheet, under which key, read how."""

    sheet: Sheet
    key_number: int
    element: ElementInfo
    scale: int


class ImportReader:
    """Reads rows into sheets; `keys` gives a key number its key."""

    def __init__(self, known: Catalogue, faults: Faults, allowed: Collection[int] | None) -> None:
        self.sheets: dict[tuple[str, str], Sheet] = {}
        self.keys: list[str] = []
        self.count = 0
        self._known = known
        self._faults = faults
        self._allowed = allowed
        self._numbers: dict[str, int] = {}
        self._targets: dict[tuple[str, str, str], _Target | DomainError] = {}
        self._trees: dict[date, Structure] = {}

    def read(self, rows: Iterable[Row]) -> None:
        """Take in all rows; afterwards `faults` holds what was wrong."""
        targets = self._targets
        for line, row in rows:
            name = (row["element"], row["period"], row["breakdown"])
            target = targets.get(name)
            if not isinstance(target, _Target):
                target = self._find_target(name, line)
                if target is None:
                    continue
            sheet = target.sheet
            code = row["unit_code"]
            unit_id = sheet.units.get(code)
            if unit_id is None:
                unit_id = self._find_unit(sheet, code, line)
                if unit_id is None:
                    continue
            text = row["value"]
            if text.isdigit() and text.isascii() and len(text) <= PLAIN_DIGITS - target.scale:
                value = int(text) * 10**target.scale
            else:
                read = self._read_value(target, text, line)
                if read is None:
                    continue
                value = read
            if unit_id not in sheet.values:
                sheet.values[unit_id] = array("q")
            sheet.values[unit_id].extend((target.key_number, value, line))
            self.count += 1

    def refuse_repeated(self) -> None:
        """Note every value that stands in the file twice."""
        for sheet in self.sheets.values():
            for unit_id, held in sheet.values.items():
                numbers = held[::STEP]
                if len(set(numbers)) < len(numbers):
                    self._note_repeated(sheet, unit_id, held)

    def news(self, sheet: Sheet) -> Iterator[tuple[int, dict[str, int]]]:
        """(unit id, values by key) of a sheet, by unit id."""
        for unit_id in sorted(sheet.values):
            held = sheet.values[unit_id]
            yield (
                unit_id,
                {
                    self.keys[number]: value
                    for number, value in zip(held[::STEP], held[1::STEP], strict=True)
                },
            )

    def _find_target(self, name: tuple[str, str, str], line: int) -> _Target | None:
        target = self._targets.get(name)
        if target is None:
            try:
                target = self._target(*name)
            except DomainError as refusal:
                target = refusal
            if len(self._targets) < REMEMBERED:
                self._targets[name] = target
        if isinstance(target, DomainError):
            column = target.details.get("column", "element")
            self._faults.add(line, column, name[0], str(target))
            return None
        return target

    def _target(self, code: str, period_text: str, option: str) -> _Target:
        element = self._known.element(code)
        form = self._form_of(element)
        key = element.key(option or None)
        period = _period(self._known, form, period_text)
        place = (form.code, period.code)
        if place not in self.sheets:
            self.sheets[place] = Sheet(form, period, units=self._usual_units(form, period))
        sheet = self.sheets[place]
        number = self._numbers.setdefault(key, len(self._numbers))
        if number == len(self.keys):
            self.keys.append(key)
        return _Target(sheet, number, element, element.entry.decimals)

    def _form_of(self, element: ElementInfo) -> DefinitionInfo:
        if element.counted:
            raise RuleBroken(
                N_(
                    "Chỉ tiêu {element} do hệ thống đếm ({counter}), không nạp được: hãy sửa dữ liệu gốc."
                ),
                element=element.code,
                counter=element.entry.counter,
            )
        if element.retired or element.definition is None:
            raise RuleBroken(
                N_("Chỉ tiêu {element} không còn thuộc báo cáo nào."), element=element.code
            )
        return self._known.definitions[element.definition]

    def _find_unit(self, sheet: Sheet, code: str, line: int) -> int | None:
        if code in sheet.units:
            self._faults.add(line, "unit_code", code, "đơn vị đã báo lỗi ở dòng trên")
            return None
        unit_id: int | None = None
        try:
            unit_id = self._unit(sheet, code)
        except DomainError as refusal:
            self._faults.add(line, "unit_code", code, str(refusal))
        if len(sheet.units) < REMEMBERED:
            sheet.units[code] = unit_id
        return unit_id

    def _usual_units(self, form: DefinitionInfo, period: Period) -> dict[str, int | None]:
        """Units that make the report on the period's last day, by code; the others are looked at one by one."""
        tree, allowed = self._tree(period.last_day), self._allowed
        return {
            unit.code: unit.id
            for unit in tree.units.values()
            if unit.level == Level.COMMUNE
            and unit.type in form.entry.reporters
            and (allowed is None or unit.id in allowed)
        }

    def _unit(self, sheet: Sheet, code: str) -> int:
        """The commune-level unit that bore the code on the period's last day, else on its first."""
        try:
            unit = self._tree(sheet.period.last_day).by_code(code, Level.COMMUNE)
        except NotFound:
            try:
                unit = self._tree(sheet.period.start).by_code(code, Level.COMMUNE)
            except NotFound:
                raise _no_unit(code, sheet) from None
        if unit.type not in sheet.form.entry.reporters:
            raise RuleBroken(
                N_("{unit} không lập {report}; các loại đơn vị lập: {types}."),
                unit=unit.full_name,
                report=sheet.form.entry.vi,
                types=", ".join(sheet.form.entry.reporters),
            )
        if self._allowed is not None and unit.id not in self._allowed:
            raise RuleBroken(N_("{unit} ngoài phạm vi được giao."), unit=unit.full_name)
        return unit.id

    def _tree(self, day: date) -> Structure:
        """The structure, asked for once a day of a file: asking costs a statement even when remembered."""
        if day not in self._trees:
            self._trees[day] = structure(day)
        return self._trees[day]

    def _read_value(self, target: _Target, text: str, line: int) -> int | None:
        try:
            if not text:
                raise Invalid(N_("ô trống: không báo cáo thì bỏ cả dòng, bằng không thì ghi 0"))
            return scaled(target.element, text)
        except DomainError as refusal:
            self._faults.add(line, "value", text, str(refusal))
            return None

    def _note_repeated(self, sheet: Sheet, unit_id: int, held: array[int]) -> None:
        first: dict[int, int] = {}
        for number, line in zip(held[::STEP], held[2::STEP], strict=True):
            if number in first:
                self._faults.add(line, "element", "", f"giá trị này đã có ở dòng {first[number]}")
            first.setdefault(number, line)


def _period(known: Catalogue, form: DefinitionInfo, text: str) -> Period:
    try:
        period = parse_period(text, known.calendars, form.calendar.code)
        refuse_period(form, period)
    except DomainError as refusal:
        refusal.details["column"] = "period"
        raise
    return period


def _no_unit(code: str, sheet: Sheet) -> NotFound:
    padded = code.zfill(5)
    tree = structure(sheet.period.last_day)
    if padded != code and tree.codes.get(padded):
        return NotFound(
            N_(
                "Không có mã {name}; có {padded}: Excel đã bỏ số 0 ở đầu, hãy để cột mã ở dạng văn bản."
            ),
            name=code[:20],
            padded=padded,
        )
    try:
        find(code, sheet.period.last_day, Level.COMMUNE)
    except NotFound as refusal:
        return refusal
    return NotFound(N_("Không đơn vị cấp xã nào mang mã {name}."), name=code[:20])
