"""Planning files out of the live data and back: personal data leave by a recorded act, plans enter only when valid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from binhyen.engines.units.api import Level, find
from binhyen.features.staffing.commands.drafting import next_wave_number
from binhyen.features.staffing.commands.storing import (
    NewPlan,
    NewResult,
    officer_ids,
    store_plan,
    store_relaxations,
    store_result,
)
from binhyen.features.staffing.models import Plan
from binhyen.features.staffing.queries.ground import donor_bodies
from binhyen.features.staffing.queries.instance import live
from binhyen.features.staffing.queries.plans import unit_ids_by_code
from binhyen.features.staffing.rules.format1.plans import (
    PlanFile,
    read_plan,
    read_prices,
    read_relaxations,
)
from binhyen.features.staffing.rules.format1.reading import read_problem
from binhyen.features.staffing.rules.format1.writing import write_problem
from binhyen.features.staffing.rules.packing import settings_json
from binhyen.features.staffing.types import Origin, Settings
from binhyen.foundation.access.api import Actor, require
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel.errors import N_, Invalid, RowProblem
from binhyen.solver.deployment.api import (
    Prices,
    Problem,
    Relaxation,
    Verdict,
    check,
    relaxed,
)

SYNTHETIC = "MP-"
_SHOWN = 200


@command(
    "staffing.export_instance",
    "Xuất bài toán điều động ra tệp",
    needs="people.view_personal",
    scope=lambda arguments: int(arguments["under_id"]),
)
def export_instance(
    actor: Actor, *, under_id: int, on: date, folder: Path, settings: Settings | None = None
) -> dict[str, Path]:
    """Write a province's problem on a day as format 1; answers file name → path. All files are written or none.

    Officers appear by their numbers, never by name.

    Raises:
        Refused: the actor may not see personal data in the province.
        Invalid: as `instance` says, or the folder cannot be written.
    """
    problem = live(actor, under_id, on, settings or Settings()).problem
    paths = write_problem(problem, folder)
    counts = {"units": len(problem.units), "officers": len(problem.candidates)}
    note("staffing.instance", under_id, after={"on": str(on), **counts})
    return paths


@dataclass(frozen=True, slots=True)
class Brought:
    """The files of an import: an instance folder, a plan, and, if there are, its relaxations and prices."""

    folder: Path
    plan: Path
    relaxations: Path | None = None
    prices: Path | None = None


@command("staffing.import_plan", "Nhập phương án từ tệp", needs="staffing.plan", scope=ANYWHERE)
def import_plan(
    actor: Actor, *, files: Brought, name: str, on: date | None = None, reason: str = ""
) -> Plan:
    """Store a plan made elsewhere, once the checker finds it valid under the relaxations brought along.

    Args:
        on: the day of the data; the first day of the first wave by default.
        reason: why hard numbers gave way; needed with relaxations.

    Raises:
        Invalid: a file is at fault, a rule is broken, or codes are not those of the live data on the day; rows say which.
        Refused: the actor may not plan in the province.
        NotFound: a file is missing.
    """
    problem = read_problem(files.folder)
    day = on or problem.waves[0].starts_on
    province = _province(problem, day)
    require(actor, "staffing.plan", province, on=day)
    _refuse_strangers(problem, province, day)
    brought = read_plan(files.plan)
    given = () if files.relaxations is None else read_relaxations(files.relaxations)
    if given and not reason.strip():
        raise Invalid(N_("Phương án có điều kiện được nới thì phải nêu lý do (--reason)."))
    prices = None if files.prices is None else read_prices(files.prices, problem)
    asked = relaxed(problem, given)
    verdict = check(asked, brought.plan, prices)
    _refuse_violations(verdict, brought, files.plan.name)
    plan = store_plan(actor, _new(problem, asked, province, day, name, reason))
    store_relaxations(actor, plan, given, reason)
    store_result(actor, plan, asked, _result(brought, verdict, prices, given))
    return plan


def _new(
    problem: Problem, asked: Problem, province: int, on: date, name: str, reason: str
) -> NewPlan:
    return NewPlan(
        unit_id=province,
        name=name,
        on=on,
        origin=Origin.IMPORT,
        problem=asked,
        settings=settings_json(replace(Settings(), norm="explicit")),
        first_wave_number=next_wave_number(province),
        synthetic=any(one.id.startswith(SYNTHETIC) for one in problem.candidates),
        reason=reason,
        wanted=sum(unit.size for unit in problem.units),
    )


def _result(
    brought: PlanFile, verdict: Verdict, prices: Prices | None, given: tuple[Relaxation, ...]
) -> NewResult:
    optimal = verdict.bound is not None and verdict.bound >= verdict.objective
    return NewResult(
        status="optimal" if optimal else "feasible",
        solution=brought.plan,
        prices=prices or Prices(),
        seed=0,
        seconds=0.0,
        certificate=verdict.bound,
        bound=verdict.bound,
        relaxation=given,
    )


def _province(problem: Problem, on: date) -> int:
    codes = {unit.province for unit in problem.units}
    if len(codes) != 1:
        raise Invalid(
            N_("Phương án nhập vào phải thuộc một tỉnh; units.csv nêu {codes}."),
            codes=", ".join(sorted(codes)) or "–",
        )
    return find(codes.pop(), on, Level.PROVINCE).id


def _refuse_strangers(problem: Problem, province: int, on: date) -> None:
    """Files may come from anywhere; rows can only be kept about officers, donors and units we know."""
    officer_ids([one.id for one in problem.candidates])
    bodies, units = donor_bodies(province, on), unit_ids_by_code(on, province)
    rows = [
        RowProblem(
            None,
            "donor_id",
            one.id,
            N_("không phải đơn vị cử của tỉnh trong ngày này"),
            "donors.csv",
        )
        for one in problem.donors
        if one.id not in bodies
    ]
    rows += [
        RowProblem(None, "unit_code", one.code, N_("không có trong tỉnh ngày này"), "units.csv")
        for one in problem.units
        if one.code not in units
    ]
    if rows:
        raise Invalid(
            N_("Tệp nêu {count} mã không có trong dữ liệu ngày {on:%d-%m-%Y}."),
            rows=rows[:_SHOWN],
            count=len(rows),
            on=on,
        )


def _refuse_violations(verdict: Verdict, brought: PlanFile, file: str) -> None:
    if verdict.valid:
        return
    lines: dict[str, Any] = {one.officer: rows[0] for one, rows in brought.rows.items()}
    rows = [
        RowProblem(
            next((lines[key] for key in one.keys if key in lines), None),
            None,
            ", ".join(one.keys)[:80],
            one.message,
            file,
        )
        for one in verdict.violations[:_SHOWN]
    ]
    raise Invalid(
        N_(
            "Phương án vi phạm {count} điều kiện; không lưu. Sửa phương án, hoặc nhập kèm tệp nới điều kiện."
        ),
        kind="plan-invalid",
        rows=rows,
        count=len(verdict.violations),
    )
