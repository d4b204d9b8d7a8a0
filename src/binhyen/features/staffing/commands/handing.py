"""Handover: lines of decisions become rows of service, many at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from binhyen.engines.people.api import (
    Move,
    NewAssignment,
    NewWave,
    PostKind,
    Wave,
    assign_many,
    open_wave,
)
from binhyen.engines.units.api import carry, police_units, structure
from binhyen.features.staffing.commands.drafting import scope_of_plan
from binhyen.features.staffing.models import DecisionLine, Handover, Plan
from binhyen.features.staffing.queries.catalogue import defaults
from binhyen.features.staffing.queries.plans import plan_of, problem_of
from binhyen.features.staffing.queries.progress import handed_in_line, place_of, within
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid

_BATCH = 1000
LEADING = ("chief", "deputy")


@command(
    "staffing.hand_over",
    "Bàn giao cán bộ theo quyết định",
    needs="staffing.decide",
    scope=scope_of_plan,
)
def hand_over(
    actor: Actor,
    *,
    plan_id: int,
    on: date,
    wave: int | None = None,
    decision_id: int | None = None,
    line_ids: Collection[int] | None = None,
) -> list[Handover]:
    """Begin the row of service of every decided line chosen that has none yet, on a day; all of them or none.

    Chiefs and deputies get the catalogue's term. The province's wave is opened if it is not open yet.

    Args:
        on: the first day of service in the new unit, not before the decision takes effect.
        wave, decision_id, line_ids: narrow what is handed over; without any, all that is decided.

    Raises:
        NotFound: no such plan, or not for this actor.
        Conflict: nothing is left to hand over.
        Invalid: before the day of the decision; or as `assign_many` says of single rows.
        Refused: the actor may not decide here. Rows of service follow from the decision, so nothing more is asked.
    """
    plan = plan_of(actor, plan_id)
    decided = _decided(plan, wave, decision_id, line_ids)
    if not decided:
        raise Conflict(N_("Không còn ai trong “{name}” chờ bàn giao."), name=plan.name)
    early = [one for one in decided if one.decision.effective_on > on]
    if early:
        raise Invalid(
            N_(
                "Quyết định {symbol} có hiệu lực từ {day:%d-%m-%Y}, sau ngày bàn giao {on:%d-%m-%Y}."
            ),
            symbol=early[0].decision.document.symbol,
            day=early[0].decision.effective_on,
            on=on,
        )
    for number in sorted({one.line.wave for one in decided}):
        _open_wave(plan, number, on)
    rows = assign_many(
        Actor.system(), assignments=_assignments(plan, decided, on), province_id=plan.unit_id
    )
    now, by = clock.now(), actor.name[:200]
    handed = Handover.objects.bulk_create(
        [
            Handover(line=one.line, decision=one.decision, assignment=row, on=on, at=now, by=by)
            for one, row in zip(decided, rows, strict=True)
        ],
        batch_size=_BATCH,
    )
    note("staffing.Plan", plan.pk, after={"handed_over": len(handed), "on": str(on)})
    return handed


def _decided(
    plan: Plan, wave: int | None, decision_id: int | None, line_ids: Collection[int] | None
) -> list[DecisionLine]:
    """Lines under a decision in force, in this plan or one it re-plans, that nobody was handed over for."""
    rows = DecisionLine.objects.filter(within(plan, "line__plan"), decision__revocation=None)
    wanted = {"line__wave": wave, "decision_id": decision_id}
    rows = rows.filter(**{name: one for name, one in wanted.items() if one is not None})
    rows = rows.select_related("line__officer", "decision__document").order_by("id")
    done, chosen = handed_in_line(plan), None if line_ids is None else set(line_ids)
    found: dict[tuple[int, int, str], DecisionLine] = {}
    for one in rows:
        place = place_of(one.line)
        if place not in done and (chosen is None or one.line_id in chosen):
            found[place] = one
    return list(found.values())


def _assignments(plan: Plan, decided: Sequence[DecisionLine], on: date) -> list[NewAssignment]:
    bodies = {body.unit_id: body.id for body in police_units(on, kind="commune")}
    posts = {
        post.role: post.code
        for post in PostKind.objects.filter(serves_in="commune").order_by("-order")
    }
    tree, carried = structure(on), carry(on)
    term = _years_after(on, defaults().term_years)
    found = []
    for one in decided:
        unit = one.line.unit_id
        if unit not in tree:
            unit = max(carried.targets(unit), key=lambda target: target.share).unit_id
        found.append(
            NewAssignment(
                officer=one.line.officer.code,
                valid_from=on,
                police_unit_id=bodies.get(unit),
                post=posts[one.line.post],
                kind=Move.APPOINT if one.line.post in LEADING else Move.TRANSFER,
                term_until=term if one.line.post in LEADING else None,
                decision_number=one.decision.document.symbol,
                decision_on=one.decision.document.issued_on,
                wave=plan.first_wave_number + one.line.wave - 1,
            )
        )
    return found


def _open_wave(plan: Plan, wave: int, on: date) -> None:
    number = plan.first_wave_number + wave - 1
    if Wave.objects.filter(province_id=plan.unit_id, number=number).exists():
        return
    waves = problem_of(plan).waves
    planned = waves[wave - 1].starts_on
    until = [one.starts_on for one in waves if one.starts_on > planned]
    open_wave(
        Actor.system(),
        province_id=plan.unit_id,
        wave=NewWave(
            number=number,
            name=f"Đợt {number}",
            starts_on=min(planned, on),
            ends_on=max(on, min(until)) if until else max(on, planned),
            note=f"Theo phương án “{plan.name}”",
            synthetic=plan.synthetic,
        ),
    )


def _years_after(on: date, years: int) -> date:
    """The same day so many years later; 28 February for a leap day."""
    try:
        return on.replace(year=on.year + years)
    except ValueError:
        return on.replace(year=on.year + years, day=28)
