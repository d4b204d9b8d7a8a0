"""Names behind the codes of a plan: units, donors, skills; and what gave way, as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from binhyen.engines.people.api import skill_choices
from binhyen.features.staffing import api
from binhyen.features.staffing.pages import words
from binhyen.foundation.ui.api import show_number
from binhyen.solver.deployment.words import Said

_QUOTED = re.compile("“([a-z][a-z_0-9]*)”")

PSEUDO: Mapping[str, Promise] = {
    "chief_ok": gettext_lazy("đủ điều kiện làm trưởng"),
    "deputy_ok": gettext_lazy("đủ điều kiện làm phó trưởng"),
    "party": gettext_lazy("đảng viên chính thức"),
}
GIVEN_WAY: Mapping[str, Promise] = {
    "posts": gettext_lazy("{first}: bớt {amount} {second}."),
    "party": gettext_lazy("{first}: bớt {amount} đảng viên chính thức."),
    "need": gettext_lazy("{first}: bớt {amount} người có năng lực “{second}”."),
    "deadline": gettext_lazy("{first}: lùi hạn bố trí {amount} đợt."),
    "release": gettext_lazy("{first}: cho điều thêm {amount} người."),
    "release_wave": gettext_lazy("{first}: cho điều thêm {amount} người trong đợt {second}."),
    "keep": gettext_lazy("{first}: giữ lại ít hơn {amount} người có năng lực “{second}”."),
    "capacity": gettext_lazy("Đợt {first}: thêm {amount} chỗ."),
}
"""What gave way, by kind of relaxation."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of one plan's codes."""

    places: Mapping[str, str]
    skills: Mapping[str, str]

    def skill(self, code: str) -> str:
        """A skill in the reader's language; one unknown to the catalogue keeps its code."""
        return str(PSEUDO[code]) if code in PSEUDO else self.skills.get(code, code)

    def place(self, code: str) -> str:
        """A unit or donor; an unknown one keeps its code."""
        return self.places.get(code, code)

    def said(self, sentence: str) -> str:
        """A sentence of the solver in the reader's language, with skills by their names, begun with a capital."""
        if isinstance(sentence, Said):
            values = {name: self._value(value) for name, value in sentence.values.items()}
            sentence = gettext(sentence.template).format(**values)
        return sentence[:1].upper() + sentence[1:]

    def worded(self, text: str) -> str:
        """A sentence kept as text, with the codes of skills it quotes replaced by their names."""
        return _QUOTED.sub(lambda found: f"“{self.skill(found[1])}”", text)

    def _value(self, value: object) -> object:
        if isinstance(value, Said):
            told = self.said(value)
            return told[:1].lower() + told[1:]
        return self.skill(value) if isinstance(value, str) and value in self.skills else value

    def given_way(self, kind: str, key1: str, key2: str, amount: int) -> str:
        """One relaxation as a sentence."""
        if kind not in GIVEN_WAY:
            return f"{kind} {key1} {key2}: {amount}"
        second = words.post_word(key2).lower() if kind == "posts" else self.skill(key2)
        sentence = str(GIVEN_WAY[kind]).format(
            first=self.place(key1), second=second, amount=show_number(amount)
        )
        return sentence


def names_of(plan: api.Plan) -> Names:
    """The names a plan's pages need. One statement, and the plan's problem."""
    return Names(api.names_in(plan), dict(skill_choices()))


def skill_names(codes: Iterable[str]) -> list[str]:
    """Skills in the reader's language. One statement."""
    names = Names({}, dict(skill_choices()))
    return [names.skill(code) for code in codes]


def relaxation_sentences(names: Names, rows: Sequence[Sequence[object]]) -> list[str]:
    """What solving proposes to give way, a sentence each; rows as kept with the result."""
    return [
        names.given_way(str(kind), str(key1), str(key2), int(str(amount)))
        for kind, key1, key2, amount in rows
    ]


def accepted(names: Names, rows: Iterable[api.Relaxation]) -> list[dict[str, object]]:
    """What was accepted to give way, by whom, when and why."""
    return [
        {
            "sentence": names.given_way(row.kind, row.key1, row.key2, row.amount),
            "by": row.by,
            "at": row.at,
            "reason": row.reason or _("không ghi lý do"),
        }
        for row in rows
    ]
