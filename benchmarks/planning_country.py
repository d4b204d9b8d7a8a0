"""Many provinces: sums, the worst, 2 workers against 1, restart, memory, by-hand ratios."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.measuring import Row, expect, say

GOAL_GAP, WORST_GAP = 0.15, 1.0
MEMORY_MB = 2048


def rows(folder: Path, codes: Sequence[str] | None, *, t1: float) -> list[Row]:
    """Solve the provinces with two workers and with one; `codes` None = all of the country."""
    from benchmarks.planning import binhyen

    place = folder / "country"
    binhyen(folder / "home", "plan", "sample", "--province", "all", "--out", place / "all")
    instances = _chosen(place, codes)
    say(f"country: {len(list(instances.iterdir()))} provinces, 2 workers …")
    two, wall_two = _run(instances, place / "two", 2)
    again, wall_again = _run(instances, place / "two", 2)
    expect("a second run solves nothing", again["reused"], two["provinces"])
    expect("a second run tells the same", again["objective"], two["objective"])
    _check_all(instances, place / "two")
    found = [
        Row("country: provinces planned", two["planned"], "provinces", two["provinces"], least=True,
            note=f"{two['units']:,} units, {two['posts']:,} posts, {two['officers']:,} officers"),
        Row("country: sum gap", two["gap"] * 100, "%", GOAL_GAP),
        Row("country: worst province's gap", two["worst_gap"] * 100, "%", WORST_GAP),
        Row("country: CPU", two["cpu_seconds"], "s", ratio=two["cpu_seconds"] / t1,
            note=f"ratio = T1 of Thanh Hóa; {wall_two:.0f} s wall"),
        Row("country: memory of a worker", two["peak_mb"], "MB", MEMORY_MB),
        Row("country: nothing left to do", wall_again, "s"),
        *_by_hand(instances, two),
    ]  # fmt: skip
    if codes is not None:
        say("country: the same with 1 worker …")
        one, wall_one = _run(instances, place / "one", 1)
        expect("one worker finds the same", one["objective"], two["objective"])
        found.append(
            Row("country: 1 worker / 2 workers, wall", wall_one / wall_two, "×", 1.7, least=True,
                note="means little while the machine has other work")
        )  # fmt: skip
    return found


def _chosen(place: Path, codes: Sequence[str] | None) -> Path:
    if codes is None:
        return place / "all"
    chosen = place / "chosen"
    chosen.mkdir()
    for code in codes:
        (chosen / code).symlink_to(place / "all" / code)
    return chosen


def _run(instances: Path, out: Path, workers: int) -> tuple[dict[str, Any], float]:
    started = time.perf_counter()
    done = subprocess.run(
        [Path(sys.executable).with_name("binhyen"), "plan", "country", instances, "--out", out,
         "--workers", str(workers), "--format", "json"],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        env=os.environ,
    )  # fmt: skip
    if done.returncode > 1:
        raise SystemExit("benchmarks: binhyen plan country failed; see above")
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts, time.perf_counter() - started


def _check_all(instances: Path, out: Path) -> None:
    """Every plan and certificate passes the checker, and says what the run said."""
    say("country: checking …")
    for answer in sorted(out.glob("*/plan.csv")):
        name = answer.parent.name
        told = json.loads((answer.parent / "result.json").read_text(encoding="utf-8"))["result"]
        done = subprocess.run(
            [Path(sys.executable).with_name("binhyen"), "plan", "check", instances / name, answer,
             "--bound", answer.parent / "bound.csv", "--format", "json"],
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )  # fmt: skip
        judged = json.loads(done.stdout)
        expect(f"{name} valid", judged["valid"], True)  # noqa: FBT003 - the answer itself
        expect(f"{name} objective", judged["objective"], told["objective"])


def _by_hand(instances: Path, ours: dict[str, Any]) -> list[Row]:
    """The planner by hand against ours, where a plan by hand comes about at all."""
    ratios, hand_sum, our_sum, none = [], 0, 0, 0
    for one in ours["by_province"]:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "benchmarks.planning_measure",
                "greedy",
                instances / one["name"],
            ],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        hand = json.loads(done.stdout.splitlines()[-1])["objective"]
        if hand is None or "objective" not in one:
            none += 1
            continue
        ratios.append(hand / one["objective"])
        hand_sum, our_sum = hand_sum + hand, our_sum + one["objective"]
    if not ratios:
        return []
    return [
        Row("country: by hand / ours, least province", min(ratios), "×", 1.10, least=True),
        Row("country: by hand / ours, all", hand_sum / our_sum, "×", 1.25, least=True,
            note=f"{none} without a plan by hand" if none else ""),
    ]  # fmt: skip
