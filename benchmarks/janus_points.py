"""How many points one core of the real Janus carries: one speaker's sound and picture to ever more real browsers' connections.

What counts is Janus' own CPU time, read from the system, against the streams that truly arrived. The browsers decode on
the same machine, so a step counts only while its points receive what is sent; beyond the largest step that did, the number is
drawn on along the line and says so.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression
from typing import Any

from benchmarks.measuring import Row, report, say

CANNOT = 77
ROOM = "do"
STEPS = (0, 8, 16, 32, 48)
SETTLE_S, MEASURED_S = 6.0, 12.0
# A step counts while its points receive at least this part of what the speaker sends.
DELIVERED = 0.9
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
    # Without a camera's permission Chromium hides its own address, which Janus would have to look up.
    "--disable-features=WebRtcHideLocalIpsWithMdns",
]
# A client that speaks with Janus directly: the site's proxy carries signals only, never sound or picture.
CLIENT = r"""
async ({ url, apisecret, session, room, name }) => {
  const line = new WebSocket(url, "janus-protocol");
  const waiting = new Map();
  let count = 0, sessionId;
  await new Promise((done, failed) => { line.onopen = done; line.onerror = failed; });
  line.onmessage = (message) => {
    const said = JSON.parse(message.data);
    const asked = waiting.get(said.transaction);
    if (!asked || said.janus === "ack") return;
    waiting.delete(said.transaction);
    const fault = said.error || said.plugindata?.data?.error;
    fault ? asked.failed(new Error(JSON.stringify(fault))) : asked.done(said);
  };
  const ask = (said) => new Promise((done, failed) => {
    const transaction = `t${++count}`;
    waiting.set(transaction, { done, failed });
    line.send(JSON.stringify({ ...said, transaction, apisecret, token: session, ...(sessionId ? { session_id: sessionId } : {}) }));
  });
  sessionId = (await ask({ janus: "create" })).data.id;
  setInterval(() => ask({ janus: "keepalive" }).catch(() => {}), 20000);
  const attach = async () => (await ask({ janus: "attach", plugin: "janus.plugin.videoroom" })).data.id;
  const tell = (handle_id, body, jsep) => ask({ janus: "message", handle_id, body: { room, token: window.roomToken, ...body }, ...(jsep ? { jsep } : {}) });
  const gathered = (peer) => new Promise((done) => {
    if (peer.iceGatheringState === "complete") return done();
    peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && done();
  });
  const connected = async (peer) => {
    while (peer.connectionState !== "connected") await new Promise((done) => setTimeout(done, 50));
    await new Promise((done) => setTimeout(done, 300)); // Janus hears of it a moment later
  };
  window.receivers = [];
  window.speak = async () => {
    const picture = Object.assign(document.createElement("canvas"), { width: 320, height: 240 });
    const pen = picture.getContext("2d");
    setInterval(() => {
      for (let at = 0; at < 60; at += 1) {
        pen.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`;
        pen.fillRect(Math.random() * 320, Math.random() * 240, 40, 40);
      }
    }, 1000 / 15);
    const sound = new AudioContext();
    const out = sound.createMediaStreamDestination();
    const tone = sound.createOscillator();
    tone.connect(out);
    tone.start();
    const peer = window.sender = new RTCPeerConnection();
    out.stream.getTracks().forEach((track) => peer.addTransceiver(track, { direction: "sendonly" }));
    picture.captureStream(15).getTracks().forEach((track) => peer.addTransceiver(track, { direction: "sendonly" }));
    const handle = await attach();
    await tell(handle, { request: "join", ptype: "publisher", id: name });
    await peer.setLocalDescription(await peer.createOffer());
    await gathered(peer);
    const answered = await tell(handle, { request: "publish" }, peer.localDescription);
    await peer.setRemoteDescription(answered.jsep);
    await connected(peer);
  };
  window.listen = async () => {
    const peer = new RTCPeerConnection();
    const handle = await attach();
    const offered = await tell(handle, { request: "join", ptype: "subscriber", streams: [{ feed: name }] });
    await peer.setRemoteDescription(offered.jsep);
    await peer.setLocalDescription(await peer.createAnswer());
    await gathered(peer);
    await tell(handle, { request: "start" }, peer.localDescription);
    await connected(peer);
    window.receivers.push(peer);
  };
  const bytes = async (peer, kind, field) => {
    let sum = 0;
    (await peer.getStats()).forEach((one) => { if (one.type === kind) sum += one[field] || 0; });
    return sum;
  };
  window.received = () => Promise.all(window.receivers.map((one) => bytes(one, "inbound-rtp", "bytesReceived")));
  window.sent = () => bytes(window.sender, "outbound-rtp", "bytesSent");
}
"""


@dataclass(frozen=True, slots=True)
class Step:
    """What some points cost: Janus' share of a core, what the speaker sent and what a point received at the median (kbit/s)."""

    points: int
    cores: float
    sent: float
    received: float

    @property
    def whole(self) -> bool:
        """Whether the points received what was sent."""
        return not self.points or self.received >= DELIVERED * self.sent


def main() -> None:
    """Measure each step and report how many points the line through them gives one core."""
    for program, package in (("janus", "janus"), ("chromium", "chromium")):
        if shutil.which(program) is None:
            sys.stderr.write(f"{program} is not installed: apt-get install {package}\n")
            raise SystemExit(CANNOT)
    port = _free_port()
    os.environ |= {"BINHYEN_MEDIA": "janus", "BINHYEN_JANUS_URL": f"ws://127.0.0.1:{port}"}
    from benchmarks.product import start

    start()
    with _janus() as process:
        steps = list(_measured(process.pid, port))
    whole = [one for one in steps if one.whole]
    for one in steps:
        say(
            f"{one.points} points: Janus {one.cores:.3f} cores, sent {one.sent:.0f}, received {one.received:.0f} kbit/s"
            + ("" if one.whole else " – the browsers could not keep up, not counted")
        )
    if len(whole) < 3:
        raise SystemExit("benchmarks: too few steps arrived whole for a line through them")
    slope, base = linear_regression([one.points for one in whole], [one.cores for one in whole])
    largest = whole[-1]
    note = (
        f"line through {len(whole)} steps; largest that arrived whole: {largest.points} points, "
        f"{largest.cores:.3f} cores, {largest.received:.0f} kbit/s each; beyond it drawn on"
    )
    report(
        Row(
            "Janus: points that one core carries, one speaker",
            (1 - base) / slope,
            "points",
            note=note,
        )
    )


def _measured(pid: int, port: int) -> Iterator[Step]:
    from playwright.sync_api import sync_playwright

    asked = _asked(port)
    executable = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        speaker, hall = _page(browser, asked), _page(browser, asked)
        speaker.evaluate("() => window.speak()")
        for points in STEPS:
            while hall.evaluate("() => window.receivers.length") < points:
                hall.evaluate("() => window.listen()")
            time.sleep(SETTLE_S)
            yield _step(pid, points, speaker, hall)
        browser.close()


def _step(pid: int, points: int, speaker: Any, hall: Any) -> Step:
    sent, received = (
        speaker.evaluate("() => window.sent()"),
        hall.evaluate("() => window.received()"),
    )
    spent, begun = _spent(pid), time.monotonic()
    time.sleep(MEASURED_S)
    cores = _spent(pid) - spent
    took = time.monotonic() - begun
    sent = speaker.evaluate("() => window.sent()") - sent
    now = hall.evaluate("() => window.received()")
    each = sorted(after - before for before, after in zip(received, now, strict=True))
    middle = each[len(each) // 2] if each else 0
    return Step(points, cores / took, sent * 8 / 1000 / took, middle * 8 / 1000 / took)


def _page(browser: Any, asked: dict[str, str]) -> Any:
    page = browser.new_page()
    page.evaluate("(token) => { window.roomToken = token; }", asked["token"])
    page.evaluate(CLIENT, asked)
    return page


def _asked(port: int) -> dict[str, str]:
    """The address, the secrets and the signed tokens of this run."""
    from binhyen.foundation.realtime.media.janus_rooms import ensure_room
    from binhyen.foundation.realtime.media.keys import media_keys
    from binhyen.foundation.realtime.media.rules.signing import room_token, session_token

    ensure_room(ROOM)
    keys, until = media_keys(), int(time.time()) + 3600
    return {
        "url": f"ws://127.0.0.1:{port}",
        "apisecret": keys.api,
        "session": session_token(keys.tokens, until),
        "token": room_token(keys.tokens, ROOM, until),
        "room": ROOM,
        "name": "speaker",
    }


@contextmanager
def _janus() -> Iterator[subprocess.Popen[bytes]]:
    from binhyen.foundation.realtime.media.api import media_health

    program = Path(sys.executable).with_name("binhyen")
    command = [str(program), "janus", "run", "--media-ports", "24000-24999"]
    # `janus run` becomes Janus, so its number is Janus' own.
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 60
        while not media_health().answers:
            if time.monotonic() > end or process.poll() is not None:
                raise SystemExit("benchmarks: Janus did not start")
            time.sleep(0.3)
        yield process
    finally:
        process.terminate()
        process.wait()


def _spent(pid: int) -> float:
    """Seconds of CPU a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
