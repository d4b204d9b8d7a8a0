"""Changing the agenda; every change names the version it was made on."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max

from binhyen.engines.tasks.api import LinkKind, link_matter
from binhyen.features.conference.commands.preparing import (
    bump,
    held_conference,
    host_of,
    required,
)
from binhyen.features.conference.models import AgendaItem, Conference, Delegate
from binhyen.features.conference.rules.preparing import LONGEST, NewItem
from binhyen.features.conference.types import ItemKind
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound


@command("conference.add_item", "Thêm mục chương trình", needs="conference.prepare", scope=host_of)
def add_item(
    actor: Actor, *, conference_id: int, item: NewItem, version: int | None = None
) -> AgendaItem:
    """Put an item on the agenda; one that comes from a matter stands on it once.

    Raises:
        Conflict: changed since `version`, or the matter is on the agenda already.
        NotFound: no such speaker in this conference.
        Invalid: no title, or minutes outside one to a day.
        RuleBroken: the sitting has begun.
    """
    del actor
    conference = held_conference(conference_id, version)
    if item.matter_id and conference.items.filter(matter_id=item.matter_id).exists():
        raise Conflict(N_("Vấn đề này đã có trong chương trình."))
    last = conference.items.aggregate(last=Max("place_in_order"))["last"] or 0
    made = AgendaItem.objects.create(
        conference=conference,
        place_in_order=last + 1,
        kind=ItemKind(item.kind),
        title=required(item.title, 400, "nội dung mục chương trình"),
        minutes=_minutes(item.minutes),
        speaker=_speaker(conference, item.speaker_id),
        matter_id=item.matter_id,
    )
    if item.place is not None:
        order = [one for one in _order(conference) if one != made.pk]
        order.insert(max(item.place, 1) - 1, made.pk)
        _write_order(conference, order)
    bump(conference)
    if made.matter_id is not None:
        # The matter's own unit may lie above the host, where this actor has no right to write.
        link_matter(
            Actor.system(),
            matter_id=made.matter_id,
            kind=LinkKind.AGENDA,
            ref=f"conference-{conference.pk}",
            title=conference.title,
            url=f"/conferences/{conference.pk}/agenda/",
        )
    note("conference.AgendaItem", made.pk, after={"title": made.title, "matter": made.matter_id})
    return made


@command(
    "conference.change_item", "Sửa mục chương trình", needs="conference.prepare", scope=host_of
)
def change_item(
    actor: Actor, *, conference_id: int, item_id: int, version: int, item: NewItem
) -> AgendaItem:
    """Change an item's kind, title, minutes and speaker; its matter and place stay.

    Raises:
        Conflict, NotFound, Invalid, RuleBroken: as `add_item`; NotFound also for the item.
    """
    del actor
    conference = held_conference(conference_id, version)
    found = _item(conference, item_id)
    before = {"title": found.title, "minutes": found.minutes}
    found.kind = ItemKind(item.kind)
    found.title = required(item.title, 400, "nội dung mục chương trình")
    found.minutes = _minutes(item.minutes)
    found.speaker = _speaker(conference, item.speaker_id)
    found.save()
    bump(conference)
    after = {"title": found.title, "minutes": found.minutes}
    note("conference.AgendaItem", found.pk, before=before, after=after)
    return found


@command("conference.remove_item", "Bỏ mục chương trình", needs="conference.prepare", scope=host_of)
def remove_item(actor: Actor, *, conference_id: int, item_id: int, version: int) -> None:
    """Take an item off the agenda; its papers stay with the conference.

    Raises:
        Conflict, NotFound, RuleBroken: as `change_item`.
    """
    del actor
    conference = held_conference(conference_id, version)
    found = _item(conference, item_id)
    note("conference.AgendaItem", found.pk, before={"title": found.title, "minutes": found.minutes})
    found.delete()
    _write_order(conference, _order(conference))
    bump(conference)


@command(
    "conference.order_items", "Xếp lại chương trình", needs="conference.prepare", scope=host_of
)
def order_items(actor: Actor, *, conference_id: int, version: int, item_ids: Sequence[int]) -> None:
    """Give the agenda a new order, naming every item once.

    Raises:
        Conflict: changed since `version`.
        Invalid: an item is missing, strange or named twice.
        RuleBroken: the sitting has begun.
    """
    del actor
    conference = held_conference(conference_id, version)
    present = _order(conference)
    if sorted(present) != sorted(item_ids):
        raise Invalid(N_("Thứ tự mới phải kể đủ mọi mục, mỗi mục một lần."))
    _write_order(conference, item_ids)
    bump(conference)
    note(
        "conference.Conference",
        conference.pk,
        before={"items": present},
        after={"items": list(item_ids)},
    )


def _order(conference: Conference) -> list[int]:
    return list(conference.items.values_list("pk", flat=True))


def _write_order(conference: Conference, item_ids: Sequence[int]) -> None:
    rows = conference.items.in_bulk()
    for place, item_id in enumerate(item_ids, 1):
        rows[item_id].place_in_order = place
    AgendaItem.objects.bulk_update(rows.values(), ["place_in_order"])


def _item(conference: Conference, item_id: int) -> AgendaItem:
    found = conference.items.filter(pk=item_id).first()
    if found is None:
        raise NotFound(N_("Chương trình không có mục số {id}."), id=item_id)
    return found


def _speaker(conference: Conference, delegate_id: int | None) -> Delegate | None:
    if delegate_id is None:
        return None
    found = Delegate.objects.filter(pk=delegate_id, point__conference=conference).first()
    if found is None:
        raise NotFound(N_("Hội nghị không có đại biểu số {id}."), id=delegate_id)
    return found


def _minutes(minutes: int) -> int:
    if not 1 <= minutes <= LONGEST:
        raise Invalid(N_("Số phút phải từ 1 đến {longest}."), longest=LONGEST)
    return minutes
