"""Minutes as a pure function of what happened in a sitting, and how two people's texts come together by section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any, Literal

from binhyen.features.conference.types import EventKind, MinutesPhase, Role
from binhyen.kernel.errors import N_

Sections = Mapping[str, str]
SECTION_TITLES: Mapping[str, str] = {
    "opening": N_("I. Thời gian, địa điểm, chủ trì"),
    "attendance": N_("II. Thành phần dự"),
    "proceedings": N_("III. Trình tự, nội dung"),
    "speeches": N_("IV. Ý kiến phát biểu"),
    "opinions": N_("V. Ý kiến ghi nhận"),
    "votes": N_("VI. Biểu quyết"),
    "awards": N_("VII. Khen thưởng"),
    "conclusions": N_("VIII. Kết luận của chủ trì"),
    "closing": N_("IX. Bế mạc"),
}
PHASE_ORDER = tuple(MinutesPhase)


@dataclass(frozen=True, slots=True)
class Seated:
    """A delegate by office, with the point they sit at; names of points may repeat, their ids do not."""

    id: int
    name: str
    point_id: int
    point: str
    role: Role
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the sitting; `at` is aware, `local` the hour it is told by."""

    seq: int
    kind: EventKind
    local: datetime
    delegate_id: int | None = None
    point: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SittingFacts:
    """All that minutes are drafted from."""

    title: str
    place: str
    points: Mapping[int, str]
    seated: tuple[Seated, ...]
    items: Mapping[int, str]
    conclusions: tuple[str, ...]
    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a comparison."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class MergedSection:
    """One section of two texts that began from the same version.

    Attributes:
        text: what is proposed: the only side that changed it, or both one after the other.
        clash: both changed it, differently; somebody has to read it.
    """

    key: str
    mine: str
    theirs: str
    text: str
    clash: bool


def drafted(facts: SittingFacts) -> dict[str, str]:
    """Every section as the events tell it; a section without any event is empty.

    Lines come in the order of the events, so a later draft begins with the lines of an earlier one wherever a section
    is a list of what happened.
    """
    return {
        "opening": _opening(facts),
        "attendance": _attendance(facts),
        "proceedings": _proceedings(facts),
        "speeches": _speeches(facts),
        "opinions": _opinions(facts),
        "votes": _votes(facts),
        "awards": _awards(facts),
        "conclusions": "\n".join(
            f"{place}. {text}" for place, text in enumerate(facts.conclusions, 1)
        ),
        "closing": _closing(facts),
    }


def carried(text: str, before: str, now: str) -> str:
    """An edited section with what happened since: untouched text follows the draft, edited text gets the new lines.

    Args:
        text: the section as somebody saved it.
        before: the draft it was saved beside.
        now: the draft of this moment.
    """
    if text == before:
        return now
    known = set(before.splitlines()) | set(text.splitlines())
    fresh = [line for line in now.splitlines() if line not in known]
    return "\n".join([*text.splitlines(), *fresh])


def merged(base: Sections, mine: Sections, theirs: Sections) -> tuple[MergedSection, ...]:
    """Two texts from one base, section by section; what only one side changed is taken, the rest is shown whole."""
    found = []
    for key in SECTION_TITLES:
        was, own, other = base.get(key, ""), mine.get(key, ""), theirs.get(key, "")
        clash = own not in {was, other} and other != was
        if clash:
            text = "\n".join([*other.splitlines(), *_not_in(own, other)])
        else:
            text = other if own == was else own
        found.append(MergedSection(key, own, other, text, clash))
    return tuple(found)


def difference(old: str, new: str) -> tuple[Line, ...]:
    """Line by line what was added to and removed from a section."""
    before, after = old.splitlines(), new.splitlines()
    found: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Line("same", line) for line in before[a:b]]
            continue
        found += [Line("removed", line) for line in before[a:b]]
        found += [Line("added", line) for line in after[c:d]]
    return tuple(found)


def next_phases(phase: MinutesPhase) -> tuple[MinutesPhase, ...]:
    """The phases a save may name: the present one and the next, but never the final one, which an act of its own sets."""
    place = PHASE_ORDER.index(phase)
    return tuple(one for one in PHASE_ORDER[place : place + 2] if one is not MinutesPhase.FINAL)


def _not_in(text: str, other: str) -> list[str]:
    known = set(other.splitlines())
    return [line for line in text.splitlines() if line not in known]


def _hour(one: Happening) -> str:
    return f"{one.local:%H} giờ {one.local:%M}"


def _of(facts: SittingFacts, *kinds: EventKind) -> list[Happening]:
    return [one for one in facts.happenings if one.kind in kinds]


def _name(facts: SittingFacts, delegate_id: int | None) -> str:
    for one in facts.seated:
        if one.id == delegate_id:
            return f"{one.name} ({one.point})"
    return ""


def _opening(facts: SittingFacts) -> str:
    lines = [f"Hội nghị: {facts.title}.", f"Địa điểm: {facts.place}; {len(facts.points)} điểm cầu."]
    lines += [
        f"Khai mạc lúc {_hour(one)} ngày {one.local:%d-%m-%Y}."
        for one in _of(facts, EventKind.OPENED)[:1]
    ]
    chairs = [one for one in facts.seated if one.role is Role.CHAIR]
    lines += [f"Chủ trì tại {one.point}: {one.name}." for one in chairs]
    secretaries = [one for one in facts.seated if one.role is Role.SECRETARY]
    lines += [f"Thư ký: {one.name}." for one in secretaries]
    return "\n".join(lines)


def _attendance(facts: SittingFacts) -> str:
    """Who answered or was seen, point by point; who did not is named as absent."""
    seen = {
        who
        for one in _of(facts, EventKind.JOINED, EventKind.PRESENT, EventKind.SPEAKING)
        for who in _seen(one)
    }
    lines = []
    for point_id, point in facts.points.items():
        here = [one for one in facts.seated if one.point_id == point_id]
        present = [one for one in here if one.id in seen]
        lines.append(f"{point}: có mặt {len(present)}/{len(here)}.")
        lines += [
            f"- Dự thay: {one.name} thay {one.stands_for}." for one in present if one.stands_for
        ]
        # A hundred points would make the minutes a telephone book: names of the absent only.
        lines += [f"- Vắng: {one.name}." for one in here if one.id not in seen and len(here) <= 40]
    return "\n".join(lines)


def _proceedings(facts: SittingFacts) -> str:
    lines = []
    for one in _of(facts, EventKind.ITEM):
        title = facts.items.get(_number(one.payload.get("item")), "")
        if title:
            lines.append(f"{_hour(one)}: {title}.")
    return "\n".join(lines)


def _speeches(facts: SittingFacts) -> str:
    """One line a speech with its length, from the word given to the word taken back."""
    lines, began = [], dict[int | None, Happening]()
    for one in _of(facts, EventKind.SPEAKING, EventKind.SPOKEN):
        speaker = _speaker(one)
        if one.kind is EventKind.SPEAKING:
            began[speaker] = one
            continue
        start = began.pop(speaker, None)
        if start is not None:
            lines.append(_speech(facts, speaker, start, one))
    lines += [
        f"{_hour(start)}: {_name(facts, speaker)} phát biểu." for speaker, start in began.items()
    ]
    return "\n".join(lines)


def _speech(facts: SittingFacts, speaker: int | None, start: Happening, end: Happening) -> str:
    minutes = max(1, round((end.local - start.local).total_seconds() / 60))
    return f"{_hour(start)}: {_name(facts, speaker)} phát biểu {minutes} phút."


def _opinions(facts: SittingFacts) -> str:
    lines = []
    for one in _of(facts, EventKind.OPINION):
        text = " ".join(str(one.payload.get("text", "")).split())
        if text:
            lines.append(f"{_name(facts, _speaker(one)) or 'Thư ký ghi'}: {text}")
    return "\n".join(lines)


def _votes(facts: SittingFacts) -> str:
    """Each vote that was closed with its counts; an open one is not told, since it may still change."""
    lines = []
    questions: dict[str, str] = {}
    cast: dict[str, dict[int | None, str]] = {}
    for one in _of(facts, EventKind.VOTE_OPENED, EventKind.VOTED, EventKind.VOTE_CLOSED):
        key = str(one.payload.get("vote", ""))
        if one.kind is EventKind.VOTE_OPENED:
            key = key or str(one.seq)
            questions[key] = str(one.payload.get("question") or one.payload.get("title") or "")
            cast[key] = {}
        elif one.kind is EventKind.VOTED:
            cast.setdefault(key, {})[one.delegate_id] = str(one.payload.get("choice", ""))
        else:
            lines.append(_vote(questions.get(key, ""), tuple(cast.get(key, {}).values())))
    return "\n".join(lines)


VOTE_WORDS = {"for": "tán thành", "against": "không tán thành", "abstain": "không có ý kiến"}


def _vote(question: str, choices: Sequence[str]) -> str:
    total = len(choices)
    named = [*VOTE_WORDS, *sorted(set(choices) - VOTE_WORDS.keys())]
    parts = [f"{VOTE_WORDS.get(one, one)} {choices.count(one)}" for one in named]
    return f"{question}: {total} phiếu; " + ", ".join(parts) + "."


def _awards(facts: SittingFacts) -> str:
    lines = []
    for one in _of(facts, EventKind.AWARDED):
        text = " ".join(str(one.payload.get("text") or one.payload.get("title") or "").split())
        lines.append(f"{_hour(one)}: {text}" + (f" ({one.point})." if one.point else "."))
    return "\n".join(lines)


def _closing(facts: SittingFacts) -> str:
    return "\n".join(
        f"Hội nghị bế mạc lúc {_hour(one)} ngày {one.local:%d-%m-%Y}."
        for one in _of(facts, EventKind.CLOSED)[-1:]
    )


def _seen(one: Happening) -> tuple[int | None, ...]:
    """Those who came at once are one event; whoever was given the word was there."""
    several = one.payload.get("delegates")
    if isinstance(several, list | tuple):
        return tuple(several)
    return (_speaker(one) if one.kind is EventKind.SPEAKING else one.delegate_id,)


def _speaker(one: Happening) -> int | None:
    """Whom an event is about: named in its payload when the desk acted, else whoever acted."""
    return _number(one.payload.get("delegate")) or one.delegate_id


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
