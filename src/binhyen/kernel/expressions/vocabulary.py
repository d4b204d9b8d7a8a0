"""The words in which an expression explains itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from binhyen.kernel.numbers import format_number

Language = Literal["vi", "en"]
Outcome = Decimal | bool | None

_VIETNAMESE = {
    "+": "cộng",
    "-": "trừ",
    "*": "nhân",
    "/": "chia",
    "opposite": "số đối của {0}",
    "=": "bằng",
    "!=": "khác",
    "<": "nhỏ hơn",
    "<=": "nhỏ hơn hoặc bằng",
    ">": "lớn hơn",
    ">=": "lớn hơn hoặc bằng",
    "and": "và",
    "or": "hoặc",
    "not": "không phải {0}",
    "min": "số nhỏ nhất trong ({0})",
    "max": "số lớn nhất trong ({0})",
    "abs": "giá trị tuyệt đối của ({0})",
    "round": "({0}) làm tròn đến {1} chữ số thập phân",
    "value_or": "({0}, hoặc {1} nếu chưa có số liệu)",
    "if": "(nếu {0} thì {1}, nếu không thì {2})",
    "true": "đúng",
    "false": "sai",
    "missing": "chưa có số liệu",
}
_ENGLISH = {
    "+": "plus",
    "-": "minus",
    "*": "times",
    "/": "divided by",
    "opposite": "the opposite of {0}",
    "=": "equals",
    "!=": "differs from",
    "<": "is less than",
    "<=": "is at most",
    ">": "is greater than",
    ">=": "is at least",
    "and": "and",
    "or": "or",
    "not": "not {0}",
    "min": "the smallest of ({0})",
    "max": "the largest of ({0})",
    "abs": "the absolute value of ({0})",
    "round": "({0}) rounded to {1} decimals",
    "value_or": "({0}, or {1} if not reported)",
    "if": "(if {0} then {1}, otherwise {2})",
    "true": "true",
    "false": "false",
    "missing": "not reported",
}
_WORDS: dict[Language, dict[str, str]] = {"vi": _VIETNAMESE, "en": _ENGLISH}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A language with the labels and values of one explanation filled in."""

    language: Language
    labels: Mapping[str, str]
    values: Mapping[str, Decimal | int | None]
    decimals: int

    def word(self, key: str, *parts: str) -> str:
        """The word or phrase of a construct, filled with its parts."""
        # Parts are put in by format's values, so braces in a label stay plain text.
        return _WORDS[self.language][key].format(*parts)

    def reference(self, key: str) -> str:
        """A reference with its value: "Số vụ làm rõ (51)"."""
        return f"{self.labels.get(key, key)} ({self.number(self.values.get(key))})"

    def result(self, value: Outcome) -> str:
        """What came out: " = 83,6" for a number, ": đúng" for a condition."""
        if isinstance(value, bool):
            return f": {self.word('true' if value else 'false')}"
        if value is None:
            return f": {self.word('missing')}"
        return f" = {self.number(value)}"

    def number(self, value: Decimal | int | None) -> str:
        """A number as the language writes it, with at most `decimals` decimals."""
        if value is None:
            return self.word("missing")
        is_whole = value == int(value)
        shown = format_number(value, None if is_whole else self.decimals)
        return shown if self.language == "vi" else shown.translate({44: ".", 46: ","})
