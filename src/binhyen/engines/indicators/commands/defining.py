"""A province's own forms, defined on the screen with the schema of the catalogue's files."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from binhyen.engines.indicators.commands.catalogue import catalogue_digest
from binhyen.engines.indicators.entries import CalendarEntry, CheckEntry, ElementEntry, ReportEntry
from binhyen.engines.indicators.models import (
    CalendarDefinition,
    CatalogueRevision,
    CatalogueRow,
    Element,
    IntegrityCheck,
    ReportDefinition,
)
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.owning import report_count
from binhyen.engines.indicators.rules.catalogue import Catalogue
from binhyen.engines.indicators.rules.catalogue_checks import refuse_broken_references
from binhyen.engines.indicators.rules.checks import condition_of
from binhyen.engines.indicators.rules.forms.owning import (
    refuse_breaking_element,
    refuse_breaking_form,
    refuse_codes,
    refuse_foreign_checks,
    refuse_foreign_parts,
)
from binhyen.engines.units.api import Level, StructureUnit, structure
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.entries import Labelled
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound
from binhyen.kernel.yamlfile import Located


def _owner(kwargs: dict[str, Any]) -> int | None:
    unit_id: int = kwargs["unit_id"]
    return unit_id


@command("indicators.define_report", "Lập mẫu báo cáo riêng", needs="figures.define", scope=_owner)
def define_report(
    actor: Actor,
    *,
    unit_id: int,
    report: ReportEntry,
    elements: Sequence[ElementEntry] = (),
    checks: Sequence[CheckEntry] = (),
    calendar: CalendarEntry | None = None,
) -> str:
    """Make or change a province's own form with its elements and checks; its code.

    The same form again changes what may be changed; checks left out are taken away. Codes begin with the province's
    prefix (`p38.`), so files of the common catalogue can never clash with them, nor does loading them retire these.

    Args:
        elements: new or changed ones; others the form names must have been defined before.
        calendar: a calendar of its own, such as one that closes on another day.

    Raises:
        Invalid: not a province, a code without its prefix, a part that is not its own, a formula that does not parse.
        Conflict: reports made with the form would break; a code another unit owns.
    """
    owner = _province(unit_id)
    parts: list[Labelled] = [report, *elements, *checks, *([calendar] if calendar else [])]
    refuse_codes(owner.code, [part.code for part in parts])
    known = catalogue()
    refuse_foreign_parts(known, unit_id, report, elements)
    refuse_foreign_checks(report, checks)
    refuse_broken_references(_folders(known, report, elements, checks, calendar))
    _refuse_breaking(known, unit_id, report, elements)
    if calendar is not None:
        _keep(CalendarDefinition, unit_id, calendar)
    for element in elements:
        _keep(Element, unit_id, element)
    _keep(ReportDefinition, unit_id, report)
    _keep_checks(known, unit_id, report, checks)
    _revised()
    return report.code


@command("indicators.define_element", "Lập chỉ tiêu riêng", needs="figures.define", scope=_owner)
def define_element(actor: Actor, *, unit_id: int, element: ElementEntry) -> str:
    """Make or change a province's own element, for a form to come; its code.

    Raises:
        Invalid, Conflict: as `define_report`.
    """
    owner = _province(unit_id)
    refuse_codes(owner.code, [element.code])
    known = catalogue()
    if element.breakdown is not None and element.breakdown not in known.breakdowns:
        raise Invalid(N_("Không có chiều phân tổ “{code}”."), code=element.breakdown)
    held = known.elements.get(element.code)
    if held is not None and held.definition is not None and report_count(held.definition):
        refuse_breaking_element(held.entry, element)
    _keep(Element, unit_id, element)
    _revised()
    return element.code


@command(
    "indicators.retire_definition",
    "Thôi dùng mẫu báo cáo riêng",
    needs="figures.define",
    scope=_owner,
)
def retire_definition(actor: Actor, *, unit_id: int, code: str, valid_to: date) -> None:
    """Periods that begin on the day or later make no such report; one never used disappears with its elements.

    Raises:
        NotFound: the unit has no form of this code.
    """
    form = catalogue().definitions.get(code)
    if form is None or form.owner_id != unit_id or form.retired:
        raise NotFound(N_("Đơn vị không có mẫu báo cáo “{code}”."), code=code[:80])
    if report_count(code):
        _keep(ReportDefinition, unit_id, form.entry.model_copy(update={"valid_to": valid_to}))
    else:
        _drop(ReportDefinition, unit_id, [code])
        _drop(Element, unit_id, form.entry.elements)
        _drop(IntegrityCheck, unit_id, _checks_within(catalogue(), form.entry))
    _revised()


def _province(unit_id: int) -> StructureUnit:
    unit = structure(clock.today()).get(unit_id)
    if unit.level != Level.PROVINCE:
        raise Invalid(
            N_("Chỉ cấp tỉnh lập mẫu báo cáo riêng; {unit} không phải tỉnh."), unit=unit.full_name
        )
    return unit


def _folders(
    known: Catalogue,
    report: ReportEntry,
    elements: Sequence[ElementEntry],
    checks: Sequence[CheckEntry],
    calendar: CalendarEntry | None,
) -> dict[str, list[Located[Any]]]:
    """The form among everything else, as the files of a catalogue are looked at together."""
    new = {part.code for part in (report, *elements, *checks)}
    others = [
        one.entry for code, one in known.definitions.items() if code not in new and not one.retired
    ]
    parts: dict[str, list[Any]] = {
        "calendars": [*_calendars(), *([calendar] if calendar else [])],
        "breakdowns": list(known.breakdowns.values()),
        "elements": [
            *(one.entry for code, one in known.elements.items() if code not in new),
            *elements,
        ],
        "indicators": [],
        "reports": [*others, report],
        "checks": list(checks),
        "stated": [],
    }
    return {part: [Located(entry, "", 0, {}) for entry in found] for part, found in parts.items()}


def _calendars() -> list[CalendarEntry]:
    rows = CalendarDefinition.objects.values_list("entry", flat=True)
    return [CalendarEntry.model_validate(entry) for entry in rows]


def _refuse_breaking(
    known: Catalogue, unit_id: int, report: ReportEntry, elements: Sequence[ElementEntry]
) -> None:
    old = known.definitions.get(report.code)
    if old is None or old.owner_id != unit_id or not report_count(report.code):
        return
    refuse_breaking_form(old.entry, report)
    for element in elements:
        if element.code in known.elements and element.code in old.entry.elements:
            refuse_breaking_element(known.elements[element.code].entry, element)


def _keep(table: type[CatalogueRow], unit_id: int, entry: Labelled) -> None:
    rows: QuerySet[Any] = QuerySet(table)
    content = entry.model_dump(mode="json")
    row = rows.filter(code=entry.code).first()
    if row is None:
        row = rows.create(code=entry.code, entry=content, owner_id=unit_id)
        note(table.__name__, entry.code, after=content)
        return
    if row.owner_id != unit_id:
        raise Conflict(N_("Mã “{code}” đã có đơn vị khác dùng: hãy đặt tên khác."), code=entry.code)
    if row.entry != content or row.retired:
        note(table.__name__, entry.code, before=row.entry, after=content)
        row.entry, row.retired = content, False
        row.save(update_fields=["entry", "retired"])


def _keep_checks(
    known: Catalogue, unit_id: int, report: ReportEntry, checks: Sequence[CheckEntry]
) -> None:
    gone = _checks_within(known, report) - {check.code for check in checks}
    _drop(IntegrityCheck, unit_id, gone)
    for check in checks:
        _keep(IntegrityCheck, unit_id, check)


def _checks_within(known: Catalogue, report: ReportEntry) -> set[str]:
    asked = set(report.elements)
    return {
        code
        for code, check in known.checks.items()
        if asked & {one.code for one in condition_of(check).references()}
    }


def _drop(table: type[CatalogueRow], unit_id: int, codes: Collection[str]) -> None:
    rows: QuerySet[Any] = QuerySet(table)
    for row in rows.filter(code__in=list(codes), owner_id=unit_id, retired=False):
        row.retired = True
        row.save(update_fields=["retired"])
        note(table.__name__, row.code, before=row.entry)


def _revised() -> None:
    """Tell every process that its memory of the catalogue is stale."""
    CatalogueRevision.objects.create(digest=catalogue_digest(), at=clock.now())
