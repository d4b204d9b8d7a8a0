"""The product on an installation named by BINHYEN_HOME, which the caller made for this run."""

from __future__ import annotations

import os


def start() -> None:
    """Set Django up on the temporary installation.

    Raises:
        SystemExit: nobody named one; the user's own is never touched.
    """
    if "binhyen-bench-" not in os.environ.get("BINHYEN_HOME", ""):
        raise SystemExit(
            "benchmarks: run `python -m benchmarks`, which makes an installation of its own"
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binhyen.project.settings")
    import django

    django.setup()
    from binhyen.project import installation

    installation.ensure()
