from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from binhyen.foundation.ui.boundaries import (
    ARCHIPELAGOS,
    COMMUNES,
    PROVINCES,
    decode_arcs,
    national_map,
    province_map,
    ring,
)
from binhyen.kernel.errors import Invalid, NotFound

TODAY = date(2025, 7, 1)


def square(x: float, y: float, side: float = 1.0) -> list[list[int]]:
    """One closed arc in tenths of a degree, as steps from (100, 0)."""
    n = round(side * 10)
    return [[round((x - 100) * 10), round(y * 10)], [n, 0], [0, n], [-n, 0], [0, -n]]


def topology(*units: tuple[dict[str, str], list[list[int]]]) -> dict[str, Any]:
    return {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [100.0, 0.0]},
        "arcs": [steps for _, steps in units],
        "objects": {
            "wards": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[at]], "properties": said}
                    for at, (said, _) in enumerate(units)
                ],
            }
        },
    }


def write(folder: Path, name: str, *units: tuple[dict[str, str], list[list[int]]]) -> Path:
    (folder / name).write_text(json.dumps(topology(*units)), encoding="utf-8")
    return folder


MAINLAND = ({"p": "01"}, square(105, 20))
PARACELS = ({"p": "48"}, square(111.9, 16.4, 0.3))
SPRATLYS = ({"p": "56"}, square(113.4, 9.4, 0.3))


def test_it_decodes_steps_and_joins_arcs_backwards() -> None:
    arcs = decode_arcs(
        {
            "transform": {"scale": [0.5, 2.0], "translate": [10.0, 1.0]},
            "arcs": [[[0, 0], [2, 0], [0, 1]], [[0, 0], [0, 1], [2, 0]]],
        }
    )
    assert arcs[0] == [(10.0, 1.0), (11.0, 1.0), (11.0, 3.0)]
    assert ring(arcs, [0, ~1]) == (
        (10.0, 1.0), (11.0, 1.0), (11.0, 3.0), (10.0, 3.0), (10.0, 1.0),
    )  # fmt: skip


def test_it_draws_north_up_a_thousand_wide(tmp_path: Path) -> None:
    south = ({"c": "1", "n": "Nam", "p": "01"}, square(105, 20))
    north = ({"c": "2", "n": "Bắc", "p": "01"}, square(105, 21))
    other = ({"c": "3", "n": "Khác", "p": "02"}, square(109, 12))
    drawn = province_map(write(tmp_path, COMMUNES, south, north, other), "01", on=TODAY)
    assert [shape.name for shape in drawn.shapes] == ["Nam", "Bắc"]
    assert drawn.shapes[0].y > drawn.shapes[1].y
    assert (
        max(
            float(pair.split(",")[0].lstrip("ML"))
            for shape in drawn.shapes
            for pair in shape.path.rstrip("Z").split("L")
        )
        == 1000.0
    )
    with pytest.raises(NotFound, match="99"):
        province_map(tmp_path, "99", on=TODAY)


def test_it_refuses_days_without_outlines(tmp_path: Path) -> None:
    write(tmp_path, PROVINCES, MAINLAND, PARACELS, SPRATLYS)
    with pytest.raises(Invalid, match="lục giác"):
        national_map(tmp_path, on=date(2025, 6, 30))


@pytest.mark.parametrize(
    ("units", "lacking"),
    [
        ((MAINLAND, SPRATLYS), "Hoàng Sa"),
        ((MAINLAND, PARACELS), "Trường Sa"),
        ((MAINLAND,), "Quần đảo Hoàng Sa, Quần đảo Trường Sa"),
        ((MAINLAND, ({"p": "48"}, square(108, 16)), SPRATLYS), "Hoàng Sa"),
    ],
)
def test_it_refuses_a_country_without_its_islands(
    tmp_path: Path, units: tuple[Any, ...], lacking: str
) -> None:
    with pytest.raises(Invalid, match=lacking):
        national_map(write(tmp_path, PROVINCES, *units), on=TODAY)


def test_it_draws_a_country_with_its_islands_and_names_them(tmp_path: Path) -> None:
    drawn = national_map(write(tmp_path, PROVINCES, MAINLAND, PARACELS, SPRATLYS), on=TODAY)
    assert [name for _, _, name in drawn.marks] == [isles.name for isles in ARCHIPELAGOS]


def test_it_refuses_a_province_without_its_islands(tmp_path: Path) -> None:
    write(tmp_path, COMMUNES, ({"c": "20194", "n": "Hải Châu", "p": "48"}, square(108, 16)))
    with pytest.raises(Invalid, match="Hoàng Sa"):
        province_map(tmp_path, "48", on=TODAY)


@pytest.mark.parametrize("text", ["", "[]", '{"arcs": []}', '{"transform": 1}'])
def test_it_tells_of_a_damaged_file(tmp_path: Path, text: str) -> None:
    (tmp_path / PROVINCES).write_text(text, encoding="utf-8")
    with pytest.raises(Invalid, match="provinces-2025"):
        national_map(tmp_path, on=TODAY)


def test_the_operators_folder_holds_the_whole_country() -> None:
    folder = settings.BINHYEN_BOUNDARIES
    if folder is None:
        pytest.skip("BINHYEN_BOUNDARIES names no folder")
    drawn = national_map(folder, on=TODAY)
    assert len(drawn.shapes) == 34
    for isles in ARCHIPELAGOS:
        codes = {shape.code for shape in province_map(folder, isles.province, on=TODAY).shapes}
        assert isles.commune in codes
