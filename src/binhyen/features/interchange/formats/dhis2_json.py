"""dataValueSets and complete registrations as JSON, value by value; memory does not grow with the file.

The header (dataSet, period, orgUnit, attributeOptionCombo) is looked for before the values; a file that puts it behind
them is read twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import ijson

from binhyen.features.interchange.formats.guards import (
    GuardedFile,
    broken,
    opened,
    text_of,
)
from binhyen.features.interchange.types import DELETED, Completion, RawValue
from binhyen.kernel.errors import N_, Invalid

LIST = "dataValues"
REGISTRATIONS = "completeDataSetRegistrations"
COMPLETE = "completeDate"
HEADER = ("dataSet", "period", "orgUnit", "attributeOptionCombo", COMPLETE)
TAIL = 1 << 16
FOLLOW_UP = "[theo dõi]"
_ONLY_TEXTS = {str}
_MARKS = frozenset({"deleted", "followup", "followUp"})
_TRUE = (True, "true")
_FAULTS = (ijson.JSONError, UnicodeDecodeError, ValueError, OverflowError, RecursionError)


def read_json(path: Path) -> Iterator[RawValue]:
    """The values of a dataValueSets file; `line` is the place in `dataValues`, from 1.

    Raises:
        Invalid: not JSON, cut short, or without `dataValues`.
    """
    header, listed, whole = _header(path, LIST)
    if not listed:
        raise Invalid(
            N_("Tệp {file} không có danh sách dataValues: không phải tệp dataValueSets của DHIS2."),
            kind="no-values",
            file=path.name,
        )
    for place, item in _items(path, LIST):
        value = _value(place, item, header)
        if not whole and not (value.period and value.unit):
            header, _, whole = _header(path)
            value = _value(place, item, header)
        yield value


def read_registrations(path: Path) -> Iterator[Completion]:
    """The registrations of a file; a dataValueSets file with a completeDate registers its own header.

    Raises:
        Invalid: not JSON or cut short.
    """
    for place, item in _items(path, REGISTRATIONS):
        yield Completion(
            place,
            text_of(item.get("dataSet")),
            text_of(item.get("period")),
            text_of(item.get("organisationUnit", item.get("orgUnit"))),
            item.get("completed") is not False,
            text_of(item.get("storedBy")),
            text_of(item.get("date")),
        )


def completed_header(path: Path) -> Completion | None:
    """What a dataValueSets file with a completeDate says is complete."""
    header, _, whole = _header(path, LIST)
    if not whole and COMPLETE.encode() in _tail(path):
        header, _, _ = _header(path)
    if not header.get(COMPLETE):
        return None
    return Completion(
        0,
        header.get("dataSet", ""),
        header.get("period", ""),
        header.get("orgUnit", ""),
        date=header[COMPLETE],
    )


def holds_registrations(path: Path) -> bool:
    """Whether a file is a list of registrations rather than of values."""
    header, met, _ = _header(path, REGISTRATIONS, LIST)
    return met and LIST not in header


def _value(place: int, item: Mapping[str, Any], header: Mapping[str, str]) -> RawValue:
    get, told = item.get, header.get
    said: tuple[Any, ...] = (
        get("dataElement", ""),
        get("categoryOptionCombo", ""),
        get("period") or told("period", ""),
        get("orgUnit") or told("orgUnit", ""),
        get("value", ""),
        get("comment", ""),
        get("attributeOptionCombo") or told("attributeOptionCombo", ""),
        get("dataSet") or told("dataSet", ""),
    )
    if set(map(type, said)) != _ONLY_TEXTS:
        said = tuple(map(text_of, said))
    if item.keys() & _MARKS:
        said = _marked(item, said)
    return RawValue(place, *said)


def _marked(item: Mapping[str, Any], said: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same with what deleted and follow-up say."""
    *before, value, comment, attribute, report = said
    if item.get("deleted") in _TRUE:
        value = DELETED
    if item.get("followup", item.get("followUp")) in _TRUE:
        comment = f"{FOLLOW_UP} {comment}".strip()
    return (*before, value, comment, attribute, report)


def _tail(path: Path) -> bytes:
    """The end of a file, where a header may stand behind its values."""
    with opened(path) as handle:
        handle.seek(max(0, path.stat().st_size - TAIL))
        return handle.read(TAIL)


def _header(path: Path, *stop_at: str) -> tuple[dict[str, str], bool, bool]:
    """Header fields, whether one of the lists was met (then named among them), whether the whole file was looked at."""
    header: dict[str, str] = {}
    try:
        with opened(path) as handle:
            guarded = GuardedFile(handle, path.name)
            for prefix, event, value in ijson.parse(guarded):
                guarded.met_value()
                if prefix in HEADER and event in {"string", "number"}:
                    header[prefix] = text_of(value)
                elif event == "start_array" and prefix in stop_at:
                    return {**header, prefix: prefix}, True, False
    except _FAULTS as fault:
        raise _broken(path, 0, fault) from fault
    return header, not stop_at, True


def _items(path: Path, key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    place = 0
    try:
        with opened(path) as handle:
            guarded = GuardedFile(handle, path.name)
            for item in ijson.items(guarded, f"{key}.item"):
                place += 1
                guarded.met_value()
                if not isinstance(item, dict):
                    raise broken(path.name, f"{key}[{place - 1}]", "không phải đối tượng")
                yield place, item
    except _FAULTS as fault:
        raise _broken(path, place, fault) from fault


def _broken(path: Path, place: int, fault: BaseException) -> Invalid:
    return broken(
        path.name, f"mục thứ {place + 1}", str(fault).splitlines()[0] if str(fault) else ""
    )
