"""Slides of figures: asked when shown, frozen when made, shown anew when a report is approved, opened by each point for its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from binhyen.engines.indicators.api import import_figures
from binhyen.features.conference import api
from binhyen.features.conference.tests.sitting import Sat, sit
from binhyen.kernel import clock
from binhyen.kernel.errors import Invalid, NotFound, Refused

IN_JUNE = datetime(2022, 6, 3, 6, tzinfo=UTC)


@pytest.fixture
def sat(db: None, kept_world, settings, tmp_path) -> Iterator[Sat]:
    settings.BINHYEN_HOME = tmp_path
    with clock.frozen(IN_JUNE):
        yield sit(kept_world)


def cells(world, folder: Path, values: dict[str, int]) -> None:
    lines = ["unit_code,element,period,breakdown,value"]
    lines += [f"{code},cells.established,2022-05,,{value}" for code, value in values.items()]
    path = folder / "cells.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    import_figures(world.operator, path=path, approve=True)


def slide(world, sat: Sat, **changed: Any) -> Any:
    question = api.Question("cells.established", world.province.id, "district", "2022-05")
    values = {"title": "Chi bộ", "question": question} | changed
    return api.add_slide(
        world.operator, conference_id=sat.conference.pk, slide=api.NewSlide(**values)
    )


def test_a_live_slide_asks_when_shown_and_a_frozen_one_stays(
    kept_world, sat: Sat, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    world = kept_world
    live, frozen = slide(world, sat), slide(world, sat, freeze=True)
    cells(world, tmp_path, {world.commune.code: 1})
    sat.do(sat.secretary, "slide", slide=frozen.pk)
    assert sat.state["slide"]["table"]["total"] is None
    sat.do(sat.secretary, "slide", slide=live.pk)
    shown = sat.state["slide"]
    assert shown["live"]
    assert shown["table"]["total"] == 1
    assert {one["unit"] for one in shown["table"]["rows"]} >= {world.district.id}


def test_what_is_approved_meanwhile_reaches_the_hall(
    kept_world, sat: Sat, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    world = kept_world
    live = slide(world, sat)
    sat.do(sat.secretary, "slide", slide=live.pk)
    before = sat.state
    with django_capture_on_commit_callbacks(execute=True):
        cells(world, tmp_path, {world.commune.code: 1, world.elsewhere.code: 1})
    after = sat.state
    assert after["slide"]["table"]["total"] == 2
    assert after["seq"] == before["seq"] + 1


def test_each_point_opens_its_own_and_no_other(kept_world, sat: Sat, tmp_path: Path) -> None:
    world = kept_world
    cells(world, tmp_path, {world.commune.code: 1})
    live, text = slide(world, sat), slide(world, sat, question=None)
    head = api.acting_in(api.delegate_actor(sat.head), sat.conference)
    table, asked = api.drilled(sat.conference, live.pk, head)
    assert asked.under_id == sat.prepared.first.unit_id
    assert asked.by == "commune"
    with pytest.raises(Refused):
        api.drilled(sat.conference, live.pk, head, sat.prepared.second.unit_id)
    with pytest.raises(NotFound):
        api.drilled(sat.conference, live.pk, head, 10**9)
    with pytest.raises(Invalid):
        api.drilled(sat.conference, text.pk, head)
    desk = api.acting_in(api.delegate_actor(sat.chair), sat.conference)
    other, _asked = api.drilled(sat.conference, live.pk, desk, sat.prepared.second.unit_id)
    assert other["under"] != table["under"]


def test_a_slide_that_cannot_be_answered_is_not_made(kept_world, sat: Sat) -> None:
    world = kept_world
    for question in (
        api.Question("khong.co", world.province.id, "district", "2022-05"),
        api.Question("cells.established", 10**9, "district", "2022-05"),
        api.Question("cells.established", world.province.id, "district", "hôm qua"),
    ):
        with pytest.raises((NotFound, Invalid)):
            slide(world, sat, question=question)
    assert api.slides_of(sat.conference) == []
