"""`binhyen plan replan`: what changed, person by person; frozen waves stay; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.planning.commands import Shell


@pytest.fixture
def instance(sample: Callable[[str], Path]) -> Path:
    return sample("a-feasible")


def lose(instance: Path, officer: str) -> None:
    """The officer falls ill after the plan was made."""
    path = instance / "officers.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith(f"{officer},"))
    cells = lines[at].split(",")
    cells[13] = "ốm"
    lines[at] = ",".join(cells)
    path.write_text("\n".join(lines), encoding="utf-8")


def test_one_loss_is_filled_and_told_person_by_person(shell: Shell, instance: Path) -> None:
    lose(instance, "CB38000005")
    new = instance / "new.csv"
    ran = shell.run(
        "plan", "replan", instance, "--baseline", instance / "reference_plan.csv",
        "--bound", instance / "reference_bound.csv", "--freeze-through", 2, "--out", new,
        "--format", "json",
    )  # fmt: skip
    assert ran.code == 0
    facts = ran.facts
    assert (facts["moves"], facts["unchanged"]) == (0, 289)
    kinds = {change["kind"]: change["officer"] for change in facts["changes"]}
    assert kinds["lost"] == "CB38000005"
    assert set(kinds) == {"lost", "new"}
    checked = shell.run("plan", "check", instance, new, "--format", "json")
    assert (checked.code, checked.facts["objective"]) == (0, facts["objective"])


def test_an_old_certificate_may_name_who_is_no_more(shell: Shell, instance: Path) -> None:
    path = instance / "officers.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    gone = [line for line in lines if not line.startswith("CB38000056,")]
    path.write_text("\n".join(gone), encoding="utf-8")
    ran = shell.run(
        "plan", "replan", instance, "--baseline", instance / "reference_plan.csv",
        "--bound", instance / "reference_bound.csv", "--out", instance / "new.csv",
        "--format", "json",
    )  # fmt: skip
    assert ran.code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--freeze-through", "9", "--out", "new.csv"], "chỉ có 5 đợt"),
        (["--out", "reference_plan.csv"], "ghi đè"),
        (["--out", "units.csv"], "ghi đè"),
        (["--out", "none/new.csv"], "không có thư mục"),
    ],
)
def test_what_cannot_be_done_is_refused_first(
    shell: Shell, instance: Path, words: list[str], told: str
) -> None:
    before = {path.name: path.read_bytes() for path in instance.iterdir()}
    words[-1] = str(instance / words[-1])
    ran = shell.run(
        "plan", "replan", instance, "--baseline", instance / "reference_plan.csv", *words
    )
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert {path.name: path.read_bytes() for path in instance.iterdir()} == before
