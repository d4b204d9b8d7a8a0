"""Windows: each period asked about, as the report periods that make it up and the trees they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo
from binhyen.engines.indicators.rules.measures import Measure
from binhyen.engines.indicators.types import Query
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.periods import Calendar, Period, day, span

LOOKED_BACK = timedelta(days=366)
CIVIL = Calendar("calendar", "Tháng dương lịch")


@dataclass(frozen=True, slots=True)
class Window:
    """A period asked about; `day_only` when a day was asked instead."""

    period: Period
    as_of: date | None
    day_only: bool = False

    @property
    def last_day(self) -> date:
        return self.period.last_day

    def components(self, form: DefinitionInfo) -> list[Period]:
        """The report periods that make the window up; for a day, those that ended in the year before it."""
        if self.day_only:
            return form.periods_within(span(CIVIL, self.last_day - LOOKED_BACK, self.last_day))
        return form.periods_within(self.period)

    def tree_day(self, component: Period) -> date:
        """The day in whose tree values of a component are grouped."""
        return self.as_of or component.last_day


def windows_of(query: Query, known: Catalogue, measures: Sequence[Measure]) -> list[Window]:
    """The windows of a query.

    Raises:
        Invalid: neither periods nor a day, both, or a day asked of an element that is summed over periods.
    """
    if (query.on is None) == (not query.periods):
        raise Invalid(N_("Hãy nêu kỳ (periods) hoặc một ngày (on), đúng một trong hai."))
    if query.on is None:
        return [Window(period, query.as_of) for period in query.periods]
    for wanted in (source for measure in measures for source in measure.inputs):
        if wanted.summed and not wanted.element.counted:
            raise Invalid(
                N_("Chỉ tiêu {element} cộng theo kỳ: hãy hỏi theo kỳ, không theo một ngày."),
                element=wanted.element.code,
            )
    civil = known.calendars.get(CIVIL.code, CIVIL)
    return [Window(day(civil, query.on), query.as_of, day_only=True)]
