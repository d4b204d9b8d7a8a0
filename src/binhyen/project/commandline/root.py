"""The root of the command line: mounts what each module offers."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import typer

from binhyen.project import installation
from binhyen.project.commandline import (
    accounts,
    approvals,
    audit,
    backups,
    conference,
    demo,
    jobs,
    load,
    moving,
    plans,
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Bình Yên: định mức → kế hoạch → con người → công việc → báo cáo → sơ kết.",
)
app.add_typer(load.app, name="load")
app.add_typer(audit.app, name="audit")
app.add_typer(accounts.app, name="accounts")
app.add_typer(jobs.app, name="jobs")
app.add_typer(conference.app, name="conference")
app.command()(backups.backup)
app.command()(backups.restore)
app.command("move")(moving.move_installation)
app.command()(demo.demo)
app.command("serve")(demo.serve_command)

# Commands under the names that the documentation gives them.
MODULE_COMMANDS = {
    "units": "binhyen.engines.units.cli",
    "figures": "binhyen.engines.indicators.cli",
    "norms": "binhyen.engines.norms.cli",
    "review": "binhyen.features.review.cli",
    "plan": "binhyen.features.staffing.cli.live",
    "roster": "binhyen.features.rosters.cli",
    "offline": "binhyen.features.offline.cli",
    "analysis": "binhyen.features.analysis.cli",
    "exchange": "binhyen.features.interchange.cli",
    "tasks": "binhyen.engines.tasks.cli",
    "directives": "binhyen.features.directives.cli",
    "janus": "binhyen.foundation.realtime.media.cli",
}
for name, module in MODULE_COMMANDS.items():
    if find_spec(module):
        group = import_module(module).app
        if name == "plan":
            plans.mount(group)
        if name == "figures":
            approvals.mount(group)
        app.add_typer(group, name=name)


@app.callback()
def prepare() -> None:
    """Every command finds an installation that has its tables."""
    installation.ensure()
