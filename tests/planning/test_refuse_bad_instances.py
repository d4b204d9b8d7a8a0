"""Instances that cannot be read: every fault named with file, line, column and cure; exit 2."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.planning.commands import SAMPLES, Shell

Spoil = Callable[[str], str]


def cell(row: int, column: int, value: str) -> Spoil:
    """Replace one cell of a line (lines count from 1, columns from 0)."""

    def spoiled(text: str) -> str:
        lines = text.splitlines()
        cells = lines[row - 1].split(",")
        cells[column] = value
        lines[row - 1] = ",".join(cells)
        return "\n".join(lines) + "\n"

    return spoiled


def twice(row: int) -> Spoil:
    return lambda text: text + text.splitlines()[row - 1] + "\n"


def swap(old: str, new: str) -> Spoil:
    def spoiled(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return spoiled


UNITS = ["unit_code", "name", "type", "district_code", "province_code", "lat", "lon", "complexity", "posts_chief", "posts_deputy", "posts_officer", "min_party", "needs", "wants", "earliest_wave", "deadline_wave"]  # fmt: skip
OFFICERS = ["officer_id", "donor_id", "rank", "years", "base_lat", "base_lon", "home_unit", "forbidden_units", "skills", "party", "chief_ok", "deputy_ok", "available_from_wave", "excluded", "max_km"]  # fmt: skip
DONORS = [
    "donor_id",
    "name",
    "kind",
    "lat",
    "lon",
    "payroll",
    "max_release",
    "max_release_per_wave",
    "keep",
]


def unit(row: int, column: str, value: str) -> tuple[str, Spoil]:
    return "units.csv", cell(row, UNITS.index(column), value)


def officer(row: int, column: str, value: str) -> tuple[str, Spoil]:
    return "officers.csv", cell(row, OFFICERS.index(column), value)


def donor(row: int, column: str, value: str) -> tuple[str, Spoil]:
    return "donors.csv", cell(row, DONORS.index(column), value)


FAULTS: dict[str, tuple[tuple[str, Spoil], str]] = {
    "a code of four digits": (unit(2, "unit_code", "4845"), "dòng 2, cột unit_code"),
    "an unknown type": (unit(3, "type", "lang"), "dòng 3, cột type"),
    "a latitude that is a longitude": (unit(4, "lat", "104.6"), "đổi chỗ"),
    "not a number": (unit(4, "lat", "NaN"), "dòng 4, cột lat"),
    "complexity 6": (unit(2, "complexity", "6"), "từ 1 đến 5"),
    "fewer posts than none": (unit(2, "posts_chief", "-1"), "dòng 2, cột posts_chief"),
    "half a post": (unit(2, "posts_officer", "2.5"), "số nguyên"),
    "a quota without number": (unit(2, "needs", "admin:x"), "dòng 2, cột needs"),
    "a quota twice": (unit(2, "needs", "admin:1;admin:2"), "lặp lại"),
    "wants that are no words": (unit(2, "wants", "admin;9!"), "cột wants"),
    "deadline before earliest": (
        ("units.csv", lambda text: cell(2, 15, "2")(cell(2, 14, "4")(text))),
        "hạn cuối đợt 2",
    ),
    "deadline after the last wave": (unit(5, "deadline_wave", "9"), "dòng 5, cột deadline_wave"),
    "earliest after the last wave": (unit(5, "earliest_wave", "8"), "dòng 5, cột earliest_wave"),
    "the same unit twice": (("units.csv", twice(2)), "14845 đã có"),
    "an officer of nobody": (officer(2, "donor_id", "H999"), "H999"),
    "the same officer twice": (("officers.csv", twice(3)), "CB38000002 đã có"),
    "rank 9": (officer(2, "rank", "9"), "dòng 2, cột rank"),
    "minus three years": (officer(2, "years", "-3"), "dòng 2, cột years"),
    "party yes": (officer(2, "party", "yes"), "0 hoặc 1"),
    "home in words": (officer(2, "home_unit", "Tam Chung"), "dòng 2, cột home_unit"),
    "forbidden in words": (officer(2, "forbidden_units", "14845;xa"), "cột forbidden_units"),
    "wave 0": (officer(2, "available_from_wave", "0"), "dòng 2, cột available_from_wave"),
    "negative reach": (officer(2, "max_km", "-5"), "dòng 2, cột max_km"),
    "a formula for an id": (officer(2, "officer_id", "=cmd"), "dòng 2, cột officer_id"),
    "a negative cap": (donor(2, "max_release", "-1"), "dòng 2, cột max_release"),
    "a cap in words": (donor(2, "max_release_per_wave", "ít"), "dòng 2, cột max_release_per_wave"),
    "a payroll of infinity": (donor(2, "payroll", "inf"), "dòng 2, cột payroll"),
    "keep without number": (donor(3, "keep", "criminal"), "dòng 3, cột keep"),
    "the same donor twice": (("donors.csv", twice(2)), "H384 đã có"),
    "a gap between waves": (("waves.csv", swap("3,2020-04-01", "7,2020-04-01")), "Đợt 7"),
    "waves back in time": (("waves.csv", swap("3,2020-04-01", "3,2019-04-01")), "sau đợt trước"),
    "no such day": (("waves.csv", swap("2020-04-01", "2020-04-31")), "dòng 4, cột start_date"),
    "negative capacity": (("waves.csv", swap(",45", ",-45")), "dòng 2, cột capacity"),
    "no column party": (("officers.csv", swap(",party,", ",dang,")), "Thiếu: party"),
    "a broken quote": (("units.csv", swap("Xã Tam Chung", '"Xã Tam Chung')), "ngoặc kép"),
    "no rows": (("officers.csv", lambda text: text.splitlines()[0] + "\n"), "officers.csv"),
    "format 2": (("rules.toml", swap("format = 1", "format = 2")), "format = 1"),
    "no format": (("rules.toml", swap("format = 1", "")), "format = 1"),
    "an unknown weight": (("rules.toml", swap("w_far", "w_fear")), "w_fear"),
    "a missing weight": (("rules.toml", swap("slope = [40, 120]", "")), "thiếu slope"),
    "an unknown table": (("rules.toml", swap("[hard]", "[soft]")), "soft"),
    "a negative weight": (("rules.toml", swap("w_dist = 1", "w_dist = -1")), "distance.w_dist"),
    "a weight with a fraction": (("rules.toml", swap("want_miss = 25", "want_miss = 2.5")), "want_miss"),
    "detour nan": (("rules.toml", swap("detour = 1.3", "detour = nan")), "detour"),
    "detour 0": (("rules.toml", swap("detour = 1.3", "detour = 0")), "detour"),
    "four complexities": (("rules.toml", swap("[5, 10, 20, 40, 80]", "[5, 10, 20, 40]")), "per_post"),
    "a slope too few": (("rules.toml", swap("[40, 120]", "[40]")), "donor.slope"),
    "an unknown post": (("rules.toml", swap("{chief = 5,", "{boss = 5,")), "want_rank"),
    "units over several waves": (("rules.toml", swap("one_wave_per_unit = true", "one_wave_per_unit = false")), "one_wave_per_unit"),
    "no TOML": (("rules.toml", lambda _: "[[["), "TOML"),
}  # fmt: skip


@pytest.fixture
def instance(sample: Callable[[str], Path]) -> Path:
    return sample("a-feasible")


@pytest.mark.parametrize("fault", FAULTS)
def test_the_fault_is_named_with_file_and_cure(shell: Shell, instance: Path, fault: str) -> None:
    (name, spoil), words = FAULTS[fault]
    path = instance / name
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    ran = shell.run("plan", "check", instance, instance / "reference_plan.csv")
    assert (ran.code, ran.out) == (2, "")
    told = [line for line in ran.err.splitlines() if words in line]
    assert told, ran.err
    assert told[0].startswith(name)


@pytest.mark.parametrize(
    "name", ["units.csv", "officers.csv", "donors.csv", "waves.csv", "rules.toml"]
)
def test_a_missing_file_is_named(shell: Shell, instance: Path, name: str) -> None:
    (instance / name).unlink()
    ran = shell.run("plan", "check", instance, SAMPLES / "a-feasible" / "reference_plan.csv")
    assert ran.code == 2
    assert name in ran.err


@pytest.mark.parametrize("name", ["units.csv", "officers.csv", "rules.toml"])
def test_another_encoding_is_refused_with_the_cure(shell: Shell, instance: Path, name: str) -> None:
    path = instance / name
    text = path.read_text(encoding="utf-8") + ("" if name.endswith("csv") else "# Trọng số\n")
    path.write_bytes(text.encode("utf-16"))
    ran = shell.run("plan", "check", instance, instance / "reference_plan.csv")
    assert ran.code == 2
    assert name in ran.err
    assert "UTF-8" in ran.err


def test_faults_of_all_files_are_told_together(shell: Shell, instance: Path) -> None:
    for fault in ("rank 9", "a negative cap", "negative capacity", "format 2", "complexity 6"):
        (name, spoil), _ = FAULTS[fault]
        path = instance / name
        path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    ran = shell.run("plan", "check", instance, instance / "reference_plan.csv")
    assert ran.code == 2
    lines = ran.err.splitlines()
    assert "5 lỗi" in lines[0]
    assert {line.split(",")[0].split(":")[0] for line in lines[1:]} == {
        "units.csv", "officers.csv", "donors.csv", "waves.csv", "rules.toml",
    }  # fmt: skip


def test_a_million_officers_are_refused_before_memory_goes_into_them(
    shell: Shell, instance: Path
) -> None:
    with (instance / "officers.csv").open("w", encoding="utf-8") as handle:
        handle.write(",".join(OFFICERS) + "\n")
        handle.writelines(
            f"CB{number},H384,3,5,20.5,104.5,,,,1,0,0,1,,\n" for number in range(1_000_000)
        )
    ran = shell.run("plan", "check", instance, instance / "reference_plan.csv")
    assert ran.code == 2
    assert "officers.csv: có hơn 200000 dòng" in ran.err
    assert "tách mỗi tỉnh" in ran.err


def test_thousands_of_faults_stay_readable(shell: Shell, instance: Path) -> None:
    path = instance / "officers.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    spoiled = [cell(1, OFFICERS.index("rank"), "x")(line).strip() for line in lines[1:]]
    path.write_text("\n".join([lines[0], *spoiled]), encoding="utf-8")
    ran = shell.run("plan", "check", instance, instance / "reference_plan.csv")
    assert ran.code == 2
    assert f"và {len(spoiled) - 200} lỗi nữa" in ran.err
    assert len(ran.err.splitlines()) < 210


def test_an_instance_is_a_folder(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    shutil.copy(SAMPLES / "a-feasible" / "units.csv", path)
    ran = shell.run("plan", "check", path, path)
    assert ran.code == 2
    assert "thư mục" in ran.err
