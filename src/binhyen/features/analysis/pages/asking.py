"""From an address to a question and back; a word that is not offered is refused with a hint."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from binhyen.engines.indicators.api import By, calendars, catalogue
from binhyen.engines.units.api import Structure, StructureUnit, structure
from binhyen.features.analysis import api
from binhyen.features.analysis.api import Against, Axis, Dimension, Question, View
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.periods import Period, parse_periods

LONGEST = 60
MOST_MEASURES, MOST_PERIODS = 24, 60
KEYS = (
    "unit", "level", "on", "m", "by", "span", "calendar", "periods", "structure", "as_of", "breakdown",
    "against", "targets", "view", "sort",
)  # fmt: skip
PLACES = tuple(f"{one.value}_at" for one in Dimension)
CHOSEN = tuple(f"only_{one.value}" for one in Dimension)
DEFAULT_PLACES = {
    Dimension.UNIT: Axis.ROWS,
    Dimension.MEASURE: Axis.COLUMNS,
    Dimension.OPTION: Axis.COLUMNS,
    Dimension.PERIOD: Axis.COLUMNS,
}


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; the middleware has put it there."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def question_of(actor: Actor, asked: QueryDict) -> Question:
    """The question an address asks.

    Raises:
        Invalid: a word, day or period that is not offered.
        NotFound: the unit is not there or outside the reader's scope.
        Refused: the reader may see no figures at all.
    """
    on = day_of(asked, "on") or api.today()
    unit = _unit(actor, asked, on)
    tree = structure(on)
    measures = _measures(asked)
    as_was = choice(asked, "structure", ("as-of", "as-was"), "as-of") == "as-was"
    return Question(
        unit=unit,
        on=on,
        measures=measures,
        by=_by(asked, tree, unit),
        periods=_periods(asked, on, measures),
        options=_options(asked, measures),
        as_of=None if as_was else day_of(asked, "as_of") or on,
        places=_places(asked),
        chosen={
            one: str(asked[f"only_{one.value}"])[:LONGEST]
            for one in Dimension
            if asked.get(f"only_{one.value}")
        },
        against=Against(choice(asked, "against", [one.value for one in Against], "nothing")),
        targets=asked.get("targets") == "1",
        view=View(choice(asked, "view", [one.value for one in View], "table")),
        public=asked.get("public") == "1",
        sort=asked.get("sort", "")[:LONGEST],
    )


def canonical(asked: Mapping[str, Any]) -> QueryDict:
    """Only what belongs to the question, in a fixed order: what is saved and passed on."""
    given = asked if isinstance(asked, QueryDict) else QueryDict(str(asked))
    kept = QueryDict(mutable=True)
    for key in (*KEYS, *PLACES, *CHOSEN):
        values = [value for value in given.getlist(key) if value]
        if values:
            kept.setlist(key, values)
    return kept


def changed(asked: QueryDict, **news: str | Sequence[str] | None) -> str:
    """The address of the same question with parts changed; None takes a part away."""
    kept = canonical(asked)
    for key, value in news.items():
        kept.pop(key, None)
        if value is not None:
            kept.setlist(key, [value] if isinstance(value, str) else list(value))
    return f"?{kept.urlencode()}"


def choice(asked: QueryDict, name: str, known: Collection[str], default: str) -> str:
    """One of the known words.

    Raises:
        Invalid: another word.
    """
    text = asked.get(name, "") or default
    if text not in known:
        raise Invalid(
            N_("“{value}” không có trong các lựa chọn của “{name}”."),
            value=text[:LONGEST],
            name=name,
        )
    return text


def day_of(asked: QueryDict, name: str) -> date | None:
    """A day as browsers send it; None when not given.

    Raises:
        Invalid: not a day of the calendar.
    """
    text = asked.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(
            N_("“{value}” không phải là ngày; hãy ghi năm-tháng-ngày, ví dụ 2022-06-03."),
            value=text[:LONGEST],
        ) from None


def _unit(actor: Actor, asked: QueryDict, on: date) -> StructureUnit:
    code, level = asked.get("unit", "").strip(), asked.get("level", "")
    if not code:
        return api.home(actor, on)
    if level and level not in {"0", "1", "2", "3"}:
        raise Invalid(
            N_("“{value}” không phải là cấp; hãy ghi 0, 1, 2 hoặc 3."), value=level[:LONGEST]
        )
    return api.seen_unit(actor, code[:LONGEST], on, int(level) if level else None)


def _by(asked: QueryDict, tree: Structure, unit: StructureUnit) -> By:
    offered = api.levels_below(tree, unit)
    return By(choice(asked, "by", [one.value for one in offered], offered[0].value))


def _measures(asked: QueryDict) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(code[:80] for code in asked.getlist("m") if code))
    if len(given) > MOST_MEASURES:
        raise Invalid(
            N_("Chọn nhiều nhất {most} số liệu một bảng, đang có {count}."),
            most=MOST_MEASURES,
            count=len(given),
        )
    if given:
        return given
    known = catalogue()
    start = [code for code in api.standards().start_measures if code in known.elements]
    found = tuple(start) or tuple(list(known.elements)[:1])
    if not found:
        raise Invalid(N_("Chưa nạp danh mục chỉ tiêu; hãy chạy “binhyen load catalogue”."))
    return found


def _periods(asked: QueryDict, on: date, measures: Sequence[str]) -> tuple[Period, ...]:
    known = calendars()
    default = api.measure_info(measures[0]).calendar
    code = choice(
        asked, "calendar", list(known), default if default in known else next(iter(known))
    )
    name = choice(asked, "span", list(api.spans.SHORTCUTS), first_fitting(known[code]))
    if name == "own":
        periods = parse_periods(asked.get("periods", "").strip(), known, code)
    else:
        periods = api.spans.shortcut(name, on, known[code])
    if not periods:
        raise Invalid(N_("Chưa có kỳ nào như vậy tính đến ngày đang xem."))
    if len(periods) > MOST_PERIODS:
        raise Invalid(
            N_("Chọn nhiều nhất {most} kỳ một bảng, đang có {count}."),
            most=MOST_PERIODS,
            count=len(periods),
        )
    return tuple(periods)


def first_fitting(calendar: Any) -> str:
    """The shortcut a calendar starts with."""
    return next(name for name in api.spans.SHORTCUTS if api.spans.fits(name, calendar))


def _options(asked: QueryDict, measures: Sequence[str]) -> tuple[str | None, ...]:
    """The total and every option, when all measures are divided the same way."""
    divided = breakdown_of(measures)
    if asked.get("breakdown") != "1" or divided is None:
        return (None,)
    return (None, *(one.code for one in catalogue().breakdowns[divided].options))


def breakdown_of(measures: Sequence[str]) -> str | None:
    """The breakdown all the measures share; None when they do not."""
    found = {api.measure_info(code).breakdown for code in measures}
    return found.pop() if len(found) == 1 else None


def _places(asked: QueryDict) -> dict[Dimension, Axis]:
    words = [one.value for one in Axis]
    return {
        one: Axis(choice(asked, f"{one.value}_at", words, DEFAULT_PLACES[one].value))
        for one in Dimension
    }
