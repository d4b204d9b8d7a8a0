"""Province An Phước, which does not exist: a small world for tests, screenshots and docs."""

from __future__ import annotations

from binhyen.worlds.an_phuoc.world import AnPhuoc, build

__all__ = ["AnPhuoc", "build"]
