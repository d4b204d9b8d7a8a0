"""How far a rebuild came: a file in the installation's home, so that one cut off goes on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from binhyen.engines.indicators.models import ReportingPeriod


def waiting_periods() -> Iterator[ReportingPeriod]:
    """The periods still to be rebuilt, oldest first; those done before a cut and not changed since are left out."""
    done = _done()
    for period in ReportingPeriod.objects.order_by("id"):
        if done.get(str(period.pk)) != period.stamp:
            yield period


def mark(period: ReportingPeriod) -> None:
    """Remember that a period is done."""
    done = _done() | {str(period.pk): period.stamp}
    _path().parent.mkdir(parents=True, exist_ok=True)
    beside = _path().with_suffix(".new")
    beside.write_text(json.dumps(done), encoding="utf-8")
    beside.replace(_path())


def finish() -> None:
    """The whole is done; the next rebuild begins anew."""
    _path().unlink(missing_ok=True)


def _done() -> dict[str, str]:
    with suppress(OSError, ValueError):
        found: dict[str, str] = json.loads(_path().read_text(encoding="utf-8"))
        return found
    return {}


def _path() -> Path:
    return Path(settings.BINHYEN_HOME) / "figures" / "rebuild.json"
