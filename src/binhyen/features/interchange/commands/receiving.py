"""Files that come in over HTTP: kept whole first, imported, written into the history."""

from __future__ import annotations

from collections.abc import Iterable

from binhyen.features.interchange.commands.history import finish_run, keep_file
from binhyen.features.interchange.commands.importing import import_file
from binhyen.features.interchange.folders import keep, scratch_named
from binhyen.features.interchange.types import Fault, FileFormat, ImportOptions, Outcome
from binhyen.foundation.access.api import Actor


def import_chunks(
    actor: Actor, chunks: Iterable[bytes], kind: FileFormat, options: ImportOptions, name: str
) -> Outcome:
    """Import what comes in piece by piece; only what was written enters the history.

    Raises:
        Invalid: too large, or the file itself is broken.
        Refused: as `import_file`.
    """
    with scratch_named(name) as path:
        digest, size = keep(chunks, path)
        outcome = import_file(actor, path=path, kind=kind, options=options, name=name)
    if not options.dry_run:
        run = keep_file(actor, file_name=name, kind=kind, digest=digest, size=size, options=options)
        finish_run(actor, run_id=run.pk, outcome=outcome)
    return outcome


def refused_whole(kind: FileFormat, options: ImportOptions, message: str) -> Outcome:
    """The outcome of a file refused as a whole because something changed meanwhile."""
    return Outcome(
        file_name="",
        digest="",
        format=kind,
        values=0,
        imported=0,
        updated=0,
        ignored=0,
        deleted=0,
        faults=(Fault(0, None, "", message),),
        fault_count=1,
        dry_run=options.dry_run,
    )
