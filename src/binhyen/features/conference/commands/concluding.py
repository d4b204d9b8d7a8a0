"""Writing conclusions down, until the notice of them is issued."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from binhyen.engines.tasks.api import LinkKind, link_matter
from binhyen.features.conference.commands.minutes import host_of
from binhyen.features.conference.models import Conclusion, ConclusionNotice, Conference
from binhyen.features.conference.queries.concluding import clears_of
from binhyen.features.conference.rules.concluding import NewConclusion
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, RuleBroken
from binhyen.kernel.expressions import Condition, parse
from binhyen.kernel.text import clean_text


def _host_of_conclusion(arguments: dict[str, Any]) -> int:
    found = Conclusion.objects.filter(pk=arguments["conclusion_id"])
    unit_id = found.values_list("conference__unit_id", flat=True).first()
    if unit_id is None:
        raise NotFound(N_("Không có kết luận số {id}."), id=arguments["conclusion_id"])
    return unit_id


@command("conference.add_conclusion", "Ghi kết luận", needs="conference.run", scope=host_of)
def add_conclusion(actor: Actor, *, conference_id: int, conclusion: NewConclusion) -> Conclusion:
    """Write down a conclusion, during the sitting or from the minutes; its clears may come later.

    Raises:
        RuleBroken: the notice is issued, so nothing more can be added.
        Invalid: no text, or one too long.
    """
    conference = still_open(conference_id)
    last = conference.conclusions.aggregate(last=Max("place_in_order"))["last"] or 0
    row = Conclusion(conference=conference, place_in_order=last + 1)
    _fill(row, conclusion)
    row.save()
    if row.matter_id is not None:
        link_matter(
            Actor.system(),
            matter_id=row.matter_id,
            kind=LinkKind.CONCLUSION,
            ref=f"conclusion-{row.pk}",
            title=row.text.splitlines()[0][:300],
            url=f"/conferences/{conference.pk}/conclusions/",
            facts={"detail": conference.title},
        )
    note("conference.Conclusion", row.pk, after={"text": row.text, "place": row.place_in_order})
    return row


@command(
    "conference.change_conclusion",
    "Sửa kết luận",
    needs="conference.run",
    scope=_host_of_conclusion,
)
def change_conclusion(
    actor: Actor, *, conclusion_id: int, was: str, conclusion: NewConclusion
) -> Conclusion:
    """Write a conclusion anew; the journal keeps what it said before. Once the notice is out only its clears may be added.

    Args:
        was: the text as the writer saw it before changing it.

    Raises:
        Conflict: somebody changed the text meanwhile.
        RuleBroken: the notice is issued and the text would change, or the conclusion gave its tasks.
    """
    row = _row(conclusion_id)
    held(row.conference_id)
    row.refresh_from_db()
    if row.text != was:
        raise Conflict(N_("Kết luận này vừa được người khác sửa: hãy tải lại trang."))
    if row.order_id is not None:
        raise RuleBroken(N_("Kết luận này đã giao việc nên không sửa được nữa."))
    if clean_text(conclusion.text, 20_000, multiline=True) != row.text:
        still_open(row.conference_id)
    before = {"text": row.text, **clears_of(row)}
    _fill(row, conclusion)
    row.save()
    note(
        "conference.Conclusion",
        row.pk,
        before=before,
        after={"text": row.text, **clears_of(row)},
    )
    return row


@command(
    "conference.remove_conclusion",
    "Bỏ kết luận",
    needs="conference.run",
    scope=_host_of_conclusion,
)
def remove_conclusion(actor: Actor, *, conclusion_id: int) -> None:
    """Take a conclusion away before the notice is issued; the journal keeps its text.

    Raises:
        RuleBroken: the notice is issued.
    """
    row = _row(conclusion_id)
    still_open(row.conference_id)
    note("conference.Conclusion", row.pk, before={"text": row.text, **clears_of(row)})
    row.delete()


def held(conference_id: int) -> Conference:
    """The conference with its row held, so that the same conclusions are not given twice at once.

    Raises:
        NotFound: no such conference.
    """
    found = Conference.objects.select_for_update(of=("self",)).filter(pk=conference_id).first()
    if found is None:
        raise NotFound(N_("Không có hội nghị số {id}."), id=conference_id)
    return found


def still_open(conference_id: int) -> Conference:
    conference = held(conference_id)
    if ConclusionNotice.objects.filter(conference=conference).exists():
        raise RuleBroken(N_("Thông báo kết luận đã ra nên kết luận không sửa được nữa."))
    return conference


def _row(conclusion_id: int) -> Conclusion:
    row = Conclusion.objects.filter(pk=conclusion_id).first()
    if row is None:
        raise NotFound(N_("Không có kết luận số {id}."), id=conclusion_id)
    return row


def _fill(row: Conclusion, new: NewConclusion) -> None:
    row.text = clean_text(new.text, 20_000, multiline=True)
    if not row.text:
        raise Invalid(N_("Kết luận phải có nội dung."))
    row.what, row.result = clean_text(new.what, 600), clean_text(new.result, 600)
    row.who = {name: _plain(value) for name, value in new.who.items() if value}
    row.responsible = clean_text(new.responsible, 200)
    row.due_on = new.due_on
    row.target = _target(new.target)
    row.measured_over = clean_text(new.measured_over, 80)
    row.matter_id, row.item_id = new.matter_id, new.item_id
    row.source = dict(new.source)


def _target(text: str) -> str:
    """The target as it reads once parsed; a condition, since it must say yes or no.

    Raises:
        Invalid: it cannot be read, or is a quantity.
    """
    if not text.strip():
        return ""
    expression = parse(text.strip()[:400])
    if not isinstance(expression, Condition):
        raise Invalid(
            N_("Đích “{text}” phải là điều kiện, ví dụ cells.established >= 1."), text=text
        )
    return text.strip()


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
