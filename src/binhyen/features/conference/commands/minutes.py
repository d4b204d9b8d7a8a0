"""Writing minutes: every save names the version it began from, and nothing anybody wrote is lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Max

from binhyen.engines.documents.api import Drafting, issue
from binhyen.features.conference.models import Conference, MinutesVersion
from binhyen.features.conference.queries.minutes import (
    draft_of,
    headed,
    minuting,
    newest_version,
    sits_in,
)
from binhyen.features.conference.rules.minutes import SECTION_TITLES, next_phases
from binhyen.features.conference.text.minutes import minutes_document
from binhyen.features.conference.types import MinutesPhase
from binhyen.foundation.access.api import Actor, allows
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, Refused, RuleBroken
from binhyen.kernel.text import clean_text

LONGEST_SECTION = 60_000
TEMPLATE = "minutes"


def host_of(arguments: dict[str, Any]) -> int:
    """The unit that hosts the conference a command is about.

    Raises:
        NotFound: no such conference.
    """
    found = Conference.objects.filter(pk=arguments["conference_id"])
    unit_id = found.values_list("unit_id", flat=True).first()
    if unit_id is None:
        raise NotFound(N_("Không có hội nghị số {id}."), id=arguments["conference_id"])
    return unit_id


@command("conference.save_minutes", "Lưu biên bản", needs="conference.run", scope=host_of)
def save_minutes(
    actor: Actor,
    *,
    conference_id: int,
    base: int,
    sections: Mapping[str, str],
    upto: int,
    phase: MinutesPhase | None = None,
    merged: Collection[int] = (),
) -> MinutesVersion:
    """Add a version of the minutes.

    Args:
        base: the version the text began from; 0 for the machine's draft.
        upto: number of the newest event the text has taken in.
        phase: the present phase or the next; None stays.
        merged: texts kept aside that were read into this one.

    Raises:
        Conflict: somebody saved since `base`; both texts are to be merged by section (`keep_minutes_aside` keeps this one).
        RuleBroken: the minutes are final, or the phase would be left out or go back.
        Invalid: an unknown section, or one that is too long or holds what may not be stored.
    """
    conference = _held(conference_id)
    newest = newest_version(conference_id)
    cleaned = _cleaned(sections)
    number = newest.number if newest else 0
    if number != base:
        raise Conflict(
            N_(
                "{by} đã lưu phiên bản {number} sau khi bạn mở phiên bản {base}: hãy gộp hai bản theo từng mục."
            ),
            kind="minutes-changed",
            by=newest.by if newest else "",
            number=number,
            base=base,
        )
    present = MinutesPhase(newest.phase) if newest else MinutesPhase.DRAFT
    _refuse_phase(present, phase)
    drafted: dict[str, Any] = dict(draft_of(conference, upto)[1])
    drafted["merged"] = _aside_of(conference_id, merged)
    return _add(
        actor,
        conference,
        phase=phase or present,
        sections=cleaned,
        base=base,
        drafted=drafted,
    )


@command(
    "conference.keep_minutes_aside",
    "Góp ý biên bản, giữ bản để riêng",
    needs="conference.view",
    scope=ANYWHERE,
)
def keep_minutes_aside(
    actor: Actor, *, conference_id: int, base: int, sections: Mapping[str, str], upto: int
) -> MinutesVersion:
    """Keep a text beside the minutes until a secretary merges it: one that came second, or an amendment by somebody present.

    Raises:
        NotFound: no such conference for this actor.
        Refused: the actor neither keeps the minutes nor sat in the conference.
        RuleBroken: the minutes are final.
        Invalid: as `save_minutes`.
    """
    found = minuting(actor, conference_id)
    if not allows(actor, "conference.run", found.unit_id) and not sits_in(actor, found.pk):
        raise Refused(N_("Chỉ thư ký và người dự hội nghị góp ý được vào biên bản."))
    conference = _held(conference_id)
    newest = newest_version(conference_id)
    present = MinutesPhase(newest.phase) if newest else MinutesPhase.DRAFT
    _refuse_phase(present, None)
    return _add(
        actor,
        conference,
        phase=present,
        sections=_cleaned(sections),
        base=min(base, newest.number if newest else 0),
        drafted=draft_of(conference, upto)[1],
        aside=True,
    )


@command("conference.finish_minutes", "Chốt biên bản", needs="conference.conclude", scope=host_of)
def finish_minutes(actor: Actor, *, conference_id: int, base: int) -> MinutesVersion:
    """Issue the minutes as a numbered document, .docx and .pdf, and close them.

    Raises:
        RuleBroken: the sitting goes on, or nothing was saved, or they are final already.
        Conflict: somebody saved since `base`, or an amendment waits unread.
    """
    conference = _held(conference_id)
    newest = newest_version(conference_id)
    if newest is None:
        raise RuleBroken(N_("Chưa lưu biên bản lần nào nên chưa có gì để chốt."))
    _refuse_phase(MinutesPhase(newest.phase), None)
    if newest.number != base:
        raise Conflict(
            N_("Biên bản đã có phiên bản {number}: hãy đọc lại rồi chốt."), number=newest.number
        )
    sitting = getattr(conference, "sitting", None)
    if sitting is not None and sitting.began_at and sitting.ended_at is None:
        raise RuleBroken(N_("Hội nghị chưa bế mạc nên chưa chốt được biên bản."))
    document = issue(
        actor,
        unit_id=conference.unit_id,
        document=minutes_document(headed(conference), newest.sections),
        drafting=Drafting(TEMPLATE, {"conference": conference.pk, "version": newest.number}),
    )
    return _add(
        actor,
        conference,
        phase=MinutesPhase.FINAL,
        sections=newest.sections,
        base=base,
        drafted=newest.drafted,
        document_id=document.pk,
    )


def _held(conference_id: int) -> Conference:
    """The conference with its row held, so that two who save at once come one after the other."""
    found = Conference.objects.select_for_update(of=("self",)).filter(pk=conference_id).first()
    if found is None:
        raise NotFound(N_("Không có hội nghị số {id}."), id=conference_id)
    return found


def _refuse_phase(present: MinutesPhase, wanted: MinutesPhase | None) -> None:
    if present is MinutesPhase.FINAL:
        raise RuleBroken(N_("Biên bản đã chốt nên không sửa được nữa."))
    if wanted is not None and wanted not in next_phases(present):
        raise RuleBroken(
            N_("Biên bản đang ở giai đoạn “{present}” không chuyển thẳng sang “{wanted}” được."),
            present=present.value,
            wanted=wanted.value,
        )


def _cleaned(sections: Mapping[str, str]) -> dict[str, str]:
    unknown = sorted(sections.keys() - SECTION_TITLES.keys())
    if unknown:
        raise Invalid(N_("Biên bản không có mục “{key}”."), key=unknown[0][:40])
    return {
        key: clean_text(sections.get(key, ""), LONGEST_SECTION, multiline=True)
        for key in SECTION_TITLES
    }


def _aside_of(conference_id: int, numbers: Collection[int]) -> list[int]:
    known = MinutesVersion.objects.filter(
        conference_id=conference_id, aside=True, number__in=list(numbers)[:200]
    )
    return sorted(known.values_list("number", flat=True))


def _add(actor: Actor, conference: Conference, **values: Any) -> MinutesVersion:
    versions = MinutesVersion.objects.filter(conference=conference)
    last = versions.aggregate(last=Max("number"), at=Max("at"))
    now = clock.now()
    # Versions keep their order in time even where the clock stands still, as in a played conference.
    at = max(now, last["at"] + timedelta(microseconds=1)) if last["at"] else now
    version = MinutesVersion.objects.create(
        conference=conference,
        number=(last["last"] or 0) + 1,
        by=actor.name[:200],
        at=at,
        **values,
    )
    facts = {"number": version.number, "phase": str(version.phase), "aside": version.aside}
    note("conference.MinutesVersion", version.pk, after=facts)
    return version
