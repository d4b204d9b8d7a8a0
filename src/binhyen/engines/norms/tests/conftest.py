"""Province An Phước with the catalogue of figures, norms written for the test, and short ways to report and ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from binhyen.engines.indicators import api as figures
from binhyen.engines.norms import api
from binhyen.engines.norms.api import Finding
from binhyen.engines.units.api import StructureUnit
from binhyen.kernel import clock

DAY = date(2022, 6, 3)

STRENGTH = """code: staffing.minimum
vi: Quân số tối thiểu
en: Least strength
short: Tối thiểu
applies_to: {level: 3, types: [xã], programme_only: true}
left: staffing.officers
operator: ">="
unit: người
severity: should
explain: Mỗi xã có ít nhất hai cán bộ.
values:
  - {valid_from: 2020-06-01, value: 2, source: {certainty: C, document: 42/2021/NĐ-CP, clause: Điều 7}}
  - {valid_from: 2022-01-01, value: 3, source: {certainty: R, text: Dự kiến}, reading: Đọc là tối thiểu}
  - {valid_from: 2025-01-01, lapsed: true, source: {certainty: C, text: Hết hiệu lực}}
"""
BAND = """code: staffing.band
vi: Khung quân số thị trấn
en: Band
short: Khung
applies_to: {level: 3, types: [thị trấn], programme_only: true}
left: staffing.officers
operator: between
unit: người
severity: should
explain: Từ một đến hai người.
values:
  - {valid_from: 2020-01-01, value: 1, up_to: 2, source: {certainty: C, text: Đề án}}
"""
CELL = """code: cells.exists
vi: Có chi bộ khi đủ ba đảng viên chính thức
en: A cell exists
short: Chi bộ
applies_to: {level: 3, types: [xã, thị trấn], programme_only: true}
measured: {calendar: calendar, kind: month}
when: staffing.party_official >= 3
left: cells.established
operator: ">="
unit: chi bộ
severity: must
explain: Đủ ba đảng viên chính thức thì có chi bộ.
values:
  - {valid_from: 2021-01-01, value: 1, source: {certainty: C, document: 273-CV/BTCTW}}
"""
CLEAR_UP = """code: clear_up.rate
vi: Điều tra, khám phá
en: Cleared up
short: Khám phá
applies_to: {level: 3, types: [xã, phường, thị trấn], programme_only: false, except_provinces: ["98"]}
measured: {calendar: admin, kind: month}
left: crime.social_order.solved / crime.social_order.occurred * 100
operator: ">="
unit: "%"
decimals: 1
severity: target
explain: Từ 75 %.
values:
  - {valid_from: 2021-01-01, value: 75, source: {certainty: R, text: Nhớ lại}}
"""
FILES = {"strength": STRENGTH, "band": BAND, "cell": CELL, "clear_up": CLEAR_UP}


@dataclass
class Land:
    """The world with its norms; `folder` holds their files."""

    world: Any
    folder: Path

    def load_norms(self, **files: str) -> api.LoadedNorms:
        for name, text in files.items():
            (self.folder / "norms" / f"{name}.yaml").write_text(text, encoding="utf-8")
        return api.load_norms(self.world.operator, folder=self.folder)

    def report(self, unit: StructureUnit, period: str, **values: int) -> None:
        rows = [
            f"{unit.code},{element.replace('__', '.')},{period},,{value}"
            for element, value in values.items()
        ]
        path = self.folder / "figures.csv"
        path.write_text("\n".join(["unit_code,element,period,breakdown,value", *rows]) + "\n")
        figures.import_figures(self.world.operator, path=path, approve=True)

    def staff(self, unit: StructureUnit, *days: date, **officer: Any) -> list[Any]:
        return [self.world.officer(unit, on=day, **officer) for day in days]

    def check(
        self, *norms: str, on: date = DAY, under: StructureUnit | None = None
    ) -> api.Findings:
        under_id = (under or self.world.province).id
        return api.check(self.world.operator, under_id, on, norms or None)

    def finding(self, norm: str, unit: StructureUnit, on: date = DAY) -> Finding:
        return next(one for one in self.check(norm, on=on) if one.unit_id == unit.id)


@pytest.fixture
def land(world: Any, tmp_path: Path) -> Iterator[Land]:
    (tmp_path / "norms").mkdir()
    with clock.frozen(datetime(2026, 1, 5, tzinfo=UTC)):
        figures.load_catalogue(world.operator, folder=Path(settings.BINHYEN_CATALOGUE))
        found = Land(world, tmp_path)
        found.load_norms(**FILES)
        yield found
