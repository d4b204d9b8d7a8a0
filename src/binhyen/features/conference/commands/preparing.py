"""Beginning a conference: a series, a conference from a template and the one before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from binhyen.features.conference.models import AgendaItem, Conference, Series
from binhyen.features.conference.queries.preparing import template_of
from binhyen.features.conference.rules.preparing import NewConference, refuse_times
from binhyen.features.conference.types import ItemKind, Stage
from binhyen.foundation.access.api import Actor, visible
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, RuleBroken
from binhyen.kernel.text import clean_text

PREPARING = (Stage.DRAFT, Stage.INVITED)


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


def held_conference(conference_id: int, version: int | None = None) -> Conference:
    """The conference with its row held, still being prepared.

    Args:
        version: the one the change was made on; None for changes that cannot collide.

    Raises:
        NotFound: no such conference.
        Conflict: it was changed since `version`.
        RuleBroken: it is past preparing.
    """
    found = Conference.objects.select_for_update(of=("self",)).filter(pk=conference_id).first()
    if found is None:
        raise NotFound(N_("Không có hội nghị số {id}."), id=conference_id)
    if version is not None and version != found.version:
        raise Conflict(
            N_("Người khác vừa sửa phần chuẩn bị này: hãy đọc lại rồi làm lại."),
            kind="conference-changed",
        )
    if found.stage not in PREPARING:
        raise RuleBroken(N_("Hội nghị đã khai mạc nên phần chuẩn bị không sửa được nữa."))
    return found


def required(text: str, longest: int, what: str) -> str:
    """Cleaned text that may not be empty.

    Raises:
        Invalid: empty, too long, or holding what may not be stored.
    """
    cleaned = clean_text(text, longest)
    if not cleaned:
        raise Invalid(N_("Chưa ghi {what}."), what=what)
    return cleaned


def bump(conference: Conference) -> None:
    """Mark that the preparation changed."""
    conference.version += 1
    conference.save(update_fields=["version"])


@command(
    "conference.new_series",
    "Lập chuỗi hội nghị",
    needs="conference.prepare",
    scope=lambda arguments: int(arguments["unit_id"]),
)
def new_series(actor: Actor, *, unit_id: int, code: str, title: str) -> Series:
    """Begin a series of conferences.

    Raises:
        Conflict: a series of that code exists.
        Invalid: code or title is empty or may not be stored.
    """
    del actor
    code = required(code, 60, "mã chuỗi hội nghị")
    if Series.objects.filter(code=code).exists():
        raise Conflict(N_("Đã có chuỗi hội nghị mã {code}."), code=code)
    made = Series.objects.create(
        unit_id=unit_id, code=code, title=required(title, 300, "tên chuỗi hội nghị")
    )
    note("conference.Series", made.pk, after={"code": code})
    return made


@command(
    "conference.new_conference",
    "Lập hội nghị",
    needs="conference.prepare",
    scope=lambda arguments: int(arguments["new"].unit_id),
)
def new_conference(actor: Actor, *, new: NewConference) -> Conference:
    """Begin a conference: the agenda of its template, first of all what became of the conference before.

    The conference before is the newest of the series that begins earlier, unless one is named; without one the
    follow-up item is left out.

    Raises:
        NotFound: no such series for this actor, template or previous conference of the series.
        Conflict: a conference of that code exists.
        Invalid: times that do not fit, or an empty or unstorable text.
    """
    refuse_times(new.starts_at, new.ends_at)
    series = _series(actor, new.series_code)
    code = required(new.code, 60, "mã hội nghị")
    if Conference.objects.filter(code=code).exists():
        raise Conflict(N_("Đã có hội nghị mã {code}."), code=code)
    made = Conference.objects.create(
        series=series,
        unit_id=new.unit_id,
        previous=_previous(series, new),
        code=code,
        title=required(new.title, 400, "tên hội nghị"),
        purpose=clean_text(new.purpose, 20_000, multiline=True),
        starts_at=new.starts_at,
        ends_at=new.ends_at,
        place=required(new.place, 300, "địa điểm"),
        simulated=new.simulated,
    )
    items = _first_items(made, new.template)
    note(
        "conference.Conference",
        made.pk,
        after={"code": code, "previous": made.previous_id, "items": len(items)},
    )
    return made


@command(
    "conference.change_conference",
    "Sửa thông tin hội nghị",
    needs="conference.prepare",
    scope=host_of,
)
def change_conference(
    actor: Actor,
    *,
    conference_id: int,
    version: int,
    title: str,
    place: str,
    purpose: str,
    starts_at: datetime,
    ends_at: datetime,
) -> Conference:
    """Change title, place, purpose or times while it is being prepared.

    Raises:
        Conflict: changed since `version`.
        RuleBroken: the sitting has begun, or invitations name another time.
        Invalid: times that do not fit, or an empty or unstorable text.
    """
    del actor
    found = held_conference(conference_id, version)
    refuse_times(starts_at, ends_at)
    if found.stage == Stage.INVITED and (found.starts_at, found.ends_at) != (starts_at, ends_at):
        raise RuleBroken(N_("Giấy mời đã gửi ghi giờ họp cũ: hãy rút giấy mời trước khi đổi giờ."))
    before = {"title": found.title, "starts_at": found.starts_at.isoformat()}
    found.title = required(title, 400, "tên hội nghị")
    found.place = required(place, 300, "địa điểm")
    found.purpose = clean_text(purpose, 20_000, multiline=True)
    found.starts_at, found.ends_at = starts_at, ends_at
    found.version += 1
    found.save()
    after = {"title": found.title, "starts_at": starts_at.isoformat()}
    note("conference.Conference", found.pk, before=before, after=after)
    return found


def _series(actor: Actor, code: str) -> Series:
    found = visible(actor, Series.objects.filter(code=code), needs="conference.prepare").first()
    if found is None:
        raise NotFound(N_("Không có chuỗi hội nghị mã {code}."), code=code[:60])
    return found


def _previous(series: Series, new: NewConference) -> Conference | None:
    earlier = Conference.objects.filter(series=series, starts_at__lt=new.starts_at)
    if new.previous_id is None:
        return earlier.order_by("-starts_at").first()
    found = earlier.filter(pk=new.previous_id).first()
    if found is None:
        raise NotFound(N_("Chuỗi này không có hội nghị trước số {id}."), id=new.previous_id)
    return found


def _first_items(made: Conference, template: str) -> list[AgendaItem]:
    items = template_of(template).items if template else ()
    kept = [one for one in items if made.previous_id or one.kind is not ItemKind.FOLLOW_UP]
    # What became of the last conclusions comes first, wherever a template has it.
    kept.sort(key=lambda one: one.kind is not ItemKind.FOLLOW_UP)
    return AgendaItem.objects.bulk_create(
        AgendaItem(
            conference=made,
            place_in_order=place,
            kind=one.kind,
            title=one.title,
            minutes=one.minutes,
        )
        for place, one in enumerate(kept, 1)
    )
