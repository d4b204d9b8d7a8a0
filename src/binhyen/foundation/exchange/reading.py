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
BLOCK = 1 << 16
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
    refuse_unreadable(path, row_limit)
    own = Faults(path.name) if faults is None else faults
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            yield from _rows(handle, path.name, (tuple(required), tuple(optional)), own, row_limit)
    except UnicodeDecodeError as error:
        raise Invalid(SAVE_AS_UTF8, kind="encoding", file=path.name) from error
    if faults is None:
        own.raise_if_any()


def refuse_unreadable(path: Path, row_limit: int) -> None:
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
            if len(chunk) == CHUNK and b"\n" not in chunk and b"\r" not in chunk:
                raise Invalid(
                    N_("Tệp {file} có dòng dài quá {limit} ký tự: không phải tệp CSV."),
                    kind="bad-line",
                    file=path.name,
                    limit=LINE_LIMIT,
                )
            lines += chunk.count(b"\n")
            if lines > row_limit + 1:
                raise too_many_rows(path.name, row_limit)


def too_many_rows(name: str, row_limit: int) -> Invalid:
    """The refusal for a file with more rows than allowed."""
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
    lines = _lines_of(handle, name)
    header_line = next(lines, "")
    separator = max(SEPARATORS, key=header_line.count)
    header = checked_header(header_line, separator, name, *columns)
    absent = {column: "" for column in columns[1] if column not in header}
    reader = csv.reader(lines, delimiter=separator, strict=True)
    width, count, line = len(header), 0, 2
    try:
        for fields in reader:
            begun, line = line, reader.line_num + 2
            if not any(fields):
                continue
            count += 1
            if count > row_limit:
                raise too_many_rows(name, row_limit)
            if len(fields) == width:
                row = dict(zip(header, map(str.strip, fields), strict=True))
                if absent:
                    row.update(absent)
                yield begun, row
            else:
                faults.add(begun, None, separator.join(fields), width_message(len(fields), width))
    except csv.Error as error:
        raise broken_csv(name, line, str(error)) from error
    if not count:
        raise Invalid(N_("Tệp {file} không có dòng số liệu nào."), kind="empty", file=name)


def _lines_of(handle: TextIO, name: str) -> Iterator[str]:
    """Physical lines, NFC, none longer than the limit, none with control characters; looked at block by block."""
    before = 0
    while lines := handle.readlines(BLOCK):
        yield from checked_lines(lines, before, name)
        before += len(lines)


def checked_lines(lines: list[str], before: int, name: str) -> Iterator[str]:
    """A block of lines as NFC; `before` is how many lines came before it.

    Raises:
        Invalid: a line that is too long or holds control characters.
    """
    block = "".join(lines)
    if CONTROL.search(block) or max(map(len, lines)) > LINE_LIMIT:
        raise bad_line(lines, before, name)
    if block.isascii():
        yield from lines
    else:
        yield from (unicodedata.normalize("NFC", line) for line in lines)


def bad_line(lines: list[str], before: int, name: str) -> Invalid:
    """The refusal for the first bad line of a block; `before` is how many lines came before it."""
    bad = (at for at, line in enumerate(lines) if CONTROL.search(line) or len(line) > LINE_LIMIT)
    position = next(bad)
    is_long = len(lines[position]) > LINE_LIMIT
    return Invalid(
        N_("Tệp {file}, dòng {line}: dòng dài quá {limit} ký tự.")
        if is_long
        else N_("Tệp {file}, dòng {line}: có ký tự điều khiển; hãy xóa nó đi."),
        kind="bad-line",
        file=name,
        line=before + position + 1,
        limit=LINE_LIMIT,
    )


def checked_header(
    line: str, separator: str, name: str, required: tuple[str, ...], optional: tuple[str, ...]
) -> list[str]:
    """The columns a header names, all known, none lacking or twice."""
    try:
        cells = next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error as error:
        raise broken_csv(name, 1, str(error)) from error
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


def width_message(found: int, wanted: int) -> str:
    """What is wrong with a row of another number of cells."""
    return (
        f"có {found} ô, cần {wanted} ô; nếu số dùng dấu phẩy thì đặt trong ngoặc kép hoặc "
        "dùng dấu chấm phẩy ngăn cột"
    )


def broken_csv(name: str, line: int, reason: str) -> Invalid:
    """The refusal for quotes that do not close."""
    return Invalid(
        N_("Tệp {file}, từ dòng {line}: dấu ngoặc kép không khép hoặc ô quá dài ({reason})."),
        kind="broken-csv",
        file=name,
        line=line,
        reason=reason,
    )
