"""What tests do inside the server's installation, in a process of its own: `python -m tests.realtime.acts serve PORT | act`."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "binhyen.project.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from binhyen.foundation.realtime.api import dismiss, presence, publish, ticket  # noqa: E402
from binhyen.project import serving  # noqa: E402
from tests.realtime import topics  # noqa: E402

__all__ = ["dismiss", "migrate", "number", "presence", "publish", "serve", "ticket"]


def migrate() -> None:
    """Make the tables."""
    call_command("migrate", verbosity=0)


def serve(port: int) -> None:
    """Serve the site with the tests' topics until told to end."""
    serving.serve("127.0.0.1", port, "tests.realtime.served:application")


def number(topic: str, first: int, last: int) -> None:
    """Note and publish numbered events, as the owner of a topic does."""
    for seq in range(first, last + 1):
        topics.note(topic, seq)
        publish(topic, "said", {"seq": seq}, seq=seq)


def act() -> None:
    """Run what comes as lines of JSON, and answer each with what it printed."""
    for line in sys.stdin:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(json.loads(line), dict(globals()))  # noqa: S102 - our own tests' words
        sys.stdout.write(json.dumps(printed.getvalue()) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(int(sys.argv[2]))
    else:
        migrate()
        act()
