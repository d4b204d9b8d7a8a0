"""The verbs that change units: each is checked against the whole country before a row is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from binhyen.engines.units.commands.storing import store
from binhyen.engines.units.models import PoliceUnit, Unit
from binhyen.engines.units.queries.stored import stored_records
from binhyen.engines.units.rules.checks import check_records
from binhyen.engines.units.rules.comparing import together
from binhyen.engines.units.rules.records import Chains, Records, chains
from binhyen.engines.units.rules.reorganising import merged, moved, renamed, split
from binhyen.engines.units.types import TYPES, Level, NewUnit, SplitPart
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, RuleBroken
from binhyen.kernel.text import clean_text

NEEDS = "units.manage"


@command("units.rename", "Đổi tên, loại hoặc mã đơn vị", needs=NEEDS)
def rename_unit(
    actor: Actor,
    *,
    unit_id: int,
    on: date,
    name: str = "",
    type_: str = "",
    code: str = "",
    document: str = "",
) -> None:
    """Give a unit another name, type or code from a day on; what is left empty stays.

    Raises:
        NotFound: no such unit.
        RuleBroken: nothing changes, the unit ended, was changed on or after the day, or the code is taken.
        Invalid: the type is none of the level's, or the text may not be stored.
    """
    unit = _unit(unit_id)
    _refuse_type(unit.level, type_)
    stored = stored_records()
    additions = renamed(
        chains(stored.versions),
        unit.key,
        on,
        clean_text(document, 60),
        name=clean_text(name, 80),
        type=type_,
        code=code,
    )
    _apply(stored, additions, unit.key)


@command("units.move", "Chuyển đơn vị sang đơn vị cấp trên khác", needs=NEEDS)
def move_unit(
    actor: Actor,
    *,
    unit_id: int,
    parent_id: int,
    on: date,
    document: str = "",
) -> None:
    """Put a unit under another one from a day on.

    Raises:
        NotFound: no such unit.
        RuleBroken: it lies there already, would lie under itself, ended, or was changed on or after the day.
    """
    unit, parent = _unit(unit_id), _unit(parent_id)
    stored = stored_records()
    _apply(
        stored,
        moved(chains(stored.versions), unit.key, parent.key, on, clean_text(document, 60)),
        unit.key,
    )


@command("units.merge", "Nhập đơn vị", needs=NEEDS)
def merge_units(
    actor: Actor,
    *,
    unit_ids: Sequence[int],
    into: int | NewUnit,
    on: date,
    document: str = "",
) -> int:
    """End units whole into one in being or a new one; what lay below follows. Gives the receiver's id.

    Raises:
        NotFound: no such unit.
        RuleBroken: a unit into itself, of another level, ended, or changed on or after the day.
        Invalid: the new unit's type or name may not be stored.
    """
    keys, receiver = [_unit(unit_id).key for unit_id in unit_ids], _receiver(into)
    stored = stored_records()
    additions = merged(chains(stored.versions), keys, receiver, on, clean_text(document, 60))
    _apply(stored, additions, *keys)
    return Unit.objects.get(key=additions.successions[0].successor).pk


@command("units.split", "Chia đơn vị", needs=NEEDS)
def split_unit(
    actor: Actor,
    *,
    unit_id: int,
    parts: Sequence[SplitPart],
    on: date,
    document: str = "",
) -> list[int]:
    """End a unit and divide it among receivers, whose ids come back in the order of the parts.

    Raises:
        NotFound: no such unit.
        RuleBroken: shares not summing to 1, not one main part, itself a receiver, units below it left, or dates.
        Invalid: a new unit's type or name may not be stored.
    """
    unit = _unit(unit_id)
    stored = stored_records()
    shares = [(_receiver(part.into), part.share, part.is_main) for part in parts]
    additions = split(chains(stored.versions), unit.key, shares, on, clean_text(document, 60))
    _apply(stored, additions, unit.key)
    ids = dict(Unit.objects.values_list("key", "id"))
    return [ids[row.successor] for row in additions.successions]


@command("units.establish_department", "Lập phòng nghiệp vụ", needs=NEEDS)
def establish_department(actor: Actor, *, unit_id: int, name: str, on: date) -> int:
    """Set up a department of the provincial police, or of the ministry, from a day on; gives its id.

    Raises:
        NotFound: no such unit.
        RuleBroken: the unit is neither a province nor the country.
        Conflict: it has a department of that name.
        Invalid: the name is empty or may not be stored.
    """
    unit, clean = _unit(unit_id), clean_text(name, 120)
    if unit.level > Level.PROVINCE:
        raise RuleBroken(
            N_("{unit} không phải cấp tỉnh hay cả nước: không lập phòng ở đó."), unit=unit.key
        )
    if not clean:
        raise Invalid(N_("Hãy nêu tên phòng."))
    if PoliceUnit.objects.filter(unit=unit, kind=PoliceUnit.Kind.DEPARTMENT, name=clean).exists():
        raise Conflict(N_("{unit} đã có phòng “{name}”."), unit=unit.key, name=clean)
    row = PoliceUnit.objects.create(
        unit=unit, kind=PoliceUnit.Kind.DEPARTMENT, name=clean, established_on=on
    )
    note("units.PoliceUnit", row.pk, after={"unit": unit.key, "name": clean, "established_on": on})
    return row.pk


def _unit(unit_id: int) -> Unit:
    unit = Unit.objects.filter(id=unit_id).first()
    if unit is None:
        raise NotFound(N_("Không có đơn vị số {unit_id}."), unit_id=unit_id)
    return unit


def _receiver(into: int | NewUnit) -> str | NewUnit:
    if isinstance(into, int):
        return _unit(into).key
    _refuse_type(into.level, into.type)
    clean_text(into.name, 80)
    return into


def _refuse_type(level: int, type_: str) -> None:
    if type_ and type_ not in TYPES[level]:
        raise Invalid(
            N_("“{type}” không phải loại của {level}: chọn một trong {allowed}."),
            type=type_,
            level=Level(level).label,
            allowed=", ".join(TYPES[level]),
        )


def _apply(stored: Records, additions: Records, *changed: str) -> None:
    problems = check_records(together(stored, additions))
    if problems:
        raise RuleBroken(
            N_("Không đổi được đơn vị: {first}"), rows=problems, first=str(problems[0])
        )
    store(additions)
    before = chains(stored.versions)
    for key in changed:
        note(
            "units.Unit",
            key,
            before=_told(before, key),
            after=_told(chains(additions.versions), key),
        )


def _told(all_chains: Chains, key: str) -> dict[str, object]:
    last = all_chains[key][-1]
    return {
        "valid_from": last.valid_from,
        "code": last.code,
        "type": last.type,
        "name": last.name,
        "parent": last.parent,
        "ended": last.ended,
    }
