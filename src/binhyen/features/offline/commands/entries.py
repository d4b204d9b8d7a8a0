"""Receiving entries from devices: each takes effect once, however often and in whatever order it arrives."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from binhyen.features.offline.commands.applying import settle
from binhyen.features.offline.models import Device, Entry, Lane
from binhyen.features.offline.queries.entries import answer_of, entry_of
from binhyen.features.offline.rules.wire import body_of
from binhyen.features.offline.types import Answer, Fate, NewEntry
from binhyen.foundation.access.api import Actor, actor_for
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Refused


@command(
    "offline.receive_entry",
    "Nhận bản nhập khi không có mạng",
    needs="figures.enter",
    scope=lambda kwargs: kwargs["unit_id"],
)
def receive_entry(
    actor: Actor, *, unit_id: int, entry: NewEntry, parcel_id: UUID | None = None
) -> Answer:
    """Take one entry: merge it into its report, hold it for an earlier one, or keep the refusal as its answer.

    The row with the unique key is written in the effect's own transaction. Whoever may not enter figures for the
    unit writes nothing, not even a refusal.

    Raises:
        Refused: no right to the unit, or the key or device belongs to another account.
        Conflict: the key was used for different words, or for another unit's report.
    """
    lane = _held_lane(entry, unit_id)
    known = Entry.objects.select_related("lane").filter(pk=entry.key).first()
    if known is not None:
        return _repeated(actor, known, entry)
    row = _new_row(actor, lane, entry, parcel_id)
    _decide(actor, row, entry)
    _release_followers(row)
    note("Entry", row.key, after={"fate": str(row.fate), "report": str(lane)})
    return answer_of(row, repeated=False)


def _held_lane(entry: NewEntry, unit_id: int) -> Lane:
    """The row all entries of this report pass through; held until the transaction ends."""
    if entry.unit_id != unit_id:
        raise Refused(N_("Bản nhập ghi đơn vị khác với đơn vị được gửi cho."), kind="refused")
    definition, period = entry.definition, entry.period
    lane, _ = Lane.objects.get_or_create(unit_id=unit_id, definition=definition, period=period)
    return Lane.objects.select_for_update().get(pk=lane.pk)


def _repeated(actor: Actor, row: Entry, entry: NewEntry) -> Answer:
    if row.account_id != actor.id:
        raise Refused(
            N_("Khóa của bản nhập thuộc tài khoản khác; hãy đăng nhập đúng tài khoản đã nhập."),
            kind="key-of-another",
        )
    if row.digest != entry.digest:
        raise Conflict(
            N_("Khóa {key} đã dùng cho một bản nhập khác; hãy nhập lại để có khóa mới."),
            kind="key-reused",
            key=row.key,
        )
    return answer_of(row)


def _new_row(actor: Actor, lane: Lane, entry: NewEntry, parcel_id: UUID | None) -> Entry:
    device = _device(actor, entry)
    row = Entry(
        key=entry.key,
        lane=lane,
        account_id=actor.id,
        device=device,
        parcel_id=parcel_id,
        after=entry.after,
        settles=entry.settles,
        base_version=entry.base_version,
        body=body_of(entry),
        digest=entry.digest,
        made_at=entry.made_at,
        received_at=clock.now(),
        fate=Fate.HELD,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as fault:
        raise Conflict(
            N_("Khóa {key} đã dùng cho báo cáo khác; hãy nhập lại để có khóa mới."),
            kind="key-reused",
            key=entry.key,
        ) from fault
    return row


def _device(actor: Actor, entry: NewEntry) -> Device | None:
    if entry.device is None:
        return None
    device = Device.objects.filter(pk=entry.device).first()
    if device is None or device.account_id != actor.id:
        return None
    if device.revoked_at is not None:
        raise Refused(
            N_("Máy “{device}” đã bị thu hồi: {reason}."),
            kind="device-revoked",
            device=device.name,
            reason=device.revoke_reason,
        )
    return device


def _decide(actor: Actor, row: Entry, entry: NewEntry) -> None:
    waiting_for = _waiting_for(row)
    if waiting_for is None:
        answer = settle(actor, entry, _earlier(row))
    else:
        answer = Answer(row.key, Fate.HELD, {"waits_for": str(waiting_for)})
    _keep(row, answer)


def _waiting_for(row: Entry) -> UUID | None:
    """The earlier entry this one needs first: one that has not come, or is held itself."""
    if row.after is None:
        return None
    earlier = Entry.objects.filter(pk=row.after).first()
    return row.after if earlier is None or earlier.fate == Fate.HELD else None


def _earlier(row: Entry) -> Entry | None:
    if row.after is None:
        return None
    return Entry.objects.select_related("lane").filter(pk=row.after).first()


def _keep(row: Entry, answer: Answer) -> None:
    row.fate = answer.fate
    row.answer = dict(answer.facts)
    row.settled_at = None if answer.fate is Fate.HELD else clock.now()
    row.save(update_fields=["fate", "answer", "settled_at"])


def _release_followers(row: Entry) -> None:
    """Apply, each in its own author's name, what waited for this entry, and what waited for that."""
    ready = [row] if row.fate != Fate.HELD else []
    while ready:
        earlier = ready.pop(0)
        waiting = Entry.objects.filter(lane=row.lane, after=earlier.key, fate=Fate.HELD)
        for follower in waiting.select_related("lane", "account").order_by("received_at", "key"):
            entry = entry_of(follower)
            _keep(follower, _settled_later(follower, entry, earlier))
            ready.append(follower)


def _settled_later(row: Entry, entry: NewEntry, earlier: Entry) -> Answer:
    actor = Actor.operator() if row.account is None else actor_for(row.account)
    return settle(actor, entry, earlier)
