"""A CSV from outside copied with a line number before each row, for engines that read columns by the million.

The same refusals as `read_csv`. Blocks of plain rows (ASCII, no quotes, right width) are copied as they are; from the
first other block on every row goes through the strict reader.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TextIO

from binhyen.foundation.exchange.faults import Faults
from binhyen.foundation.exchange.reading import (
    BLOCK,
    CONTROL,
    LINE_LIMIT,
    ROW_LIMIT,
    SAVE_AS_UTF8,
    SEPARATORS,
    bad_line,
    broken_csv,
    checked_header,
    checked_lines,
    refuse_unreadable,
    too_many_rows,
    width_message,
)
from binhyen.kernel.errors import N_, Invalid


@dataclass(frozen=True, slots=True)
class Numbered:
    """The copy: its separator, and the names of its columns after the line number, in the file's own order."""

    separator: str
    columns: tuple[str, ...]


def number_rows(
    path: Path,
    target: Path,
    required: Sequence[str],
    optional: Sequence[str] = (),
    *,
    faults: Faults,
    row_limit: int = ROW_LIMIT,
) -> Numbered:
    """Copy a CSV file to `target` with each row's line number as the first cell; cells keep the spaces around them.

    Raises:
        NotFound, Invalid: as `read_csv`; rows with a wrong number of cells are noted in `faults` and left out.
    """
    refuse_unreadable(path, row_limit)
    try:
        with (
            path.open(encoding="utf-8-sig", newline="") as source,
            target.open("w", encoding="utf-8", newline="") as copy,
        ):
            return _Copying(source, copy, path.name, faults, row_limit).run(required, optional)
    except UnicodeDecodeError as error:
        raise Invalid(SAVE_AS_UTF8, kind="encoding", file=path.name) from error


@dataclass(slots=True)
class _Copying:
    source: TextIO
    copy: TextIO
    name: str
    faults: Faults
    row_limit: int
    separator: str = ","
    width: int = 0
    rows: int = 0
    line: int = 1

    def run(self, required: Sequence[str], optional: Sequence[str]) -> Numbered:
        first = next(checked_lines([self.source.readline()], 0, self.name), "")
        self.separator = max(SEPARATORS, key=first.count)
        header = checked_header(first, self.separator, self.name, tuple(required), tuple(optional))
        self.width = len(header)
        self.copy.write(self.separator.join(["line", *header]) + "\n")
        while lines := self.source.readlines(BLOCK):
            if not self._copy_plain(lines):
                self._copy_strictly(lines)
                break
        if not self.rows:
            raise Invalid(N_("Tệp {file} không có dòng số liệu nào."), kind="empty", file=self.name)
        return Numbered(self.separator, tuple(header))

    def _copy_plain(self, lines: list[str]) -> bool:
        """Copy a block whose every line is one plain row; False when one is not."""
        block, separator, gaps = "".join(lines), self.separator, self.width - 1
        if not block.isascii() or '"' in block:
            return False
        if CONTROL.search(block) or max(map(len, lines)) > LINE_LIMIT:
            raise bad_line(lines, self.line, self.name)
        # A line that is no longer than its separators and its end holds nothing.
        if not all(line.count(separator) == gaps and len(line) > gaps + 2 for line in lines):
            return False
        begin = self.line + 1
        self.copy.writelines(
            [f"{at}{separator}{line.rstrip()}\n" for at, line in enumerate(lines, begin)]
        )
        self.line += len(lines)
        self._count(len(lines))
        return True

    def _copy_strictly(self, block: list[str]) -> None:
        before, line = self.line, self.line + 1
        reader = csv.reader(self._rest(block), delimiter=self.separator, strict=True)
        writer = csv.writer(self.copy, delimiter=self.separator, lineterminator="\n")
        try:
            for fields in reader:
                begun, line = line, before + reader.line_num + 1
                if not any(fields):
                    continue
                self._count(1)
                if len(fields) == self.width:
                    writer.writerow((begun, *map(str.strip, fields)))
                else:
                    found = width_message(len(fields), self.width)
                    self.faults.add(begun, None, self.separator.join(fields), found)
        except csv.Error as error:
            raise broken_csv(self.name, line, str(error)) from error

    def _rest(self, block: list[str]) -> Iterator[str]:
        before = self.line
        for lines in chain([block], iter(lambda: self.source.readlines(BLOCK), [])):
            yield from checked_lines(lines, before, self.name)
            before += len(lines)

    def _count(self, rows: int) -> None:
        self.rows += rows
        if self.rows > self.row_limit:
            raise too_many_rows(self.name, self.row_limit)
