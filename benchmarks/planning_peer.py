"""A peer: Timefold's local search from the plan by hand, in a throw-away environment; left out with a word if it cannot be had.

Its makers ended the Python binding in July 2025; the last release needs a Java of its own. It is installed by pip into
the run's temporary folder and never becomes part of the project.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import venv
from math import cos, radians
from pathlib import Path
from typing import Any

from benchmarks.measuring import Row, say
from binhyen.features.staffing.rules.format1.reading import read_problem
from binhyen.solver.deployment.api import POSTS, Plan, Posting, Problem, check, greedy

PACKAGE = "timefold==1.24.0b0"
SCRIPT = Path(__file__).with_name("planning_timefold.py")


def rows(instances: dict[str, Path], seconds: int, folder: Path) -> list[Row]:
    """Its objective against the plan it began with; our rows of the same instances say the rest."""
    program = _installed(folder / "peer")
    if program is None:
        return []
    found = []
    for name, instance in instances.items():
        say(f"Timefold on {name}, {seconds} s …")
        found += _searched(program, name, read_problem(instance), seconds, folder)
    return found


def _installed(place: Path) -> Path | None:
    if shutil.which("java") is None:
        say("Timefold left out: no Java here")
        return None
    venv.create(place, with_pip=True)
    program = place / "bin" / "python"
    done = subprocess.run(
        [program, "-m", "pip", "install", "-q", PACKAGE], capture_output=True, check=False
    )
    if done.returncode:
        say(f"Timefold left out: {PACKAGE} cannot be installed here")
        return None
    return program


def _searched(program: Path, name: str, problem: Problem, seconds: int, folder: Path) -> list[Row]:
    begun = greedy(problem)
    if begun is None:
        say(f"Timefold left out on {name}: no plan by hand to begin with")
        return []
    given, out = folder / "peer-in.json", folder / "peer-out.json"
    given.write_text(json.dumps(_translated(problem, begun)), encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [program, SCRIPT, given, out, str(seconds)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ,
    )
    if done.returncode:
        say(f"Timefold failed on {name}: {done.stderr.strip().splitlines()[-1:]}")
        return []
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    verdict = check(problem, _plan(problem, json.loads(out.read_text(encoding="utf-8"))))
    by_hand = check(problem, begun).objective
    if not verdict.valid:
        say(f"Timefold's plan of {name} breaks rules: {dict(verdict.by_rule)}")
        return []
    return [
        Row(f"{name}: Timefold / by hand", verdict.objective / by_hand, "×",
            note=f"{verdict.objective:,} from {by_hand:,} after {seconds} s; {spent:.0f} s CPU; proves nothing")
    ]  # fmt: skip


def _translated(problem: Problem, begun: Plan) -> dict[str, Any]:
    """The problem as plain numbers; places as kilometres on a plane, near enough for a search."""
    weights, middle = problem.weights, problem.units[0].lat
    unit_number = {unit.key: number for number, unit in enumerate(problem.units)}
    code_number = {unit.code: number for number, unit in enumerate(problem.units)}
    donor_number = {donor.id: number for number, donor in enumerate(problem.donors)}
    officer_number = {one.id: number for number, one in enumerate(problem.candidates)}

    def place(lat: float, lon: float) -> dict[str, float]:
        return {"x": lon * 111.195 * cos(radians(middle)), "y": lat * 111.195}

    def left(donor: str, skill: str, keep: int) -> int:
        has = sum(one.donor == donor and one.holds(skill) for one in problem.candidates)
        return max(0, has - keep)

    return {
        "units": [
            {"id": number, **place(unit.lat, unit.lon), "size": unit.size, "first": unit.earliest_wave,
             "last": unit.deadline_wave or problem.last_wave,
             "wait": weights.wait_per_post[unit.complexity - 1], "min_party": unit.min_party,
             "wants": list(unit.wants)}
            for number, unit in enumerate(problem.units)
        ],
        "needs": [
            {"id": number, "unit": unit, "skill": skill, "amount": amount}
            for number, (unit, skill, amount) in enumerate(
                (unit_number[one.key], skill, amount)
                for one in problem.units
                for skill, amount in one.needs.items()
            )
        ],
        "donors": [
            {"id": number, "cap": donor.max_release or donor.payroll,
             "wave_cap": donor.max_release_per_wave or donor.payroll,
             "criminal": left(donor.id, "criminal", donor.keep.get("criminal", 0)),
             "chiefs": left(donor.id, "chief_ok", donor.keep.get("chief_ok", 0)),
             "first": donor.payroll * weights.thr_permille[0] // 1000,
             "second": donor.payroll * weights.thr_permille[1] // 1000,
             "slope_first": weights.slope[0], "slope_second": weights.slope[1]}
            for number, donor in enumerate(problem.donors)
        ],
        "waves": [{"id": wave.number, "capacity": wave.capacity} for wave in problem.waves],
        "officers": [
            {"id": number, "donor": donor_number[one.donor], "rank": one.rank, "years": one.years,
             **place(one.base_lat, one.base_lon), "home": code_number.get(one.home_unit, -1),
             "forbidden": next((code_number[code] for code in one.forbidden_units if code in code_number), -1),
             "skills": sorted(one.skills), "party": int(one.party), "chief_ok": int(one.chief_ok),
             "deputy_ok": int(one.deputy_ok), "available": one.available_from_wave,
             "max_hm": 1_000_000 if one.max_km is None else one.max_km * 10 - 1}
            for number, one in enumerate(problem.candidates)
        ],
        "excluded": [number for number, one in enumerate(problem.candidates) if one.excluded],
        "seats": [
            (unit_number[one.unit], POSTS.index(one.post), officer_number[one.officer])
            for one in begun.postings
        ],
        "openings": sorted({(unit_number[one.unit], one.wave) for one in begun.postings}),
    }  # fmt: skip


def _plan(problem: Problem, found: dict[str, Any]) -> Plan:
    wave = dict(found["openings"])
    return Plan(
        tuple(
            Posting(
                problem.candidates[officer].id, problem.units[unit].key, POSTS[post], wave[unit]
            )
            for unit, post, officer in found["seats"]
        )
    )


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory(prefix="binhyen-bench-") as place:
        samples = {Path(one).name: Path(one) for one in sys.argv[2:]}
        for row in rows(samples, int(sys.argv[1]), Path(place)):
            sys.stdout.write(f"{row.what}: {row.value:.3f} {row.unit}, {row.note}\n")
