"""The public surface of offline work: receive entries, keep devices in step, take parcels in."""

from __future__ import annotations

from binhyen.features.offline.commands.devices import enrol_device, revoke_device
from binhyen.features.offline.commands.entries import receive_entry
from binhyen.features.offline.commands.parcels import import_parcel
from binhyen.features.offline.models import Device, Entry, Lane, Parcel
from binhyen.features.offline.queries.devices import device_of, devices
from binhyen.features.offline.queries.entries import entries_of_unit, entry_answer
from binhyen.features.offline.queries.parcels import (
    foreseen,
    open_parcel,
    received_parcels,
    report_titles,
)
from binhyen.features.offline.queries.scopes import own_units, working_unit
from binhyen.features.offline.queries.syncing import manifest, packed, part, parts
from binhyen.features.offline.queries.today import today
from binhyen.features.offline.rules.cures import refused
from binhyen.features.offline.rules.merging import merge
from binhyen.features.offline.rules.parcels import MOST_BYTES
from binhyen.features.offline.rules.wire import read_entry
from binhyen.features.offline.types import (
    Answer,
    Change,
    Fate,
    NewEntry,
    OpenedParcel,
    ParcelResult,
    Part,
)

__all__ = [
    "MOST_BYTES",
    "Answer",
    "Change",
    "Device",
    "Entry",
    "Fate",
    "Lane",
    "NewEntry",
    "OpenedParcel",
    "Parcel",
    "ParcelResult",
    "Part",
    "device_of",
    "devices",
    "enrol_device",
    "entries_of_unit",
    "entry_answer",
    "foreseen",
    "import_parcel",
    "manifest",
    "merge",
    "open_parcel",
    "own_units",
    "packed",
    "part",
    "parts",
    "read_entry",
    "receive_entry",
    "received_parcels",
    "refused",
    "report_titles",
    "revoke_device",
    "today",
    "working_unit",
]
