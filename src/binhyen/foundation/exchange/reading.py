"""CSV from outside, row by row: whatever the file holds, the caller gets clean rows or an `Invalid` in plain words.

Only UTF-8 is taken. The older Vietnamese encodings cannot be told apart safely, and a wrong guess would change names
without anybody noticing, so they are refused with the way to save the file again.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from binhyen.foundation.exchange.faults import Faults
from binhyen.kernel.errors import N_, Invalid, NotFound

ROW_LIMIT = 5_000_000
LINE_LIMIT = 65_536
SEPARATORS = ",;\t"
CHUNK = 1 << 20
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufffe\uffff]")

SAVE_AS_UTF8 = N_(
    "Tệp {file} không phải UTF-8. Trong Excel chọn Tệp → Lưu thành (Save As) → kiểu "
    "“CSV UTF-8 (Comma delimited) (*.csv)” rồi nạp lại."
)

Row = tuple[int, dict[str, str]]


def read_csv(
    path: Path,
    required: Sequence[str],
    optional: Sequence[str] = (),
    *,
    faults: Faults | None = None,
    row_limit: int = ROW_LIMIT,
) -> Iterator[Row]:
    """Rows of a CSV file with a header, as (line number from 1, {column: text}).

    Texts are NFC and stripped; an absent optional column reads as "". The separator (comma, semicolon or tab) is
    told from the header. Blank lines are skipped. Memory does not grow with the file.

    Args:
        faults: gathers rows with a wrong number of cells so that the caller can go on; without it they are
            raised together after the last row.

    Raises:
        NotFound: no such file.
        Invalid: not UTF-8, too many rows, a broken quote, control characters, a wrong header, no rows.
    """
    _refuse_unreadable(path, row_limit)
    own = Faults(path.name) if faults is None else faults
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            yield from _rows(handle, path.name, (tuple(required), tuple(optional)), own, row_limit)
    except UnicodeDecodeError as error:
        raise Invalid(SAVE_AS_UTF8, kind="encoding", file=path.name) from error
    if faults is None:
        own.raise_if_any()


def _refuse_unreadable(path: Path, row_limit: int) -> None:
    """One quick pass over the bytes, stopped at the limit, so that a huge file is refused before any work."""
    if not path.is_file():
        raise NotFound(N_("Không có tệp {file}."), file=str(path))
    lines = 0
    with path.open("rb") as handle:
        head = handle.read(4)
        if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            raise Invalid(SAVE_AS_UTF8, kind="encoding", file=path.name)
        handle.seek(0)
        while chunk := handle.read(CHUNK):
            if b"\x00" in chunk:
                raise Invalid(
                    N_("Tệp {file} có byte NUL: không phải tệp CSV. Hãy lưu lại dạng CSV UTF-8."),
                    kind="nul",
                    file=path.name,
                )
            lines += chunk.count(b"\n")
            if lines > row_limit + 1:
                raise _too_many(path.name, row_limit)


def _too_many(name: str, row_limit: int) -> Invalid:
    return Invalid(
        N_("Tệp {file} có hơn {limit} dòng. Hãy chia thành nhiều tệp nhỏ hơn."),
        kind="too-many-rows",
        file=name,
        limit=row_limit,
    )


def _rows(
    handle: TextIO,
    name: str,
    columns: tuple[tuple[str, ...], tuple[str, ...]],
    faults: Faults,
    row_limit: int,
) -> Iterator[Row]:
    lines = _Lines(handle, name)
    header_line = next(lines, "")
    separator = max(SEPARATORS, key=header_line.count)
    header = _header(header_line, separator, name, *columns)
    absent = {column: "" for column in columns[1] if column not in header}
    reader = csv.reader(lines, delimiter=separator, strict=True)
    width, count, line = len(header), 0, 2
    try:
        for fields in reader:
            count += 1
            if count > row_limit:
                raise _too_many(name, row_limit)
            if len(fields) == width:
                yield line, absent | dict(zip(header, map(str.strip, fields), strict=True))
            elif any(field.strip() for field in fields):
                faults.add(line, None, separator.join(fields), _width_message(len(fields), width))
            line = reader.line_num + 2
    except csv.Error as error:
        raise _broken(name, line, str(error)) from error
    if not count:
        raise Invalid(N_("Tệp {file} không có dòng số liệu nào."), kind="empty", file=name)


class _Lines:
    """Physical lines, NFC, none longer than the limit, none with control characters."""

    def __init__(self, handle: TextIO, name: str) -> None:
        self._readline = handle.readline
        self._name = name
        self._number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._readline(LINE_LIMIT + 1)
        if not line:
            raise StopIteration
        self._number += 1
        if len(line) > LINE_LIMIT:
            raise self._fault(N_("Tệp {file}, dòng {line}: dòng dài quá {limit} ký tự."))
        if CONTROL.search(line):
            raise self._fault(N_("Tệp {file}, dòng {line}: có ký tự điều khiển; hãy xóa nó đi."))
        return line if line.isascii() else unicodedata.normalize("NFC", line)

    def _fault(self, message: str) -> Invalid:
        return Invalid(
            message, kind="bad-line", file=self._name, line=self._number, limit=LINE_LIMIT
        )


def _header(
    line: str, separator: str, name: str, required: tuple[str, ...], optional: tuple[str, ...]
) -> list[str]:
    try:
        cells = next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error as error:
        raise _broken(name, 1, str(error)) from error
    header = [cell.strip().casefold() for cell in cells]
    known = {*required, *optional}
    lacking = [column for column in required if column not in header]
    strange = sorted({column for column in header if column not in known})
    twice = sorted({column for column in header if header.count(column) > 1})
    if lacking or strange or twice:
        raise Invalid(
            N_(
                "Tệp {file}, dòng 1: tiêu đề cột phải gồm {expected}. "
                "Thiếu: {lacking}; lạ: {strange}; lặp: {twice}."
            ),
            kind="header",
            file=name,
            expected=", ".join([*required, *(f"[{column}]" for column in optional)]),
            lacking=_listed(lacking),
            strange=_listed(strange),
            twice=_listed(twice),
        )
    return header


def _listed(names: list[str]) -> str:
    return ", ".join(name[:40] or "(trống)" for name in names[:10]) or "không"


def _width_message(found: int, wanted: int) -> str:
    return (
        f"có {found} ô, cần {wanted} ô; nếu số dùng dấu phẩy thì đặt trong ngoặc kép hoặc "
        "dùng dấu chấm phẩy ngăn cột"
    )


def _broken(name: str, line: int, reason: str) -> Invalid:
    return Invalid(
        N_("Tệp {file}, từ dòng {line}: dấu ngoặc kép không khép hoặc ô quá dài ({reason})."),
        kind="broken-csv",
        file=name,
        line=line,
        reason=reason,
    )
