"""Loading the catalogue's posts, ranks and qualifications; loading twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.models import Model

from binhyen.engines.people.entries import PostEntry, QualificationEntry, RankEntry
from binhyen.engines.people.models import PostKind, QualificationKind, RankKind
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.entries import Entry
from binhyen.kernel.yamlfile import load_entries

_POST = ("vi", "en", "short", "serves_in", "role", "order", "mandatory", "rank_from", "rank_to")
_RANK = ("vi", "en", "short", "order")
_QUALIFICATION = ("vi", "en", "kind")


@command(
    "people.load_posts",
    "Nạp chức danh, cấp bậc và chuyên môn từ danh mục",
    needs="catalogue.manage",
)
def load_posts(actor: Actor, *, folder: Path) -> dict[str, int]:
    """Load `posts`, `ranks` and `qualifications` of a catalogue folder; answers the number of entries of each.

    Raises:
        Invalid: a file breaks its shape; the rows name file and line.
    """
    counts = {
        "posts": _keep(PostKind, load_entries(folder / "posts", PostEntry), _POST),
        "ranks": _keep(RankKind, load_entries(folder / "ranks", RankEntry), _RANK),
        "qualifications": _keep(
            QualificationKind,
            load_entries(folder / "qualifications", QualificationEntry),
            _QUALIFICATION,
        ),
    }
    note("people.kinds", "", after=counts)
    return counts


def _keep(model: type[Model], entries: Iterable[Entry], fields: tuple[str, ...]) -> int:
    rows = [
        model(code=values["code"], **{name: values[name] for name in fields})
        for values in map(_plain, entries)
    ]
    model._default_manager.bulk_create(  # noqa: SLF001 - Django's own way to a model's manager
        rows, update_conflicts=True, unique_fields=["code"], update_fields=list(fields)
    )
    return len(rows)


def _plain(entry: Entry) -> dict[str, Any]:
    return entry.model_dump()
