"""`binhyen plan …`: solving, checking and explaining deployment problems given as files.

These commands need no database and no Django, so that they start at once; commands on live data are mounted beside them.
"""

from __future__ import annotations

import typer

from binhyen.features.staffing.cli.checking import check
from binhyen.features.staffing.cli.country import country
from binhyen.features.staffing.cli.mending import replan
from binhyen.features.staffing.cli.reasons import explain
from binhyen.features.staffing.cli.solving import solve

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Phương án điều động.",
)
app.command()(solve)
app.command()(check)
app.command()(country)
app.command()(explain)
app.command()(replan)
