"""What a grid asks the database for: the stamps of its periods and the reports that wait; two statements in all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from django.db.models import Aggregate, CharField, Q
from django.db.models.functions import Cast
from typing_extensions import override

from binhyen.engines.indicators.models import Report, ReportingPeriod
from binhyen.engines.indicators.queries.grids.memory import Form
from binhyen.engines.indicators.queries.parquet import columns_in
from binhyen.engines.indicators.queries.windows import Window
from binhyen.engines.indicators.rules.catalogue import Catalogue
from binhyen.engines.indicators.rules.cubes import Ints
from binhyen.engines.indicators.types import Status


class Joined(Aggregate):
    """Numbers of a group as one text, so that thousands of rows cost one."""

    function = "group_concat"
    template = "%(function)s(%(expressions)s)"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """PostgreSQL's own word for it."""
        template = "string_agg(%(expressions)s, ',')"
        return self.as_sql(compiler, connection, template=template, **extra)

    @override
    def __repr__(self) -> str:
        return "Joined()"


def load_forms(
    known: Catalogue, codes: Collection[str], windows: Sequence[Window]
) -> dict[str, Form]:
    """The definitions with the stored periods the windows are made of; one statement."""
    wanted = {
        code: {p.code for window in windows for p in window.components(known.definitions[code])}
        for code in codes
    }
    forms = {
        code: Form(known.definitions[code], columns_in(known, known.definitions[code]), {})
        for code in codes
    }
    by_id = {form.info.id: form for form in forms.values()}
    condition = Q(pk__in=[])
    for code, periods in wanted.items():
        condition |= Q(definition_id=forms[code].info.id, code__in=periods)
    for period in ReportingPeriod.objects.filter(condition):
        by_id[period.definition_id].stored[period.code] = period
    return forms


def load_waiting(forms: Mapping[str, Form]) -> dict[int, Ints]:
    """Ids of the units whose report waits for approval, by period row; one statement."""
    ids = [period.pk for form in forms.values() for period in form.stored.values()]
    rows = (
        Report.objects.filter(status=Status.SUBMITTED, period_id__in=ids)
        .order_by()
        .values("period_id")
        .annotate(units=Joined(Cast("unit_id", CharField())))
        .values_list("period_id", "units")
    )
    return {
        period_id: np.sort(np.array(text.split(","), dtype=np.int64)) for period_id, text in rows
    }
