"""Who may do what in a sitting, and what an act must say. Pure: the log is asked before, written after."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from binhyen.features.conference.rules.sitting import State, open_vote
from binhyen.features.conference.types import EventKind, Role
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, Refused, RuleBroken
from binhyen.kernel.text import clean_text

DESK = frozenset(
    {
        EventKind.ROLL_CALLED,
        EventKind.ITEM,
        EventKind.QUEUED,
        EventKind.UNQUEUED,
        EventKind.SPEAKING,
        EventKind.SLIDE,
        EventKind.VOTE_OPENED,
        EventKind.VOTE_CLOSED,
        EventKind.AWARDED,
        EventKind.MUTED,
        EventKind.KICKED,
        EventKind.NOTICE,
    }
)
SEAT = frozenset(
    {
        EventKind.PRESENT,
        EventKind.HAND_UP,
        EventKind.HAND_DOWN,
        EventKind.SPOKEN,
        EventKind.VOTED,
        EventKind.CHAT,
        EventKind.OPINION,
        EventKind.LINE,
    }
)
"""What a delegate does; the chair and the technician of a point do it for everybody in their hall."""
WHILE_WAITING = frozenset({EventKind.CHAT, EventKind.LINE, EventKind.NOTICE, EventKind.KICKED})
LEADERS = frozenset({Role.CHAIR, Role.SECRETARY, Role.TECHNICIAN})
STEPS = ("video", "audio", "slides", "text")
CHOICES = ("for", "against", "abstain")
MOST_CHOICES, LONGEST_TEXT, LONGEST_MINUTES = 6, 500, 120


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """A seat as far as acts ask; `replaced` when a substitute sits in it."""

    id: int
    point_id: int
    name: str
    role: Role
    votes: bool
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts: their seat, if any, whether they sit at the desk, and whether they chair the whole sitting."""

    seat: SeatFacts | None
    desk: bool = False
    chair: bool = False


@dataclass(frozen=True, slots=True)
class Floor:
    """What an act is judged by.

    Attributes:
        about: the delegate the act names, None where it names none.
        items: ids of the agenda's items.
        points: ids of the points.
    """

    state: State
    about: SeatFacts | None = None
    items: Collection[int] = ()
    points: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An event to be written."""

    kind: EventKind
    who: int | None = None
    point_id: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def entries(
    floor: Floor, acting: Acting, kind: EventKind, given: Mapping[str, Any]
) -> tuple[Entry, ...]:
    """What an act writes, checked.

    Raises:
        Refused: not an act of this person, or they were thrown out.
        RuleBroken: the sitting is not open, or is over.
        Conflict: too late: the vote is closed, the word is taken back.
        NotFound, Invalid: the act names what is not there, or says too much or too little.
    """
    _refuse_stranger(floor, acting, kind)
    _refuse_hour(floor.state, kind)
    return _CHECKS[kind](floor, acting, given)


def closing(state: State) -> tuple[Entry, ...]:
    """What ends with a sitting: the word that is given, the vote that is open."""
    found = []
    if state["speaking"] is not None:
        found.append(Entry(EventKind.SPOKEN, data={"delegate": state["speaking"]["who"]}))
    vote = open_vote(state)
    if vote is not None:
        found.append(Entry(EventKind.VOTE_CLOSED, data={"vote": vote["vote"]}))
    return tuple(found)


def _refuse_stranger(floor: Floor, acting: Acting, kind: EventKind) -> None:
    if acting.seat is not None and acting.seat.id in floor.state["kicked"]:
        raise Refused(N_("Bạn đã được mời ra khỏi phiên họp; hãy liên hệ thư ký."), kind="kicked")
    if kind is EventKind.RECORDING:
        allowed = acting.chair
    elif kind in DESK:
        allowed = acting.desk
    else:
        allowed = kind in SEAT and (acting.desk or acting.seat is not None)
    if not allowed:
        raise Refused(N_("Việc này chỉ bàn chủ trì làm được."), kind="not-yours")


def _refuse_hour(state: State, kind: EventKind) -> None:
    if state["stage"] == "closed":
        raise RuleBroken(N_("Phiên họp đã bế mạc."), kind="closed")
    if state["stage"] != "sitting" and kind not in WHILE_WAITING:
        raise RuleBroken(N_("Phiên họp chưa khai mạc."), kind="not-open")


def _concerned(floor: Floor, acting: Acting) -> SeatFacts:
    """Whose act it is: one's own, or somebody's of the hall one leads, or anybody's for the desk.

    Raises:
        Refused: somebody else's.
        Invalid: the desk named nobody.
    """
    one, seat = floor.about, acting.seat
    if one is None or (seat is not None and one.id == seat.id):
        if seat is None:
            raise Invalid(N_("Chưa ghi việc này của đại biểu nào."))
        return seat
    leads = seat is not None and seat.role in LEADERS and seat.point_id == one.point_id
    if not (acting.desk or leads):
        raise Refused(N_("Bạn chỉ làm được việc này cho điểm cầu của mình."), kind="not-yours")
    return one


def _own(kind: EventKind) -> Callable[[Floor, Acting, Mapping[str, Any]], tuple[Entry, ...]]:
    def check(floor: Floor, acting: Acting, _given: Mapping[str, Any]) -> tuple[Entry, ...]:
        one = _concerned(floor, acting)
        if one.replaced and kind is not EventKind.HAND_DOWN:
            raise RuleBroken(N_("“{name}” đã có người dự thay."), name=one.name)
        data = {"name": one.name} if kind is EventKind.HAND_UP else {}
        return (Entry(kind, one.id, one.point_id, data),)

    return check


def _spoken(floor: Floor, acting: Acting, _given: Mapping[str, Any]) -> tuple[Entry, ...]:
    speaking = floor.state["speaking"]
    if speaking is None:
        raise Conflict(N_("Không còn ai đang phát biểu."), kind="late")
    own = acting.seat is not None and speaking["who"] == acting.seat.id
    if not (acting.desk or own):
        raise Refused(N_("Bạn không phải người đang phát biểu."), kind="not-yours")
    return (_by(acting, EventKind.SPOKEN, {"delegate": speaking["who"]}),)


def _speaking(floor: Floor, acting: Acting, given: Mapping[str, Any]) -> tuple[Entry, ...]:
    one = _named(floor)
    before = floor.state["speaking"]
    ended = () if before is None else (_by(acting, EventKind.SPOKEN, {"delegate": before["who"]}),)
    minutes = _number(given.get("minutes") or 0, 0, LONGEST_MINUTES)
    data = {"delegate": one.id, "name": one.name, "minutes": minutes}
    return (*ended, _by(acting, EventKind.SPEAKING, data))


def _desk_about(kind: EventKind) -> Callable[[Floor, Acting, Mapping[str, Any]], tuple[Entry, ...]]:
    def check(floor: Floor, acting: Acting, given: Mapping[str, Any]) -> tuple[Entry, ...]:
        one = _named(floor)
        data: dict[str, Any] = {"delegate": one.id, "name": one.name}
        if kind is EventKind.MUTED:
            data["on"] = _switch(given)
        if kind is EventKind.KICKED and acting.seat is not None and acting.seat.id == one.id:
            raise Invalid(N_("Không thể tự mời mình ra."))
        return (_by(acting, kind, data),)

    return check


def _roll_called(_floor: Floor, acting: Acting, _given: Mapping[str, Any]) -> tuple[Entry, ...]:
    """Whoever calls the roll is there."""
    called = _by(acting, EventKind.ROLL_CALLED, {})
    if acting.seat is None:
        return (called,)
    return called, Entry(EventKind.PRESENT, acting.seat.id, acting.seat.point_id)


def _item(floor: Floor, acting: Acting, given: Mapping[str, Any]) -> tuple[Entry, ...]:
    item = _number(given.get("item"), 1, None)
    if item not in floor.items:
        raise NotFound(N_("Chương trình không có mục số {id}."), id=item)
    return (_by(acting, EventKind.ITEM, {"item": item}),)


def _slide(_floor: Floor, acting: Acting, given: Mapping[str, Any]) -> tuple[Entry, ...]:
    """What is shown was put together by the caller from the slide's row."""
    return (_by(acting, EventKind.SLIDE, dict(given)),)


def _vote_opened(floor: Floor, acting: Acting, given: Mapping[str, Any]) -> tuple[Entry, ...]:
    if open_vote(floor.state) is not None:
        raise Conflict(N_("Đang có một biểu quyết: hãy đóng lại trước."), kind="vote-open")
    question = _text(given, "question", 300)
    named = [clean_text(str(one), 80) for one in given.get("choices") or CHOICES]
    choices = [one for one in named if one]
    if len(set(choices)) != len(choices) or not 2 <= len(choices) <= MOST_CHOICES:
        raise Invalid(N_("Biểu quyết cần từ 2 đến {most} lựa chọn khác nhau."), most=MOST_CHOICES)
    key = f"v{len(floor.state['votes']) + 1}"
    data = {"vote": key, "question": question, "choices": choices}
    return (_by(acting, EventKind.VOTE_OPENED, data),)


def _voted(floor: Floor, acting: Acting, given: Mapping[str, Any]) -> tuple[Entry, ...]:
    one = _concerned(floor, acting)
    if one is not acting.seat and (
        acting.seat is None or one.point_id != acting.seat.point_id or one.replaced
    ):
        raise Refused(N_("Không ai bỏ phiếu thay điểm cầu khác."), kind="not-yours")
    if not one.votes:
        raise Refused(N_("“{name}” không có quyền biểu quyết."), name=one.name, kind="no-vote")
    vote = open_vote(floor.state)
    if vote is None or (given.get("vote") or vote["vote"]) != vote["vote"]:
        raise Conflict(N_("Biểu quyết này đã đóng nên phiếu không được tính."), kind="late")
    choice = str(given.get("choice", ""))
    if choice not in vote["choices"]:
        raise Invalid(N_("Không có lựa chọn “{choice}”."), choice=choice[:80])
    data = {"vote": vote["vote"], "choice": choice}
    return (Entry(EventKind.VOTED, one.id, one.point_id, data),)


def _vote_closed(floor: Floor, acting: Acting, _given: Mapping[str, Any]) -> tuple[Entry, ...]:
    vote = open_vote(floor.state)
    if vote is None:
        raise Conflict(N_("Không có biểu quyết nào đang mở."), kind="late")
    return (_by(acting, EventKind.VOTE_CLOSED, {"vote": vote["vote"]}),)


def _awarded(floor: Floor, acting: Acting, given: Mapping[str, Any]) -> tuple[Entry, ...]:
    point = _number(given.get("point"), 1, None)
    if point not in floor.points:
        raise NotFound(N_("Hội nghị không có điểm cầu số {id}."), id=point)
    seat_id = acting.seat.id if acting.seat else None
    return (Entry(EventKind.AWARDED, seat_id, point, {"text": _text(given, "text")}),)


def _said(kind: EventKind) -> Callable[[Floor, Acting, Mapping[str, Any]], tuple[Entry, ...]]:
    def check(floor: Floor, acting: Acting, given: Mapping[str, Any]) -> tuple[Entry, ...]:
        text = _text(given, "text")
        if acting.seat is None and floor.about is None:
            return (Entry(kind, data={"text": text, "name": ""}),)
        one = _concerned(floor, acting)
        return (Entry(kind, one.id, one.point_id, {"text": text, "name": one.name}),)

    return check


def _notice(_floor: Floor, acting: Acting, given: Mapping[str, Any]) -> tuple[Entry, ...]:
    """An empty notice takes the last one away."""
    text = clean_text(str(given.get("text", "")), LONGEST_TEXT)
    return (_by(acting, EventKind.NOTICE, {"text": text}),)


def _recording(_floor: Floor, acting: Acting, given: Mapping[str, Any]) -> tuple[Entry, ...]:
    return (_by(acting, EventKind.RECORDING, {"on": _switch(given)}),)


def _line(_floor: Floor, acting: Acting, given: Mapping[str, Any]) -> tuple[Entry, ...]:
    step = str(given.get("step", ""))
    if acting.seat is None or step not in STEPS:
        raise Invalid(N_("Không có bậc đường truyền “{step}”."), step=step[:20])
    why = clean_text(str(given.get("why", "")), 200)
    return (
        Entry(EventKind.LINE, acting.seat.id, acting.seat.point_id, {"step": step, "why": why}),
    )


def _by(acting: Acting, kind: EventKind, data: Mapping[str, Any]) -> Entry:
    seat = acting.seat
    return Entry(kind, seat.id if seat else None, seat.point_id if seat else None, data)


def _named(floor: Floor) -> SeatFacts:
    if floor.about is None:
        raise Invalid(N_("Chưa ghi việc này của đại biểu nào."))
    return floor.about


def _text(given: Mapping[str, Any], name: str, longest: int = LONGEST_TEXT) -> str:
    text = clean_text(str(given.get(name, "")), longest)
    if not text:
        raise Invalid(N_("Chưa ghi nội dung."))
    return text


def _switch(given: Mapping[str, Any]) -> bool:
    return given.get("on") in (True, "1", "true", "on")


def _number(value: object, least: int, most: int | None) -> int:
    text = str(value)
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1
    if number < least or (most is not None and number > most):
        raise Invalid(N_("“{value}” không phải số dùng được ở đây."), value=text[:20])
    return number


_CHECKS: Mapping[EventKind, Callable[[Floor, Acting, Mapping[str, Any]], tuple[Entry, ...]]] = {
    EventKind.ROLL_CALLED: _roll_called,
    EventKind.PRESENT: _own(EventKind.PRESENT),
    EventKind.ITEM: _item,
    EventKind.HAND_UP: _own(EventKind.HAND_UP),
    EventKind.HAND_DOWN: _own(EventKind.HAND_DOWN),
    EventKind.QUEUED: _desk_about(EventKind.QUEUED),
    EventKind.UNQUEUED: _desk_about(EventKind.UNQUEUED),
    EventKind.SPEAKING: _speaking,
    EventKind.SPOKEN: _spoken,
    EventKind.SLIDE: _slide,
    EventKind.VOTE_OPENED: _vote_opened,
    EventKind.VOTED: _voted,
    EventKind.VOTE_CLOSED: _vote_closed,
    EventKind.AWARDED: _awarded,
    EventKind.CHAT: _said(EventKind.CHAT),
    EventKind.OPINION: _said(EventKind.OPINION),
    EventKind.MUTED: _desk_about(EventKind.MUTED),
    EventKind.KICKED: _desk_about(EventKind.KICKED),
    EventKind.RECORDING: _recording,
    EventKind.LINE: _line,
    EventKind.NOTICE: _notice,
}
