"""`binhyen plan check`: validity, objective and bound of the samples; a plan edited by hand; exit codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.planning.commands import SAMPLES, Shell

A = SAMPLES / "a-feasible"
B = SAMPLES / "b-infeasible"


def test_the_reference_plan_is_valid_and_its_bound_is_derived(shell: Shell) -> None:
    ran = shell.run(
        "plan", "check", A, A / "reference_plan.csv", "--bound", A / "reference_bound.csv",
        "--format", "json",
    )  # fmt: skip
    assert ran.code == 0
    facts = ran.facts
    assert (facts["valid"], facts["violations"]) == (True, {})
    assert (facts["objective"], facts["bound"]) == (22686, 22570)
    assert facts["gap"] == pytest.approx(116 / 22570)
    assert sum(facts["parts"].values()) == 22686


def test_the_relaxed_plan_is_valid_only_in_the_relaxed_problem(shell: Shell) -> None:
    words = ["plan", "check", B, B / "reference_relaxed_plan.csv", "--format", "json"]
    broken = shell.run(*words)
    assert broken.code == 1
    assert [one["keys"] for one in broken.facts["violations"]["hard_needs"]] == [
        [unit, "lang_mong"] for unit in ("14845", "14854", "14857", "14864")
    ]
    relaxed = shell.run(*words, "--relaxed", B / "reference_relax.csv")
    assert (relaxed.code, relaxed.facts["valid"]) == (0, True)


def test_a_plan_edited_into_nonsense_is_told_line_by_line(shell: Shell, tmp_path: Path) -> None:
    lines = (A / "reference_plan.csv").read_text(encoding="utf-8").splitlines()
    lines[1] = "KHONGCO,14845,officer,3"
    lines[2] = lines[3]
    lines[4] = lines[4].rsplit(",", 2)[0] + ",giám đốc,7"
    edited = tmp_path / "plan.csv"
    edited.write_text("\n".join(lines), encoding="utf-8")
    ran = shell.run("plan", "check", A, edited, "--format", "json")
    assert ran.code == 1
    violations = ran.facts["violations"]
    names = violations["known_names"]
    assert [one["rows"] for one in names] == [[5], [5], [2]]
    assert "KHONGCO" in names[2]["message"]
    assert [one["rows"] for one in violations["one_post_each"]] == [[3, 4]]
    assert "exact_norm" in violations


def test_an_empty_plan_is_invalid_not_unreadable(shell: Shell, tmp_path: Path) -> None:
    empty = tmp_path / "plan.csv"
    empty.write_text("officer_id,unit_code,post,wave\n", encoding="utf-8")
    ran = shell.run("plan", "check", A, empty, "--format", "json")
    assert ran.code == 1
    assert sum(one["amount"] for one in ran.facts["violations"]["exact_norm"]) == 290


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "missing column": (b"officer_id,unit_code,post\nA,14845,officer\n", "wave"),
    "UTF-16": ("officer_id,unit_code,post,wave\n".encode("utf-16"), "UTF-8"),
    "old encoding": (b"officer_id,unit_code,post,wave\nA\xe9,14845,officer,1\n", "UTF-8"),
    "no number": (b"officer_id,unit_code,post,wave\nA,14845,officer,ba\n", "dòng 2, cột wave"),
    "a formula": (b"officer_id,unit_code,post,wave\nA,14845,officer,=1+1\n", "số nguyên"),
    "one cell too many": (b"officer_id,unit_code,post,wave\nA,14845,officer,1,9\n", "5 ô"),
    "empty cell": (b"officer_id,unit_code,post,wave\n,14845,officer,1\n", "cột officer_id"),
    "nothing": (b"", "officer_id"),
    "NUL": (b"officer_id,unit_code,post,wave\nA\x00,14845,officer,1\n", "NUL"),
}


@pytest.mark.parametrize("fault", UNREADABLE)
def test_a_plan_that_cannot_be_read_exits_with_two(
    shell: Shell, tmp_path: Path, fault: str
) -> None:
    content, words = UNREADABLE[fault]
    path = tmp_path / "plan.csv"
    path.write_bytes(content)
    ran = shell.run("plan", "check", A, path, "--format", "json")
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "plan.csv" in ran.err


BAD_BOUNDS = {
    "kind,key1,key2,key3,price\nparty,14845,,,-4\n": "dòng 2, cột price",
    "kind,key1,key2,key3,price\nrelease,H384,,,nan\n": "không phải giá",
    "kind,key1,key2,key3,price\nrelease,H384,,,inf\n": "không phải giá",
    "kind,key1,key2,key3,price\nrelease,KHONG,,,1\n": "KHONG",
    "kind,key1,key2,key3,price\nwish,H384,,,1\n": "wish",
    "kind,key1,key2,key3,price\ndemand,14845,chief,9,1\n": "9",
    "kind,key1,key2,key3,price\nrelease,H384,1,,1\n": "cột key2",
    "kind,key1,key2,key3,price\ncapacity,1,,,1\ncapacity,1,,,2\n": "dòng 3",
}


@pytest.mark.parametrize("text", BAD_BOUNDS)
def test_a_faulty_price_file_exits_with_two(shell: Shell, tmp_path: Path, text: str) -> None:
    path = tmp_path / "bound.csv"
    path.write_text(text, encoding="utf-8")
    ran = shell.run("plan", "check", A, A / "reference_plan.csv", "--bound", path)
    assert (ran.code, ran.out) == (2, "")
    assert BAD_BOUNDS[text] in ran.err


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("need,14845,lang_mong,5", "nhiều nhất 1"),
        ("need,99999,lang_mong,1", "99999"),
        ("need,14845,lang_mong,0", "dòng 2, cột amount"),
        ("wish,14845,,1", "wish"),
    ],
)
def test_a_faulty_relaxation_exits_with_two(
    shell: Shell, tmp_path: Path, row: str, words: str
) -> None:
    path = tmp_path / "relax.csv"
    path.write_text(f"kind,key1,key2,amount\n{row}\n", encoding="utf-8")
    ran = shell.run("plan", "check", B, B / "reference_relaxed_plan.csv", "--relaxed", path)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_a_missing_file_or_folder_exits_with_two(shell: Shell, tmp_path: Path) -> None:
    assert shell.run("plan", "check", A, tmp_path / "none.csv").code == 2
    assert shell.run("plan", "check", tmp_path / "none", A / "reference_plan.csv").code == 2


def test_texts_for_people_name_the_same_things(shell: Shell, sample: Callable[[str], Path]) -> None:
    folder = sample("a-feasible")
    ran = shell.run("plan", "check", folder, folder / "reference_plan.csv")
    assert "valid: True" in ran.out
    assert "objective: 22686" in ran.out
