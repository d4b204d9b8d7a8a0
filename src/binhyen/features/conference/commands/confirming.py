"""From the chair's words to tasks: the notice of the conclusions, and one confirmed act that gives the work."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from binhyen.engines.documents.api import Drafting, issue
from binhyen.engines.tasks.api import (
    Directive,
    NewClause,
    NewDirective,
    NewOrder,
    directive_of,
    give_tasks,
    is_measurable,
    register_directive,
)
from binhyen.features.conference.commands.concluding import held, still_open
from binhyen.features.conference.commands.minutes import host_of
from binhyen.features.conference.models import Conclusion, ConclusionNotice, Conference
from binhyen.features.conference.queries.concluding import (
    clears_of,
    notice_state,
    reach,
    recipients_of,
)
from binhyen.features.conference.queries.minutes import agency_of, headed
from binhyen.features.conference.rules.concluding import unclear
from binhyen.features.conference.text.minutes import NoticeLine, notice_document
from binhyen.features.conference.types import Stage
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, DomainError, Invalid, NotFound, RuleBroken

NOTICE_KIND = "notice"
SHOWN_UNITS = 3


@command(
    "conference.issue_notice",
    "Ra thông báo kết luận",
    needs="conference.conclude",
    scope=host_of,
)
def issue_notice(actor: Actor, *, conference_id: int) -> ConclusionNotice:
    """Issue the conclusion notice as a numbered document; from then on the conclusions stand.

    Time: due within the catalogue's working days after the sitting; a late one is issued all the same, and stays late.

    Raises:
        RuleBroken: the sitting goes on or was never held, or nothing was concluded, or it is issued already.
    """
    conference = still_open(conference_id)
    state = notice_state(conference)
    if state.due_on is None:
        raise RuleBroken(N_("Hội nghị chưa bế mạc nên chưa ra được thông báo kết luận."))
    conclusions = list(conference.conclusions.all())
    if not conclusions:
        raise RuleBroken(N_("Hội nghị chưa ghi kết luận nào."))
    document = issue(
        actor,
        unit_id=conference.unit_id,
        document=notice_document(headed(conference), _lines(conference, conclusions)),
        drafting=Drafting(
            "conclusion_notice",
            {"conference": conference.pk, "conclusions": [one.pk for one in conclusions]},
        ),
    )
    notice = ConclusionNotice.objects.create(
        conference=conference,
        document=document,
        due_on=state.due_on,
        issued_on=document.issued_on,
    )
    conference.stage = Stage.CONCLUDED
    conference.save(update_fields=["stage"])
    note(
        "conference.ConclusionNotice",
        notice.pk,
        after={"symbol": document.symbol, "late": document.issued_on > state.due_on},
    )
    return notice


@command(
    "conference.confirm_conclusions",
    "Giao việc từ kết luận",
    needs="conference.conclude",
    scope=host_of,
)
def confirm_conclusions(
    actor: Actor, *, conference_id: int, conclusion_ids: Collection[int]
) -> Directive:
    """Make chosen conclusions tasks in one act: the notice enters the register with a clause a conclusion, each gives its order.

    A later act for further conclusions of the same notice gives under the same directive.

    Raises:
        Refused: the actor may not conclude here, or may not register directives for the host.
        RuleBroken: the notice is not issued yet.
        Conflict: one of them was given already.
        Invalid: one lacks one of the five clears or reaches nobody; the rows name each.
        NotFound: a conclusion of another conference.
    """
    conference = held(conference_id)
    notice = ConclusionNotice.objects.select_related("document").filter(conference=conference)
    issued = notice.first()
    if issued is None:
        raise RuleBroken(N_("Hãy ra thông báo kết luận rồi mới giao việc theo nó."))
    conclusions = list(conference.conclusions.all())
    chosen = _chosen(conclusions, conclusion_ids)
    _refuse_unclear(conference, chosen)
    directive = _directive(actor, conference, issued, conclusions)
    for place, one in chosen:
        _give(actor, directive, one, place)
    note(
        "tasks.Directive",
        directive.pk,
        after={"symbol": directive.symbol, "conclusions": [one.pk for _place, one in chosen]},
    )
    return directive


def _lines(conference: Conference, conclusions: Sequence[Conclusion]) -> list[NoticeLine]:
    return [
        NoticeLine(
            one.text,
            one.what,
            one.result,
            _who_in_words(conference, one),
            one.responsible,
            one.due_on,
        )
        for one in conclusions
    ]


def _who_in_words(conference: Conference, one: Conclusion) -> str:
    """Up to three units by name; more are counted, and the register holds each."""
    if not one.who:
        return ""
    try:
        units = reach(conference, one, clock.today())
    except DomainError:
        return ""
    if len(units) <= SHOWN_UNITS:
        return "; ".join(unit.full_name for unit in units)
    return f"{len(units)} đơn vị ({', '.join(sorted({unit.type for unit in units}))})"


def _chosen(
    conclusions: Sequence[Conclusion], conclusion_ids: Collection[int]
) -> list[tuple[int, Conclusion]]:
    wanted = set(conclusion_ids)
    if not wanted:
        raise Invalid(N_("Hãy chọn ít nhất một kết luận để giao việc."))
    chosen = [(place, one) for place, one in enumerate(conclusions, 1) if one.pk in wanted]
    missing = wanted - {one.pk for _place, one in chosen}
    if missing:
        raise NotFound(N_("Hội nghị không có kết luận số {id}."), id=min(missing))
    for place, one in chosen:
        if one.order_id is not None:
            raise Conflict(
                N_("Kết luận thứ {place} đã giao việc rồi; không giao lần thứ hai."), place=place
            )
    return chosen


def _refuse_unclear(conference: Conference, chosen: Sequence[tuple[int, Conclusion]]) -> None:
    problems = [problem for place, one in chosen for problem in unclear(place, clears_of(one))]
    if problems:
        raise Invalid(
            N_("{count} chỗ chưa đủ “5 rõ”: hãy bổ sung trước khi giao việc."),
            rows=problems,
            count=len(problems),
        )
    for _place, one in chosen:
        reach(conference, one, clock.today())


def _directive(
    actor: Actor,
    conference: Conference,
    issued: ConclusionNotice,
    conclusions: Sequence[Conclusion],
) -> Directive:
    known = next((one.directive_id for one in conclusions if one.directive_id), None)
    if known is not None:
        return directive_of(known)
    return register_directive(
        actor,
        directive=NewDirective(
            unit_id=conference.unit_id,
            kind=NOTICE_KIND,
            symbol=issued.document.symbol,
            issuer=agency_of(conference).name.capitalize(),
            subject=issued.document.subject,
            issued_on=issued.issued_on,
            effective_from=issued.issued_on,
            clauses=tuple(
                NewClause(_clause_ref(place), one.text) for place, one in enumerate(conclusions, 1)
            ),
            source={"conference": conference.code},
        ),
    )


def _give(actor: Actor, directive: Directive, one: Conclusion, place: int) -> None:
    measurable = is_measurable(one.target, one.measured_over)
    given = give_tasks(
        actor,
        order=NewOrder(
            directive_id=directive.pk,
            clause_ref=_clause_ref(place),
            what=one.what,
            result=one.result,
            who=recipients_of(one.who),
            responsible=one.responsible,
            given_on=clock.today(),
            due_on=one.due_on or clock.today(),
            # A target that nothing here can measure stays words of the conclusion.
            target=one.target if measurable else "",
            measured_over=one.measured_over if measurable else "",
            matter_id=one.matter_id,
        ),
    )
    one.directive_id, one.order_id = directive.pk, given.order_id
    one.save(update_fields=["directive_id", "order_id"])


def _clause_ref(place: int) -> str:
    return f"mục {place}"
