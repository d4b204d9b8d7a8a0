"""Builders of the world An Phước: plain functions that call the real commands, so nothing impossible can be built."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from binhyen.engines.people.api import (
    Move,
    NewAssignment,
    NewOfficer,
    Officer,
    PostKind,
    Role,
    assign_officer,
    load_posts,
    register_officer,
)
from binhyen.engines.units.api import (
    Level,
    PoliceUnit,
    StructureUnit,
    establish_department,
    load_units,
    structure,
)
from binhyen.foundation.access.api import Actor
from binhyen.worlds.an_phuoc import cast
from binhyen.worlds.chance import chance
from binhyen.worlds.names import NameMaker

DATA = Path(__file__).parent / "data"
START = date(2019, 1, 1)
DAY = date(2022, 6, 3)


@dataclass
class AnPhuoc:
    """A province of two districts and seven commune-level units; people come when asked for.

    Units are known by name through `at`; every builder has defaults, so a test names only what it is about.
    """

    operator: Actor
    names: NameMaker = field(default_factory=lambda: NameMaker(chance("an_phuoc")))
    _numbers: count[int] = field(default_factory=lambda: count(1))

    @property
    def province(self) -> StructureUnit:
        return structure(DAY).by_code("99", Level.PROVINCE)

    @property
    def district(self) -> StructureUnit:
        return structure(DAY).by_code("991", Level.DISTRICT)

    @property
    def commune(self) -> StructureUnit:
        """Bình Hòa, where An and Bình work."""
        return structure(DAY).by_code("99102", Level.COMMUNE)

    @property
    def township(self) -> StructureUnit:
        return structure(DAY).by_code("99101", Level.COMMUNE)

    @property
    def ward(self) -> StructureUnit:
        return structure(DAY).by_code("99104", Level.COMMUNE)

    @property
    def merged_away(self) -> StructureUnit:
        """Bình Minh, which became part of Bình Hòa on 1-1-2020, as it stood before."""
        return structure(START).by_code("99105", Level.COMMUNE)

    @property
    def elsewhere(self) -> StructureUnit:
        """Đá Trắng in the other district, where Giang works."""
        return structure(DAY).by_code("99202", Level.COMMUNE)

    def an(self) -> Actor:
        """Clerk of Bình Hòa."""
        return cast.enter(self.operator, cast.AN, self.commune.id)

    def binh(self) -> Actor:
        """Chief of Bình Hòa."""
        return cast.enter(self.operator, cast.BINH, self.commune.id)

    def chi(self) -> Actor:
        """Personnel planner of the province."""
        return cast.enter(self.operator, cast.CHI, self.province.id)

    def dung(self) -> Actor:
        """Leader of the province."""
        return cast.enter(self.operator, cast.DUNG, self.province.id)

    def giang(self) -> Actor:
        """The outsider: chief of a commune in the other district."""
        return cast.enter(self.operator, cast.GIANG, self.elsewhere.id)

    def unit(
        self,
        *,
        name: str | None = None,
        type_: str = "xã",
        parent: StructureUnit | None = None,
        valid_from: date = START,
    ) -> StructureUnit:
        """One more commune-level unit, as it stands on its first day or on the day of the world."""
        number = next(self._numbers)
        code, key = f"998{number:02d}", f"C998{number:02d}"
        row = (key, 3, code, type_, name or f"Xóm Mới {number}", (parent or self.district).key)
        with TemporaryDirectory(dir=settings.BINHYEN_HOME) as folder:
            _write_one_unit(Path(folder), (*row, valid_from.isoformat(), "", "", "exact"))
            load_units(self.operator, source=Path(folder))
        return structure(max(valid_from, DAY)).by_code(code, Level.COMMUNE)

    def department(self, name: str = "Phòng Cảnh sát hình sự (PC02)") -> int:
        """A department of the provincial police; its police unit's id."""
        return establish_department(self.operator, unit_id=self.province.id, name=name, on=START)

    def police(self, unit: StructureUnit) -> int:
        """The id of the police unit that serves a unit."""
        return PoliceUnit.objects.get(unit_id=unit.id, name="").pk

    def post(self, kind: str, role: Role | str) -> str:
        """The code of the post of that role in that kind of police unit."""
        return PostKind.objects.filter(serves_in=kind, role=role).values_list("code", flat=True)[0]

    def officer(
        self,
        unit: StructureUnit | None = None,
        role: Role | str = Role.OFFICER,
        *,
        on: date = START,
        name: str | None = None,
        birth_year: int = 1985,
        party_official_on: date | None = None,
    ) -> Officer:
        """An officer; with a unit, assigned there in a post of that role from `on`."""
        officer = register_officer(
            self.operator,
            officer=NewOfficer(
                code=f"MP-{next(self._numbers):06d}",
                full_name=name or self.names.name("m"),
                sex="m",
                birth_year=birth_year,
                joined_on=date(birth_year + 20, 9, 1),
                party_admitted_on=party_official_on,
                party_official_on=party_official_on,
            ),
        )
        if unit is not None:
            self.assign(officer, unit, role, on=on)
        return officer

    def assign(
        self,
        officer: Officer,
        unit: StructureUnit,
        role: Role | str = Role.OFFICER,
        *,
        on: date,
        actor: Actor | None = None,
        kind: Move = Move.TRANSFER,
    ) -> None:
        """Assign an officer to the unit's police from a day on."""
        body = PoliceUnit.objects.get(unit_id=unit.id, name="")
        assign_officer(
            actor or self.operator,
            assignment=NewAssignment(
                officer.code, on, body.pk, self.post(body.kind, role), kind, decision_on=on
            ),
        )


def build(operator: Actor) -> AnPhuoc:
    """The province with the catalogue's posts, without people."""
    load_units(operator, source=DATA)
    load_posts(operator, folder=Path(settings.BINHYEN_CATALOGUE))
    return AnPhuoc(operator)


def _write_one_unit(folder: Path, row: tuple[object, ...]) -> None:
    """The world's own files with one line more: loading adds only what is new."""
    for path in DATA.glob("*.csv"):
        shutil.copyfile(path, folder / path.name)
    with (folder / "units.csv").open("a", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerow(row)
