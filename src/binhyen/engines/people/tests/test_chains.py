"""Properties of chains: whatever is stored, an officer stands in at most one place a day, the one named last."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binhyen.engines.people.api import (
    Assignment,
    Move,
    NewAssignment,
    NewOfficer,
    Officer,
    headcount,
    import_people,
)
from binhyen.engines.people.rules import Step, chain_problems, chief_problems
from binhyen.kernel.errors import Invalid

FIRST = date(2019, 1, 1)
PLACES = st.sampled_from([1, 2, None])
CHAINS = st.lists(st.tuples(st.integers(0, 60), PLACES), max_size=6)


def _chain(
    officer: str, moves: list[tuple[int, int | None]], role: str | None = None
) -> list[Step]:
    return [
        Step(officer, FIRST + timedelta(days=days), unit, role if unit else None)
        for days, unit in moves
    ]


@given(CHAINS)
def test_a_chain_without_faults_runs_forward_and_ends_only_what_began(moves):
    chain = _chain("a", moves)
    days = [step.valid_from for step in chain]
    sound = (
        days == sorted(set(days))
        and (not chain or chain[0].unit is not None)
        and all(a.unit or b.unit for a, b in pairwise(chain))
    )
    assert (not list(chain_problems(chain))) == sound


@given(CHAINS, CHAINS)
def test_two_chiefs_are_found_exactly_when_some_day_has_two(first, second):
    chains = [
        _chain(name, sorted(dict(moves).items()), "chief")
        for name, moves in (("a", first), ("b", second))
    ]
    two = any(
        _place(chains[0], day) is not None and _place(chains[0], day) == _place(chains[1], day)
        for day in (FIRST + timedelta(days=days) for days in range(62))
    )
    assert bool(list(chief_problems(chains))) == two


def _place(chain: list[Step], day: date) -> int | None:
    held = [step.unit for step in chain if step.valid_from <= day]
    return held[-1] if held else None


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=st.dictionaries(st.integers(0, 60), st.booleans(), min_size=1, max_size=5))
def test_stored_chains_answer_like_the_last_row_up_to_the_day(world, moves):
    units = {True: world.commune, False: world.township}
    post = world.post("commune", "officer")
    code = "MP-800001"
    rows = [
        NewAssignment(
            code, FIRST + timedelta(days=days), world.police(units[where]), post, Move.PLACE
        )
        for days, where in sorted(moves.items())
    ]
    officer = NewOfficer(code, "Trần Văn Thử", "m", 1980, date(2005, 9, 1))
    import_people(
        world.operator, province_id=world.province.id, officers=[officer], assignments=rows
    )
    for days in range(62):
        held = [units[where].id for start, where in sorted(moves.items()) if start <= days]
        assert headcount(FIRST + timedelta(days=days)) == ({held[-1]: 1} if held else {})
    # The fixture lives through all examples, so each one clears away after itself.
    Assignment.objects.all().delete()
    Officer.objects.all().delete()


def test_an_import_with_a_fault_stores_nothing(world):
    good = NewOfficer("MP-700001", "Trần Văn Tốt", "m", 1980, date(2005, 9, 1))
    child = NewOfficer("MP-700002", "Trần Văn Bé", "m", 2010, date(2020, 9, 1))
    row = NewAssignment("MP-700001", FIRST, 987_654, world.post("commune", "officer"), Move.PLACE)
    with pytest.raises(Invalid) as refusal:
        import_people(
            world.operator,
            province_id=world.province.id,
            officers=[good, child],
            assignments=[row, row],
        )
    assert {(fault.row, fault.column) for fault in refusal.value.rows} == {
        (2, "birth_year"),
        (1, "police_unit"),
        (2, "police_unit"),
    }
    assert not Assignment.objects.exists()
