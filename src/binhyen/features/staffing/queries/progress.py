"""How far each line of a plan has come: answered, decided, handed over. Lines of one line of re-plannings count together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from binhyen.features.staffing.models import (
    DecisionLine,
    Handover,
    Plan,
    PlanEvent,
    PlanLine,
    Release,
)
from binhyen.features.staffing.types import Step

Place = tuple[int, int, str]
"""Officer, unit, post: what makes a line of a re-plan the same as one of the plan before."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Answers by line; decisions in force and handovers by place."""

    answers: dict[int, Release] = field(default_factory=dict)
    decided: dict[Place, int] = field(default_factory=dict)
    handed: dict[Place, date] = field(default_factory=dict)

    def state(self, line: PlanLine) -> str:
        """planned, released, refused, decided or handed_over."""
        place = place_of(line)
        if place in self.handed:
            return "handed_over"
        if place in self.decided:
            return "decided"
        answer = self.answers.get(line.pk)
        if answer is None:
            return "planned"
        return "released" if answer.released else "refused"


def place_of(line: PlanLine) -> Place:
    """What a line is about, whichever plan it stands in."""
    return line.officer_id, line.unit_id, line.post


def progress_of(plan: Plan) -> Progress:
    """Three statements."""
    return Progress(answers_of(plan), decided_in_line(plan), handed_in_line(plan))


def answers_of(plan: Plan) -> dict[int, Release]:
    """Line id → the donor's last answer."""
    return {row.line_id: row for row in Release.objects.filter(line__plan=plan).order_by("id")}


def decided_in_line(plan: Plan) -> dict[Place, int]:
    """Place → decision in force, over the whole line of re-plannings."""
    rows = DecisionLine.objects.filter(within(plan, "line__plan"), decision__revocation=None)
    return {
        (officer, unit, post): decision
        for officer, unit, post, decision in rows.order_by("id").values_list(
            "line__officer_id", "line__unit_id", "line__post", "decision_id"
        )
    }


def handed_in_line(plan: Plan) -> dict[Place, date]:
    """Place → day of handover, over the whole line of re-plannings."""
    rows = Handover.objects.filter(within(plan, "line__plan")).order_by("id")
    return {
        (officer, unit, post): on
        for officer, unit, post, on in rows.values_list(
            "line__officer_id", "line__unit_id", "line__post", "on"
        )
    }


def promised_elsewhere(plan: Plan) -> dict[int, str]:
    """Officer → name of another approved plan of the province that sends them and has not handed them over yet.

    Of each line of re-plannings the newest approved plan counts. Three statements.
    """
    approved = PlanEvent.objects.filter(step=Step.APPROVED, plan__unit_id=plan.unit_id)
    newest: dict[int, Plan] = {}
    for event in approved.exclude(within(plan, "plan")).select_related("plan").order_by("id"):
        newest[event.plan.root_id or event.plan_id] = event.plan
    rows = PlanLine.objects.filter(plan__in=newest.values(), handover__isnull=True)
    waiting = rows.values_list("officer_id", "unit_id", "post", "plan__name")
    handed = set(
        Handover.objects.filter(line__plan__unit_id=plan.unit_id).values_list(
            "line__officer_id", "line__unit_id", "line__post"
        )
    )
    return {
        officer: name
        for officer, unit, post, name in waiting
        if (officer, unit, post) not in handed
    }


def within(plan: Plan, path: str) -> Q:
    """Rows whose plan (at `path`) belongs to the same line of re-plannings."""
    root = plan.root_id or plan.pk
    return Q(**{f"{path}_id": root}) | Q(**{f"{path}__root_id": root})
