"""The site with the tests' topics."""

from __future__ import annotations

from binhyen.project.asgi import application  # isort: skip
from tests.realtime import topics

__all__ = ["application", "topics"]
