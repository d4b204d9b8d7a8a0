"""The state of a sitting: a pure fold over its events. `frontend/conference/state.js` is the same fold, tested equal.

A state is plain JSON, so that whoever joins or comes back gets it whole; ids of people and points are numbers, in lists
in order of number unless the order itself means something (hands, speaking list).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from binhyen.features.conference.types import EventKind

State = dict[str, Any]
Told = Mapping[str, Any]
"""One event as everybody hears it: `seq`, `kind`, `at` (ISO, UTC), `who` (delegate or None), `point`, `data`."""

KEPT = 50
"""How many lines of chat and opinions a state holds; the log and the minutes hold all."""


def first_state() -> State:
    """A sitting of which nothing was heard yet: its room is open, nobody is there."""
    return {
        "seq": 0,
        "stage": "waiting",
        "opened_at": None,
        "closed_at": None,
        "here": [],
        "roll_at": None,
        "present": [],
        "item": None,
        "item_at": None,
        "hands": [],
        "queue": [],
        "speaking": None,
        "slide": None,
        "votes": [],
        "awards": [],
        "opinions": [],
        "chat": [],
        "muted": [],
        "kicked": [],
        "recording": False,
        "lines": {},
        "notice": "",
    }


def folded(state: State, events: Iterable[Told]) -> State:
    """The state after some events; the one given stays as it was. Events heard before are passed over."""
    for event in events:
        if event["seq"] > state["seq"]:
            state = after(state, event)
    return state


def after(state: State, event: Told) -> State:
    """The state after one event."""
    step = _STEPS.get(EventKind(event["kind"]))
    changed = step(state, event) if step else {}
    return {**state, **changed, "seq": event["seq"]}


def open_vote(state: State) -> dict[str, Any] | None:
    """The vote that is open now."""
    return next((one for one in state["votes"] if one["open"]), None)


def counted(vote: Mapping[str, Any]) -> dict[str, int]:
    """Votes by choice, in the order of the choices."""
    cast = list(vote["cast"].values())
    return {choice: cast.count(choice) for choice in vote["choices"]}


def _with(numbers: list[int], more: Iterable[int]) -> list[int]:
    return sorted({*numbers, *more})


def _without(numbers: list[int], less: Iterable[int]) -> list[int]:
    gone = set(less)
    return [one for one in numbers if one not in gone]


def _whom(event: Told) -> int | None:
    """Whom an event is about: named by the desk, else whoever acted."""
    found = event["data"].get("delegate", event["who"])
    return found if isinstance(found, int) else None


def _all_of(event: Told) -> list[int]:
    found = event["data"].get("delegates")
    one = _whom(event)
    return list(found) if found is not None else [] if one is None else [one]


def _line(event: Told) -> dict[str, Any]:
    data = event["data"]
    return {
        "seq": event["seq"],
        "who": _whom(event),
        "name": data.get("name", ""),
        "text": data.get("text", ""),
        "at": event["at"],
    }


def _opened(_state: State, event: Told) -> State:
    return {"stage": "sitting", "opened_at": event["at"]}


def _closed(_state: State, event: Told) -> State:
    return {
        "stage": "closed",
        "closed_at": event["at"],
        "speaking": None,
        "hands": [],
        "queue": [],
        "recording": False,
    }


def _joined(state: State, event: Told) -> State:
    return {"here": _with(state["here"], _all_of(event))}


def _left(state: State, event: Told) -> State:
    return {"here": _without(state["here"], _all_of(event))}


def _roll_called(_state: State, event: Told) -> State:
    return {"roll_at": event["at"], "present": []}


def _present(state: State, event: Told) -> State:
    return {"present": _with(state["present"], _all_of(event))}


def _item(_state: State, event: Told) -> State:
    return {"item": event["data"].get("item"), "item_at": event["at"]}


def _hand_up(state: State, event: Told) -> State:
    hands = [one for one in state["hands"] if one["who"] != event["who"]]
    name = event["data"].get("name", "")
    return {"hands": [*hands, {"who": event["who"], "name": name, "at": event["at"]}]}


def _hand_down(state: State, event: Told) -> State:
    whom = _whom(event)
    return {"hands": [one for one in state["hands"] if one["who"] != whom]}


def _queued(state: State, event: Told) -> State:
    whom = _whom(event)
    queue = [one for one in state["queue"] if one["who"] != whom]
    name = event["data"].get("name", "")
    return {"queue": [*queue, {"who": whom, "name": name}], **_hand_down(state, event)}


def _unqueued(state: State, event: Told) -> State:
    whom = _whom(event)
    return {"queue": [one for one in state["queue"] if one["who"] != whom]}


def _speaking(state: State, event: Told) -> State:
    data = event["data"]
    speaker = {
        "who": _whom(event),
        "name": data.get("name", ""),
        "at": event["at"],
        "minutes": data.get("minutes", 0),
    }
    return {"speaking": speaker, **_hand_down(state, event), **_unqueued(state, event)}


def _spoken(state: State, event: Told) -> State:
    speaking = state["speaking"]
    ended = speaking is not None and speaking["who"] == _whom(event)
    return {"speaking": None} if ended else {}


def _slide(_state: State, event: Told) -> State:
    data = event["data"]
    return {"slide": {**data, "at": event["at"]} if data.get("slide") else None}


def _vote_opened(state: State, event: Told) -> State:
    data = event["data"]
    vote = {
        "vote": data.get("vote", ""),
        "question": data.get("question", ""),
        "choices": data.get("choices", []),
        "open": True,
        "at": event["at"],
        "cast": {},
    }
    return {"votes": [*state["votes"], vote]}


def _voted(state: State, event: Told) -> State:
    data = event["data"]
    key, voter = data.get("vote", ""), str(event["who"])
    if event["who"] is None:
        return {}
    return {
        "votes": [
            {**one, "cast": {**one["cast"], voter: data.get("choice", "")}}
            if one["vote"] == key and one["open"]
            else one
            for one in state["votes"]
        ]
    }


def _vote_closed(state: State, event: Told) -> State:
    key = event["data"].get("vote", "")
    return {
        "votes": [{**one, "open": False} if one["vote"] == key else one for one in state["votes"]]
    }


def _awarded(state: State, event: Told) -> State:
    award = {"text": event["data"].get("text", ""), "point": event["point"], "at": event["at"]}
    return {"awards": [*state["awards"], award]}


def _chat(state: State, event: Told) -> State:
    return {"chat": [*state["chat"], _line(event)][-KEPT:]}


def _opinion(state: State, event: Told) -> State:
    return {"opinions": [*state["opinions"], _line(event)][-KEPT:]}


def _muted(state: State, event: Told) -> State:
    change = _with if event["data"].get("on") else _without
    return {"muted": change(state["muted"], _all_of(event))}


def _kicked(state: State, event: Told) -> State:
    gone = _all_of(event)
    speaking = state["speaking"]
    return {
        "kicked": _with(state["kicked"], gone),
        "here": _without(state["here"], gone),
        "hands": [one for one in state["hands"] if one["who"] not in gone],
        "queue": [one for one in state["queue"] if one["who"] not in gone],
        "speaking": None if speaking is not None and speaking["who"] in gone else speaking,
    }


def _recording(_state: State, event: Told) -> State:
    return {"recording": bool(event["data"].get("on"))}


def _line_of_point(state: State, event: Told) -> State:
    data = event["data"]
    if event["point"] is None:
        return {}
    told = {"step": data.get("step", ""), "why": data.get("why", "")}
    return {"lines": {**state["lines"], str(event["point"]): told}}


def _notice(_state: State, event: Told) -> State:
    return {"notice": event["data"].get("text", "")}


_STEPS: Mapping[EventKind, Callable[[State, Told], State]] = {
    EventKind.OPENED: _opened,
    EventKind.CLOSED: _closed,
    EventKind.JOINED: _joined,
    EventKind.LEFT: _left,
    EventKind.ROLL_CALLED: _roll_called,
    EventKind.PRESENT: _present,
    EventKind.ITEM: _item,
    EventKind.HAND_UP: _hand_up,
    EventKind.HAND_DOWN: _hand_down,
    EventKind.QUEUED: _queued,
    EventKind.UNQUEUED: _unqueued,
    EventKind.SPEAKING: _speaking,
    EventKind.SPOKEN: _spoken,
    EventKind.SLIDE: _slide,
    EventKind.VOTE_OPENED: _vote_opened,
    EventKind.VOTED: _voted,
    EventKind.VOTE_CLOSED: _vote_closed,
    EventKind.AWARDED: _awarded,
    EventKind.CHAT: _chat,
    EventKind.OPINION: _opinion,
    EventKind.MUTED: _muted,
    EventKind.KICKED: _kicked,
    EventKind.RECORDING: _recording,
    EventKind.LINE: _line_of_point,
    EventKind.NOTICE: _notice,
}
"""Drilling down and conclusions leave no trace in the state: the first is each reader's own, the second has rows of its own."""
