"""Did it work: the same condition over the same communes before the conference and in the period the conclusion names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client

from binhyen.engines.indicators.api import import_figures
from binhyen.features.conference import api
from binhyen.features.conference.tests.minuting import NOW, Held, hold
from binhyen.features.conference.tests.test_confirm_conclusions import CLEAR
from binhyen.foundation.access.api import Account
from binhyen.kernel import clock

MEASURED = replace(CLEAR, target="cells.established >= 1", measured_over="calendar:2022-12")
AFTER = date(2023, 2, 1)


@pytest.fixture
def held(db: None, kept_world, settings, tmp_path) -> Iterator[Held]:
    settings.BINHYEN_HOME = tmp_path
    with clock.frozen(NOW):
        yield hold(kept_world)


def given(world, held: Held, conclusion: api.NewConclusion = MEASURED) -> None:
    row = api.add_conclusion(
        world.operator, conference_id=held.conference.pk, conclusion=conclusion
    )
    held.closes()
    api.issue_notice(world.operator, conference_id=held.conference.pk)
    api.confirm_conclusions(
        world.operator, conference_id=held.conference.pk, conclusion_ids=[row.pk]
    )


def report(world, folder: Path, cells: dict[str, dict[str, int]]) -> None:
    """By month and commune code: whether there is a cell."""
    lines = ["unit_code,element,period,breakdown,value"]
    for month, values in cells.items():
        lines += [f"{code},cells.established,{month},,{value}" for code, value in values.items()]
    path = folder / "cells.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with clock.frozen(datetime(2023, 1, 20, tzinfo=UTC)):
        import_figures(world.operator, path=path, approve=True)


def test_it_counts_the_units_given_then_and_now(kept_world, held: Held, tmp_path: Path) -> None:
    world = kept_world
    given(world, held)
    one, other = world.commune.code, world.elsewhere.code
    report(
        world,
        tmp_path,
        {"2022-05": {one: 0, other: 0}, "2022-12": {one: 1, other: 0, world.ward.code: 1}},
    )
    figure = api.follow_up(world.operator, held.conference.pk, AFTER).rows[0].figure
    assert figure is not None
    assert (figure.before.period.code, figure.after.period.code) == ("2022-05", "2022-12")
    assert (figure.before.met, figure.before.missed) == (0, 2)
    # The ward was not given the task, so its cell does not count.
    assert (figure.after.met, figure.after.missed) == (1, 1)
    assert figure.before.unknown == figure.after.unknown > 0
    assert figure.gained == 1
    client = Client()
    client.force_login(Account.objects.get(pk=world.chi().id))
    shown = client.get(f"/conferences/{held.conference.pk}/outcome/?on={AFTER}").content.decode()
    assert "Đã đổi: thêm 1 nơi đạt." in shown
    assert f"{figure.after.period.label()}: 1 nơi đạt, 1 nơi chưa" in shown


@pytest.mark.parametrize(
    "changed",
    [{"target": ""}, {"measured_over": ""}, {"measured_over": "2022-99"}],
)
def test_without_target_or_period_nothing_is_claimed(
    kept_world, held: Held, changed: dict[str, str]
) -> None:
    given(kept_world, held, replace(MEASURED, **changed))  # type: ignore[arg-type]
    found = api.follow_up(kept_world.operator, held.conference.pk, AFTER)
    assert found.rows[0].figure is None


def test_nothing_is_claimed_before_the_period_has_ended(kept_world, held: Held) -> None:
    given(kept_world, held)
    found = api.follow_up(kept_world.operator, held.conference.pk, date(2022, 12, 30))
    assert found.rows[0].figure is None
