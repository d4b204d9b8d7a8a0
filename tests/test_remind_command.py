"""`binhyen figures remind` and `detect`: what they did as JSON, nothing twice, exit 2 for what is no report."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from typer.testing import CliRunner

from binhyen.engines.indicators.api import load_catalogue
from binhyen.features.approval.models import Reminder
from binhyen.kernel import clock
from binhyen.kernel.errors import NotFound
from binhyen.project.commandline.root import app


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["figures", *arguments])


def test_rounds_tell_what_they_did_and_do_nothing_twice(world: Any) -> None:
    load_catalogue(world.operator, folder=Path(settings.BINHYEN_CATALOGUE))
    with clock.frozen(datetime(2022, 5, 16, 3, tzinfo=UTC)):
        first = run("remind", "--format", "json")
        assert first.exit_code == 0, first.output
        told = json.loads(first.stdout)
        assert told["made"] == Reminder.objects.count() > 0
        assert json.loads(run("remind", "--format", "json").stdout)["made"] == 0
        asked = run(
            "detect", "--report", "drugs_monthly", "--period", "admin:2022-05", "--under", "VN"
        )
        assert json.loads(asked.stdout) == {"reports": 0, "made": 0, "known": 0}
        wrong = run("detect", "--report", "nothing", "--period", "admin:2022-05")
        assert isinstance(wrong.exception, NotFound)
