"""Lines of server-sent events over a real server of two processes: order, resumption, rights, and presence."""

from __future__ import annotations

import json

import pytest

from tests.realtime.conftest import Live


def test_all_listeners_hear_the_same_in_the_same_order(live: Live) -> None:
    tickets = {who: live.ticket("echo/order", who) for who in ("an", "binh", "chi")}
    # Several connections, so that both processes of the server have some.
    lines = [live.listen("echo/order", ticket) for ticket in tickets.values() for _ in range(2)]
    live.presence("echo/order", {"an", "binh", "chi"})
    live.act("number('echo/order', 1, 20)")
    heard = [[json.loads(line.event()[2])["seq"] for _ in range(20)] for line in lines]
    assert heard == [list(range(1, 21))] * len(lines)


def test_a_cut_line_goes_on_where_it_was(live: Live) -> None:
    ticket = live.ticket("echo/cut", "an")
    line = live.listen("echo/cut", ticket)
    live.presence("echo/cut", {"an"})
    live.act("number('echo/cut', 1, 3)")
    last = [line.event()[0] for _ in range(3)][-1]
    line.close()
    live.act("number('echo/cut', 4, 9)")
    again = live.listen("echo/cut", ticket, after=last)
    assert [json.loads(again.event()[2])["seq"] for _ in range(6)] == [4, 5, 6, 7, 8, 9]


def test_whoever_cannot_hold_a_line_asks(live: Live) -> None:
    ticket = live.ticket("echo/asked", "an")
    live.act("number('echo/asked', 1, 5)")
    answer = live.since("echo/asked", ticket, 2)
    assert [event["seq"] for event in answer["events"]] == [3, 4, 5]  # type: ignore[attr-defined]
    assert (answer["last"], answer["more"]) == (5, False)
    live.presence("echo/asked", {"an"})


@pytest.mark.parametrize("path", ["echo/mine", "echo/mine/since"])
def test_only_the_right_ticket_opens_a_topic(live: Live, path: str) -> None:
    words = (
        "from unittest import mock; from binhyen.kernel import clock; from datetime import timedelta as d\n"
        "print(ticket('echo/other', 'an')); print(ticket('echo/mine', 'banned'))\n"
        "day = clock.now() - d(days=2)\n"
        "with clock.frozen(day): print(ticket('echo/mine', 'an'))"
    )
    other, banned, expired = live.act(words)[-3:]
    good = live.ticket("echo/mine", "an")
    forged = good[:-2] + ("aa" if good[-2:] != "aa" else "bb")
    for bad in (other, banned, expired, forged, "", "x" * 5000):
        assert live.status(f"/live/{path}?ticket={bad}") == 403
    assert live.status(f"/live/nobody/here?ticket={good}") in {403, 404}


def test_who_is_sent_away_cannot_stay(live: Live) -> None:
    line = live.listen("echo/door", live.ticket("echo/door", "binh"))
    live.presence("echo/door", {"binh"})
    live.act("dismiss('echo/door', 'binh')")
    line.rest()
    line.close()
    live.presence("echo/door", set())


def test_nothing_is_heard_on_another_topic(live: Live) -> None:
    mine = live.listen("echo/one", live.ticket("echo/one", "an"))
    live.listen("echo/two", live.ticket("echo/two", "an"))
    live.presence("echo/one", {"an"})
    live.act("number('echo/two', 1, 1); publish('echo/one', 'said', {'here': True})")
    assert json.loads(mine.event()[2]) == {"here": True}


def test_pages_are_served_beside_lines(live: Live) -> None:
    live.listen("echo/pages", live.ticket("echo/pages", "an"))
    connection, answer = live.get("/")
    assert answer.status in {200, 302}
    answer.read()
    connection.request("GET", "/no/such/page")
    assert connection.getresponse().status in {302, 404}
    connection.close()
