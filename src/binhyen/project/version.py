"""The product's version, read from its own distribution."""

from __future__ import annotations

from importlib.metadata import version

VERSION = version("binhyen")
