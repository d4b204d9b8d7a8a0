"""Decisions as issued, and as they would be issued: which line goes to which place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Count, QuerySet

from binhyen.engines.documents.api import as_preview, issued_content, render_pdf
from binhyen.engines.units.api import Level, structure
from binhyen.features.staffing.models import Decision, DecisionLine, Plan, Revocation
from binhyen.features.staffing.queries.lines import line_rows
from binhyen.features.staffing.queries.plans import tree_day
from binhyen.features.staffing.queries.showing import wave_starts
from binhyen.features.staffing.text.decisions import Sending, decision_document
from binhyen.features.staffing.types import LineRow
from binhyen.foundation.access.api import Actor, require, visible
from binhyen.foundation.audit.api import installation
from binhyen.kernel.errors import N_, NotFound

DIRECTOR = "GIÁM ĐỐC"
"""Who signs unless told otherwise."""

READY = frozenset({"planned", "released"})
"""States of lines that a decision may still name."""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision as a list shows it; `revoked_on` None while it is in force."""

    decision_id: int
    plan_id: int
    wave: int
    symbol: str
    place: str
    lines: int
    issued_on: date
    effective_on: date
    by: str
    revoked_on: date | None
    revoked_for: str


def decisions(actor: Actor, plan: Plan) -> QuerySet[Decision]:
    """Decisions of a plan the actor may see, revoked ones too, by wave and number. Lazy."""
    rows = visible(actor, Decision.objects.filter(plan=plan), on=tree_day(plan))
    return rows.select_related("document", "revocation").order_by("wave", "id")


def decision_rows(actor: Actor, plan: Plan) -> list[DecisionRow]:
    """Decisions of a plan the actor may see, by wave and number. Two statements and the remembered structure."""
    rows, tree = decisions(actor, plan).annotate(size=Count("lines")), structure(tree_day(plan))
    return [_row(one, tree.get(one.unit_id).full_name) for one in rows]


def decision_of(actor: Actor, decision_id: int) -> Decision:
    """One decision with its plan and document.

    Raises:
        NotFound: no such decision, or not for this actor.
    """
    found = Decision.objects.select_related("plan", "document").filter(pk=decision_id).first()
    if found is not None:
        rows = visible(actor, Decision.objects.filter(pk=decision_id), on=tree_day(found.plan))
        if rows.exists():
            return found
    raise NotFound(N_("Không có quyết định số {id} trong phạm vi của bạn."), id=decision_id)


def lines_of_decision(actor: Actor, decision: Decision) -> list[LineRow]:
    """The lines its annex names, in the annex's order. Costs what `line_rows` costs, and one statement."""
    order = DecisionLine.objects.filter(decision=decision).values_list("line_id", "number")
    numbers = dict(order)
    found = line_rows(actor, decision.plan, line_ids=list(numbers))
    return sorted(found, key=lambda one: numbers[one.line_id])


def revocation_of(decision: Decision) -> Revocation | None:
    """How it was taken back; None while it is in force. One statement."""
    return Revocation.objects.select_related("document").filter(decision=decision).first()


def decision_content(actor: Actor, decision: Decision, kind: Literal["docx", "pdf"]) -> bytes:
    """The document as issued, byte for byte. It names persons, so the reader must be allowed to see them.

    Raises:
        Refused: the actor may not see personal data where the officers are sent.
        NotFound: the actor may not see documents there, or its file is gone.
        Conflict: the file was altered.
    """
    require(actor, "people.view_personal", decision.unit_id, on=tree_day(decision.plan))
    return issued_content(actor, decision.document_id, kind)


def places_of_wave(plan: Plan, lines: Sequence[LineRow]) -> dict[int, list[LineRow]]:
    """Receiving district → its lines; units right below the province go with the province."""
    tree = structure(tree_day(plan))
    found: defaultdict[int, list[LineRow]] = defaultdict(list)
    for line in lines:
        above = tree.ancestors(line.unit_id)[0]
        found[above.id if above.level == Level.DISTRICT else plan.unit_id].append(line)
    return dict(found)


def decision_preview(actor: Actor, plan: Plan, wave: int, place_id: int) -> bytes:
    """The decision for a place as PDF, without number and with words across its pages.

    Raises:
        NotFound: nobody of this wave waits for a decision there.
    """
    waiting = [one for one in line_rows(actor, plan, wave=wave) if one.state in READY]
    rows = places_of_wave(plan, waiting).get(place_id)
    if not rows:
        raise NotFound(N_("Không còn ai của đợt {wave} chờ quyết định ở nơi này."), wave=wave)
    tree, starts = structure(tree_day(plan)), wave_starts(plan).get(wave, plan.on)
    sending = Sending(plan.name, plan.first_wave_number + wave - 1, starts, starts, DIRECTOR)
    province, place = tree.get(plan.unit_id), tree.get(place_id)
    document = decision_document(province, place, rows, sending, demo=is_demo(plan))
    return render_pdf(as_preview(document))


def is_demo(plan: Plan) -> bool:
    """Whether documents made from the plan must say that its people are synthetic."""
    return plan.synthetic or bool(installation().demo_world)


def _row(one: Decision, place: str) -> DecisionRow:
    revoked = getattr(one, "revocation", None)
    return DecisionRow(
        decision_id=one.pk,
        plan_id=one.plan_id,
        wave=one.wave,
        symbol=one.document.symbol,
        place=place,
        lines=one.size,  # type: ignore[attr-defined]  # annotated by the query
        issued_on=one.document.issued_on,
        effective_on=one.effective_on,
        by=one.by,
        revoked_on=revoked.at.date() if revoked else None,
        revoked_for=revoked.reason if revoked else "",
    )
