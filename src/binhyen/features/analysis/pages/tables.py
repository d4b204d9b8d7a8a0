"""The pivot as a table to show: heads in several rows, a page of lines, every figure a link to its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from urllib.parse import quote

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from binhyen.features.analysis import api
from binhyen.features.analysis.api import (
    TOTAL,
    Dimension,
    Figure,
    Line,
    Member,
    Pivot,
    Spot,
    View,
)
from binhyen.features.analysis.pages import asking, words
from binhyen.kernel.periods import Period

STEPS = ("step-1", "step-2", "step-3", "step-4", "step-5")


@dataclass(frozen=True, slots=True)
class Note:
    """A line under a figure; `tone` is a class besides the words."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    text: str
    url: str
    css: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A cell of the head: `span` columns wide; the last row of heads sorts."""

    label: str
    title: str
    note: str
    span: int
    url: str = ""
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class RowHead:
    label: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    heads: tuple[RowHead, ...]
    figures: tuple[ShownFigure, ...]


@dataclass(frozen=True, slots=True)
class PivotTable:
    """What `analysis/_pivot.html` shows; `pages` are (label, address, whether it is this one)."""

    caption: str
    corner: tuple[str, ...]
    heads: tuple[tuple[Head, ...], ...]
    rows: tuple[ShownRow, ...]
    foot: tuple[ShownRow, ...]
    page: Page[int] | None
    pages: list[tuple[str, str, bool]]
    count: int
    legend: tuple[tuple[str, str], ...] = ()


def pivot_table(found: Pivot, asked: QueryDict) -> PivotTable:
    """The page of the table that the address names."""
    size = found.limits.page_rows
    paginator = Paginator(range(len(found.rows)), size)
    page = paginator.get_page(asked.get("page"))
    lines = found.lines((page.number - 1) * size, size)
    columns = found.columns()
    shades = _Shades(found, lines, columns) if found.question.view is View.HEAT else None
    return PivotTable(
        caption=caption(found),
        corner=tuple(str(words.DIMENSIONS[one]) for one in found.row_dimensions) or ("",),
        heads=_heads(found, columns, asked),
        rows=tuple(_row(found, line, columns, asked, shades) for line in lines),
        foot=tuple(_row(found, line, columns, asked, None) for line in found.foot()),
        page=page if page.has_other_pages() else None,
        pages=_pages(page, asked) if page.has_other_pages() else [],
        count=len(found.rows),
        legend=shades.legend() if shades else (),
    )


def caption(found: Pivot) -> str:
    """What the table shows: measures, place, and what is pinned by a filter."""
    question = found.question
    names = [f"{info.label} ({info.unit})" if info.unit else info.label for info in found.infos[:2]]
    more = len(found.infos) - len(names)
    text = "; ".join(names) + (_(" và {count} số liệu khác").format(count=more) if more else "")
    parts = [f"{text}, {question.unit.full_name}"]
    for one in Dimension:
        if question.places[one] is api.Axis.FILTER and len(found.members[one]) > 1:
            member = found.member(one, getattr(found.filters, one.value))
            parts.append(member.label or _("tổng số"))
    return "; ".join(parts)


def why_url(found: Pivot, spot: Spot) -> str:
    """The page that explains a figure, down to units, reports and approvers."""
    question, period = found.question, found.question.periods[spot.period]
    on = question.as_of or period.last_day
    unit = question.unit if spot.unit == TOTAL else found.figures.grid.units[spot.unit]
    structure = "as-was" if question.as_of is None else "as-of"
    # Put together by hand: a page holds hundreds of these, and only the period needs quoting.
    return (
        f"{reverse('overview:explain')}?measure={question.measures[spot.measure]}&unit={unit.code}"
        f"&level={unit.level}&on={on}&period={quote(str(period), safe='')}&structure={structure}"
    )


def _heads(found: Pivot, columns: Sequence[Line], asked: QueryDict) -> tuple[tuple[Head, ...], ...]:
    dimensions = found.column_dimensions
    if not dimensions:
        return ((_only_head(found, asked),),)
    rows = []
    for depth in range(len(dimensions)):
        groups = groupby(
            columns, key=lambda line: tuple(one.key for one in line.members[: depth + 1])
        )
        last = depth == len(dimensions) - 1
        heads = []
        for _key, members in groups:
            own = list(members)
            heads.append(_head(found, dimensions[depth], own, depth, asked, last=last))
        rows.append(tuple(heads))
    # A dimension of one member says nothing in a head that the caption does not; the last row always stands.
    kept = [row for row, one in zip(rows, dimensions, strict=True) if len(found.members[one]) > 1]
    return tuple(kept if kept and kept[-1] is rows[-1] else [*kept, rows[-1]])


def _only_head(found: Pivot, asked: QueryDict) -> Head:
    info = found.infos[found.filters.measure]
    return Head(info.short, info.label, info.unit, 1)


def _head(
    found: Pivot,
    dimension: Dimension,
    lines: Sequence[Line],
    depth: int,
    asked: QueryDict,
    *,
    last: bool,
) -> Head:
    member = lines[0].members[depth]
    label, title = _names(found, dimension, member)
    key, wish = lines[0].key, found.question.sort
    url = ""
    if last:
        # The largest first, then the smallest first.
        url = asking.changed(asked, sort=key if wish == f"-{key}" else f"-{key}")
    way = {key: "ascending", f"-{key}": "descending"}.get(wish, "") if last else ""
    note = member.note if dimension is Dimension.MEASURE else ""
    return Head(label, title, note, len(lines), url, way)


def _names(found: Pivot, dimension: Dimension, member: Member) -> tuple[str, str]:
    if dimension is Dimension.PERIOD:
        return member.short, words.period_full(found.question.periods[member.at])
    if dimension is Dimension.OPTION:
        return (member.label or _("Tổng số"),) * 2
    if dimension is Dimension.UNIT and member.at == TOTAL:
        return _("Toàn bộ"), member.label
    return member.short or member.label, member.label


def _row(
    found: Pivot, line: Line, columns: Sequence[Line], asked: QueryDict, shades: _Shades | None
) -> ShownRow:
    heads = tuple(
        _row_head(found, dimension, member, asked)
        for dimension, member in zip(found.row_dimensions, line.members, strict=True)
    )
    figures = tuple(_figure(found, found.spot(line, column), shades) for column in columns)
    return ShownRow(heads or (RowHead(found.question.unit.full_name, "", ""),), figures)


def _row_head(found: Pivot, dimension: Dimension, member: Member, asked: QueryDict) -> RowHead:
    if dimension is Dimension.UNIT and member.at != TOTAL:
        return RowHead(member.label, drill_url(found, member.at, asked), "")
    label, title = _names(found, dimension, member)
    shown = label if dimension is not Dimension.MEASURE else title
    return RowHead(shown, "", member.note if dimension is Dimension.MEASURE else "")


def drill_url(found: Pivot, at: int, asked: QueryDict) -> str:
    """The same question about one of the units, its own parts as rows; empty for the unit itself."""
    unit = found.figures.grid.units[at]
    if unit.id == found.question.unit.id:
        return ""
    news = {
        "unit": unit.code,
        "level": str(unit.level),
        "by": None,
        "only_unit": None,
        "sort": None,
    }
    return asking.changed(asked, **news)


def _figure(found: Pivot, spot: Spot, shades: _Shades | None) -> ShownFigure:
    figure, info = found.figure(spot), found.infos[spot.measure]
    notes = _notes(found, spot, figure)
    missing = figure.value is None
    css = " ".join(
        filter(None, ["is-missing" if missing else "", shades.css(spot, figure) if shades else ""])
    )
    url = "" if figure.hidden or figure.absent else why_url(found, spot)
    return ShownFigure(words.figure_text(figure, info), url, css, notes)


def _notes(found: Pivot, spot: Spot, figure: Figure) -> tuple[Note, ...]:
    info = found.infos[spot.measure]
    notes = [
        Note(text) for text in (words.missing_text(figure), words.quality_text(figure)) if text
    ]
    change = found.change(spot)
    if change is not None:
        notes.append(Note(words.change_text(change, info), "is-clear" if change.clear else ""))
    verdict = found.verdict(spot)
    if verdict is not None:
        tone = {True: "is-met", False: "is-short"}.get(verdict.met, "")  # type: ignore[arg-type]
        notes.append(Note(words.verdict_text(verdict, info), tone))
    return tuple(notes)


class _Shades:
    """Five shades by value, for each measure over the lines shown; the whole is not shaded."""

    def __init__(self, found: Pivot, lines: Sequence[Line], columns: Sequence[Line]) -> None:
        self.found = found
        values: dict[int, list[Decimal]] = {}
        for line in lines:
            for column in columns:
                spot = found.spot(line, column)
                value = found.figure(spot).value
                if value is not None and (spot.unit != TOTAL or len(found.rows) < 2):
                    values.setdefault(spot.measure, []).append(value)
        self.bounds = {measure: api.classes.bounds(given) for measure, given in values.items()}

    def css(self, spot: Spot, figure: Figure) -> str:
        if figure.value is None or spot.measure not in self.bounds:
            return ""
        return f"heat-{api.classes.class_of(figure.value, self.bounds[spot.measure]) + 1}"

    def legend(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (f"heat-{at}", text)
            for at, text in enumerate(
                (_("thấp nhất"), _("thấp"), _("giữa"), _("cao"), _("cao nhất")), start=1
            )
        )


def _pages(page: Page[int], asked: QueryDict) -> list[tuple[str, str, bool]]:
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    base = asking.changed(asked)
    return [
        (str(one), f"{base}&page={one}" if isinstance(one, int) else "", one == page.number)
        for one in numbers
    ]


def periods_text(periods: Sequence[Period]) -> str:
    """The stretch a table covers."""
    first, last = periods[0], periods[-1]
    return (
        words.period_full(first)
        if first == last
        else f"{words.period_full(first)} … {words.period_full(last)}"
    )
