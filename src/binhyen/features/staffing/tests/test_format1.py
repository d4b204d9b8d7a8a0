"""Format 1 there and back: what was written is read as the same problem, plan, prices and relaxation."""

from __future__ import annotations

import math
import random
import string
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.features.staffing.rules.format1.places import refuse_places
from binhyen.features.staffing.rules.format1.plans import (
    plan_text,
    prices_text,
    read_plan,
    read_prices,
    read_relaxations,
    relaxations_text,
)
from binhyen.features.staffing.rules.format1.reading import read_problem
from binhyen.features.staffing.rules.format1.safely import write_all
from binhyen.features.staffing.rules.format1.writing import problem_texts, write_problem
from binhyen.kernel.errors import Invalid
from binhyen.solver.deployment.api import (
    POSTS,
    Candidate,
    Donor,
    Plan,
    Posting,
    Prices,
    Problem,
    Relaxation,
    UnitNeed,
    Wave,
    Weights,
    lower_bound,
)

SEEDS = st.integers(0, 10**6)
SKILLS = ("admin", "criminal", "lang_mong", "tiếng_Thái")


def some(seed: int) -> Problem:
    """A random problem with every column filled somewhere."""
    rng = random.Random(seed)  # noqa: S311 - test data, repeatable
    last = rng.randint(1, 4)
    first = date(2022, 1, 3)
    return Problem(
        units=tuple(_unit(rng, number, last) for number in range(rng.randint(1, 4))),
        candidates=tuple(_officer(rng, number) for number in range(rng.randint(1, 8))),
        donors=tuple(_donor(rng, name, last) for name in ("D1", "P.2-b")),
        waves=tuple(
            Wave(number, first + timedelta(days=31 * number), rng.randint(1, 50))
            for number in range(1, last + 1)
        ),
        weights=_weights(rng),
    )


def _unit(rng: random.Random, number: int, last: int) -> UnitNeed:
    earliest = rng.randint(1, last)
    return UnitNeed(
        code=f"{number:05}", name=f"Xã “{rng.choice(('Đoàn, Kết', 'Ea H’leo', 'Trà'))}”; {number}",
        kind=rng.choice(("xa", "thi_tran")), district="384", province="38",
        lat=rng.uniform(-90, 90), lon=rng.uniform(-180, 180), complexity=rng.randint(1, 5),
        posts={post: rng.randint(0, 9) for post in POSTS}, min_party=rng.randint(0, 3),
        needs={skill: rng.randint(0, 3) for skill in rng.sample(SKILLS, rng.randint(0, 3))},
        wants=tuple(rng.sample(SKILLS, rng.randint(0, 3))), earliest_wave=earliest,
        deadline_wave=rng.choice((None, rng.randint(earliest, last))),
        stage=rng.choice(("", "", "chi-huy")),
    )  # fmt: skip


def _officer(rng: random.Random, number: int) -> Candidate:
    return Candidate(
        id=f"CB{number}", donor=rng.choice(("D1", "P.2-b")), rank=rng.randint(1, 8),
        years=rng.randint(0, 40), base_lat=rng.uniform(8, 23), base_lon=rng.uniform(102, 110),
        home_unit=rng.choice(("", "00001")), skills=frozenset(rng.sample(SKILLS, 2)),
        forbidden_units=frozenset(rng.sample(("00001", "00002", "99999"), rng.randint(0, 3))),
        party=rng.random() < 0.5, chief_ok=rng.random() < 0.5, deputy_ok=rng.random() < 0.5,
        available_from_wave=rng.randint(1, 5), excluded=rng.choice(("", "nghỉ hưu, ốm")),
        max_km=rng.choice((None, 0, 40)),
    )  # fmt: skip


def _donor(rng: random.Random, name: str, last: int) -> Donor:
    return Donor(
        id=name, name=f"Công an {name}", kind="district", lat=20.1, lon=105.0,
        payroll=rng.randint(0, 600), max_release=rng.choice((None, 0, 30)),
        max_release_per_wave=rng.choice((None, 7)),
        keep={skill: rng.randint(0, 9) for skill in ("chief_ok", "party", "admin")},
        more_in_wave=rng.choice(({}, {last: 2})),
    )  # fmt: skip


def _weights(rng: random.Random) -> Weights:
    numbers = [{post: rng.randint(0, 12) for post in POSTS} for _ in range(3)]
    return Weights(
        detour=rng.choice((1.0, 1.3, rng.uniform(1, 2))), w_dist=rng.randint(0, 3), far_hm=500,
        want_rank=numbers[0], max_rank=numbers[1], want_years=numbers[2], rank_under=7,
        wait_per_post=tuple(rng.randint(0, 99) for _ in range(5)), thr_permille=(250, 350),
        slope=(40, 120), forbid_home=frozenset(rng.sample(POSTS, rng.randint(0, 3))),
    )  # fmt: skip


@settings(max_examples=80)
@given(SEEDS)
def test_a_written_problem_is_read_as_the_same(seed: int) -> None:
    problem = some(seed)
    with tempfile.TemporaryDirectory() as folder:
        write_problem(problem, Path(folder) / "new")
        again = read_problem(Path(folder) / "new")
    assert again == problem
    assert problem_texts(again) == problem_texts(problem)


def test_columns_beyond_the_format_appear_only_where_they_are_needed(tmp_path: Path) -> None:
    problem = some(1)
    plain = replace(
        problem,
        units=tuple(replace(unit, stage="") for unit in problem.units),
        donors=tuple(replace(donor, more_in_wave={}) for donor in problem.donors),
    )
    texts = problem_texts(plain)
    assert texts["units.csv"].splitlines()[0].endswith(",earliest_wave,deadline_wave")
    assert texts["donors.csv"].splitlines()[0].endswith(",keep")


@settings(max_examples=40)
@given(SEEDS)
def test_a_plan_prices_and_relaxations_come_back(seed: int) -> None:
    problem, rng = some(seed), random.Random(seed)  # noqa: S311 - test data, repeatable
    plan = Plan(
        tuple(
            Posting(one.id, rng.choice(problem.units).key, rng.choice(POSTS), rng.randint(1, 9))
            for one in problem.candidates
        )
    )
    units, donors = [unit.key for unit in problem.units], [donor.id for donor in problem.donors]
    prices = Prices(
        demand={(key, post, 1): rng.uniform(-300, 300) for key in units for post in POSTS},
        party=dict.fromkeys(units, 1e-5),
        release=dict.fromkeys(donors, -0.25),
        release_wave={(key, 1): 12.0 for key in donors},
        keep={(key, "admin"): 3.5 for key in donors},
        capacity={1: 4.0},
        avail={(problem.candidates[0].id, units[0]): 2.0},
    )
    given_way = tuple(sorted({Relaxation("party", key, "", 2) for key in units}))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / file for file in ("plan.csv", "bound.csv", "relax.csv")]
        texts = plan_text(plan), prices_text(prices), relaxations_text(given_way)
        write_all(dict(zip(paths, texts, strict=True)))
        assert sorted(path.name for path in folder.iterdir()) == sorted(p.name for p in paths)
        assert read_plan(paths[0]).plan == plan
        read = read_prices(paths[1], problem)
        assert read == prices
        assert read_relaxations(paths[2]) == given_way
    assert lower_bound(problem, read) == lower_bound(problem, prices)


def test_a_price_of_nothing_is_not_written() -> None:
    assert prices_text(Prices(party={"00001": 0.0})).splitlines() == ["kind,key1,key2,key3,price"]


def test_a_name_that_is_a_formula_is_disarmed() -> None:
    problem = some(2)
    names = tuple(replace(unit, name="=HYPERLINK(1)") for unit in problem.units)
    assert "'=HYPERLINK(1)" in problem_texts(replace(problem, units=names))["units.csv"]


def test_nothing_is_written_unless_all_can_be(tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        write_all({tmp_path / "a.csv": "a", tmp_path / "missing" / "b.csv": "b"})
    assert list(tmp_path.iterdir()) == []


def test_an_answer_never_replaces_what_was_asked(tmp_path: Path) -> None:
    base = tmp_path / "old.csv"
    for path in (tmp_path / "units.csv", base, tmp_path, tmp_path / "none" / "plan.csv"):
        with pytest.raises(Invalid):
            refuse_places(tmp_path, [base], {"--out": path})
    with pytest.raises(Invalid):
        refuse_places(tmp_path, [], {"--out": base, "--bound": base})
    refuse_places(tmp_path, [], {"--out": base, "--bound": None})


@settings(max_examples=150)
@given(st.text(alphabet=string.printable + "ăđ\u0303", max_size=60), st.integers(0, 15))
def test_no_cell_whatever_it_holds_is_more_than_a_refusal(text: str, place: int) -> None:
    problem = some(3)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_problem(problem, folder)
        path = folder / "units.csv"
        lines = path.read_text(encoding="utf-8").splitlines()
        lines[1] = ",".join(text if at == place else "1" for at in range(16))
        path.write_text("\n".join(lines), encoding="utf-8")
        with pytest.raises(Invalid) as refused:
            read_problem(folder)
    assert all(row.file for row in refused.value.rows)


def test_degrees_keep_every_digit(tmp_path: Path) -> None:
    problem = some(4)
    exact = tuple(replace(unit, lat=math.nextafter(20.1, 21)) for unit in problem.units)
    write_problem(replace(problem, units=exact), tmp_path)
    assert read_problem(tmp_path).units[0].lat == math.nextafter(20.1, 21)
