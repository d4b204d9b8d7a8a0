"""Opening parcels: whose they are, whether the key still counts, what came before and what is missing."""

from __future__ import annotations

from binhyen.engines.indicators.api import catalogue
from binhyen.features.offline.models import Device, Entry, Parcel
from binhyen.features.offline.queries.entries import with_parcel_device
from binhyen.features.offline.rules import parcels
from binhyen.features.offline.types import Answer, Fate, NewEntry, OpenedParcel
from binhyen.foundation.access.api import Actor, require, visible
from binhyen.foundation.ui.api import named
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Refused
from binhyen.kernel.numbers import format_date

MOST_GAPS = 50


def open_parcel(actor: Actor, content: bytes) -> OpenedParcel:
    """Open a parcel: signature, key, account, sequence; nothing is written.

    Raises:
        Invalid: not a parcel, or cut off.
        Refused: unknown, revoked or expired key, changed or forged text, another account's or another area's parcel.
        Conflict: another parcel with this device and number has come before.
    """
    sealed = parcels.unwrap(content)
    device = _trusted(actor, sealed)
    parcels.verify(sealed, device.public_key)
    said = parcels.contents(sealed)
    if said.account_id != device.account_id:
        raise Refused(N_("Gói ghi tài khoản khác với chủ của máy đã ký."), kind="parcel-of-another")
    return OpenedParcel(
        parcel=said.parcel,
        device=device.pk,
        account_id=device.account_id,
        unit_id=device.unit_id,
        sequence=said.sequence,
        made_at=said.made_at,
        digest=said.digest,
        entries=tuple(with_parcel_device(entry, device.pk) for entry in said.entries),
        gap=_gap(device, said.sequence),
        known=_known(device, said),
    )


def foreseen(opened: OpenedParcel) -> tuple[Answer, ...]:
    """What an import would do at most: entries that came before keep their answer, the others are new."""
    known = {
        row.key: row for row in Entry.objects.filter(pk__in=[one.key for one in opened.entries])
    }
    return tuple(_foreseen(entry, known.get(entry.key)) for entry in opened.entries)


def received_parcels(actor: Actor, limit: int = 50) -> list[Parcel]:
    """Parcels from the units the actor may see, newest first."""
    rows = visible(actor, Parcel.objects.all()).select_related("device__account")
    return list(rows.order_by("-imported_at", "-sequence")[:limit])


def _foreseen(entry: NewEntry, row: Entry | None) -> Answer:
    if row is not None and row.digest == entry.digest:
        return Answer(entry.key, Fate(row.fate), row.answer, repeated=True)
    return Answer(entry.key, Fate.HELD if row is None else Fate.REFUSED, {"new": row is None})


def _trusted(actor: Actor, sealed: parcels.Sealed) -> Device:
    device = Device.objects.select_related("account").filter(pk=sealed.device).first()
    if device is None:
        raise Refused(
            N_("Gói do một máy chưa đăng ký ký; chỉ nhận gói của máy đã đăng ký khi có mạng."),
            kind="unknown-device",
        )
    require(actor, "figures.exchange", device.unit_id)
    if device.revoked_at is not None:
        raise Refused(
            N_(
                "Khóa của máy “{device}” đã bị thu hồi ngày {day}: {reason}. Hãy đăng ký lại máy và xuất lại gói."
            ),
            kind="key-revoked",
            device=device.name,
            day=format_date(device.revoked_at.date()),
            reason=device.revoke_reason,
        )
    if device.expires_at <= clock.now():
        raise Refused(
            N_(
                "Khóa của máy “{device}” đã hết hạn ngày {day}. Hãy đăng ký lại máy khi có mạng và xuất lại gói."
            ),
            kind="key-expired",
            device=device.name,
            day=format_date(device.expires_at.date()),
        )
    return device


def _known(device: Device, said: parcels.Contents) -> bool:
    row = Parcel.objects.filter(device=device, sequence=said.sequence).first()
    if row is not None and (row.digest, row.pk) != (said.digest, said.parcel):
        raise Conflict(
            N_(
                "Máy này đã có một gói khác mang số {sequence}; máy có thể đã bị sao chép. Hãy thu hồi máy."
            ),
            kind="sequence-forked",
            sequence=said.sequence,
        )
    return row is not None


def _gap(device: Device, sequence: int) -> tuple[int, ...]:
    if sequence > 10**6:
        return ()
    held = set(
        Parcel.objects.filter(device=device, sequence__lt=sequence).values_list(
            "sequence", flat=True
        )
    )
    missing = (number for number in range(1, sequence) if number not in held)
    return tuple(number for number, _ in zip(missing, range(MOST_GAPS), strict=False))


def report_titles() -> dict[str, str]:
    """The names of all reports, for whoever reads a parcel."""
    return {code: named(form.entry) for code, form in catalogue().definitions.items()}
