"""A server told to end closes its lines and ends."""

from __future__ import annotations

import signal

from tests.realtime.conftest import Live


def test_the_server_ends_though_lines_are_open(live: Live) -> None:
    line = live.listen("echo/end", live.ticket("echo/end", "an"))
    live.presence("echo/end", {"an"})
    live.process.send_signal(signal.SIGTERM)
    line.rest()
    assert live.process.wait(60) == 0
