"""Devices: enrolled while online by the account that will work on them, revoked by it or from above."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from binhyen.features.offline.models import Device
from binhyen.features.offline.rules.parcels import plain_key
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, Refused
from binhyen.kernel.text import clean_text

KEY_LASTS = timedelta(days=400)


@command(
    "offline.enrol_device",
    "Đăng ký máy làm việc không có mạng",
    needs="figures.enter",
    scope=lambda kwargs: kwargs["unit_id"],
)
def enrol_device(
    actor: Actor, *, unit_id: int, device_id: UUID, name: str, public_key: object
) -> Device:
    """Keep a device's public key; asking again with the same key gives the same device.

    Raises:
        Refused: only a person's own account enrols a device.
        Conflict: the number belongs to another key or account.
        Invalid: no name, or no P-256 key.
    """
    if actor.id is None:
        raise Refused(N_("Chỉ tài khoản của người nhập mới đăng ký được máy."))
    label = clean_text(name, 80)
    if not label:
        raise Invalid(N_("Hãy đặt tên cho máy, ví dụ “Máy trực ban”."))
    key = plain_key(public_key)
    known = Device.objects.filter(pk=device_id).first()
    if known is not None:
        return _same(known, actor, key)
    now = clock.now()
    device = Device(
        id=device_id,
        account_id=actor.id,
        unit_id=unit_id,
        name=label,
        public_key=key,
        enrolled_at=now,
        expires_at=now + KEY_LASTS,
    )
    try:
        with transaction.atomic():
            device.save(force_insert=True)
    except IntegrityError:
        return _same(Device.objects.get(pk=device_id), actor, key)
    note("Device", device.pk, after={"name": label, "unit": unit_id})
    return device


@command(
    "offline.revoke_device",
    "Thu hồi máy làm việc không có mạng",
    needs="figures.enter",
    scope=lambda kwargs: unit_of_device(kwargs["device_id"]),
)
def revoke_device(actor: Actor, *, device_id: UUID, reason: str) -> Device:
    """End a device's key: what it signs from now on is not taken; what it brought stays.

    Raises:
        Invalid: no reason.
    """
    words = clean_text(reason, 500, multiline=True)
    if not words:
        raise Invalid(N_("Hãy ghi lý do thu hồi máy."))
    device = Device.objects.select_for_update().get(pk=device_id)
    if device.revoked_at is None:
        device.revoked_at, device.revoked_by = clock.now(), actor.name[:200]
        device.revoke_reason = words
        device.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
        note("Device", device.pk, before={"revoked": False}, after={"revoked": True})
    return device


def unit_of_device(device_id: UUID) -> int:
    """The unit a device was enrolled for.

    Raises:
        NotFound: no such device.
    """
    found = Device.objects.filter(pk=device_id).values_list("unit_id", flat=True).first()
    if found is None:
        raise NotFound(N_("Không có máy nào mang số {device}."), device=str(device_id))
    return found


def _same(device: Device, actor: Actor, key: dict[str, str]) -> Device:
    if (device.account_id, device.public_key) != (actor.id, key):
        raise Conflict(
            N_("Số máy này đã đăng ký với khóa khác; hãy đăng ký lại để có số mới."),
            kind="device-taken",
        )
    return device
