"""The planner against its goals: ratios within one run, answers checked before speeds.

`make bench-planning` or `python -m benchmarks.planning [--country] [--provinces N] [--timefold SECONDS] [--quick]`.
Instances are invented anew in a temporary installation; BINHYEN_SAMPLES may name a folder of further ones (format 1).
T1 is load + build + the pure flow bound over all pairs of the same instance, in CPU seconds of this run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import planning_country, planning_peer
from benchmarks.measuring import Row, say, table

Facts = dict[str, Any]

# What is asked of a province: profile → (max gap, most T1), the goals of the planning model.
GOALS = {"normal": ((0.001, 4.0), (0.0003, 15.0)), "tight": ((0.0035, 12.0), (0.0015, 30.0))}
# Provinces by size for growth, small to large; the first is proven to the end.
GROWTH = ("95", "36", "66", "30", "38")
HANDFUL = ("48", "95", "66", "36", "10", "30")
PROVINCE = "38"
MEMORY_MB, COUNTRY_MEMORY_MB = 600, 2048


@dataclass(slots=True)
class Bench:
    """The folders of one run and the rows it gathers."""

    folder: Path
    rows: list[Row] = field(default_factory=list)

    def measured(self, kind: str, instance: Path, *rest: object) -> Facts:
        """One measurement in a process of its own, so that memory and warmth are its own."""
        say(f"{kind} {instance.name} {' '.join(map(str, rest[:1]))}…")
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.planning_measure", kind, instance, *map(str, rest)],
            stdout=subprocess.PIPE,
            text=True,
            check=False,
            env=single_threaded(),
        )
        if done.returncode:
            raise SystemExit(f"benchmarks: {kind} {instance.name} failed; see above")
        facts: Facts = json.loads(done.stdout.splitlines()[-1])
        return facts

    def row(
        self, what: str, value: float, unit: str, target: float | None = None, **rest: Any
    ) -> None:
        """Keep a row."""
        self.rows.append(Row(what, value, unit, target, **rest))
        # A run takes many minutes: whoever waits, or stops it, has what was measured so far.
        say(f"{what} = {value:.4g} {unit} ({self.rows[-1].verdict})")


def main() -> int:
    """Run all parts; 1 when a goal is missed."""
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="binhyen-bench-") as folder:
        bench = Bench(Path(folder))
        samples = invented(bench.folder, _wanted(given))
        samples |= brought()
        for name, profile in _provinces(samples):
            province(bench, name, samples[name], profile, quick=given.quick)
        small(bench, samples)
        for name in (one for one in samples if "bad" in one or "infeasible" in one):
            impossible(bench, name, samples[name])
        growth(bench, samples)
        if given.timefold:
            bench.rows += planning_peer.rows(_peers(samples), given.timefold, bench.folder)
        codes = None if given.country else HANDFUL[: given.provinces]
        bench.rows += planning_country.rows(bench.folder, codes, t1=_t1(bench.rows))
    sys.stdout.write(table(bench.rows) + "\n")
    return any(row.verdict == "SHORT" for row in bench.rows)


def province(bench: Bench, name: str, instance: Path, profile: str, *, quick: bool) -> None:
    """One large province: yardstick, by hand, ours at each goal, checker, repairs."""
    flow = bench.measured("flow", instance)
    t1 = flow["cpu"]
    bench.row(f"{name}: T1", t1, "s", note=f"{flow['arcs']:,} arcs; bound {flow['bound']:,}")
    found: Facts = {}
    for gap, most in GOALS[profile][: 1 if quick else None]:
        out = bench.folder / f"{name}-{gap}"
        out.mkdir()
        found = bench.measured("solve", instance, gap, out)
        bench.row(
            f"{name}: asked {gap:.2%}, time", found["cpu"] / t1, "T1", most, note=_answer(found)
        )
        bench.row(f"{name}: asked {gap:.2%}, proven gap", found["gap"] * 100, "%", gap * 100)
    bench.row(f"{name}: memory", found["peak_mb"], "MB", MEMORY_MB)
    hand = bench.measured("greedy", instance)
    bench.row(
        f"{name}: by hand / ours", hand["objective"] / found["objective"], "×", 1.1, least=True
    )
    bench.row(f"{name}: ours / flow bound", found["bound"] / flow["bound"], "×")
    plan, prices = out / "plan.csv", out / "bound.csv"
    judged = bench.measured("check", instance, plan, prices)
    bench.row(f"{name}: checker", judged["cpu"], "s", 4.0, note="pure Python, no solver")
    for losses in (1, 50):
        repair(bench, name, instance, plan, losses, found)


def repair(bench: Bench, name: str, instance: Path, plan: Path, losses: int, full: Facts) -> None:
    """Losses at random: moves, time against the full solve, cost against the proven zero-move bound."""
    mended = bench.measured("replan", instance, plan, losses)
    most = None if losses == 1 else 0.1
    bench.row(
        f"{name}: {losses} lost, time / solve",
        mended["cpu"] / full["cpu"],
        "×",
        most,
        note=f"{mended['cpu']:.2f} s CPU",
    )
    bench.row(f"{name}: {losses} lost, moves", mended["moves"], "moves", mended["moves_bound"])
    if mended["bound"]:
        over = mended["objective"] / mended["bound"] - 1
        bench.row(f"{name}: {losses} lost, over zero-move optimum", over * 100, "%", 0.5)


def small(bench: Bench, samples: dict[str, Path]) -> None:
    """Up to sixty units: the optimum itself, proven."""
    for name in ("95 normal", "a-feasible"):
        if name in samples:
            found = bench.measured("solve", samples[name], 0)
            bench.row(f"{name}: optimum proven", found["cpu"], "s", 30.0, note=_answer(found))
            bench.row(f"{name}: gap left", found["gap"] * 100, "%", 0.0)


def impossible(bench: Bench, name: str, instance: Path) -> None:
    """The smallest relaxation, verified by a plan of the relaxed problem."""
    found = bench.measured("relax", instance)
    told = "; ".join(found["relaxation"][:3])
    more = len(found["relaxation"]) - 3
    bench.row(
        f"{name}: explained", found["cpu"], "s", 10.0, note=told + (f" +{more}" if more > 0 else "")
    )
    if found["bound"]:
        bench.row(f"{name}: relaxation / its bound", found["price"] / found["bound"], "×", 1.001)


def growth(bench: Bench, samples: dict[str, Path]) -> None:
    """Time over size, from a small province to the largest."""
    for code in GROWTH[1:]:
        found = bench.measured("solve", samples[f"{code} normal"], 0.001)
        bench.row(
            f"growth: {found['units']} units, {found['posts']:,} posts",
            found["cpu"],
            "s",
            ratio=found["cpu"] / found["posts"] * 1000,
            note=f"ratio = s per 1,000 posts; {found['peak_mb']} MB",
        )


def invented(folder: Path, wanted: Sequence[tuple[str, str]]) -> dict[str, Path]:
    """Make instances in an installation of this run's own: (province, profile) → folder."""
    home = folder / "home"
    binhyen(home, "load", "units")
    made = {}
    for code, profile in wanted:
        name = f"{code} {profile}"
        made[name] = folder / "instances" / name.replace(" ", "-")
        made[name].parent.mkdir(exist_ok=True)
        binhyen(
            home, "plan", "sample", "--province", code, "--profile", profile, "--out", made[name]
        )
    return made


def brought() -> dict[str, Path]:
    """Instances the caller named by BINHYEN_SAMPLES."""
    folder = os.environ.get("BINHYEN_SAMPLES", "")
    if not folder:
        return {}
    return {
        path.name: path for path in sorted(Path(folder).iterdir()) if (path / "units.csv").is_file()
    }


def binhyen(home: Path, *arguments: object) -> str:
    """The product's command line in an installation of its own; its answer."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BINHYEN_")}
    done = subprocess.run(
        [Path(sys.executable).with_name("binhyen"), *map(str, arguments)],
        env=clean | {"BINHYEN_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"benchmarks: binhyen {arguments[0]} failed:\n{done.stderr}")
    return done.stdout


def single_threaded() -> dict[str, str]:
    """One thread in every library: ratios of CPU seconds mean nothing otherwise."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return os.environ | dict.fromkeys(names, "1")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planning", description=__doc__)
    parser.add_argument("--country", action="store_true", help="all 63 provinces, not a handful")
    parser.add_argument(
        "--provinces", type=int, default=len(HANDFUL), help="how many of the handful"
    )
    parser.add_argument(
        "--timefold",
        type=int,
        default=60,
        help="seconds of local search of the peer; 0 = leave it out",
    )
    parser.add_argument("--quick", action="store_true", help="only the first goal of each profile")
    return parser.parse_args()


def _wanted(given: argparse.Namespace) -> list[tuple[str, str]]:
    bad = [] if given.quick else ["bad-language", "bad-donor", "bad-wave"]
    sizes = [(code, "normal") for code in GROWTH]
    return [*sizes, (PROVINCE, "tight"), *((PROVINCE, profile) for profile in bad)]


def _provinces(samples: dict[str, Path]) -> Iterator[tuple[str, str]]:
    """The large instances to be measured in full, with the profile whose goals they have."""
    for name in samples:
        for profile in GOALS:
            if name == f"{PROVINCE} {profile}" or name.endswith(f"-{profile}"):
                yield name, profile


def _peers(samples: dict[str, Path]) -> dict[str, Path]:
    """A small and a large instance for the peer."""
    chosen = (
        ("a-feasible", "c-thanh-hoa-normal")
        if "a-feasible" in samples
        else ("95 normal", f"{PROVINCE} normal")
    )
    return {name: samples[name] for name in chosen if name in samples}


def _t1(rows: Sequence[Row]) -> float:
    """Time of the large normal province in CPU seconds, as the country's yardstick."""
    return next(row.value for row in rows if row.what == f"{PROVINCE} normal: T1")


def _answer(found: Facts) -> str:
    return (
        f"{found['status']} {found['objective']:,} ≥ {found['bound']:,}; {found['cpu']:.1f} s CPU"
    )


if __name__ == "__main__":
    sys.exit(main())
