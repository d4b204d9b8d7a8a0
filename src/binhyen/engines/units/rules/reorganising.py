"""What each reorganisation adds to the chains and successions; refusals come before any row is made.

Whatever these functions return must still pass `check_records` together with what is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from string import ascii_lowercase

from binhyen.engines.units.rules.records import (
    Chains,
    Records,
    SuccessionRow,
    VersionRow,
    version_on,
)
from binhyen.engines.units.types import Level, NewUnit
from binhyen.kernel.errors import N_, RuleBroken
from binhyen.kernel.numbers import format_date

# A receiver is a unit in being, by key, or one set up on the day of the act.
Receiver = str | NewUnit
Part = tuple[Receiver, Decimal | None, bool]

KEY_LETTERS = {Level.PROVINCE: "P", Level.DISTRICT: "D", Level.COMMUNE: "C"}


def renamed(all_chains: Chains, unit: str, on: date, document: str, **changes: str) -> Records:
    """A version with another name, type or code.

    Raises:
        RuleBroken: the unit is not in being, was changed on or after the day, or nothing would change.
    """
    last = _last(all_chains, unit, on)
    changed = {name: value for name, value in changes.items() if value}
    following = _following(last, on, document, **changed)
    if (following.name, following.type, following.code) == (last.name, last.type, last.code):
        raise RuleBroken(N_("{unit} đã mang tên, loại và mã ấy: không có gì để đổi."), unit=unit)
    return Records(versions=[following])


def moved(all_chains: Chains, unit: str, parent: str, on: date, document: str) -> Records:
    """A version under another unit.

    Raises:
        RuleBroken: as `renamed`, or it lies there already.
    """
    last = _last(all_chains, unit, on)
    if last.parent == parent:
        raise RuleBroken(
            N_("{unit} đã thuộc {parent}: không có gì để chuyển."), unit=unit, parent=parent
        )
    return Records(versions=[_following(last, on, document, parent=parent)])


def merged(
    all_chains: Chains, units: Sequence[str], into: Receiver, on: date, document: str
) -> Records:
    """Units ended whole into one; what lay below them follows into it.

    Raises:
        RuleBroken: a unit into itself, twice, not in being, of another level, or changed on or after the day.
    """
    if len(set(units)) < len(units) or not units:
        raise RuleBroken(N_("Hãy nêu mỗi đơn vị được nhập đúng một lần."))
    if into in units:
        raise RuleBroken(
            N_("{unit} không thể nhập vào chính nó: chọn đơn vị nhận khác."), unit=into
        )
    result = Records()
    receiver = _receiver(into, all_chains, on, document, result)
    for unit in units:
        last = _last(all_chains, unit, on)
        _same_level(last, receiver, all_chains, into)
        result.versions.append(
            VersionRow(unit, last.level, on, ended=True, source_document=document)
        )
        result.versions.extend(_followers(all_chains, unit, receiver, on, document))
        result.successions.append(
            SuccessionRow(
                unit,
                receiver,
                on,
                "merge",
                "all",
                Decimal(1),
                is_main=True,
                source_document=document,
            )
        )
    return result


def split(all_chains: Chains, unit: str, parts: Sequence[Part], on: date, document: str) -> Records:
    """A unit ended and divided among receivers; what lay below it must have been moved before.

    Raises:
        RuleBroken: fewer than two parts, itself among them, not exactly one main part, shares given for some
            only or not summing to 1, or a unit not in being.
    """
    last = _last(all_chains, unit, on)
    _refuse_parts(unit, parts)
    result = Records(
        versions=[VersionRow(unit, last.level, on, ended=True, source_document=document)]
    )
    for into, share, is_main in parts:
        receiver = _receiver(into, all_chains, on, document, result)
        _same_level(last, receiver, all_chains, into)
        result.successions.append(
            SuccessionRow(
                unit, receiver, on, "split", "part", share, is_main, source_document=document
            )
        )
    return result


def _refuse_parts(unit: str, parts: Sequence[Part]) -> None:
    shares = [share for _, share, _ in parts]
    if len(parts) < 2:
        raise RuleBroken(
            N_("Chia {unit} cần ít nhất hai bên nhận; nếu chỉ một thì dùng lệnh nhập."), unit=unit
        )
    if any(into == unit for into, _, _ in parts):
        raise RuleBroken(
            N_("{unit} không thể nhận phần của chính nó: chọn bên nhận khác."), unit=unit
        )
    if sum(is_main for _, _, is_main in parts) != 1:
        raise RuleBroken(N_("Chia {unit} phải có đúng một bên nhận chính."), unit=unit)
    if None in shares and any(share is not None for share in shares):
        raise RuleBroken(
            N_("Chia {unit}: nêu tỷ lệ của mọi bên nhận, hoặc để trống tất cả."), unit=unit
        )
    total = sum(share for share in shares if share is not None)
    if None not in shares and (
        total != 1 or min(share for share in shares if share is not None) <= 0
    ):
        raise RuleBroken(
            N_("Chia {unit}: các tỷ lệ phải dương và cộng lại đúng bằng 1, nhưng tổng là {total}."),
            unit=unit,
            total=str(total),
        )


def _last(all_chains: Chains, unit: str, on: date) -> VersionRow:
    last = all_chains[unit][-1]
    if last.ended:
        raise RuleBroken(
            N_("{unit} đã kết thúc ngày {end}: không đổi được nữa."),
            unit=unit,
            end=format_date(last.valid_from),
        )
    if on <= last.valid_from:
        raise RuleBroken(
            N_("{unit} đã có thay đổi từ ngày {last}: chọn ngày sau đó, không phải {on}."),
            unit=unit,
            last=format_date(last.valid_from),
            on=format_date(on),
        )
    return last


def _following(last: VersionRow, on: date, document: str, **changes: str) -> VersionRow:
    return replace(last, valid_from=on, source_document=document, certainty="exact", **changes)  # type: ignore[arg-type]


def _receiver(into: Receiver, all_chains: Chains, on: date, document: str, result: Records) -> str:
    if isinstance(into, str):
        if version_on(all_chains[into], on) is None:
            raise RuleBroken(
                N_("Bên nhận {unit} không có hiệu lực ngày {on}."), unit=into, on=format_date(on)
            )
        return into
    taken = {*all_chains, *(row.unit for row in result.versions)}
    key = _free_key(KEY_LETTERS[Level(into.level)] + into.code, taken)
    result.versions.append(
        VersionRow(
            key,
            into.level,
            on,
            into.code,
            into.type,
            into.name,
            into.parent_key,
            source_document=document,
        )
    )
    return key


def _free_key(wanted: str, taken: set[str]) -> str:
    """The code may have named another unit before, so later bearers take b, c ... after it."""
    return next(
        key
        for key in (wanted, *(wanted + letter for letter in ascii_lowercase[1:]))
        if key not in taken
    )


def _same_level(last: VersionRow, receiver: str, all_chains: Chains, into: Receiver) -> None:
    level = into.level if isinstance(into, NewUnit) else all_chains[receiver][0].level
    if level != last.level:
        raise RuleBroken(
            N_("{unit} và bên nhận {receiver} phải cùng cấp."), unit=last.unit, receiver=receiver
        )


def _followers(
    all_chains: Chains, unit: str, receiver: str, on: date, document: str
) -> list[VersionRow]:
    below = (version_on(chain, on) for chain in all_chains.values())
    return [
        _following(version, on, document, parent=receiver)
        for version in below
        if version and version.parent == unit
    ]
