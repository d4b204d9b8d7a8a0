"""Catalogue files are read strictly; every fault names its file and line in Vietnamese."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, field_validator

from binhyen.kernel.errors import Invalid
from binhyen.kernel.expressions import Expression, parse
from binhyen.kernel.yamlfile import load_entries, load_entry, load_located, parsed_by


class Source(BaseModel):
    model_config = ConfigDict(extra="forbid")
    document: str
    signed_on: date


class Norm(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
    code: str = Field(pattern=r"^[a-z.]+$")
    label: str
    share: Decimal | None = None
    officers: int = Field(default=5, ge=1)
    severity: Literal["must", "should"] = "must"
    left: Annotated[Expression | None, parsed_by(parse)] = None
    sources: tuple[Source, ...] = ()

    @field_validator("label")
    @classmethod
    def _label_has_no_dot(cls, label: str) -> str:
        if "." in label:
            raise ValueError("nhãn không có dấu chấm")
        return label


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str | bytes, name: str = "norm.yaml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


def faults(path: Path) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(Invalid) as refusal:
        load_located(path, Norm)
    assert all(row.file == path.name for row in refusal.value.rows)
    return [(row.row, row.column, row.message) for row in refusal.value.rows]


GOOD = """\
code: officers.commune
label: Đủ cán bộ
share: 33.76
officers: 5
left: post.filled / post.count >= 0.5
sources:
  - document: 42/2021/NĐ-CP
    signed_on: 2021-03-31
"""


def test_it_reads_an_entry(write: Write) -> None:
    norm = load_entry(write(GOOD), Norm)
    assert (norm.label, norm.share, norm.officers) == ("Đủ cán bộ", Decimal("33.76"), 5)
    assert norm.left == parse("post.filled / post.count >= 0.5")
    assert norm.sources == (Source(document="42/2021/NĐ-CP", signed_on=date(2021, 3, 31)),)


@pytest.mark.parametrize("text", ["038", "on", "no", "1:30", "0x1F", "1e3", "2021-3-1", "=1"])
def test_it_leaves_texts_as_they_look(write: Write, text: str) -> None:
    assert load_entry(write(f"code: a\nlabel: {text}"), Norm).label == text


def test_it_names_every_fault_with_its_line(write: Write) -> None:
    path = write(
        "code: Sai.Mã\nlabel: 12\nofficers: 0\nseverity: maybe\nsources:\n"
        "  - document: x\n    signed_on: 2021-03-31\n    place: y\n  - document: z\n"
    )
    assert faults(path) == [
        (1, "code", "không đúng mẫu ^[a-z.]+$"),
        (2, "label", "phải là chữ: hãy đặt giá trị trong dấu nháy"),
        (3, "officers", "phải từ 1 trở lên"),
        (4, "severity", "phải là một trong 'must' hoặc 'should'"),
        (8, "sources.0.place", "khóa không có trong mẫu: hãy bỏ hoặc sửa chính tả"),
        (9, "sources.1.signed_on", "thiếu khóa bắt buộc"),
    ]


def test_it_passes_on_what_validators_and_parsers_refuse(write: Write) -> None:
    path = write("code: a\nlabel: a.b\nleft: '{a} +'\n")
    assert faults(path) == [
        (2, "label", "nhãn không có dấu chấm"),
        (3, "left", "Không hiểu “{a} +” ở vị trí 1 của biểu thức."),
    ]


def test_it_reads_lists_and_keeps_the_line_of_each_entry(write: Write, tmp_path: Path) -> None:
    write("norms:\n  - code: a\n    label: A\n\n  - code: b\n    label: B\n", "many.yaml")
    write("- code: c\n  label: C\n", "more/list.yaml")
    located = load_located(tmp_path, Norm)
    assert [(each.entry.code, each.file, each.line) for each in located] == [
        ("a", "many.yaml", 2),
        ("b", "many.yaml", 5),
        ("c", "more/list.yaml", 1),
    ]
    assert str(located[1].problem("đã có", "label")) == "many.yaml, dòng 6, cột label: đã có"
    assert located[1].problem("đã có", "nowhere").row == 5


def test_it_gathers_the_faults_of_all_files(write: Write, tmp_path: Path) -> None:
    write("code: a\n", "one.yaml")
    write("items: [\n", "two.yaml")
    write(GOOD, "three.yaml")
    with pytest.raises(Invalid, match="2 lỗi trong danh mục") as refusal:
        load_entries(tmp_path, Norm)
    assert [(row.file, row.column) for row in refusal.value.rows] == [
        ("one.yaml", "label"),
        ("two.yaml", None),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("code: a\nlabel: A\ncode: b\n", 3, "lặp lại"),
        ("a: &x [1]\nb: *x\n", 1, "neo"),
        ("code: !!python/object:os.system x\n", 1, "thẻ"),
        ("code: a\nlabel: [1\n", 3, "YAML"),
        ("code: a\nlabel: 2021-02-30\n", 2, "ngày không có"),
        ("? [a]\n: b\n", 1, "khóa phải là chữ"),
        ("a: " + "[" * 30 + "]" * 30, 1, "lồng nhau"),
        ("[" * 200_000, 1, "lồng nhau"),
        ("", 1, "rỗng"),
        ("code: a\n---\ncode: b\n", 2, "YAML"),
        (b"code: a\nlabel: \xff\n", 2, "UTF-8"),
        ("code: a\nlabel: " + unicodedata.normalize("NFD", "Đủ cán bộ"), 2, "NFC"),
        ("a: " + "x" * 1_000_001, None, "1 MB"),
        ("just text", 1, "nhóm khóa"),
    ],
    ids=[
        "twice",
        "anchor",
        "tag",
        "open",
        "date",
        "key",
        "deep",
        "bomb",
        "empty",
        "two",
        "latin",
        "nfd",
        "big",
        "text",
    ],
)
def test_it_refuses_what_is_not_plain_yaml(
    write: Write, text: str | bytes, line: int | None, said: str
) -> None:
    [(row, _, message)] = faults(write(text))
    assert said in message
    assert row == line


def test_it_says_when_there_is_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="Không có thư mục hoặc tệp “none”"):
        load_entries(tmp_path / "none", Norm)
