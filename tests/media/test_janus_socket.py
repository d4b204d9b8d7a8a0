"""The websocket `/janus` of the real site before the real Janus: who gets in, as whom, and what a fallen Janus does."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

ROOT = Path(__file__).resolve().parents[2]
BINHYEN = Path(sys.executable).parent / "binhyen"
START_SECONDS, READ_SECONDS = 90, 30
MEDIA = "from binhyen.foundation.realtime.media import api as media, tickets\n"
PLUGIN = "janus.plugin.videoroom"
REFUSED, GONE, DOWN = 4403, 4410, 4503

pytestmark = pytest.mark.skipif(
    shutil.which("janus") is None, reason="janus is not installed: apt-get install janus"
)


@dataclass
class Talk:
    """One browser's websocket to the media server, spoken by hand."""

    line: ClientConnection
    place: dict[str, int] = field(default_factory=dict)

    def ask(self, **said: Any) -> dict[str, Any]:
        name = secrets.token_hex(4)
        self.line.send(json.dumps(said | self.place | {"transaction": name}))
        while True:
            answer: dict[str, Any] = json.loads(self.line.recv(timeout=READ_SECONDS))
            if answer.get("transaction") == name and answer["janus"] != "ack":
                return answer

    def attach(self) -> None:
        self.place["session_id"] = self.ask(janus="create")["data"]["id"]
        self.place["handle_id"] = self.ask(janus="attach", plugin=PLUGIN)["data"]["id"]

    def room(self, **body: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.ask(janus="message", body=body)["plugindata"]["data"]
        return found

    def closed_with(self) -> int:
        """The code the site ends the socket with."""
        while True:
            try:
                self.line.recv(timeout=READ_SECONDS)
            except ConnectionClosed as end:
                return end.rcvd.code if end.rcvd else 0


@dataclass
class Site:
    """The site, a hand inside its installation, and its Janus."""

    port: int
    env: dict[str, str]
    hand: subprocess.Popen[str]
    janus: subprocess.Popen[bytes] | None = None
    lines: ExitStack = field(default_factory=ExitStack)

    def act(self, words: str) -> list[str]:
        assert self.hand.stdin
        assert self.hand.stdout
        self.hand.stdin.write(json.dumps(MEDIA + words) + "\n")
        self.hand.stdin.flush()
        answer = self.hand.stdout.readline()
        assert answer, "the acting process ended: see its errors above"
        return str(json.loads(answer)).splitlines()

    def seat(self, room: str, who: str, *, publish: bool = True, chair: bool = False) -> list[str]:
        """The id and the ticket of somebody in an open room."""
        return self.act(
            f"media.room_open({room!r})\n"
            f"t = media.media_ticket({room!r}, {who!r}, {publish}, moderates={chair})\n"
            "print(t.id); print(t.token)"
        )

    def talk(self, ticket: str) -> Talk:
        url = f"ws://127.0.0.1:{self.port}/janus?ticket={ticket}"
        opened = connect(url, subprotocols=[Subprotocol("janus-protocol")], proxy=None)
        return Talk(self.lines.enter_context(opened))

    def start_janus(self) -> None:
        command = [str(BINHYEN), "janus", "run", "--media-ports", "22000-22099"]
        self.janus = subprocess.Popen(
            [*command, "--site", f"http://127.0.0.1:{self.port}"],
            env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait(lambda: self.act("print(media.media_health().answers)") == ["True"], self.janus)

    def kill_janus(self) -> None:
        if self.janus is not None:
            self.janus.kill()
            self.janus.wait()


def wait(done: Callable[[], bool], process: subprocess.Popen[Any]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "it ended"
        if done():
            return
        time.sleep(0.1)
    raise AssertionError("it did not start")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BINHYEN_")}
    env = kept | {
        "BINHYEN_HOME": str(tmp_path_factory.mktemp("media")),
        "BINHYEN_MEDIA": "janus",
        "BINHYEN_JANUS_URL": f"ws://127.0.0.1:{free_port()}",
        "PYTHONPATH": str(ROOT),
    }
    port, act = free_port(), [sys.executable, "-m", "tests.realtime.acts"]
    with subprocess.Popen(
        [*act, "act"], env=env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as hand:
        site = Site(port, env, hand)
        site.act("")  # the tables are made
        with subprocess.Popen([*act, "serve", str(port)], env=env, cwd=ROOT) as server:
            try:
                wait(lambda: answers(port), server)
                site.start_janus()
                yield site
            finally:
                site.kill_janus()
                server.terminate()


@pytest.fixture
def site(running: Site) -> Iterator[Site]:
    with running.lines:
        yield running


def test_somebody_enters_as_who_the_ticket_says_and_nowhere_else(site: Site) -> None:
    key, ticket = site.seat("hall", "an")
    talk = site.talk(ticket)
    talk.attach()
    joined = talk.room(request="join", ptype="publisher", room="other", id="boss", token="mine")
    assert (joined["videoroom"], joined["room"], joined["id"]) == ("joined", "hall", key)


def test_forged_expired_and_foreign_tickets_are_refused(site: Site) -> None:
    key, good = site.seat("mine", "an")
    site.seat("theirs", "binh")
    foreign, expired = site.act(
        "from binhyen.kernel import clock; from datetime import timedelta\n"
        f"print(tickets.sign('theirs', {key!r})[0])\n"
        "with clock.frozen(clock.now() - timedelta(minutes=3)):\n"
        f"    print(tickets.sign('mine', {key!r})[0])"
    )
    forged = good[:-2] + ("aa" if good[-2:] != "aa" else "bb")
    for bad in (forged, expired, foreign, "", "x" * 3000):
        assert site.talk(bad).closed_with() == REFUSED


@pytest.mark.parametrize(
    "body",
    [
        {"request": "publish"},
        {"request": "kick", "id": "x"},
        {"request": "enable_recording", "record": True},
        {"request": "create", "room": "new"},
        {"request": "listparticipants"},
    ],
)
def test_a_viewer_neither_sends_nor_governs(site: Site, body: dict[str, Any]) -> None:
    talk = site.talk(site.seat("viewers", "chi", publish=False)[1])
    talk.attach()
    talk.line.send(json.dumps({"janus": "message", "transaction": "t", "body": body} | talk.place))
    assert talk.closed_with() == REFUSED


def test_who_is_thrown_out_stays_out(site: Site) -> None:
    site.seat("order", "chair", chair=True)
    ticket = site.seat("order", "an")[1]
    talk = site.talk(ticket)
    talk.attach()
    talk.room(request="join", ptype="publisher")
    site.act("media.kick('order', 'an', by='chair')")
    assert talk.closed_with() == GONE
    assert site.talk(ticket).closed_with() == REFUSED


def test_only_the_chair_mutes_throws_out_and_records(site: Site) -> None:
    site.seat("governed", "chair", chair=True)
    site.seat("governed", "an")
    said = site.act(
        "from binhyen.kernel.errors import Refused\n"
        "for act in (lambda by: media.mute('governed', 'an', on=True, by=by),\n"
        "            lambda by: media.record('governed', on=True, by=by)):\n"
        "    try:\n"
        "        act('an')\n"
        "    except Refused:\n"
        "        print('refused')\n"
        "    act('chair')\n"
        "t = media.media_ticket('governed', 'an', True)\n"
        "print(t.muted, t.recording)"
    )
    assert said == ["refused", "refused", "True True"]


def test_a_killed_janus_is_told_and_a_restarted_one_takes_all_back(site: Site) -> None:
    key, ticket = site.seat("falls", "an")
    talk = site.talk(ticket)
    talk.attach()
    talk.room(request="join", ptype="publisher")
    site.kill_janus()
    assert talk.closed_with() == DOWN
    assert site.talk(ticket).closed_with() == DOWN
    site.start_janus()
    again = site.talk(site.seat("falls", "an")[1])
    again.attach()
    assert again.room(request="join", ptype="publisher")["id"] == key
