"""Who issues a review of a unit: names, symbol, signer and recipients by level and day.

Source: Decree 30/2020/NĐ-CP, annex I (agency above agency, symbol of kind and agency); district police ended on
1-3-2025, so from then on the province's police report for a district.
"""

from __future__ import annotations

from datetime import date

from binhyen.engines.units.api import Level, Structure, StructureUnit
from binhyen.features.review.types import Subject

DISTRICT_POLICE_UNTIL = date(2025, 3, 1)
MINISTRY = "Bộ Công an"
CENTRAL_CITY = "thành phố trực thuộc trung ương"
PROVINCE_LETTERS = {"tỉnh": "CAT", CENTRAL_CITY: "CATP"}
DISTRICT_LETTERS = {"huyện": "CAH", "quận": "CAQ", "thị xã": "CATX", "thành phố": "CATP"}
COMMUNE_LETTERS = {"xã": "CAX", "phường": "CAP", "thị trấn": "CATT", "đặc khu": "CAĐK"}
PARTS_WORDS = {
    Level.PROVINCE: "tỉnh, thành phố trực thuộc Trung ương",
    Level.DISTRICT: "huyện, thị xã, thành phố",
    Level.COMMUNE: "xã, phường, thị trấn",
}
NEW_PARTS_WORD = "xã, phường, đặc khu"


def subject(unit: StructureUnit, tree: Structure) -> Subject:
    """The issuing body of a review of `unit`, as bodies stood on the tree's day."""
    issuer = _issuer(unit, tree)
    parts_level = _parts_level(unit, tree)
    return Subject(
        unit_id=unit.id,
        code=unit.code,
        name=unit_name(unit),
        level=unit.level,
        parts_level=parts_level,
        parts_word=_parts_word(parts_level, tree),
        has_programme=any(tree.in_programme(unit_id) for unit_id in tree.subtree(unit.id)),
        programme_word=_programme_word(unit, tree),
        police=police_name(issuer),
        above=_parent_name(issuer, tree),
        symbol=f"BC-{_letters(issuer)}",
        place="Hà Nội" if issuer.level == Level.COUNTRY else issuer.name,
        signer=_signer(issuer),
        recipients=_recipients(issuer, tree),
    )


def unit_name(unit: StructureUnit) -> str:
    """`tỉnh Thanh Hóa`, `thành phố Hà Nội`, `cả nước`."""
    if unit.level == Level.COUNTRY:
        return "cả nước"
    return f"{_type_word(unit)} {unit.name}"


def police_name(unit: StructureUnit) -> str:
    """`Công an tỉnh Thanh Hóa`; the ministry for the country."""
    return MINISTRY if unit.level == Level.COUNTRY else f"Công an {unit_name(unit)}"


def has_district_police(on: date) -> bool:
    """Whether districts had police of their own on a day."""
    return on < DISTRICT_POLICE_UNTIL


def _issuer(unit: StructureUnit, tree: Structure) -> StructureUnit:
    if unit.level == Level.DISTRICT and not has_district_police(tree.on):
        return tree.ancestor_at(unit.id, Level.PROVINCE)
    return unit


def _above(unit: StructureUnit, tree: Structure) -> StructureUnit | None:
    found = [_issuer(above, tree) for above in tree.ancestors(unit.id)]
    return found[0] if found else None


def _parent_name(issuer: StructureUnit, tree: Structure) -> str:
    above = _above(issuer, tree)
    return "" if above is None else police_name(above)


def _type_word(unit: StructureUnit) -> str:
    return "thành phố" if unit.type == CENTRAL_CITY else unit.type


def _letters(unit: StructureUnit) -> str:
    if unit.level == Level.COUNTRY:
        return "BCA"
    known = PROVINCE_LETTERS if unit.level == Level.PROVINCE else DISTRICT_LETTERS
    return (COMMUNE_LETTERS if unit.level == Level.COMMUNE else known)[unit.type]


def _signer(unit: StructureUnit) -> str:
    if unit.level == Level.COUNTRY:
        return "BỘ TRƯỞNG"
    if unit.level == Level.PROVINCE:
        return "GIÁM ĐỐC"
    return f"TRƯỞNG CÔNG AN {_type_word(unit)}".upper()


def _parts_level(unit: StructureUnit, tree: Structure) -> int | None:
    for level in range(unit.level + 1, Level.COMMUNE + 1):
        if tree.at_level(level, unit.id):
            return level
    return None


def _parts_word(level: int | None, tree: Structure) -> str:
    if level is None:
        return ""
    if level == Level.COMMUNE and not tree.at_level(Level.DISTRICT):
        return NEW_PARTS_WORD
    return PARTS_WORDS[Level(level)]


def _programme_word(unit: StructureUnit, tree: Structure) -> str:
    """`xã, thị trấn`; townships ended on 1-7-2025."""
    types = {tree.get(unit_id).type for unit_id in tree.subtree(unit.id)}
    return "xã, thị trấn" if "thị trấn" in types or unit.level == Level.COMMUNE else "xã"


def _recipients(issuer: StructureUnit, tree: Structure) -> tuple[str, ...]:
    above = _above(issuer, tree)
    lines = [] if above is None else [f"{police_name(above)} (để báo cáo)"]
    match issuer.level:
        case Level.COUNTRY:
            lines += ["Chính phủ (để báo cáo)", "Công an các tỉnh, thành phố (để thực hiện)"]
        case Level.PROVINCE:
            word = unit_name(issuer).split()[0]
            committee = "Thành ủy, UBND thành phố" if word == "thành" else "Tỉnh ủy, UBND tỉnh"
            lines.append(f"Thường trực {committee} (để báo cáo)")
            lines.append(_below_province(tree.on))
        case Level.DISTRICT:
            lines += [
                "Thường trực cấp ủy, UBND cùng cấp (để báo cáo)",
                "Công an các xã, phường, thị trấn (để thực hiện)",
            ]
        case _:
            lines.append("Đảng ủy, UBND cùng cấp (để báo cáo)")
    return (*lines, "Lưu: VT")


def _below_province(on: date) -> str:
    below = "các huyện, thị xã, thành phố" if has_district_police(on) else "các xã, phường"
    return f"Các phòng, Công an {below} (để thực hiện)"
