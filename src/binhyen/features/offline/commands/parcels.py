"""Taking parcels in: all entries of a parcel in one transaction, each once however it came before."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from binhyen.features.offline.commands.entries import receive_entry
from binhyen.features.offline.models import Device, Parcel
from binhyen.features.offline.queries.parcels import open_parcel
from binhyen.features.offline.rules.cures import refused
from binhyen.features.offline.types import Answer, NewEntry, OpenedParcel, ParcelResult
from binhyen.foundation.access.api import Account, Actor, actor_for
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, DomainError


@command(
    "offline.import_parcel",
    "Nhận gói báo cáo",
    needs="figures.exchange",
    scope=lambda kwargs: kwargs["unit_id"],
)
def import_parcel(actor: Actor, *, unit_id: int, content: bytes) -> ParcelResult:
    """Take a parcel in: its entries act in the name of the account whose device signed it.

    The same parcel again gives the same answers; parcels may come in any order, what is missing is told.

    Raises:
        Invalid: not a parcel.
        Refused: forged, foreign, revoked or expired.
        Conflict: another parcel bears this device's number.
    """
    opened = open_parcel(actor, content)
    # Two imports of one device's parcels wait for each other here, so a number is looked at and taken in one go.
    Device.objects.select_for_update().get(pk=opened.device, unit_id=unit_id)
    opened = open_parcel(actor, content)
    if not opened.known:
        _keep(actor, opened)
    author = actor_for(Account.objects.get(pk=opened.account_id))
    answers = tuple(_received(author, entry, opened) for entry in opened.entries)
    note("Parcel", opened.parcel, after={"sequence": opened.sequence, "entries": len(answers)})
    return ParcelResult(opened, answers)


def _keep(actor: Actor, opened: OpenedParcel) -> None:
    row = Parcel(
        id=opened.parcel,
        device_id=opened.device,
        sequence=opened.sequence,
        digest=opened.digest,
        made_at=opened.made_at,
        imported_by=actor.name[:200],
        imported_at=clock.now(),
        entry_count=len(opened.entries),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as fault:
        raise Conflict(
            N_("Số của gói {parcel} đã dùng cho gói khác."),
            kind="parcel-reused",
            parcel=str(opened.parcel),
        ) from fault


def _received(author: Actor, entry: NewEntry, opened: OpenedParcel) -> Answer:
    """One entry's answer; a right that is gone refuses that entry alone."""
    try:
        return receive_entry(author, unit_id=entry.unit_id, entry=entry, parcel_id=opened.parcel)
    except DomainError as fault:
        return refused(entry.key, fault)
