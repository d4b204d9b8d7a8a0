"""Indicators by the cluster: it reads the analysis files, adds them up and computes the formulas, compiled to its SQL.

For measures that can be added up report period by report period; every number is the one `grid` gives.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from binhyen.engines.indicators.distributed.session import session
from binhyen.engines.indicators.entries import Missing as MissingRule
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.grids.adding import by_definition, separable
from binhyen.engines.indicators.queries.grids.loading import load_forms
from binhyen.engines.indicators.queries.grids.memory import Form
from binhyen.engines.indicators.queries.grids.placing import level_places
from binhyen.engines.indicators.queries.parquet import fresh_file, fresh_slab
from binhyen.engines.indicators.queries.reading import refuse_outsider
from binhyen.engines.indicators.queries.trees import LEVELS, Forest
from binhyen.engines.indicators.queries.windows import Window, windows_of
from binhyen.engines.indicators.rules.apportioning import apportion_all
from binhyen.engines.indicators.rules.computing import quotients
from binhyen.engines.indicators.rules.cubes import Ints
from binhyen.engines.indicators.rules.grids import GridQuery
from binhyen.engines.indicators.rules.measures import Input, Measure
from binhyen.engines.indicators.rules.measures import measure as measure_of
from binhyen.engines.indicators.types import By
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.expressions import Reference, real_column
from binhyen.kernel.memory import remembering

Answer = dict[tuple[str, int, str], tuple[float | None, float | None, float | None]]
"""(value, numerator, denominator) by measure, unit id and period code; cells without any report are left out."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One measure being asked of the cluster."""

    measure: Measure
    windows: Sequence[Window]
    level: int
    forest: Forest
    forms: dict[str, Form]
    folder: Path

    def parts(self, form: Form) -> Iterator[tuple[int, Window, Any, Any]]:
        """(window's place, window, stored period, period) of everything reported."""
        for place, window in enumerate(self.windows):
            for period in window.components(form.info):
                if period.code in form.stored:
                    yield place, window, form.stored[period.code], period


def distributed_figures(query: GridQuery, actor: Actor | None = None) -> Answer:
    """Figures computed by the running cluster, for rows of a level.

    Raises:
        NotFound: unknown measure, or a unit outside the actor's scope.
        Invalid: a measure whose values must be chosen among several periods or reports, or that is counted.
        RuleBroken: no cluster is running.
    """
    spark = session()
    with remembering():
        known = catalogue()
        measures = [measure_of(known, code, query.breakdown) for code in query.measures]
        windows = windows_of(query.query(), known, measures)
        refuse_outsider(query.query(), windows, actor)
        codes = {w.element.definition or "" for m in measures for w in m.inputs}
        forms = load_forms(known, codes - {""}, windows)
        forest, found = Forest(), Answer()
        for measure in measures:
            if not separable(measure, windows, forms):
                raise Invalid(N_("{name} không tính được trên cụm máy."), name=measure.code)
            with tempfile.TemporaryDirectory(prefix="binhyen-spark-") as folder:
                asked = _Asked(
                    measure, windows, _level(query, forest, windows), forest, forms, Path(folder)
                )
                found |= _computed(spark, asked, query)
    return found


def _level(query: GridQuery, forest: Forest, windows: Sequence[Window]) -> int:
    if query.by is not By.UNIT:
        return LEVELS[query.by]
    for window in windows:
        tree = forest.on(window.as_of or window.last_day).structure
        if query.under_id in tree:
            return tree.get(query.under_id).level
    return 0


def _computed(spark: Any, asked: _Asked, query: GridQuery) -> Answer:
    names = ", ".join(f"i{at} BIGINT" for at in range(len(asked.measure.inputs)))
    parts = [
        _select(spark, asked, form_code, inputs)
        for form_code, inputs in by_definition(asked.measure.inputs).items()
    ]
    divided = asked.folder / "divided.csv"
    spark.read.csv(str(divided), schema=f"window INT, row BIGINT, {names}").createOrReplaceTempView(
        "divided"
    )
    columns = ", ".join(f"i{at}" for at in range(len(asked.measure.inputs)))
    parts.append(f"SELECT window, row, {columns} FROM divided")  # noqa: S608
    added = ", ".join(
        f"CASE WHEN count(i{at}) > 0 THEN sum(i{at}) END AS i{at}"
        for at in range(len(asked.measure.inputs))
    )
    sums = f"SELECT window, row, {added} FROM ({' UNION ALL '.join(parts)}) GROUP BY window, row"  # noqa: S608 - our own compiler
    formulas = ", ".join(_formulas(asked.measure))
    rows = spark.sql(f"SELECT window, row, {formulas} FROM ({sums})").collect()  # noqa: S608
    return dict(_cells(asked, query, rows))


def _select(spark: Any, asked: _Asked, code: str, inputs: Sequence[Input]) -> str:
    """The statement that gives a definition's chosen values by window and row; its places become a view."""
    form, view = asked.forms[code], f"places_{asked.forms[code].info.id}"
    paths = [str(fresh_file(stored)) for _, _, stored, _ in asked.parts(form)]
    _write_places(asked, form, inputs)
    path = asked.folder / f"{view}.csv"
    spark.read.csv(
        str(path), schema="period BIGINT, unit BIGINT, window INT, row BIGINT"
    ).createOrReplaceTempView(view)
    source = f"reports_{form.info.id}"
    if paths:
        spark.read.parquet(*sorted(set(paths))).createOrReplaceTempView(source)
    else:
        columns = ", ".join(f"{wanted.column} BIGINT" for wanted in inputs)
        spark.createDataFrame([], f"period BIGINT, unit BIGINT, {columns}").createOrReplaceTempView(
            source
        )
    everyone = asked.measure.missing_rule is MissingRule.SKIP_ANY
    present = (" AND " if everyone else " OR ").join(f"r.{i.column} IS NOT NULL" for i in inputs)
    carried = {wanted.reference for wanted in inputs}
    chosen = ", ".join(
        f"r.{wanted.column} AS i{at}"
        if wanted.reference in carried
        else f"CAST(NULL AS BIGINT) AS i{at}"
        for at, wanted in enumerate(asked.measure.inputs)
    )
    return (
        f"SELECT p.window, p.row, {chosen} FROM {source} r JOIN {view} p "  # noqa: S608
        f"ON r.period = p.period AND r.unit = p.unit WHERE {present}"
    )


def _write_places(asked: _Asked, form: Form, inputs: Sequence[Input]) -> None:
    """Where each reporting unit stands; units whose parts lie in several rows are divided here, exactly."""
    view = asked.folder / f"places_{form.info.id}.csv"
    divided = asked.folder / "divided.csv"
    with view.open("w", newline="") as whole, divided.open("a", newline="") as apart:
        places_out, parts_out = csv.writer(whole), csv.writer(apart)
        for place, window, stored, period in asked.parts(form):
            slab = fresh_slab(stored, form.layout)
            places = level_places(asked.forest.on(window.tree_day(period)), asked.level)
            placed = places.place(slab.units)
            for at, start in enumerate(placed.starts.tolist()):
                end = placed.starts[at + 1] if at + 1 < len(placed.starts) else len(placed.order)
                row = int(places.row_ids[placed.rows[at]])
                for unit in slab.units[placed.order[start:end]].tolist():
                    places_out.writerow([stored.pk, unit, place, row])
            values, known = slab.rows([wanted.column for wanted in inputs])
            for unit, parts in placed.divided:
                if _present(asked.measure, known[:, unit]):
                    amounts = apportion_all(values[:, unit], [part.share for part in parts])
                    _write_parts(asked, parts_out, place, places.row_ids, parts, amounts, known[:, unit], inputs)  # fmt: skip


def _write_parts(
    asked: _Asked,
    target: Any,
    window: int,
    row_ids: Ints,
    parts: Any,
    amounts: Ints,
    known: Any,
    inputs: Sequence[Input],
) -> None:
    places = {wanted.reference: at for at, wanted in enumerate(inputs)}
    for part, amount in zip(parts, amounts, strict=True):
        if part.row < 0:
            continue
        cells = [
            int(amount[places[wanted.reference]])
            if wanted.reference in places and known[places[wanted.reference]]
            else ""
            for wanted in asked.measure.inputs
        ]
        target.writerow([window, int(row_ids[part.row]), *cells])


def _present(measure: Measure, known: Any) -> bool:
    everyone = measure.missing_rule is MissingRule.SKIP_ANY
    return bool(known.all() if everyone else known.any())


def _formulas(measure: Measure) -> list[str]:
    """The measure's formulas in the cluster's SQL over the sums `i0`, `i1`, …."""
    place = {wanted.reference: at for at, wanted in enumerate(measure.inputs)}
    filled = [f"i{at}" for at in range(len(measure.inputs))]
    if measure.missing_rule is MissingRule.NEVER:
        filled = [f"coalesce({name}, 0)" for name in filled]
    elif measure.missing_rule is MissingRule.SKIP_ALL:
        any_there = f"coalesce({', '.join(filled)}) IS NOT NULL"
        filled = [f"CASE WHEN {any_there} THEN coalesce({name}, 0) END" for name in filled]

    def column(reference: Reference) -> str:
        at = place[reference.key]
        return real_column("spark", filled[at], measure.inputs[at].element.entry.decimals)

    if measure.indicator is None:
        return [real_column("spark", "i0", measure.inputs[0].element.entry.decimals) + " AS f0"]
    return [
        f"{formula.compile('spark', column)} AS f{at}"
        for at, formula in enumerate(measure.formulas)
    ]


def _cells(
    asked: _Asked, query: GridQuery, rows: Sequence[Any]
) -> Iterator[tuple[tuple[str, int, str], tuple[float | None, float | None, float | None]]]:
    inside = [
        {
            unit.id
            for period in (window.components(form.info) or [window.period])
            for unit in asked.forest.on(window.tree_day(period)).rows(query.under_id, query.by)
        }
        for window in asked.windows
        for form in [next(iter(asked.forms.values()))]
    ]
    for row in rows:
        if row["row"] not in inside[row["window"]]:
            continue
        key = (asked.measure.code, row["row"], asked.windows[row["window"]].period.code)
        yield key, _figure(asked.measure, [row[f"f{at}"] for at in range(len(row) - 2)])


def _figure(
    measure: Measure, outcomes: Sequence[float | None]
) -> tuple[float | None, float | None, float | None]:
    if measure.indicator is None:
        return outcomes[0], None, None
    numbers = [np.array([np.nan if one is None else one]) for one in outcomes]
    divisor = None if len(numbers) == 1 else np.where(numbers[1] == 0, np.nan, numbers[1])
    value = float(quotients(numbers[0], divisor, measure.indicator.factor)[0])
    parts = (outcomes[0], outcomes[1]) if len(outcomes) == 2 else (None, None)
    return (None if np.isnan(value) else value, *parts)
