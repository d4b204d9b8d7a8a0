"""One row's cells, read strictly; faults are noted and reading goes on, so that all are told at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from binhyen.foundation.exchange.api import Faults

CODE: Final = re.compile(r"[^\W_][\w.\-]{0,39}")
UNIT_CODE: Final = re.compile(r"[0-9]{5}")
SKILL: Final = re.compile(r"[^\W\d_]\w{0,39}")
WHOLE: Final = re.compile(r"-?[0-9]{1,9}")
DECIMAL: Final = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,25})?([eE]-[0-9]{1,3})?")


class Cells:
    """Cells of one row. A faulty cell gives a harmless value and one fault; `ok()` tells whether the row can be used."""

    def __init__(self, row: int, cells: Mapping[str, str], faults: Faults) -> None:
        self.row, self.cells, self.faults = row, cells, faults
        self._before = faults.count

    def ok(self) -> bool:
        """Whether no cell read so far had a fault."""
        return self.faults.count == self._before

    def fault(self, column: str, message: str) -> None:
        """Note a fault of a cell; `message` says what to do."""
        self.faults.add(self.row, column, self.cells[column], message)

    def text(self, column: str) -> str:
        """Any text but none."""
        value = self.cells[column]
        if not value:
            self.fault(column, "ô trống; hãy điền.")
        return value

    def code(self, column: str) -> str:
        """An id: a letter or digit first, then letters, digits, `.`, `-`, `_`, at most 40."""
        value = self.cells[column]
        if not CODE.fullmatch(value):
            self.fault(column, f"mã “{value[:40]}” phải gồm chữ, số, . - _ và nhiều nhất 40 ký tự.")
        return value

    def unit_code(self, column: str) -> str:
        """A unit's five digits."""
        value = self.cells[column]
        if not UNIT_CODE.fullmatch(value):
            self.fault(column, f"mã đơn vị “{value[:40]}” phải có đúng 5 chữ số, giữ số 0 ở đầu.")
        return value

    def whole(self, column: str, least: int, most: int, *, empty: int | None = None) -> int:
        """A whole number in [least, most]; an empty cell is `empty` where that is given."""
        value = self.cells[column]
        if not value and empty is not None:
            return empty
        if not WHOLE.fullmatch(value):
            self.fault(column, f"“{value[:40]}” không phải số nguyên; hãy ghi như 12.")
            return least
        if not least <= int(value) <= most:
            self.fault(column, f"{value} phải từ {least} đến {most}.")
            return least
        return int(value)

    def whole_or_none(self, column: str, least: int, most: int) -> int | None:
        """The same; an empty cell is None."""
        return self.whole(column, least, most) if self.cells[column] else None

    def degrees(self, column: str, most: int) -> float:
        """Degrees in [−most, most], decimal point."""
        value = self.cells[column]
        if not DECIMAL.fullmatch(value):
            self.fault(column, f"“{value[:40]}” không phải độ; hãy ghi như 20.52006, dấu chấm.")
            return 0.0
        if abs(float(value)) > most:
            self.fault(column, f"{value} ngoài khoảng ±{most} độ; có thể vĩ độ, kinh độ đổi chỗ.")
        return float(value)

    def day(self, column: str) -> date:
        """A day as year-month-day."""
        value = self.cells[column]
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fault(column, f"“{value[:40]}” không phải ngày; hãy ghi như 2019-11-01.")
            return date.min

    def flag(self, column: str) -> bool:
        """0 or 1."""
        value = self.cells[column]
        if value not in {"0", "1"}:
            self.fault(column, f"“{value[:40]}” phải là 0 hoặc 1.")
        return value == "1"

    def choice(self, column: str, options: Collection[str]) -> str:
        """One of a few words."""
        value = self.cells[column]
        if value not in options:
            self.fault(column, f"“{value[:40]}” phải là một trong: {', '.join(options)}.")
        return value

    def codes(self, column: str, pattern: re.Pattern[str] = SKILL) -> tuple[str, ...]:
        """Words apart by `;`, each once, in their order."""
        found = tuple(self._pieces(column))
        bad = [part for part in found if not pattern.fullmatch(part)]
        if bad:
            self.fault(column, f"“{bad[0][:40]}” không đọc được; viết các mã cách nhau bằng dấu ;.")
        elif len(set(found)) < len(found):
            self.fault(column, "có mã lặp lại; mỗi mã ghi một lần.")
        return found

    def counts(self, column: str, names: re.Pattern[str] = SKILL) -> dict[str, int]:
        """`name:count` apart by `;`."""
        found: dict[str, int] = {}
        for part in self._pieces(column):
            name, _, count = (piece.strip() for piece in part.partition(":"))
            if not names.fullmatch(name) or not re.fullmatch(r"[0-9]{1,6}", count):
                self.fault(column, f"“{part[:40]}” phải viết như admin:1;lang_mong:2.")
            elif name in found:
                self.fault(column, f"“{name}” lặp lại; cộng vào một chỗ.")
            else:
                found[name] = int(count)
        return found

    def _pieces(self, column: str) -> list[str]:
        """Parts between `;`; a `;` too many does no harm."""
        parts = (part.strip() for part in self.cells[column].split(";"))
        return [part for part in parts if part]
