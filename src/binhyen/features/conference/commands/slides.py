"""Slides: prepared before the sitting, and still added while it sits."""

from __future__ import annotations

from django.db.models import Max

from binhyen.features.conference.commands.preparing import host_of, required
from binhyen.features.conference.models import Conference, Slide
from binhyen.features.conference.queries.slides import answer, slide_of
from binhyen.features.conference.rules.slides import NewSlide
from binhyen.features.conference.types import Stage
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.errors import N_, NotFound, RuleBroken
from binhyen.kernel.text import clean_text

MOST = 200


@command("conference.add_slide", "Thêm trang chiếu", needs="conference.prepare", scope=host_of)
def add_slide(actor: Actor, *, conference_id: int, slide: NewSlide) -> Slide:
    """Add a slide at the end; its question is asked once, so that a wrong one is refused now and not in the hall.

    Raises:
        NotFound: no such conference, item, measure or unit.
        Invalid: neither text nor question, no such period, or an unstorable text.
        RuleBroken: the conference is over, or has too many slides.
    """
    del actor
    conference = _open(conference_id)
    if conference.slides.count() >= MOST:
        raise RuleBroken(N_("Mỗi hội nghị có tối đa {most} trang chiếu."), most=MOST)
    if slide.item_id is not None and not conference.items.filter(pk=slide.item_id).exists():
        raise NotFound(N_("Chương trình không có mục số {id}."), id=slide.item_id)
    table = answer(slide.question) if slide.question else None
    last = conference.slides.aggregate(last=Max("place_in_order"))["last"] or 0
    made = Slide.objects.create(
        conference=conference,
        item_id=slide.item_id,
        place_in_order=last + 1,
        title=required(slide.title, 300, "tiêu đề"),
        body=clean_text(slide.body, 4000, multiline=True),
        question=slide.question.as_json() if slide.question else None,
        frozen=table if slide.freeze else None,
    )
    note("conference.Slide", made.pk, after={"title": made.title})
    return made


@command("conference.remove_slide", "Bỏ trang chiếu", needs="conference.prepare", scope=host_of)
def remove_slide(actor: Actor, *, conference_id: int, slide_id: int) -> None:
    """Take a slide away; what was shown stays in the log of the sitting.

    Raises:
        NotFound: no such conference or slide.
        RuleBroken: the conference is over.
    """
    del actor
    found = slide_of(_open(conference_id), slide_id)
    note("conference.Slide", found.pk, before={"title": found.title})
    found.delete()


def _open(conference_id: int) -> Conference:
    found = Conference.objects.filter(pk=conference_id).first()
    if found is None:
        raise NotFound(N_("Không có hội nghị số {id}."), id=conference_id)
    if found.stage in (Stage.CLOSED, Stage.CONCLUDED):
        raise RuleBroken(N_("Phiên họp đã bế mạc."), kind="closed")
    return found
