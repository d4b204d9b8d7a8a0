"""Many provinces at once: each on its own, restartable, whole files or none, whatever happens to one of them."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from binhyen.features.staffing.api import read_problem, write_problem
from binhyen.features.staffing.country import Asked, CountryResult, solve_country
from binhyen.features.staffing.country.fingerprint import fingerprint
from binhyen.features.staffing.rules.format1.plans import read_plan, read_prices
from binhyen.foundation.access.api import Actor
from binhyen.foundation.jobs.api import Job, enqueue, work
from binhyen.kernel.errors import Invalid, NotFound
from binhyen.solver.deployment.api import (
    POSTS,
    Candidate,
    Donor,
    Problem,
    UnitNeed,
    Wave,
    Weights,
    check,
)

ANY = dict.fromkeys(POSTS, 0)
PROGRAM = Path(sys.executable).with_name("binhyen")


def province(number: int, units: int = 2, *, speakers: int = 0, needed: int = 0) -> Problem:
    """A small province: three posts a unit, plenty of officers; some units may need a language."""
    size = 3
    return Problem(
        units=tuple(
            UnitNeed(
                code=f"{number:02}{index:03}",
                name=f"xã {index}",
                kind="xa",
                district=f"{number:02}0",
                province=f"{number:02}",
                lat=20.0 + index / 10,
                lon=105.0,
                complexity=1,
                posts={"chief": 1, "deputy": 1, "officer": size - 2},
                needs={"lang_mong": 1} if index < needed else {},
            )
            for index in range(units)
        ),
        candidates=tuple(
            Candidate(
                id=f"CB{number:02}{index:03}",
                donor="H1",
                rank=5,
                years=10,
                base_lat=20.0 + index / 50,
                base_lon=105.1,
                skills=frozenset({"lang_mong"} if index < speakers else ()),
                party=True,
                chief_ok=True,
                deputy_ok=True,
            )
            for index in range(units * size + 4)
        ),
        donors=(Donor("H1", "Công an huyện", "district", 20.0, 105.0, units * size + 4),),
        waves=(Wave(1, date(2022, 7, 1), units * size),),
        weights=Weights(want_rank=ANY, max_rank=dict.fromkeys(POSTS, 8), want_years=ANY),
    )


@pytest.fixture
def instances(tmp_path: Path) -> Path:
    for number in (1, 2, 3):
        write_problem(province(number, units=number + 1), tmp_path / "instances" / f"{number:02}")
    return tmp_path / "instances"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "plans"


def states(result: CountryResult) -> dict[str, str]:
    return {one.name: one.state for one in result.provinces}


def test_every_province_gets_a_plan_with_its_proof(instances: Path, out: Path):
    heard = []
    result = solve_country(instances, out, workers=2, tell=lambda *told: heard.append(told))
    assert states(result) == {"01": "optimal", "02": "optimal", "03": "optimal"}
    for one in result.provinces:
        problem = read_problem(instances / one.name)
        plan = read_plan(out / one.name / "plan.csv").plan
        verdict = check(problem, plan, read_prices(out / one.name / "bound.csv", problem))
        assert verdict.valid
        assert verdict.objective == one.objective
        assert one.posts == 3 * len(problem.units)
    totals = result.totals
    assert totals["objective"] == sum(one.objective or 0 for one in result.provinces)
    assert (totals["posts"], totals["planned"], totals["not_planned"]) == (27, 3, [])
    assert [done for done, _, found in heard if found is not None] == [1, 2, 3]
    assert sum(one.provinces for one in result.workers) == 3
    assert all(one.peak_mb > 0 for one in result.workers)
    assert json.loads((out / "country.json").read_text())["totals"]["posts"] == 27


def test_what_is_done_stands_until_instance_question_or_solver_change(instances: Path, out: Path):
    first = solve_country(instances, out, workers=1)
    again = solve_country(instances, out, workers=1)
    assert [one.reused for one in again.provinces] == [True, True, True]
    assert again.totals["objective"] == first.totals["objective"]
    assert again.workers == ()

    write_problem(province(2, units=5), instances / "02")
    (out / "03" / "bound.csv").unlink()
    changed = solve_country(instances, out, workers=1)
    assert {one.name: one.reused for one in changed.provinces} == {
        "01": True,
        "02": False,
        "03": False,
    }
    assert fingerprint(instances / "01", Asked()) != fingerprint(instances / "01", Asked(seed=1))


def test_a_province_that_cannot_be_does_not_stop_the_others(instances: Path, out: Path):
    write_problem(province(4, speakers=0, needed=1), instances / "04")
    (instances / "05").mkdir()
    (instances / "05" / "units.csv").write_text("unit_code\n", encoding="utf-8")
    result = solve_country(instances, out, workers=2)
    assert states(result) == {
        "01": "optimal", "02": "optimal", "03": "optimal", "04": "infeasible", "05": "invalid",
    }  # fmt: skip
    by_name = {one.name: one for one in result.provinces}
    assert "need,04000,lang_mong,1" in (out / "04" / "relax.csv").read_text()
    assert by_name["04"].relaxed == 1
    assert "units.csv" in by_name["05"].message
    assert not (out / "05" / "plan.csv").exists()
    assert result.totals["not_planned"] == ["04", "05"]


def test_a_worker_that_dies_costs_its_province_only_until_the_next_run(instances: Path, out: Path):
    killed = []

    def kill_one(done: int, total: int, found: object) -> None:
        children = multiprocessing.active_children()
        if children and not killed:
            killed.append(children[0].pid)
            os.kill(children[0].pid, signal.SIGKILL)

    (instances / "00").mkdir()
    # Told once a second or at each province; with one worker the kill meets whichever is in hand.
    result = solve_country(instances, out, workers=1, tell=kill_one)
    assert killed
    assert result.totals["provinces"] == 3
    again = solve_country(instances, out, workers=1)
    assert set(states(again).values()) == {"optimal"}


def test_a_killed_run_goes_on_where_it_was(instances: Path, out: Path):
    command = [PROGRAM, "plan", "country", instances, "--out", out, "--workers", "1"]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert run.stderr is not None
    first = run.stderr.readline()
    run.kill()
    run.stderr.close()
    run.wait()
    assert first.startswith("1/3")
    result = solve_country(instances, out, workers=1)
    assert result.totals["reused"] >= 1
    assert set(states(result).values()) == {"optimal"}


def test_being_stopped_ends_the_workers(instances: Path, out: Path):
    class Stopped(Exception):
        pass

    def stop(done: int, total: int, found: object) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        solve_country(instances, out, workers=2, tell=stop)
    assert multiprocessing.active_children() == []


def test_bad_places_are_refused(instances: Path, out: Path, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotFound):
        solve_country(tmp_path / "nothing", out)
    with pytest.raises(Invalid, match=r"units\.csv"):
        solve_country(tmp_path / "empty", out)
    with pytest.raises(Invalid, match="nằm trong thư mục bài toán"):
        solve_country(instances, instances / "01")
    with pytest.raises(Invalid):
        solve_country(instances, out, workers=0)


def test_it_can_be_asked_for_in_the_background(db, settings, tmp_path: Path, operator: Actor):
    settings.BINHYEN_HOME = tmp_path
    write_problem(province(1), tmp_path / "country" / "thu" / "instances" / "01")
    good = enqueue(operator, "staffing.country", name="thu", workers=1)
    bad = enqueue(operator, "staffing.country", name="../thu")
    assert work(once=True) == 2
    done = Job.objects.get(pk=good.pk)
    assert (done.state, done.done, done.total) == ("done", 1, 1)
    assert done.result["planned"] == 1
    assert Job.objects.get(pk=bad.pk).state == "failed"
