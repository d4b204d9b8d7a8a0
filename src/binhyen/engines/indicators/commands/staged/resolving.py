"""What the words of an import file mean: elements, periods, units; one place for the machine's joins and for reasons.

Mapping tables are made from it for joining millions of rows; a row the joins refuse is looked at here again alone, to
say why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from binhyen.engines.indicators.commands.refusals import refuse_period
from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo, ElementInfo
from binhyen.engines.indicators.rules.values import scaled
from binhyen.engines.units.api import Level, Structure, find, structure
from binhyen.kernel.errors import N_, DomainError, Invalid, NotFound, RuleBroken
from binhyen.kernel.periods import Period, parse_period


@dataclass(frozen=True, slots=True)
class Slot:
    """One value a report may hold: an element or one option of it."""

    element: ElementInfo
    option: str
    key: str
    form: DefinitionInfo


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row of a staged file as it was written."""

    line: int
    unit: str
    period: str
    element: str
    option: str
    value: str
    comment: str


@dataclass(slots=True)
class Resolver:
    """Looks words up in the catalogue and the trees, for one actor.

    Attributes:
        allowed: units the actor may write for; None is all.
        definition: the only report definition wanted; None is any.
    """

    known: Catalogue
    allowed: Collection[int] | None
    definition: str | None = None
    _trees: dict[date, Structure] = field(default_factory=dict)

    def slots(self) -> Iterator[Slot]:
        """Everything that may be imported."""
        for element in self.known.elements.values():
            try:
                form = self.form_of(element)
            except DomainError:
                continue
            for key, option in element.value_keys():
                yield Slot(element, option or "", key, form)

    def slot(self, code: str, option: str) -> Slot:
        """The slot of an element and option.

        Raises:
            NotFound, RuleBroken, Invalid: no such element, not to be imported, or not divided that way.
        """
        element = self.known.element(code)
        form = self.form_of(element)
        return Slot(element, option, element.key(option or None), form)

    def form_of(self, element: ElementInfo) -> DefinitionInfo:
        """The report that carries an element."""
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
        form = self.known.definitions[element.definition]
        if self.definition not in (None, form.code):
            raise RuleBroken(
                N_("Chỉ tiêu {element} không nhập trong {report}."),
                element=element.code,
                report=self.known.definition(self.definition or "").entry.vi,
            )
        return form

    def period(self, form: DefinitionInfo, text: str) -> Period:
        """The report period a text means.

        Raises:
            DomainError: not a period, of another calendar or length, or not over yet.
        """
        period = parse_period(text, self.known.calendars, form.calendar.code)
        refuse_period(form, period)
        return period

    def units(self, form: DefinitionInfo, period: Period) -> dict[str, int]:
        """Every unit that may report over a period, by the code it bore on the last day, else on the first."""
        now = self._by_code(self._tree(period.last_day), form)
        every = self._tree(period.last_day).codes
        before = {
            code: unit_id
            for code, unit_id in self._by_code(self._tree(period.start), form).items()
            if not self._bears(every.get(code, ()), period.last_day)
        }
        return {**before, **now}

    def trees(self, period: Period) -> tuple[int, int]:
        """What tells whether two periods have the same units by code."""
        return id(self._tree(period.start).units), id(self._tree(period.last_day).units)

    def fault(self, row: RawRow) -> tuple[str, str, str] | None:
        """(column, text, why) of the first thing wrong with a row; None when it is sound by itself."""
        try:
            slot = self.slot(row.element, row.option)
        except DomainError as refusal:
            in_option = row.element in self.known.elements and isinstance(refusal, Invalid)
            column = "option" if in_option else "element"
            return column, row.option if in_option else row.element, str(refusal)
        try:
            period = self.period(slot.form, row.period)
        except DomainError as refusal:
            return "period", row.period, str(refusal)
        try:
            self._refuse_unit(slot.form, period, row.unit)
        except DomainError as refusal:
            return "unit", row.unit, str(refusal)
        try:
            if row.value:
                scaled(slot.element, row.value)
        except DomainError as refusal:
            return "value", row.value, str(refusal)
        return None

    def _by_code(self, tree: Structure, form: DefinitionInfo) -> dict[str, int]:
        found: dict[str, int] = {}
        twice: set[str] = set()
        for unit in tree.units.values():
            if unit.level != Level.COMMUNE:
                continue
            if unit.code in found:
                twice.add(unit.code)
            may = self.allowed is None or unit.id in self.allowed
            if unit.type in form.entry.reporters and may:
                found[unit.code] = unit.id
        return {code: unit_id for code, unit_id in found.items() if code not in twice}

    def _bears(self, unit_ids: Collection[int], on: date) -> bool:
        units = self._tree(on).units
        return any(units[unit_id].level == Level.COMMUNE for unit_id in unit_ids)

    def _refuse_unit(self, form: DefinitionInfo, period: Period, code: str) -> None:
        """Refuse a code that no reporting unit in scope bore on the period's last day, else on its first."""
        try:
            unit = self._tree(period.last_day).by_code(code, Level.COMMUNE)
        except NotFound:
            try:
                unit = self._tree(period.start).by_code(code, Level.COMMUNE)
            except NotFound:
                raise _no_unit(code, period, self._tree(period.last_day)) from None
        if unit.type not in form.entry.reporters:
            raise RuleBroken(
                N_("{unit} không lập {report}; các loại đơn vị lập: {types}."),
                unit=unit.full_name,
                report=form.entry.vi,
                types=", ".join(form.entry.reporters),
            )
        if self.allowed is not None and unit.id not in self.allowed:
            raise RuleBroken(N_("{unit} ngoài phạm vi được giao."), unit=unit.full_name)

    def _tree(self, day: date) -> Structure:
        """The structure, asked for once a day of a file: asking costs a statement even when remembered."""
        if day not in self._trees:
            self._trees[day] = structure(day)
        return self._trees[day]


def _no_unit(code: str, period: Period, tree: Structure) -> NotFound:
    padded = code.zfill(5)
    if padded != code and tree.codes.get(padded):
        return NotFound(
            N_(
                "Không có mã {name}; có {padded}: Excel đã bỏ số 0 ở đầu, hãy để cột mã ở dạng văn bản."
            ),
            name=code[:20],
            padded=padded,
        )
    try:
        find(code, period.last_day, Level.COMMUNE)
    except NotFound as refusal:
        return refusal
    return NotFound(N_("Không đơn vị cấp xã nào mang mã {name}."), name=code[:20])
