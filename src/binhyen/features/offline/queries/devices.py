"""Enrolled devices, as their owner and the levels above see them."""

from __future__ import annotations

from uuid import UUID

from binhyen.features.offline.models import Device
from binhyen.foundation.access.api import Actor, visible
from binhyen.kernel.errors import N_, NotFound


def devices(actor: Actor, limit: int = 200) -> list[Device]:
    """Devices of the units the actor may see, newest first."""
    rows = visible(actor, Device.objects.all()).select_related("account")
    return list(rows.order_by("-enrolled_at")[:limit])


def device_of(actor: Actor, device_id: UUID) -> Device:
    """One device.

    Raises:
        NotFound: none of that number, or not for this actor.
    """
    found = visible(actor, Device.objects.filter(pk=device_id)).select_related("account").first()
    if found is None:
        raise NotFound(N_("Không có máy nào mang số {device}."), device=str(device_id))
    return found
