"""Questions as DHIS2 clients put them, read into ours: data sets, units with or without children, periods or days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.engines.indicators.api import DefinitionInfo
from binhyen.features.interchange.queries.directories import Directory
from binhyen.features.interchange.queries.exporting import Slice
from binhyen.features.interchange.queries.places import find_unit
from binhyen.features.interchange.rules.periods import from_dhis2
from binhyen.features.interchange.types import Scheme, Schemes
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.periods import Period, span

MOST_PERIODS = 400


@dataclass(frozen=True, slots=True)
class ValueQuestion:
    """Which values: one data set, units, and periods or days."""

    data_set: str
    units: tuple[str, ...]
    periods: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    children: bool = False


def scheme_of(text: str | None, fallback: Scheme) -> Scheme:
    """A scheme as clients write it, in any case.

    Raises:
        Invalid: another scheme.
    """
    if not text:
        return fallback
    try:
        return Scheme(text.casefold())
    except ValueError:
        raise Invalid(
            N_("Không dùng được idScheme “{value}”: hãy ghi UID, CODE hoặc NAME."), value=text[:40]
        ) from None


def schemes_of(
    every: str | None, unit: str | None, element: str | None, option: str | None, report: str | None
) -> Schemes:
    """The family of idScheme parameters; UID is what DHIS2 takes when nothing is said.

    Raises:
        Invalid: an unknown scheme.
    """
    common = scheme_of(every, Scheme.UID)
    return Schemes(
        scheme_of(unit, common),
        scheme_of(element, common),
        scheme_of(option, common),
        scheme_of(report, common),
    )


def slice_asked(question: ValueQuestion, directory: Directory) -> Slice:
    """The slice a question is about.

    Raises:
        Invalid: no data set, unit or period; a wrong one; too many periods.
        NotFound: no such unit.
    """
    form = directory.report(question.data_set)
    periods = _periods(question, form, directory)
    tree = directory.tree(periods[-1].last_day)
    if not question.units:
        raise Invalid(N_("Hãy nêu orgUnit."))
    found = [find_unit(tree, text, directory.schemes.unit) for text in question.units]
    if not question.children:
        above = [unit.full_name for unit in found if tree.below.get(unit.id)]
        if above:
            raise Invalid(
                N_(
                    "{unit} không trực tiếp lập báo cáo: hãy thêm children=true để lấy các xã bên dưới."
                ),
                unit=above[0],
            )
    return Slice(form, tuple(periods), tuple(unit.id for unit in found))


def _periods(
    question: ValueQuestion, form: DefinitionInfo, directory: Directory
) -> Sequence[Period]:
    calendars = directory.known.calendars
    found = [from_dhis2(text, form, calendars) for text in question.periods]
    if question.start and question.end:
        if question.start > question.end or (question.end - question.start).days > 3700:
            raise Invalid(N_("startDate phải trước endDate và không cách quá mười năm."))
        days = next((one for one in calendars.values() if one.kind != "conferences"), form.calendar)
        found += form.periods_within(span(days, question.start, question.end))
    for period in found:
        if not form.has(period):
            raise Invalid(
                N_("Kỳ {period} không phải kỳ của {report}."),
                period=str(period),
                report=form.entry.vi,
            )
    if not found or len(found) > MOST_PERIODS:
        raise Invalid(
            N_(
                "Hãy nêu period, hoặc startDate và endDate có kỳ báo cáo bên trong; nhiều nhất {limit} kỳ."
            ),
            limit=MOST_PERIODS,
        )
    return sorted(set(found))
