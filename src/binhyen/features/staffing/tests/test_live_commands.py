"""`plan export` and `plan import` on live data: files out, a checked plan back in, refusals that say what to do."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from binhyen.engines.people.api import Officer
from binhyen.features.staffing import api
from binhyen.features.staffing.cli.live import app
from binhyen.features.staffing.rules.format1.plans import plan_text
from binhyen.features.staffing.rules.format1.reading import read_problem
from binhyen.features.staffing.rules.format1.writing import write_problem
from binhyen.kernel.errors import Invalid, NotFound
from binhyen.solver.deployment.api import greedy

RUNNER = CliRunner()


def run(*arguments):
    return RUNNER.invoke(app, [str(one) for one in arguments], catch_exceptions=False)


def test_a_province_goes_out_and_a_plan_comes_in(staffed, tmp_path):
    staffed.donors(60)
    folder, path = tmp_path / "instance", tmp_path / "plan.csv"
    waves = ("--wave", "2022-07-01", "--wave", "2022-09-01", "--wave", "2022-11-01")
    done = run(
        "export", "--under", "99", "--on", "2022-06-03", "--out", folder, *waves, "--format", "json"
    )
    assert set(json.loads(done.stdout)["files"]) == {
        "units.csv", "officers.csv", "donors.csv", "waves.csv", "rules.toml",
    }  # fmt: skip
    problem = read_problem(folder)
    officer = Officer.objects.filter(code=problem.candidates[0].id).get()
    assert officer.full_name not in (folder / "officers.csv").read_text(encoding="utf-8")
    # Nobody here is certified for administration, which the catalogue asks of each unit.
    eased = replace(problem, units=tuple(replace(unit, needs={}) for unit in problem.units))
    path.write_text(plan_text(greedy(eased)), encoding="utf-8")
    with pytest.raises(Invalid):
        run("import", folder, path, "--name", "Không đủ", "--on", "2022-06-03")
    write_problem(eased, folder)
    done = run("import", folder, path, "--name", "Từ tệp", "--on", "2022-06-03", "--format", "json")
    told = json.loads(done.stdout)
    plan = api.plan_of(staffed.operator, told["id"])
    assert (plan.name, plan.wanted, told["objective"]) == (
        "Từ tệp",
        34,
        api.result_of(plan).objective,
    )


def test_an_unknown_province_or_folder_is_told(tmp_path, staffed):
    with pytest.raises(NotFound):
        run("export", "--under", "77", "--on", "2022-06-03", "--out", tmp_path / "x")
    assert not (tmp_path / "x").exists()
    with pytest.raises(NotFound):
        run("import", tmp_path / "none", tmp_path / "plan.csv", "--name", "?")
