"""The closure of the tree with validity: who lay below whom, how deep, between which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from binhyen.engines.units.rules.records import Chains, spans


@dataclass(frozen=True, slots=True)
class Path:
    """`ancestor` is `depth` levels above the unit in [valid_from, valid_to); depth 0 is the unit itself."""

    ancestor: str
    depth: int
    valid_from: date
    valid_to: date | None


def paths(all_chains: Chains) -> dict[str, list[Path]]:
    """The paths of every unit, joined over renames: a row ends only when the ancestor changes.

    The chains must have passed `check_records`; a cycle would never end.
    """
    found: dict[str, list[Path]] = {}
    for key in sorted(all_chains, key=lambda key: all_chains[key][0].level):
        found[key] = _joined(_paths_of(key, all_chains, found))
    return found


def _paths_of(key: str, all_chains: Chains, above: dict[str, list[Path]]) -> list[Path]:
    result = []
    for version, until in spans(all_chains[key]):
        result.append(Path(key, 0, version.valid_from, until))
        for path in above.get(version.parent, ()):
            start, end = max(path.valid_from, version.valid_from), _earlier(path.valid_to, until)
            if end is None or start < end:
                result.append(Path(path.ancestor, path.depth + 1, start, end))
    return result


def _joined(pieces: list[Path]) -> list[Path]:
    result: list[Path] = []
    for piece in sorted(pieces, key=lambda path: (path.depth, path.ancestor, path.valid_from)):
        last = result[-1] if result else None
        if last and (last.ancestor, last.depth, last.valid_to) == (
            piece.ancestor,
            piece.depth,
            piece.valid_from,
        ):
            result[-1] = Path(last.ancestor, last.depth, last.valid_from, piece.valid_to)
        else:
            result.append(piece)
    return result


def _earlier(first: date | None, second: date | None) -> date | None:
    if first is None or second is None:
        return first or second
    return min(first, second)
