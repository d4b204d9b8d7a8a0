"""`binhyen plan explain`: an officer, a unit, a plan, what stands in the way; nonsense refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.planning.commands import SAMPLES, Shell

A = SAMPLES / "a-feasible"
B = SAMPLES / "b-infeasible"
PLAN = ("plan", "explain", A, A / "reference_plan.csv", "--bound", A / "reference_bound.csv")


def test_it_says_what_stands_in_the_way(shell: Shell) -> None:
    ran = shell.run("plan", "explain", B, "--infeasible", "--format", "json")
    assert ran.code == 1
    assert "lang_mong" in str(ran.facts["clashes"])
    assert [one["amount"] for one in ran.facts["relaxation"]] == [1, 1, 1, 1]
    assert "plan" not in ran.facts


@pytest.mark.parametrize(
    ("words", "key"),
    [(["--officer", "CB38000005"], "officer"), (["--unit", "14845"], "unit"), ([], "objective")],
)
def test_it_answers_for_officer_unit_and_plan(shell: Shell, words: list[str], key: str) -> None:
    ran = shell.run(*PLAN, *words, "--format", "json")
    assert ran.code == 0
    assert ran.facts[key] in {"CB38000005", "14845", 22686}
    assert ran.facts["why"]


@pytest.mark.parametrize("words", [["--officer", "CB38000005"], ["--unit", "14845"], []])
def test_a_person_reads_sentences_not_structures(shell: Shell, words: list[str]) -> None:
    out = shell.run(*PLAN, *words).out
    assert "sentence" not in out
    assert "('" not in out
    assert "['" not in out


@pytest.mark.parametrize("words", [["--officer", "KHONG"], ["--unit", "99999"]])
def test_unknown_names_are_refused(shell: Shell, words: list[str]) -> None:
    ran = shell.run(*PLAN, *words)
    assert (ran.code, ran.out) == (2, "")
    assert words[1] in ran.err


def test_a_plan_of_nonsense_is_refused_by_name(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("officer_id,unit_code,post,wave\nKHONG,14845,chief,1\n", encoding="utf-8")
    ran = shell.run("plan", "explain", A, path, "--unit", "14845")
    assert (ran.code, ran.out) == (2, "")
    assert "KHONG" in ran.err


def test_without_a_plan_there_is_nothing_to_explain(shell: Shell) -> None:
    ran = shell.run("plan", "explain", A, "--unit", "14845")
    assert (ran.code, ran.out) == (2, "")
    assert "plan.csv" in ran.err
