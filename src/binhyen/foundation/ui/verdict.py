"""A verdict as people see it: a sign, a word and a colour."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

WORDS: dict[str, Promise] = {
    "met": _("Đạt"),
    "short": _("Thiếu"),
    "over": _("Vượt"),
    "unknown": _("Chưa đo được"),
}
ICONS = {"met": "check", "short": "down", "over": "up", "unknown": "dash"}
# Spellings of the fourth verdict that engines use.
UNKNOWN = frozenset({"unknown", "not_measurable", "not-measurable", "not measurable"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """`state` is met, short, over or unknown; `amount` says by how much, ready to show."""

    state: str
    amount: str = ""

    @property
    def name(self) -> str:
        """The state in its one spelling; a state we have no word for is a fault, not a grey badge."""
        if self.state in UNKNOWN:
            return "unknown"
        if self.state not in WORDS:
            raise ValueError(f"no such verdict: {self.state!r}")
        return self.state

    @property
    def word(self) -> str:
        return str(WORDS[self.name])

    @property
    def icon(self) -> str:
        return ICONS[self.name]

    @override
    def __str__(self) -> str:
        return f"{self.word} {self.amount}".strip()
