"""Slides with what they show: asked as of now, or frozen; opened down to a point's own communes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import Any

from binhyen.engines.indicators.api import By, Query, calendars, catalogue, read
from binhyen.engines.units.api import Level, Structure, structure
from binhyen.features.conference.models import Conference, Slide
from binhyen.features.conference.queries.measuring import DEFAULT_CALENDAR
from binhyen.features.conference.rules.sitting_acts import Acting
from binhyen.features.conference.rules.slides import MOST_ROWS, Question, question_of
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid, NotFound, Refused
from binhyen.kernel.periods import Period, parse_periods

Table = dict[str, Any]
"""`measure` (its label), `unit` of measure, `period`, `under` (a name), `rows` of `{unit, name, value, missing}`, `total`,
`reported`, `expected`, `more` (rows left out), `as_of` (ISO, UTC). Numbers are floats or None."""


def slides_of(conference: Conference) -> list[Slide]:
    """A conference's slides in order."""
    return list(conference.slides.select_related("item").order_by("place_in_order", "pk"))


def slide_of(conference: Conference, slide_id: int) -> Slide:
    """One slide.

    Raises:
        NotFound: not of this conference.
    """
    found = conference.slides.filter(pk=slide_id).first()
    if found is None:
        raise NotFound(N_("Hội nghị không có trang chiếu số {id}."), id=slide_id)
    return found


def shown(conference: Conference, slide_id: int) -> dict[str, Any]:
    """A slide as it goes to every point, figures and all, so that nobody has to ask for them.

    Raises:
        NotFound: not of this conference.
        Invalid: its question no longer has an answer.
    """
    slide = slide_of(conference, slide_id)
    table = slide.frozen
    if table is None and slide.question:
        table = answer(question_of(slide.question))
    return {
        "slide": slide.pk,
        "title": slide.title,
        "body": slide.body,
        "table": table,
        "live": bool(slide.question) and slide.frozen is None,
    }


def answer(question: Question) -> Table:
    """The figures a question asks for, as known now. One read of figures.

    Raises:
        NotFound: no such measure or unit.
        Invalid: no such period.
    """
    period = _period(question.period)
    tree = structure(period.last_day)
    if question.under_id not in tree:
        raise NotFound(N_("Không có đơn vị số {id} trong kỳ này."), id=question.under_id)
    label, unit = _measure(question.measure)
    frame = read(Query((question.measure,), question.under_id, By(question.by), (period,)))
    rows = [
        {
            "unit": one.unit_id,
            "name": one.unit_name,
            "value": None if one.value is None else float(one.value),
            "missing": None if one.missing is None else one.missing.value,
        }
        for one in frame.cells
    ]
    total = frame.total_cells[0] if frame.total_cells else None
    return {
        "measure": label,
        "unit": unit,
        "period": period.code,
        "under": tree.get(question.under_id).full_name,
        "rows": rows[:MOST_ROWS],
        "more": max(0, len(rows) - MOST_ROWS),
        "total": None if total is None or total.value is None else float(total.value),
        "reported": total.reported if total else 0,
        "expected": total.expected if total else 0,
        "as_of": clock.now().astimezone(UTC).isoformat(timespec="seconds"),
    }


def drilled(
    conference: Conference, slide_id: int, acting: Acting, unit_id: int | None = None
) -> tuple[Table, Question]:
    """A slide's figure opened below a unit: a point its own and what lies below, the desk any.

    Args:
        unit_id: None for the point's own unit.

    Raises:
        NotFound: no such slide, or not a unit of its period.
        Refused: another point's unit.
        Invalid: the slide holds no question.
    """
    slide = slide_of(conference, slide_id)
    if not slide.question:
        raise Invalid(N_("Trang này không có số liệu để mở sâu hơn."))
    asked = question_of(slide.question)
    tree = structure(_period(asked.period).last_day)
    own = _own_unit(conference, acting)
    wanted = unit_id or own or asked.under_id
    if wanted not in tree:
        raise NotFound(N_("Không có đơn vị số {id} trong kỳ này."), id=wanted)
    if not acting.desk and (own is None or not _lies_under(tree, wanted, own)):
        raise Refused(N_("Mỗi điểm cầu chỉ mở số liệu của địa bàn mình."), kind="not-yours")
    question = replace(asked, under_id=wanted, by=_level_below(tree, wanted))
    return answer(question), question


def _own_unit(conference: Conference, acting: Acting) -> int | None:
    if acting.seat is None:
        return None
    points = conference.points.filter(pk=acting.seat.point_id)
    return points.values_list("unit_id", flat=True).first()


def _lies_under(tree: Structure, unit_id: int, own: int) -> bool:
    one: int | None = unit_id
    while one is not None:
        if one == own:
            return True
        one = tree.get(one).parent_id
    return False


def _level_below(tree: Structure, unit_id: int) -> str:
    level = tree.get(unit_id).level
    for lower, name in (
        (Level.PROVINCE, By.PROVINCE),
        (Level.DISTRICT, By.DISTRICT),
        (Level.COMMUNE, By.COMMUNE),
    ):
        if lower > level and tree.at_level(lower, unit_id):
            return name
    return By.UNIT


def _period(text: str) -> Period:
    try:
        (found,) = parse_periods(text, calendars(), DEFAULT_CALENDAR)
    except ValueError as fault:
        raise Invalid(N_("Không có kỳ “{period}”."), period=text[:40]) from fault
    return found


def _measure(code: str) -> tuple[str, str]:
    known = catalogue()
    found = known.indicators.get(code) or known.element(code).entry
    return found.vi, str(getattr(found, "unit", "") or "")
