"""Three-way merge by field: pure, so that every case can be proven by examples and properties."""

from __future__ import annotations

from collections.abc import Mapping

from binhyen.features.offline.types import Change, Merged, Value


def merge(changes: Mapping[str, Change], current: Mapping[str, Value]) -> Merged:
    """What an entry does to a report as it stands now.

    A field nobody else touched takes the new value; one that holds the new value already needs nothing; one that
    somebody changed to something else is left as it is, for a person to decide. An absent field is "not reported".
    """
    apply: dict[str, Value] = {}
    equal: list[str] = []
    clashing: list[str] = []
    for reference, change in sorted(changes.items()):
        held = current.get(reference)
        if held == change.value:
            equal.append(reference)
        elif held == change.base:
            apply[reference] = change.value
        else:
            clashing.append(reference)
    return Merged(apply, tuple(equal), tuple(clashing))
