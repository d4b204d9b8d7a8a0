"""Files from outside: clean rows with their lines, or a refusal that says what to do."""

from __future__ import annotations

import tracemalloc
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binhyen.foundation.exchange.api import Faults, read_csv
from binhyen.kernel.errors import DomainError, Invalid, NotFound


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "in.csv"


def rows(path: Path, content: bytes | str, **more: object) -> list[tuple[int, dict[str, str]]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_csv(path, ("code", "value"), ("note",), **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_it_reads_any_usual_separator_and_line_end(path: Path, separator: str, end: str) -> None:
    text = end.join(["code,value", "01,5", "", " 02 ,6 "]).replace(",", separator)
    wanted = [{"code": "01", "value": "5", "note": ""}, {"code": "02", "value": "6", "note": ""}]
    assert [row for _, row in rows(path, text)] == wanted


def test_lines_are_counted_from_one_with_the_header(path: Path) -> None:
    assert [line for line, _ in rows(path, 'code,value\n1,"a\nb"\n\n2,c\n')] == [2, 5]


def test_it_takes_a_byte_order_mark_and_composes_letters(path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Hòa")
    ((_, row),) = rows(path, f"\ufeffcode,value\n1,{decomposed}\n")
    assert row["value"] == "Hòa"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("code,value\n1,2\n".encode("utf-16"), "UTF-8"),
        ("code,value\n1,Hà\n".encode("cp1258"), "CSV UTF-8"),
        (b"code,value\n1,\x00\n", "NUL"),
        (b'code,value\n1,"2\n', "ngoặc kép"),
        (b'code,value\n1,"2"x\n', "ngoặc kép"),
        (b"code,value\n1," + b"9" * 70_000 + b"\n", "dài quá"),
        (b"code,value\n1," + b"9" * 3_000_000, "dài quá"),
        (b"code,value\n1,\x07\n", "dòng 2: có ký tự điều khiển"),
        (b"code,value,code\n1,2,3\n", "lặp: code"),
        (b"code,valeu\n1,2\n", "lạ: valeu"),
        (b"code\n1\n", "Thiếu: value"),
        (b"code,value\n", "không có dòng số liệu"),
        (b"", "Thiếu"),
    ],
)
def test_it_refuses_with_what_to_do(path: Path, content: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        rows(path, content)


def test_a_wrong_number_of_cells_is_told_with_the_others(path: Path) -> None:
    faults = Faults("in.csv")
    kept = rows(path, "code,value\n1,2,3\n1,2\n4\n", faults=faults)
    assert [line for line, _ in kept] == [3]
    assert [fault.row for fault in faults.kept] == [2, 4]
    with pytest.raises(Invalid, match="2 lỗi"):
        rows(path, "code,value\n1,2,3\n1,2\n4\n")


def test_a_missing_file_is_said(path: Path) -> None:
    with pytest.raises(NotFound):
        list(read_csv(path, ("code",)))


def test_too_many_rows_are_refused_before_any_is_read(path: Path) -> None:
    path.write_text("code,value\n" + "1,2\n" * 1000, encoding="utf-8")
    reading = read_csv(path, ("code", "value"), row_limit=100)
    with pytest.raises(Invalid, match="100 dòng"):
        next(reading)


def test_memory_does_not_grow_with_the_file(path: Path) -> None:
    def peak(count: int) -> int:
        path.write_text("code,value\n" + "00001,12345\n" * count, encoding="utf-8")
        tracemalloc.start()
        for _ in read_csv(path, ("code", "value")):
            pass
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    assert peak(150_000) < 1.5 * peak(50_000)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    body=st.binary(max_size=300),
    header=st.sampled_from([b"", b"code,value\n", b"code;value;note\r\n"]),
)
def test_whatever_stands_in_a_file_only_a_refusal_comes_out(
    path: Path, body: bytes, header: bytes
) -> None:
    try:
        found = rows(path, header + body)
    except DomainError as refusal:
        found, told = [], str(refusal)
    else:
        told = "read"
    assert told
    assert all(set(row) == {"code", "value", "note"} for _, row in found)
