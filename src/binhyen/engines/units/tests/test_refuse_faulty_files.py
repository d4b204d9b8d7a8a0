"""Each planted fault is told with its file, line and column, and nothing is stored."""

import unicodedata
from pathlib import Path

import pytest

from binhyen.engines.units import api
from binhyen.engines.units.tests.folder import FILES, write_folder
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import Invalid, RowProblem

pytestmark = pytest.mark.django_db

TAN_LAP = "C00003,3,00003,xã,Tân Lập,D001,2020-01-01,2023-01-01,,le"
SUOI_MO = "C00001,3,00001,thị trấn,Suối Mơ,D001,2022-01-01"


def faults_of(folder: Path, operator: Actor) -> tuple[RowProblem, ...]:
    with pytest.raises(Invalid) as caught:
        api.load_units(operator, source=folder)
    return caught.value.rows


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "column", "words"),
    [
        (
            "units.csv",
            TAN_LAP,
            TAN_LAP.replace("D001", "D009"),
            9,
            "parent_id",
            "không có đơn vị cấp trên",
        ),
        ("units.csv", TAN_LAP, TAN_LAP.replace("D001", "C00003"), 9, "parent_id", "vòng"),
        ("units.csv", TAN_LAP, TAN_LAP.replace("D001", "C00004"), 9, "parent_id", "cấp cao hơn"),
        (
            "units.csv",
            TAN_LAP,
            TAN_LAP.replace("2020-01-01", "2019-01-01"),
            9,
            "parent_id",
            "chỉ có từ",
        ),
        ("units.csv", "Ngàn Xanh,P01", "Ngàn Xanh,D001", 13, "parent_id", "kết thúc ngày"),
        (
            "units.csv",
            SUOI_MO,
            SUOI_MO.replace("2022-01-01", "2021-06-01"),
            7,
            "valid_from",
            "chồng",
        ),
        ("units.csv", SUOI_MO, SUOI_MO.replace("2022-01-01", "2022-06-01"), 7, "valid_from", "hở"),
        (
            "units.csv",
            "2020-01-01,2023-01-01,,le\nC00004",
            "2020-01-01,2019-01-01,,le\nC00004",
            9,
            "valid_to",
            "không sau",
        ),
        (
            "units.csv",
            SUOI_MO,
            SUOI_MO.replace("2022-01-01", "2020-01-01"),
            7,
            "unit_id",
            "hai dòng",
        ),
        ("units.csv", "00003,xã", "00001,xã", 9, "code", "mỗi ngày một mã"),
        (
            "units.csv",
            TAN_LAP,
            TAN_LAP.replace("2020-01-01", "2020-02-30"),
            9,
            "valid_from",
            "không phải ngày",
        ),
        (
            "units.csv",
            TAN_LAP,
            TAN_LAP.replace("2020-01-01", "01/01/2020"),
            9,
            "valid_from",
            "không phải ngày",
        ),
        ("units.csv", "Tân Lập", "<b>Tân Lập</b>", 9, "name", "<"),
        ("units.csv", "00003,xã", "00003,làng", 9, "type", "làng"),
        ("units.csv", "Tân Lập", "", 9, "name", "trống"),
        ("succession.csv", "0.25", "0.2", 3, "share", "đúng bằng 1"),
        ("succession.csv", "0.25", "", 3, "share", "chỗ có chỗ không"),
        ("succession.csv", "0.25", "-0.25", 4, "share", "không phải số"),
        ("succession.csv", "part,0.25,0", "part,0.25,1", 3, "main", "bên nhận chính"),
        ("succession.csv", "C00002,C00001,", "C00002,C00002,", 2, "new_unit", "chính mình"),
        (
            "succession.csv",
            "C00002,C00001,2022-01-01",
            "C00002,C00001,2022-02-01",
            2,
            "old_unit",
            "hiệu lực",
        ),
        (
            "succession.csv",
            "C00005,C00005b,2025-07-01,continue,all,1,1,2/NQ,law\n",
            "",
            11,
            "valid_to",
            "kế thừa",
        ),
        ("alt_names.csv", "C00002", "C99999", 2, "unit_id", "không có đơn vị"),
        ("geo.csv", "20.5", "95.5", 2, "lat", "không phải số"),
        ("decisions.csv", "exact", "chắc", 2, "certainty", "chắc"),
    ],
)
def test_it_tells_where_and_what(
    tmp_path: Path,
    operator: Actor,
    file: str,
    old: str,
    new: str,
    row: int,
    column: str,
    words: str,
) -> None:
    problems = faults_of(write_folder(tmp_path, (file, old, new)), operator)

    found = [problem for problem in problems if (problem.row, problem.column) == (row, column)]
    assert any(words in problem.message for problem in found), problems


def test_it_tells_all_faults_at_once(tmp_path: Path, operator: Actor) -> None:
    folder = write_folder(
        tmp_path,
        ("units.csv", "Tân Lập", ""),
        ("succession.csv", "0.25", "x"),
        ("geo.csv", "map", "<map>"),
    )

    assert {problem.file for problem in faults_of(folder, operator)} == {
        "units.csv",
        "succession.csv",
        "geo.csv",
    }


def test_it_refuses_separate_marks(tmp_path: Path, operator: Actor) -> None:
    loose = unicodedata.normalize("NFD", "Tân Lập")

    [problem] = faults_of(write_folder(tmp_path, ("units.csv", "Tân Lập", loose)), operator)

    assert (problem.file, problem.row) == ("units.csv", 9)
    assert "NFD" in problem.message


@pytest.mark.parametrize("file", FILES)
def test_it_names_a_missing_file(tmp_path: Path, operator: Actor, file: str) -> None:
    folder = write_folder(tmp_path)
    (folder / file).unlink()

    assert file in {problem.file for problem in faults_of(folder, operator)}


def test_it_names_the_line_of_a_wrong_encoding(tmp_path: Path, operator: Actor) -> None:
    folder = write_folder(tmp_path)
    lines = (folder / "units.csv").read_bytes().split(b"\n")
    lines[8] = lines[8].replace("Tân".encode(), b"T\xe2n")
    (folder / "units.csv").write_bytes(b"\n".join(lines))

    [problem] = [problem for problem in faults_of(folder, operator) if problem.file == "units.csv"]
    assert problem.row == 9
    assert "UTF-8" in problem.message


def test_it_refuses_an_unknown_column(tmp_path: Path, operator: Actor) -> None:
    folder = write_folder(tmp_path, ("geo.csv", "population", "people"))

    [problem] = faults_of(folder, operator)
    assert problem.file == "geo.csv"
    assert "people" in problem.message
