"""Control of Janus from Python: one short session for each action, since a session dies after 60 s without a word."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from binhyen.foundation.realtime.media.keys import media_keys
from binhyen.foundation.realtime.media.rules.signing import VIDEOROOM
from binhyen.kernel.errors import N_, Conflict

PROTOCOL = Subprotocol("janus-protocol")
PATIENCE_SECONDS = 5.0
EXISTS, NO_SUCH_ROOM, NO_SUCH_PERSON = 427, 426, 428

DOWN = N_("Máy chủ hội nghị Janus không trả lời tại {url}; hãy chạy binhyen janus run.")


class JanusDown(Conflict):
    """The media server does not answer; the sitting goes on without sound and picture."""

    code = "janus-down"


class JanusRefused(Conflict):
    """The media server answered with an error; `details["number"]` is its code."""

    code = "janus-refused"


class Control:
    """A session with a handle of the room plugin."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._place: dict[str, int] = {}
        self._place["session_id"] = self._ask({"janus": "create"})["data"]["id"]
        attach = {"janus": "attach", "plugin": VIDEOROOM}
        self._place["handle_id"] = self._ask(attach)["data"]["id"]

    def room(self, body: dict[str, Any]) -> dict[str, Any]:
        """Ask the room plugin.

        Raises:
            JanusRefused: it answered with an error.
        """
        answer = self._ask({"janus": "message", "body": body})
        data: dict[str, Any] = answer.get("plugindata", {}).get("data", {})
        if "error_code" in data:
            raise _refusal(data["error_code"], data.get("error", ""))
        return data

    def version(self) -> str:
        """The server's version, such as 1.1.2."""
        return str(self._ask({"janus": "info"}, placed=False).get("version_string", ""))

    def _ask(self, said: dict[str, Any], *, placed: bool = True) -> dict[str, Any]:
        name = secrets.token_hex(8)
        frame = said | {"transaction": name, "apisecret": media_keys().api}
        self._socket.send(json.dumps(frame | (self._place if placed else {})))
        while True:
            answer: dict[str, Any] = json.loads(self._socket.recv(timeout=PATIENCE_SECONDS))
            if answer.get("transaction") != name or answer.get("janus") == "ack":
                continue
            if answer.get("janus") == "error":
                raise _refusal(answer["error"]["code"], answer["error"]["reason"])
            return answer


@contextmanager
def control() -> Iterator[Control]:
    """A control session for one action.

    Raises:
        JanusDown: nobody answers.
    """
    url = settings.BINHYEN_JANUS
    try:
        with connect(
            url, subprotocols=[PROTOCOL], open_timeout=PATIENCE_SECONDS, proxy=None
        ) as socket:
            yield Control(socket)
    except (OSError, WebSocketException) as fault:
        raise JanusDown(DOWN, url=url) from fault


def _refusal(number: int, reason: str) -> JanusRefused:
    return JanusRefused(
        N_("Máy chủ hội nghị từ chối: {reason} ({number})."), reason=reason, number=number
    )
