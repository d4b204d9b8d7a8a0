"""Sentences for people: filled in, and still translatable because they remember what they were filled from."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final

from typing_extensions import override

from binhyen.kernel.errors import N_
from binhyen.kernel.numbers import format_number
from binhyen.solver.deployment.plan import RelaxKind
from binhyen.solver.deployment.problem import CHIEF_OK, DEPUTY_OK, PARTY, Post


class Said(str):
    """A Vietnamese sentence; `template` and `values` let a page say it in another language."""

    __slots__ = ("template", "values")

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> Said:
        said = super().__new__(cls, template.format(**values))
        said.template = template
        said.values = values
        return said

    def told(self, translate: Callable[[str], str]) -> str:
        """The sentence in another language, sentences within it too."""
        values = {
            name: value.told(translate) if isinstance(value, Said) else value
            for name, value in self.values.items()
        }
        return translate(self.template).format(**values)

    @override
    def __reduce__(self) -> tuple[Callable[..., Said], tuple[str, dict[str, object]]]:
        return _said_again, (self.template, self.values)


def _said_again(template: str, values: dict[str, object]) -> Said:
    return Said(template, **values)


POST_WORDS: Final[dict[Post, str]] = {
    "chief": Said(N_("trưởng công an xã")),
    "deputy": Said(N_("phó trưởng công an xã")),
    "officer": Said(N_("công an viên")),
}

RELAX_WORDS: Final[dict[RelaxKind, str]] = {
    "posts": Said(N_("bớt chức danh")),
    "party": Said(N_("bớt đảng viên")),
    "need": Said(N_("bớt yêu cầu kỹ năng")),
    "deadline": Said(N_("lùi hạn mở")),
    "release": Said(N_("điều thêm khỏi đơn vị cử")),
    "release_wave": Said(N_("điều thêm trong một đợt")),
    "keep": Said(N_("giữ lại ít hơn")),
    "capacity": Said(N_("thêm chỗ trong đợt")),
}

SKILL_WORDS: Final[dict[str, str]] = {
    CHIEF_OK: Said(N_("đủ điều kiện làm trưởng công an xã")),
    DEPUTY_OK: Said(N_("đủ điều kiện làm phó trưởng công an xã")),
    PARTY: Said(N_("đảng viên")),
}
"""Pseudo-skills; real skills keep their codes here, the catalogue above knows their names."""


def in_words(skill: str) -> str:
    """A skill or pseudo-skill as a person says it."""
    return SKILL_WORDS.get(skill, skill)


def points(value: float) -> str:
    """Points, whole, rounded up as every proven bound is; a hair of float noise does not count."""
    return format_number(math.ceil(value - 1e-6))


def kilometres(value: float) -> str:
    """Points as kilometres: one point is 0.1 km of road-equivalent distance."""
    return format_number(Decimal(math.ceil(value - 1e-6)) / 10, 1)


def listed(things: Iterable[object], most: int = 8) -> str:
    """`a, b, c và 4 nữa`: never a sentence longer than a person reads."""
    words = [str(thing) for thing in things]
    shown = ", ".join(words[:most])
    left = len(words) - most
    return Said(N_("{shown} và {left} nữa"), shown=shown, left=left) if left > 0 else shown
