"""All commands of `binhyen`; modules bring their own as `cli.app`."""

from __future__ import annotations

from binhyen.project.commandline.root import app

__all__ = ["app"]
