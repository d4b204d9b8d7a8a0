"""Cells of a CSV row turned into values; a cell that cannot be read is noted and the search goes on."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from binhyen.engines.units.rules.records import Place
from binhyen.engines.units.types import MILLION
from binhyen.kernel.errors import Invalid, RowProblem
from binhyen.kernel.text import clean_text

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
KEY = re.compile(r"[A-Z][A-Za-z0-9-]{0,15}")
CODE = re.compile(r"[A-Za-z0-9]{1,8}")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a file; readers give a harmless value where they note a fault."""

    place: Place
    values: dict[str, str]
    problems: list[RowProblem]

    def text(self, column: str, max_length: int, *, required: bool = False) -> str:
        value = self.values[column]
        if required and not value:
            self._note(column, "ô trống: hãy điền.")
        fault = _text_fault(value, max_length)
        if fault:
            self._note(column, fault)
        return value

    def key(self, column: str, *, required: bool = True) -> str:
        value = self.values[column]
        if (value or required) and not KEY.fullmatch(value):
            self._note(
                column,
                f"“{value}” không phải mã định danh: chữ hoa rồi chữ và số không dấu, như C00712.",
            )
        return value

    def code(self, column: str, *, required: bool = True) -> str:
        value = self.values[column]
        if (value or required) and not CODE.fullmatch(value):
            self._note(column, f"“{value}” không phải mã số: dùng 1–8 chữ số, giữ số 0 ở đầu.")
        return value

    def choice(self, column: str, allowed: Collection[str]) -> str:
        value = self.values[column]
        if value not in allowed:
            self._note(
                column, f"“{value}” không được dùng ở đây: chọn một trong {', '.join(allowed)}."
            )
        return value

    def day(self, column: str) -> date:
        return self.day_or_none(column, required=True) or date.min

    def day_or_none(self, column: str, *, required: bool = False) -> date | None:
        value = self.values[column]
        if not value and not required:
            return None
        try:
            return _day(value)
        except ValueError:
            self._note(column, f"“{value}” không phải ngày: viết năm-tháng-ngày, như 2025-07-01.")
            return None

    def decimal_or_none(
        self, column: str, *, at_least: str, at_most: str, decimals: int
    ) -> Decimal | None:
        value = self.values[column]
        if not value:
            return None
        try:
            return _decimal(value, Decimal(at_least), Decimal(at_most), decimals)
        except (ValueError, InvalidOperation):
            self._note(
                column,
                f"“{value}” không phải số từ {at_least} đến {at_most}, tối đa {decimals} số lẻ sau dấu chấm.",
            )
            return None

    def millionths(self, column: str, *, at_least: str, at_most: str) -> int:
        found = self.decimal_or_none(column, at_least=at_least, at_most=at_most, decimals=6)
        if not self.values[column]:
            self._note(column, "ô trống: hãy điền.")
        return 0 if found is None else int(found * MILLION)

    def _note(self, column: str, message: str) -> None:
        self.problems.append(self.place.problem(column, self.values[column], message))


@lru_cache(maxsize=20_000)
def _text_fault(value: str, max_length: int) -> str:
    try:
        clean_text(value, max_length)
    except Invalid as fault:
        return str(fault)
    return ""


@lru_cache(maxsize=2_000)
def _day(value: str) -> date:
    if not ISO_DAY.fullmatch(value):
        raise ValueError(value)
    return date.fromisoformat(value)


def _decimal(value: str, at_least: Decimal, at_most: Decimal, decimals: int) -> Decimal:
    if not NUMBER.fullmatch(value) or len(value.partition(".")[2]) > decimals:
        raise ValueError(value)
    number = Decimal(value)
    if not at_least <= number <= at_most:
        raise ValueError(value)
    return number
