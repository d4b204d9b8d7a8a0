"""`binhyen plan solve`: the samples proven as they should be, files all or none, the same bytes again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from binhyen.features.staffing.rules.format1.plans import read_relaxations
from tests.planning.commands import Shell


@pytest.fixture
def feasible(sample: Callable[[str], Path]) -> Path:
    """The smaller sample without the quotas that nobody can meet."""
    folder = sample("b-infeasible")
    units = folder / "units.csv"
    text = units.read_text(encoding="utf-8").replace("lang_mong:1", "")
    units.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def infeasible(sample: Callable[[str], Path]) -> Path:
    return sample("b-infeasible")


def test_a_small_instance_is_solved_to_its_proven_optimum(
    shell: Shell, feasible: Path, tmp_path: Path
) -> None:
    plan, bound = tmp_path / "plan.csv", tmp_path / "bound.csv"
    ran = shell.run(
        "plan", "solve", feasible, "--out", plan, "--bound", bound, "--max-gap", 0, "--seed", 1,
        "--format", "json",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    facts = ran.facts
    assert facts["objective"] == facts["bound"] == 9020
    assert (facts["status"], facts["gap"], facts["seed"]) == ("optimal", 0.0, 1)
    assert (facts["posts"], facts["units"], facts["waves"]) == (105, 20, 5)
    assert sum(facts["posts_by_wave"].values()) == 105
    assert "/" in ran.err.splitlines()[0]
    checked = shell.run("plan", "check", feasible, plan, "--bound", bound, "--format", "json")
    assert checked.code == 0
    assert checked.facts["objective"] == facts["objective"]
    assert checked.facts["bound"] == facts["certificate"]


def test_the_same_seed_gives_the_same_bytes(shell: Shell, feasible: Path, tmp_path: Path) -> None:
    texts = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        words = ["--out", folder / "plan.csv", "--bound", folder / "bound.csv"]
        shell.run("plan", "solve", feasible, *words, "--max-gap", 0.01, "--seed", 7)
        texts.append([(folder / file).read_bytes() for file in ("plan.csv", "bound.csv")])
    assert texts[0] == texts[1]


def test_an_infeasible_sample_names_the_smallest_relaxation(
    shell: Shell, infeasible: Path, tmp_path: Path
) -> None:
    plan, relax = tmp_path / "plan.csv", tmp_path / "relax.csv"
    ran = shell.run("plan", "solve", infeasible, "--out", plan, "--format", "json")
    assert ran.code == 1
    assert not plan.exists()
    facts = ran.facts
    assert (facts["status"], facts["objective"]) == ("infeasible", None)
    assert facts["reasons"]
    given = read_relaxations(relax)
    known = json.loads((infeasible / "expected.json").read_text(encoding="utf-8"))
    amounts: Counter[str] = Counter()
    for one in given:
        amounts[f"{one.kind} {one.key2}"] += one.amount
    assert dict(amounts) == known["minimal_relaxation"]


@pytest.mark.parametrize("name", ["units.csv", "officers.csv", "rules.toml"])
def test_the_instance_is_never_overwritten(shell: Shell, feasible: Path, name: str) -> None:
    before = (feasible / name).read_bytes()
    for words in (
        ["--out", feasible / name],
        ["--out", feasible / "p.csv", "--bound", feasible / name],
    ):
        ran = shell.run("plan", "solve", feasible, *words)
        assert (ran.code, ran.out) == (2, "")
        assert "ghi đè" in ran.err
    assert (feasible / name).read_bytes() == before
    assert not (feasible / "p.csv").exists()


def test_a_faulty_instance_writes_nothing(shell: Shell, feasible: Path, tmp_path: Path) -> None:
    path = feasible / "waves.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",20\n", ",-20\n"), encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    ran = shell.run("plan", "solve", feasible, "--out", out / "p.csv", "--bound", out / "b.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "waves.csv, dòng 2, cột capacity" in ran.err
    assert list(out.iterdir()) == []


def test_a_place_that_is_not_there_is_refused_before_the_work(
    shell: Shell, feasible: Path, tmp_path: Path
) -> None:
    ran = shell.run("plan", "solve", feasible, "--out", tmp_path / "none" / "plan.csv")
    assert ran.code == 2
    assert "không có thư mục" in ran.err
