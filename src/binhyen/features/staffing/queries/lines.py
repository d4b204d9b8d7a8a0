"""A plan's lines, donors and receiving units as pages show them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import cast

from django.db.models import QuerySet

from binhyen.engines.people.api import names_of
from binhyen.engines.units.api import Level, PoliceBody, Structure, police_units, structure
from binhyen.features.staffing.models import Consultation, Plan, PlanLine, Release
from binhyen.features.staffing.queries.ground import donor_bodies
from binhyen.features.staffing.queries.plans import (
    problem_of,
    relaxations_of,
    tree_day,
    unit_ids_by_code,
)
from binhyen.features.staffing.queries.progress import answers_of, progress_of
from binhyen.features.staffing.types import DonorRow, LineRow, UnitRow
from binhyen.foundation.access.api import Actor, visible
from binhyen.solver.deployment.api import Post, UnitNeed


def lines_of(actor: Actor, plan: Plan) -> QuerySet[PlanLine]:
    """Lines the actor may see: all in the province, or those of their own donor; by wave and unit. Lazy."""
    rows = visible(actor, PlanLine.objects.filter(plan=plan), on=plan.on)
    return rows.select_related("officer").order_by("wave", "unit_id", "post", "id")


def line_rows(
    actor: Actor,
    plan: Plan,
    *,
    wave: int | None = None,
    donor_id: int | None = None,
    unit_id: int | None = None,
    line_ids: Collection[int] | None = None,
    officer_code: str | None = None,
) -> list[LineRow]:
    """Lines with donor, unit, cost and state, by wave, unit and post (chief, deputy, officer).

    Names only where the actor holds `people.view_personal` for where the officer serves on the plan's day.
    Cost: seven statements and the remembered structures.
    """
    rows = lines_of(actor, plan)
    wanted = {
        "wave": wave,
        "donor_id": donor_id,
        "unit_id": unit_id,
        "pk__in": line_ids,
        "officer__code": officer_code,
    }
    rows = rows.filter(**{name: one for name, one in wanted.items() if one is not None})
    lines = list(rows)
    names = names_of(actor, [line.officer_id for line in lines], plan.on)
    bodies = {body.id: body for body in police_units(plan.on, plan.unit_id)}
    tree, progress = structure(tree_day(plan)), progress_of(plan)
    return [
        _line(
            line,
            names.get(line.officer_id, ""),
            bodies[line.donor_id].name if line.donor_id in bodies else "",
            tree,
            (progress.state(line), progress.answers.get(line.pk)),
        )
        for line in lines
    ]


def donor_rows(actor: Actor, plan: Plan) -> list[DonorRow]:
    """Every donor of the plan's problem: payroll, cap, taken, answers; those that give most first.

    Cost: six statements.
    """
    taken = Counter(lines_of(actor, plan).values_list("donor_id", flat=True))
    asked = {row.donor_id: row for row in Consultation.objects.filter(plan=plan)}
    answers = answers_of(plan)
    donor_of = dict(
        PlanLine.objects.filter(plan=plan, releases__isnull=False).values_list("id", "donor_id")
    )
    yes = Counter(donor_of[line] for line, answer in answers.items() if answer.released)
    no = Counter(donor_of[line] for line, answer in answers.items() if not answer.released)
    bodies = donor_bodies(plan.unit_id, plan.on)
    rows = []
    for donor in problem_of(plan).donors:
        body = bodies.get(donor.id)
        if body is not None:
            asking = asked.get(body.id)
            rows.append(
                DonorRow(
                    police_unit_id=body.id,
                    unit_id=body.unit_id,
                    name=body.name,
                    kind=body.kind,
                    payroll=donor.payroll,
                    taken=taken[body.id],
                    cap=donor.max_release,
                    released=yes[body.id],
                    refused=no[body.id],
                    asked_on=asking.asked_on if asking else None,
                    due_on=asking.due_on if asking else None,
                )
            )
    return sorted(rows, key=lambda row: (-row.taken, row.name))


def unit_rows(actor: Actor, plan: Plan) -> list[UnitRow]:
    """Every receiving unit of the plan's problem in the order of the tree, wanted (before relaxation) and sent.

    Cost: four statements and the remembered structure.
    """
    sent: defaultdict[int, Counter[Post]] = defaultdict(Counter)
    waves: defaultdict[int, set[int]] = defaultdict(set)
    hm: Counter[int] = Counter()
    party: Counter[int] = Counter()
    members = {one.id for one in problem_of(plan).candidates if one.party}
    for unit, post, wave, far, code in lines_of(actor, plan).values_list(
        "unit_id", "post", "wave", "hm", "officer__code"
    ):
        sent[unit][cast("Post", post)] += 1
        waves[unit].add(wave)
        hm[unit] += far
        party[unit] += code in members
    given = _given_way(plan)
    ids, tree = unit_ids_by_code(tree_day(plan), plan.unit_id), structure(tree_day(plan))
    needs: defaultdict[str, list[UnitNeed]] = defaultdict(list)
    for need in problem_of(plan).units:
        needs[need.code].append(need)
    rows = []
    for code, stages in needs.items():
        unit, first = ids[code], stages[0]
        wanted = Counter[Post]()
        for need in stages:
            wanted.update(need.posts)
            wanted.update(given.get(need.key, {}))
        rows.append(
            UnitRow(
                unit_id=unit,
                code=code,
                name=first.name,
                district=_district(unit, tree),
                lat=first.lat,
                lon=first.lon,
                complexity=first.complexity,
                wanted=dict(wanted),
                sent=dict(sent[unit]),
                waves=tuple(sorted(waves[unit])),
                hm=hm[unit],
                sent_party=party[unit],
            )
        )
    return rows


def bodies_by_id(plan: Plan) -> Mapping[int, PoliceBody]:
    """Police bodies of the plan's province on its day, by id."""
    return {body.id: body for body in police_units(plan.on, plan.unit_id)}


def _given_way(plan: Plan) -> dict[str, Counter[Post]]:
    """Opening → posts that gave way in this plan's problem: still wanted, though not asked for."""
    found: defaultdict[str, Counter[Post]] = defaultdict(Counter)
    for row in relaxations_of(plan):
        if row.kind == "posts":
            found[row.key1][cast("Post", row.key2)] += row.amount
    return found


def _district(unit_id: int, tree: Structure) -> str:
    above = tree.ancestors(unit_id)[0]
    return above.full_name if above.level == Level.DISTRICT else ""


def _line(
    line: PlanLine, name: str, donor: str, tree: Structure, told: tuple[str, Release | None]
) -> LineRow:
    unit = tree.get(line.unit_id)
    state, answer = told
    return LineRow(
        line_id=line.pk,
        officer_id=line.officer_id,
        officer_code=line.officer.code,
        full_name=name,
        donor_id=line.donor_id,
        donor=donor,
        unit_id=line.unit_id,
        unit_code=unit.code,
        unit=unit.full_name,
        district=_district(line.unit_id, tree),
        post=cast("Post", line.post),
        wave=line.wave,
        hm=line.hm,
        cost=line.cost,
        parts=line.parts,
        state=state,
        reason=answer.reason if answer else "",
    )
