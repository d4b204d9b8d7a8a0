"""Filling an installation: the catalogue for all engines, the units, a demonstration world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings

from binhyen.engines.units import api as units
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.memory import uncollected

Say = Callable[[str], None]


def load_catalogue(actor: Actor, folder: Path | None = None) -> dict[str, Any]:
    """Load every engine's part of the catalogue; loading it again changes nothing.

    Raises:
        Invalid: a file breaks its shape; the rows name file and line.
    """
    # Renderers and databases for analysis are heavy to import and only this act needs them all.
    documents, indicators, norms, people = (
        import_module(f"binhyen.engines.{name}.api")
        for name in ("documents", "indicators", "norms", "people")
    )
    place = folder or Path(settings.BINHYEN_CATALOGUE)
    return {
        "people": people.load_posts(actor, folder=place),
        "documents": asdict(documents.load_legal_texts(actor, folder=place)),
        "indicators": asdict(indicators.load_catalogue(actor, folder=place)),
        "norms": asdict(norms.load_norms(actor, folder=place)),
    }


@uncollected()
def load_world(actor: Actor, name: str, say: Say, **options: str) -> dict[str, Any]:
    """Load a demonstration world with all it needs: catalogue and units first; `options` are the world's own.

    Raises:
        NotFound: there is no world of that name.
    """
    module = f"binhyen.worlds.{name}"
    if not name.isidentifier() or not find_spec(module):
        raise NotFound(
            N_("Không có thế giới mô phỏng “{name}”; hiện có: thanh_hoa, viet_nam."), name=name
        )
    say("catalogue …")
    load_catalogue(actor)
    say("units …")
    units.load_units(actor, source=None)
    world = import_module(f"{module}.load")
    return dict(world.load(actor, say, **options))
