"""A matter keeps the figure it was raised with and asks the same one again; proposals end where a matter begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from binhyen.engines.indicators.api import import_figures
from binhyen.engines.norms.api import load_norms
from binhyen.engines.tasks import api
from binhyen.engines.tasks.api import LinkKind, NewMatter, NewOrder, Outcome, Recipients, State
from binhyen.engines.tasks.tests.conftest import ministry_directive
from binhyen.kernel import clock
from binhyen.kernel.errors import Conflict, Invalid, NotFound, Refused

JUNE = datetime(2022, 6, 6, 3, tzinfo=UTC)
LATER = date(2023, 1, 25)


@pytest.fixture
def land(db: None, kept_world, settings, tmp_path) -> Iterator[object]:
    settings.BINHYEN_HOME = tmp_path
    with clock.frozen(JUNE):
        yield kept_world


def reported(world, folder: Path, cells: dict[str, dict[str, int]]) -> None:
    lines = ["unit_code,element,period,breakdown,value"]
    for month, values in cells.items():
        lines += [f"{code},cells.established,{month},,{value}" for code, value in values.items()]
    path = folder / "cells.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with clock.frozen(datetime(2023, 1, 20, tzinfo=UTC)):
        import_figures(world.operator, path=path, approve=True)


def by_measure(world) -> NewMatter:
    return NewMatter(world.province.id, "Ít chi bộ", measure="cells.established", period="2022-05")


def order(
    world, matter_id: int | None = None, symbol: str = "56/KH-CAT", **changed: object
) -> api.GivenTasks:
    directive = api.register_directive(
        world.operator,
        directive=ministry_directive(unit_id=world.province.id, symbol=symbol, issuer="CAT"),
    )
    wanted = {
        "directive_id": directive.pk,
        "clause_ref": "điểm a",
        "what": "Thành lập chi bộ",
        "result": "Quyết định",
        "who": Recipients(unit_ids=(world.commune.id, world.elsewhere.id)),
        "responsible": "Trưởng Công an xã",
        "given_on": date(2022, 6, 6),
        "due_on": date(2022, 12, 30),
        "matter_id": matter_id,
    }
    return api.give_tasks(world.operator, order=NewOrder(**(wanted | changed)))  # type: ignore[arg-type]


def test_the_same_figure_is_asked_again_and_tells_whether_it_worked(land, tmp_path: Path) -> None:
    world = land
    one, other = world.commune.code, world.elsewhere.code
    reported(world, tmp_path, {"2022-05": {one: 1, other: 0}})
    raised = api.raise_matter(world.operator, matter=by_measure(world))
    assert raised.found["value"] == "1"
    before = api.chain(world.operator, raised.pk, date(2022, 6, 6))
    assert before.outcome is Outcome.UNKNOWN
    given = order(world, raised.pk)
    api.link_matter(
        world.operator, matter_id=raised.pk, kind=LinkKind.AGENDA, ref="c1", title="Hội nghị"
    )
    task = api.Task.objects.filter(order_id=given.order_id).order_by("pk")[0]
    api.report_done(
        world.operator,
        task_id=task.pk,
        version=task.version,
        reason="Đã có quyết định",
        files=[api.NewFile("qd.pdf", b"%PDF-1.7 thu")],
    )
    reported(world, tmp_path, {"2022-12": {one: 1, other: 1}})
    after = api.chain(world.operator, raised.pk, LATER)
    assert (after.then.value, after.now.value) == (Decimal(1), Decimal(2))
    assert after.now.said == "2022-12"
    assert (after.reports, after.evidence) == (1, 1)
    assert sum(after.tasks.values()) == 2
    assert [station.kind for station in after.stations] == ["agenda", "directive"]


def test_a_norm_counts_the_units_that_fall_short(land, settings) -> None:
    world = land
    load_norms(world.operator, folder=Path(settings.BINHYEN_CATALOGUE))
    found = api.proposals(world.operator, world.province.id, date(2022, 6, 6))
    assert found, "the bare province falls short of some norm"
    worst = found[0]
    assert worst.units <= worst.bound
    raised = api.raise_matter(world.operator, matter=worst.matter)
    assert raised.found["value"] == str(worst.units)
    left = api.proposals(world.operator, world.province.id, date(2022, 6, 6))
    assert worst.matter.norm not in {one.matter.norm for one in left}
    with pytest.raises(Conflict):
        api.raise_matter(world.operator, matter=worst.matter)
    api.link_matter(
        world.operator, matter_id=raised.pk, kind=LinkKind.CLOSED, ref="closed", title="Khép lại"
    )
    again = api.proposals(world.operator, world.province.id, date(2022, 6, 6))
    assert worst.matter.norm in {one.matter.norm for one in again}


def test_what_cannot_be_asked_is_not_raised(land) -> None:
    world, at = land, land.province.id
    for wrong in (
        NewMatter(at, "Sai", measure="khong.co", period="2022-05"),
        NewMatter(at, "Sai", measure="cells.established"),
        NewMatter(at, "Sai", norm="x", measure="cells.established", period="2022-05"),
        NewMatter(at, ""),
        NewMatter(10**9, "Không có đơn vị"),
    ):
        with pytest.raises((Invalid, NotFound)):
            api.raise_matter(world.operator, matter=wrong)
    with pytest.raises(Refused):
        api.raise_matter(world.giang(), matter=NewMatter(at, "Không phải của tôi"))


def test_a_target_is_measured_and_who_missed_it_is_named(land, tmp_path: Path) -> None:
    world = land
    reported(world, tmp_path, {"2022-12": {world.commune.code: 1, world.elsewhere.code: 0}})
    given = order(world, target="cells.established >= 1", measured_over="calendar:2022-12")
    with pytest.raises(Invalid):
        api.measure(world.operator, order_id=given.order_id, on=date(2022, 12, 1))
    kept = api.measure(world.operator, order_id=given.order_id, on=LATER)
    assert (kept.met, kept.missed, kept.unknown) == (1, 1, 0)
    assert kept.misses[0]["unit"] == world.elsewhere.id
    with pytest.raises(Invalid):
        order(world, symbol="57/KH-CAT", target="khong.co >= 1", measured_over="2022-12")


def test_withdrawing_ends_what_is_open_and_keeps_what_is_done(land) -> None:
    world = land
    given = order(world)
    first, second = api.Task.objects.filter(order_id=given.order_id).order_by("pk")
    done = api.report_done(world.operator, task_id=first.pk, version=first.version, reason="Xong")
    api.accept_task(world.operator, task_id=first.pk, version=done.version)
    with pytest.raises(Invalid):
        api.withdraw_order(world.operator, order_id=given.order_id, reason=" ")
    assert api.withdraw_order(world.operator, order_id=given.order_id, reason="Giao nhầm") == 1
    today = date(2022, 6, 6)
    assert api.task_of(world.operator, second.pk, today).state == State.WITHDRAWN
    assert api.task_of(world.operator, first.pk, today).state == State.DONE_IN_TIME


def test_only_known_kinds_of_evidence_are_taken_and_strangers_get_none(land) -> None:
    world = land
    given = order(world)
    task = api.Task.objects.filter(order_id=given.order_id, unit_id=world.commune.id).get()
    named = {"task_id": task.pk, "version": task.version, "reason": "Xong"}
    for wrong in (b"", b"<html>", b"MZ\x90"):
        with pytest.raises(Invalid):
            api.report_done(world.operator, **named, files=[api.NewFile("a.pdf", wrong)])
    task.refresh_from_db()
    assert task.reported_on is None
    api.report_done(world.operator, **named, files=[api.NewFile("anh.png", b"\x89PNG\r\n\x1a\nx")])
    [kept] = api.evidence_of(task)
    assert api.evidence_content(api.evidence_file(world.operator, task.pk, kept.pk)).endswith(b"x")
    with pytest.raises(Refused):
        api.evidence_file(world.giang(), task.pk, kept.pk)
    with pytest.raises(NotFound):
        api.evidence_file(world.operator, task.pk, kept.pk + 1)
