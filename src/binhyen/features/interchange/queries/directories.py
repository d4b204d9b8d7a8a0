"""Directories of identifiers: what another system calls our elements, breakdowns, reports and units, and back.

A unit's code means the unit that bore it on the period's last day; its uid and its full path mean an identity, and are
turned into that code here. Names shared by two objects lead nowhere: they are refused with the way out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Final

from binhyen.engines.indicators.api import Catalogue, DefinitionInfo, ElementInfo, catalogue
from binhyen.engines.units.api import Level, Structure, StructureUnit, structure
from binhyen.features.interchange.rules.uids import DEFAULT_COMBO, uid
from binhyen.features.interchange.types import Scheme, Schemes
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.numbers import format_date
from binhyen.kernel.periods import Period
from binhyen.kernel.text import nfc

DEFAULTS: Final = frozenset({"", "default", DEFAULT_COMBO})
SHOWN: Final = 80

UNIT, ELEMENT, COMBO, REPORT = "unit", "element", "combo", "report"
_AMBIGUOUS: Final = ""

_UNKNOWN = {
    ELEMENT: N_("Không có chỉ tiêu nào mang {scheme} “{value}”; xem /api/dhis2/dataElements."),
    REPORT: N_("Không có mẫu báo cáo nào mang {scheme} “{value}”; xem /api/dhis2/dataSets."),
}
_SHARED = N_("{scheme} “{value}” là của nhiều đối tượng: hãy dùng --id-scheme code hoặc uid.")


class Directory:
    """Finds our codes for the identifiers of one file, and identifiers for our codes when writing one."""

    def __init__(self, schemes: Schemes, known: Catalogue | None = None) -> None:
        self.known = known or catalogue()
        self.schemes = schemes
        self._units: dict[date, Mapping[str, str]] = {}
        self._trees: dict[date, Structure] = {}

    def element(self, text: str) -> ElementInfo:
        """The element an identifier means.

        Raises:
            Invalid: nothing or more than one thing bears it.
        """
        code = self._found(ELEMENT, self.schemes.element, text, self._elements)
        return self.known.elements[code]

    def report(self, text: str) -> DefinitionInfo:
        """The report definition an identifier means.

        Raises:
            Invalid: nothing or more than one thing bears it.
        """
        return self.known.definitions[self._found(REPORT, self.schemes.report, text, self._reports)]

    def option(self, element: ElementInfo, text: str) -> str:
        """The code of the option an identifier means; empty for no breakdown.

        Raises:
            Invalid: the element is not divided so.
        """
        if text in DEFAULTS:
            return ""
        found = self._options(element).get(text)
        if found is None:
            raise Invalid(
                N_("Chỉ tiêu {element} không có phân tổ “{value}”; các mục: {known}."),
                element=element.code,
                value=text[:SHOWN],
                known=", ".join(element.option_ids) or "không phân tổ",
            )
        return found

    def unit(self, text: str, period: Period) -> str:
        """The code, on the period's last day, of the unit an identifier means.

        Raises:
            Invalid: no unit of that day bears it, or several.
        """
        if self.schemes.unit is Scheme.CODE:
            return text
        found = self._units_on(period.last_day).get(text)
        if found is None:
            found = self._units_on(period.start).get(text)
        if found is None:
            raise Invalid(
                N_(
                    "Trong kỳ {period} không có đơn vị mang {scheme} “{value}”; xem /api/dhis2/organisationUnits?date={day}."
                ),
                period=str(period),
                scheme=self.schemes.unit.value,
                value=text[:SHOWN],
                day=period.last_day.isoformat(),
            )
        if found == _AMBIGUOUS:
            raise Invalid(_SHARED, scheme=self.schemes.unit.value, value=text[:SHOWN])
        return found

    def element_id(self, element: ElementInfo) -> str:
        """What a file calls the element."""
        return _element_ids(element)[self.schemes.element]

    def option_id(self, element: ElementInfo, option: str | None) -> str:
        """What a file calls the option; the default combo for none."""
        if option is None:
            return self.default_combo
        return self._option_ids(element, option)[self.schemes.option]

    @property
    def default_combo(self) -> str:
        """What a file calls "no breakdown"."""
        return DEFAULT_COMBO if self.schemes.option is Scheme.UID else "default"

    def report_id(self, form: DefinitionInfo) -> str:
        """What a file calls the report."""
        return _report_ids(form)[self.schemes.report]

    def unit_id(self, unit: StructureUnit, tree: Structure) -> str:
        """What a file calls the unit."""
        return unit_id(unit, tree, self.schemes.unit)

    def tree(self, day: date) -> Structure:
        """The structure of a day, asked for once."""
        if day not in self._trees:
            self._trees[day] = structure(day)
        return self._trees[day]

    @cached_property
    def _elements(self) -> Mapping[str, str]:
        scheme = self.schemes.element
        return _index(
            (_element_ids(one)[scheme], code) for code, one in self.known.elements.items()
        )

    @cached_property
    def _reports(self) -> Mapping[str, str]:
        scheme = self.schemes.report
        return _index(
            (_report_ids(one)[scheme], code) for code, one in self.known.definitions.items()
        )

    def _options(self, element: ElementInfo) -> Mapping[str, str]:
        dimension = element.entry.breakdown
        found: dict[str, str] = {}
        for option in element.option_ids:
            found[f"{dimension}={option}"] = found[option] = option
            found[self._option_ids(element, option)[self.schemes.option]] = option
        return found

    def _option_ids(self, element: ElementInfo, option: str) -> dict[Scheme, str]:
        dimension = element.entry.breakdown or ""
        names = {one.code: one.vi for one in self.known.breakdowns[dimension].options}
        code = f"{dimension}.{option}"
        return {Scheme.CODE: code, Scheme.NAME: names[option], Scheme.UID: uid(COMBO, code)}

    def _units_on(self, day: date) -> Mapping[str, str]:
        if day not in self._units:
            tree, scheme = self.tree(day), self.schemes.unit
            self._units[day] = _index(
                pair
                for unit in tree.units.values()
                for pair in _unit_names(unit, tree, scheme)
                if unit.level == Level.COMMUNE
            )
        return self._units[day]

    def _found(self, kind: str, scheme: Scheme, text: str, index: Mapping[str, str]) -> str:
        code = index.get(text)
        if code is None and scheme is Scheme.NAME:
            code = index.get(nfc(text).strip())
        if code is None:
            raise Invalid(_UNKNOWN[kind], scheme=scheme.value, value=text[:SHOWN])
        if code == _AMBIGUOUS:
            raise Invalid(_SHARED, scheme=scheme.value, value=text[:SHOWN])
        return code


def unit_id(unit: StructureUnit, tree: Structure, scheme: Scheme) -> str:
    """A unit's identifier; its name is the whole path, since thirty communes are called Tân Lập."""
    if scheme is Scheme.CODE:
        return unit.code
    return path_name(unit, tree) if scheme is Scheme.NAME else uid(UNIT, unit.key)


def path_name(unit: StructureUnit, tree: Structure) -> str:
    """ "xã Thành Sơn, huyện Bá Thước, tỉnh Thanh Hóa"."""
    above = [one.full_name for one in tree.ancestors(unit.id) if one.level != Level.COUNTRY]
    return ", ".join([unit.full_name, *above])


def refuse_reused_code(unit: StructureUnit, day: date, tree: Structure) -> None:
    """Refuse to write a unit that ended within the period under a code another unit bears on its last day.

    Raises:
        Invalid: the code would be read as the other unit.
    """
    if any(bearer != unit.id for bearer in tree.codes.get(unit.code, ())):
        raise Invalid(
            N_(
                "Mã {code} ngày {day} đã thuộc đơn vị khác với {unit}: hãy xuất với --id-scheme uid."
            ),
            code=unit.code,
            day=format_date(day),
            unit=unit.full_name,
        )


def _unit_names(unit: StructureUnit, tree: Structure, scheme: Scheme) -> Iterable[tuple[str, str]]:
    if scheme is Scheme.NAME:
        yield unit.full_name, unit.code
        yield path_name(unit, tree), unit.code
    else:
        yield uid(UNIT, unit.key), unit.code


def _element_ids(element: ElementInfo) -> dict[Scheme, str]:
    code = element.code
    return {Scheme.CODE: code, Scheme.NAME: nfc(element.entry.vi), Scheme.UID: uid(ELEMENT, code)}


def _report_ids(form: DefinitionInfo) -> dict[Scheme, str]:
    code = form.code
    return {Scheme.CODE: code, Scheme.NAME: nfc(form.entry.vi), Scheme.UID: uid(REPORT, code)}


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Codes by identifier; an identifier of two codes leads to none."""
    found: dict[str, str] = {}
    for name, code in pairs:
        found[name] = code if found.get(name, code) == code else _AMBIGUOUS
    return found
