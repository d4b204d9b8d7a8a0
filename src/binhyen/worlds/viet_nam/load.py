"""Loading the country: period by period through the door of columns, so that a loader killed anywhere goes on there."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from binhyen.engines.indicators.api import (
    By,
    Origin,
    Query,
    SourceFile,
    catalogue,
    import_columns,
    load_catalogue,
    read,
)
from binhyen.engines.units.api import load_units, structure
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import entries, installation, mark_demo
from binhyen.kernel.errors import N_, Conflict
from binhyen.worlds.viet_nam.facts import FOCUS_ON, NAME, USUAL, Variant, variant
from binhyen.worlds.viet_nam.sheet import Sheet, periods, sheets
from binhyen.worlds.viet_nam.staging import stage

Progress = Callable[[str], None]


def load(actor: Actor, progress: Progress, *, values: str = USUAL) -> dict[str, int | str]:
    """Load the world in one of its sizes; loading it again, or after a fault, adds only what is missing.

    Raises:
        Invalid: there is no such size.
        Conflict: the installation holds another world, or figures of its own.
    """
    size = variant(values)
    _refuse_inhabited()
    _prepare_ground(actor)
    # Marked before the first value, so that a load cut short shows itself as synthetic too.
    mark_demo(world=NAME, focus_on=FOCUS_ON)
    return _load_periods(actor, size, progress)


def _load_periods(actor: Actor, size: Variant, progress: Progress) -> dict[str, int | str]:
    wanted, held, added = periods(size), 0, 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=settings.BINHYEN_HOME, prefix=".staged-") as folder:
        for number, (code, *forms) in enumerate(wanted, 1):
            for sheet in sheets(size, code, tuple(forms)):
                held += sheet.count
                added += _load_sheet(actor, sheet, Path(folder) / "sheet.parquet")
            spent = time.monotonic() - began
            progress(f"{code}: {number}/{len(wanted)}, {held:,} values, {spent:.0f} s")
    return {"world": NAME, "size": size.name, "periods": len(wanted), "values": held, "new": added}


def _load_sheet(actor: Actor, sheet: Sheet, target: Path) -> int:
    if not sheet.count or _is_loaded(sheet):
        return 0
    digest = stage(sheet, target)
    report = import_columns(
        actor,
        columns=target,
        definition=sheet.form,
        source=SourceFile(
            f"{NAME} {sheet.form} {sheet.period.code} (giả lập)", digest, Origin.SYNTHETIC
        ),
        approve=True,
    )
    return report.imported


def _is_loaded(sheet: Sheet) -> bool:
    """Whether every column has at least as many values in the totals as the sheet; larger sizes hold smaller ones.

    A period comes in whole or not at all, so its first column and its last tell.
    """
    on = sheet.period.last_day
    asked = (sheet.columns[0], sheet.columns[-1])
    for column in asked:
        option = column.option or None
        query = Query(
            (column.element,),
            structure(on).root.id,
            By.UNIT,
            (sheet.period,),
            breakdown=option,
        )
        if sum(cell.reported for cell in read(query)) < len(column.units):
            return False
    return True


def _refuse_inhabited() -> None:
    world = installation().demo_world
    if world not in ("", NAME):
        raise Conflict(
            N_("Bản cài này đã có thế giới “{world}”; hãy đặt BINHYEN_HOME khác."), world=world
        )
    written = ("indicators.save_report", "indicators.import")
    if not world and any(entries(action=action).exists() for action in written):
        raise Conflict(
            N_("Bản cài này đã có số liệu thật; hãy đặt BINHYEN_HOME vào một thư mục trống.")
        )


def _prepare_ground(actor: Actor) -> None:
    if not catalogue().elements:
        load_catalogue(actor, folder=Path(settings.BINHYEN_CATALOGUE))
    load_units(actor)
