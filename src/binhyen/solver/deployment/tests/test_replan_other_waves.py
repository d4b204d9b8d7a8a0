"""A unit whose window changed takes its people along to the wave that is left to it."""

from __future__ import annotations

import pytest

from binhyen.solver.deployment.api import check, replan
from binhyen.solver.deployment.tests.tiny import plan, problem, unit, waves


@pytest.mark.parametrize(
    ("window", "capacities", "wave"),
    [((2, 2), (10, 10), 2), ((2, 3), (10, 10, 10), 2), ((1, 1), (10,), 1)],
    ids=["later", "the next of several", "a wave that is no more"],
)
def test_everybody_stays_and_only_the_wave_changes(window, capacities, wave):
    late = unit(earliest_wave=window[0], deadline_wave=window[1])
    changed = problem(units=(late,), waves=waves(*capacities))
    old = 2 if wave == 1 else 1
    before = plan(f"An 00001 chief {old}", f"Binh 00001 deputy {old}", f"Chi 00001 officer {old}")
    found = replan(changed, before)
    assert found.plan is not None
    assert not check(changed, found.plan).violations
    assert {line.wave for line in found.plan.postings} == {wave}
    assert {one.kind for one in found.changes} == {"rescheduled"}
    assert (found.moves, found.moves_bound) == (3, 3)
