"""Loading the catalogue: the same files change nothing, numbers stay, what vanishes retires."""

from __future__ import annotations

import re

import pytest

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import By
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.engines.indicators.tests.folder import CATALOGUE, write_catalogue
from binhyen.kernel.errors import Invalid

ELEMENTS = CATALOGUE["elements/all.yaml"]


def test_the_same_files_again_change_nothing(land: Land) -> None:
    digest = api.catalogue().digest
    again = api.load_catalogue(land.actor, folder=land.folder / "catalogue")
    assert not any((*again.added.values(), *again.changed.values(), *again.retired.values()))
    assert api.catalogue().digest == digest


def test_numbers_stay_and_what_vanished_retires_and_comes_back(land: Land) -> None:
    before = {code: element.id for code, element in api.catalogue().elements.items()}
    lines = [line for line in ELEMENTS.splitlines() if "uncounted" not in line]
    api.load_catalogue(land.actor, folder=write_catalogue(land.folder, elements="\n".join(lines)))
    assert api.catalogue().elements["uncounted"].retired
    new = ELEMENTS.replace("code: officers", "code: officers_now")
    api.load_catalogue(land.actor, folder=write_catalogue(land.folder, elements=new, indicators=""))
    after = api.catalogue().elements
    assert {code: after[code].id for code in before} == before
    assert after["officers_now"].id not in before.values()
    assert (after["officers"].retired, after["uncounted"].retired) == (True, False)


def test_a_new_element_is_read_beside_the_old_values(land: Land) -> None:
    land.load("00001,crime.occurred,2022-05,,5")
    assert land.values("crime.occurred", "001", By.COMMUNE, "2022-05")["xã Suối Mơ"] == 5
    more = ELEMENTS + ELEMENTS.splitlines()[1].replace("crime.occurred", "crime.new") + "\n"
    report = CATALOGUE["reports/monthly.yaml"].replace(
        "[crime.occurred,", "[crime.new, crime.occurred,"
    )
    api.load_catalogue(
        land.actor, folder=write_catalogue(land.folder, elements=more, reports=report)
    )
    assert land.values("crime.new", "001", By.COMMUNE, "2022-05")["xã Suối Mơ"] is None
    land.load("00001,crime.new,2022-05,,1")
    assert land.values("crime.occurred", "001", By.COMMUNE, "2022-05")["xã Suối Mơ"] == 5
    assert land.values("crime.new", "001", By.COMMUNE, "2022-05")["xã Suối Mơ"] == 1


@pytest.mark.parametrize(
    ("folder", "old", "new", "words"),
    [
        ("indicators", "numerator: crime.solved", "numerator: crime.sloved", "crime.sloved"),
        ("elements", "breakdown: sex", "breakdown: age", "phân tổ"),
        ("reports", "calendar: admin", "calendar: moon", "lịch"),
        ("reports", "[crime.occurred,", "[officers,", "đếm tự động"),
        ("checks", "left: crime.solved", "left: crime.solved +", "left"),
    ],
)
def test_a_broken_reference_is_told_with_its_line(
    land: Land, folder: str, old: str, new: str, words: str
) -> None:
    name = next(name for name in CATALOGUE if name.startswith(folder) and old in CATALOGUE[name])
    place = land.folder / "catalogue" / name
    place.write_text(CATALOGUE[name].replace(old, new), encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        api.load_catalogue(land.actor, folder=land.folder / "catalogue")
    assert any(row.row and row.file for row in caught.value.rows)
    assert any(re.search(words, str(row)) for row in caught.value.rows)
