"""What must hold of all units together; every fault is found, none stops the search."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from itertools import pairwise

from binhyen.engines.units.rules.records import (
    Chains,
    NameRow,
    Place,
    PointRow,
    Records,
    VersionRow,
    chains,
    end_of,
    spans,
    version_on,
)
from binhyen.engines.units.rules.succession_checks import successions_at_fault
from binhyen.kernel.errors import RowProblem

_Spell = tuple[VersionRow, date]


def check_records(records: Records) -> list[RowProblem]:
    """Faults of the whole: chains, parents, codes, successions; empty when the records may be stored."""
    all_chains = chains(records.versions)
    return [
        *_chains_at_fault(all_chains),
        *_parents_at_fault(all_chains),
        *_codes_at_fault(all_chains),
        *successions_at_fault(all_chains, records.successions),
        *_strangers(all_chains, records),
    ]


def _chains_at_fault(all_chains: Chains) -> Iterator[RowProblem]:
    for chain in all_chains.values():
        for version, following in pairwise(chain):
            if version.valid_from == following.valid_from:
                yield following.place.problem(
                    "valid_from",
                    following.valid_from,
                    f"{following.unit} có hai phiên bản cùng ngày {following.valid_from}: giữ lại một.",
                )
            elif version.ended:
                yield following.place.problem(
                    "valid_from",
                    following.valid_from,
                    f"{following.unit} đã kết thúc ngày {version.valid_from}: không thêm được phiên bản sau đó.",
                )
            if version.level != following.level:
                yield following.place.problem(
                    "level",
                    following.level,
                    f"{following.unit} đổi cấp từ {version.level}: hãy lập đơn vị mới.",
                )


def _parents_at_fault(all_chains: Chains) -> Iterator[RowProblem]:
    for chain in all_chains.values():
        for version, until in spans(chain):
            message = _parent_fault(version, until, all_chains) if version.level else ""
            if message:
                yield version.place.problem("parent_id", version.parent, message)


def _parent_fault(version: VersionRow, until: date | None, all_chains: Chains) -> str:
    parent = all_chains.get(version.parent)
    if parent is None:
        return f"không có đơn vị cấp trên “{version.parent}”: thêm đơn vị ấy hoặc sửa mã định danh."
    if parent[0].level >= version.level:
        loop = _loop(version, all_chains)
        if loop:
            return f"cấp trên nối thành vòng {loop} ngày {version.valid_from}: sửa cấp trên của một đơn vị."
        return (
            f"cấp trên {version.parent} phải ở cấp cao hơn cấp {version.level}: chọn đơn vị khác."
        )
    start, end = parent[0].valid_from, end_of(parent)
    if version.valid_from < start:
        return f"cấp trên {version.parent} chỉ có từ {start}, sau ngày {version.valid_from}: sửa ngày hoặc cấp trên."
    if end is not None and (until is None or until > end):
        return f"cấp trên {version.parent} kết thúc ngày {end} khi {version.unit} còn hiệu lực: chuyển hoặc kết thúc đơn vị này trước."
    return ""


def _loop(version: VersionRow, all_chains: Chains) -> str:
    """The way up that comes back to the version's unit on its first day; empty when it does not."""
    way: list[str] = [version.unit]
    above: VersionRow | None = version
    while above is not None and above.parent in all_chains and above.parent not in way:
        way.append(above.parent)
        above = version_on(all_chains[above.parent], version.valid_from)
    if above is not None and above.parent == version.unit:
        return " → ".join([*way, version.unit])
    return ""


def _codes_at_fault(all_chains: Chains) -> Iterator[RowProblem]:
    bearers: dict[tuple[int, str], list[_Spell]] = {}
    for chain in all_chains.values():
        for version, until in spans(chain):
            bearers.setdefault((version.level, version.code), []).append(
                (version, until or date.max)
            )
    for spells in bearers.values():
        if len(spells) > 1:
            yield from _code_at_fault(
                sorted(spells, key=lambda spell: (spell[0].valid_from, spell[0].unit))
            )


def _code_at_fault(spells: list[_Spell]) -> Iterator[RowProblem]:
    holder, until = spells[0]
    for version, end in spells[1:]:
        if version.valid_from < until and version.unit != holder.unit:
            yield version.place.problem(
                "code",
                version.code,
                f"mã {version.code} đang là của {holder.unit} ngày {version.valid_from}: "
                "mỗi ngày một mã chỉ dùng cho một đơn vị.",
            )
        if end > until:
            holder, until = version, end


def _strangers(all_chains: Chains, records: Records) -> Iterator[RowProblem]:
    rows: list[NameRow | PointRow] = [*records.names, *records.points]
    for row in rows:
        if row.unit not in all_chains:
            yield row.place.problem(
                "unit_id", row.unit, "không có đơn vị này: sửa mã định danh hoặc bỏ dòng."
            )
    yield from _doubles(((row.unit, row.name), row.place, "alt_name") for row in records.names)
    yield from _doubles((row.unit, row.place, "unit_id") for row in records.points)


def _doubles(rows: Iterable[tuple[Hashable, Place, str]]) -> Iterator[RowProblem]:
    seen: set[Hashable] = set()
    for identity, place, column in rows:
        if identity in seen:
            yield place.problem(column, identity, "dòng lặp lại: bỏ một dòng.")
        seen.add(identity)
