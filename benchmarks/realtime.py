"""A live figure to a thousand points, and a thousand joins at once, over a real server of its own processes."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.measuring import Row, expect, report, say

LISTENERS, FIGURES, ROWS = 1000, 40, 63
JOIN_S, P95_MS, CORE = 10.0, 250.0, 1.0
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Open a sitting, let a thousand in at once, show figures to all of them, and let them all come back."""
    from benchmarks.product import start

    start()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    number, tickets, topic = _sitting()
    run = [str(Path(sys.executable).with_name("binhyen")), "serve", "--port", str(port)]
    with subprocess.Popen(run, env=os.environ.copy(), stdout=sys.stderr) as server:
        try:
            _wait(server, port)
            asyncio.run(_measured(server.pid, port, number, topic, tickets))
        finally:
            server.send_signal(signal.SIGTERM)


def _sitting() -> tuple[int, list[str], str]:
    """A sitting that is open and a ticket for each listener."""
    from binhyen.engines.units.api import Level, structure
    from binhyen.features.conference import api
    from binhyen.foundation.access.api import Actor
    from binhyen.kernel import clock

    who, begins = Actor.operator(), clock.now() + timedelta(minutes=10)
    host = structure(begins.date()).by_code("38", Level.PROVINCE)
    api.new_series(who, unit_id=host.id, code="do", title="Đo đường truyền")
    made = api.new_conference(
        who,
        new=api.NewConference(
            host.id, "do", "do-1", "Đo đường truyền", begins, begins + timedelta(hours=3), "Đo",
            simulated=True,
        ),
    )  # fmt: skip
    api.add_points(who, conference_id=made.pk, points=[api.NewPoint(host.id, api.PointKind.MAIN)])
    sitting = api.open_sitting(who, conference_id=made.pk)
    tickets = [api.listening(sitting, f"a{one}", 0).ticket for one in range(1, LISTENERS + 1)]
    return made.pk, tickets, api.topic_of(sitting)


class Listener:
    """One open line, read as a browser reads it."""

    def __init__(self, port: int, topic: str, ticket: str) -> None:
        self._port, self._topic, self._ticket = port, topic, ticket
        self.heard: dict[int, float] = {}
        self.last = 0
        self._writer: asyncio.StreamWriter | None = None

    async def open(self, after: int) -> float:
        """Seconds until the line is open and its first words are there.

        Raises:
            SystemExit: refused.
        """
        from urllib.parse import quote

        began = time.perf_counter()
        reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        path = f"/live/{self._topic}?ticket={quote(self._ticket)}&after={after}"
        self._writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        status = await reader.readline()
        if b" 200 " not in status:
            raise SystemExit(f"benchmarks: refused: {status!r}")
        while (await reader.readline()).strip():
            pass
        await reader.readline()
        took = time.perf_counter() - began
        self._task = asyncio.ensure_future(self._read(reader))
        return took

    async def _read(self, reader: asyncio.StreamReader) -> None:
        with suppress(ConnectionError):
            while line := await reader.readline():
                if line.startswith(b"id: "):
                    self.last = int(line[4:])
                    self.heard[self.last] = time.perf_counter()

    async def close(self) -> None:
        """End the line."""
        self._task.cancel()
        if self._writer:
            self._writer.close()


async def _measured(pid: int, port: int, number: int, topic: str, tickets: list[str]) -> None:
    lines = [Listener(port, topic, one) for one in tickets]
    began = time.perf_counter()
    await asyncio.gather(*(one.open(1) for one in lines))
    joined = time.perf_counter() - began
    say(f"{LISTENERS} lines open in {joined:.2f} s")
    await asyncio.sleep(3)  # presence is written in batches; not part of what follows
    told, busy, wall = await _shown(pid, number)
    await _until(lambda: all(one.last >= max(told) for one in lines))
    for one in lines:
        expect("events heard", sorted(set(told) - set(one.heard)), [])
    late = [1000 * (one.heard[seq] - at) for one in lines for seq, at in told.items()]
    p95 = statistics.quantiles(late, n=20)[18]
    resumed = await _resumed(lines, told)
    report(
        Row(f"{LISTENERS} joins at once, none refused", joined, "s", JOIN_S),
        Row(
            f"live figure of {ROWS} rows to {LISTENERS} points, p95", p95, "ms", P95_MS,
            note=f"{FIGURES} figures, one a second; median {statistics.median(late):.0f} ms",
        ),
        Row("the server meanwhile", busy / wall, "cores", CORE, note="all its processes"),
        Row(f"{LISTENERS} coming back at once for what they missed", resumed, "s"),
        Row("memory of the server", _memory(pid), "MiB"),
    )  # fmt: skip


async def _shown(pid: int, number: int) -> tuple[dict[int, float], float, float]:
    """Show figures one a second: when each was told, CPU seconds of the server, seconds on the wall."""
    told: dict[int, float] = {}
    cpu, began = _cpu(pid), time.perf_counter()
    for place in range(FIGURES):
        at = time.perf_counter()
        seq = await asyncio.to_thread(_show, number, place)
        told[seq] = at
        await asyncio.sleep(max(0.0, 1.0 - (time.perf_counter() - at)))
    return told, _cpu(pid) - cpu, time.perf_counter() - began


def _show(number: int, place: int) -> int:
    """A figure as a slide carries it, through the sitting's own writer."""
    from binhyen.features.conference import api
    from binhyen.foundation.access.api import Actor

    text = "\n".join(f"Đơn vị {row}: {row * 37 + place}" for row in range(ROWS))
    slide = api.add_slide(
        Actor.operator(), conference_id=number, slide=api.NewSlide(f"Số liệu {place}", text)
    )
    event = api.post(
        Actor.operator(), conference_id=number, kind="slide", payload={"slide": slide.pk}
    )
    return event.seq


async def _resumed(lines: list[Listener], told: dict[int, float]) -> float:
    """All lines close and come back for the second half of what was told."""
    for one in lines:
        await one.close()
    middle = sorted(told)[len(told) // 2]
    for one in lines:
        one.heard, one.last = {}, 0
    began = time.perf_counter()
    await asyncio.gather(*(one.open(middle) for one in lines))
    await _until(lambda: all(one.last >= max(told) for one in lines))
    wanted = [seq for seq in sorted(told) if seq > middle]
    for one in lines:
        expect("events after coming back", sorted(one.heard), wanted)
    return time.perf_counter() - began


async def _until(done: Any) -> None:
    end = time.perf_counter() + 120
    while not done():
        if time.perf_counter() > end:
            raise SystemExit("benchmarks: events did not reach everybody")
        await asyncio.sleep(0.05)


def _family(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        with suppress(OSError):
            children = Path(f"/proc/{one}/task/{one}/children").read_text(encoding="ascii")
            waiting += [int(child) for child in children.split()]
    return found


def _cpu(pid: int) -> float:
    total = 0
    for one in _family(pid):
        with suppress(OSError):
            fields = (
                Path(f"/proc/{one}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            )
            total += int(fields[11]) + int(fields[12])
    return total / TICKS


def _memory(pid: int) -> float:
    """Resident MiB of all processes of the server."""
    pages = 0
    for one in _family(pid):
        with suppress(OSError):
            pages += int(Path(f"/proc/{one}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            raise SystemExit("benchmarks: the server ended")
        time.sleep(0.2)
    raise SystemExit("benchmarks: the server did not start")


if __name__ == "__main__":
    main()
