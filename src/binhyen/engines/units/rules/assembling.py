"""A file's spells, each with a beginning and an end, made into chains that store beginnings only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from binhyen.engines.units.rules.records import VersionRow
from binhyen.engines.units.types import ROOT_KEY, TYPES
from binhyen.kernel.errors import RowProblem

Spell = tuple[VersionRow, date | None]


def assemble(spells: list[Spell], problems: list[RowProblem]) -> list[VersionRow]:
    """Versions with an ended one after each unit's last day, and the country above the provinces.

    Notes every spell that ends before it begins, overlaps the next or leaves a gap before it.
    """
    by_unit: dict[str, list[Spell]] = {}
    for version, until in spells:
        by_unit.setdefault(version.unit, []).append((version, until))
    versions = [_root(spells)] if spells else []
    for chain in by_unit.values():
        chain.sort(key=lambda spell: spell[0].valid_from)
        problems.extend(_faults(chain))
        versions.extend(_under_root(version) for version, _ in chain)
        last, until = chain[-1]
        if until is not None:
            versions.append(VersionRow(last.unit, last.level, until, ended=True, place=last.place))
    return versions


def _root(spells: list[Spell]) -> VersionRow:
    start = min(version.valid_from for version, _ in spells)
    return VersionRow(ROOT_KEY, 0, start, ROOT_KEY, TYPES[0][0], "Việt Nam", certainty="le")


def _under_root(version: VersionRow) -> VersionRow:
    return (
        replace(version, parent=ROOT_KEY) if version.level == 1 and not version.parent else version
    )


def _faults(chain: list[Spell]) -> Iterator[RowProblem]:
    for version, until in chain:
        if until is not None and until <= version.valid_from:
            yield version.place.problem(
                "valid_to",
                until,
                f"{version.unit} kết thúc {until} không sau ngày bắt đầu {version.valid_from}.",
            )
    for (version, until), (following, _) in pairwise(chain):
        if following.valid_from == version.valid_from:
            yield following.place.problem(
                "unit_id",
                following.unit,
                f"{following.unit} có hai dòng từ ngày {following.valid_from}: giữ lại một.",
            )
        elif until is None or until > following.valid_from:
            yield following.place.problem(
                "valid_from",
                following.valid_from,
                f"{following.unit} chồng lên dòng trước (đến {until or 'nay'}): sửa ngày.",
            )
        elif until < following.valid_from:
            yield following.place.problem(
                "valid_from",
                following.valid_from,
                f"{following.unit} hở từ {until} đến {following.valid_from}: nối liền hai dòng.",
            )
