"""What `binhyen plan` offers beside the commands on files: live data, invented provinces, the country."""

from __future__ import annotations

import typer

from binhyen.features.staffing.cli_workload import workload
from binhyen.worlds.instances.cli import sample


def mount(app: typer.Typer) -> None:
    """Add the commands that need an installation."""
    app.command("workload")(workload)
    app.command("sample")(sample)
