"""Runs of the page: an upload kept, tried or written, at once or in the background."""

from __future__ import annotations

from collections.abc import Iterable
from secrets import token_hex
from typing import Any

from binhyen.features.interchange.commands.history import finish_run, keep_file, own_run
from binhyen.features.interchange.commands.importing import Told, import_file
from binhyen.features.interchange.folders import folder, keep
from binhyen.features.interchange.models import ImportRun
from binhyen.features.interchange.types import (
    FileFormat,
    ImportOptions,
    Scheme,
    Schemes,
    Strategy,
)
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import ANYWHERE, refuse_unless_allowed
from binhyen.kernel.errors import N_, DomainError, NotFound

SMALL = 4 << 20
"""Bytes up to which a page waits for the outcome."""


def receive(
    actor: Actor, chunks: Iterable[bytes], *, name: str, kind: FileFormat, options: ImportOptions
) -> ImportRun:
    """Keep an uploaded file and write down what is to be done with it.

    Raises:
        Refused: without `figures.exchange`.
        Invalid: too large.
    """
    refuse_unless_allowed(actor, "figures.exchange", ANYWHERE, {})
    stored = token_hex(16)
    path = folder("uploads") / stored
    digest, size = keep(chunks, path)
    return keep_file(
        actor,
        file_name=name,
        kind=kind,
        digest=digest,
        size=size,
        options=options,
        stored=stored,
    )


def again_for_real(actor: Actor, *, run_id: int) -> ImportRun:
    """A new run over the file of a trial, this time writing.

    Raises:
        NotFound: no such run of this actor, or its file is gone.
    """
    tried = own_run(actor, run_id)
    kept_path(tried)
    options = options_of(tried, dry_run=False)
    return keep_file(
        actor,
        file_name=tried.file_name,
        kind=FileFormat(tried.format),
        digest=tried.digest,
        size=tried.size,
        options=options,
        stored=tried.stored,
    )


def work_on(
    actor: Actor, *, run_id: int, told: Told = lambda done, total, stage: None
) -> ImportRun:
    """Do what a run asks for and write its outcome; one that has it is left alone.

    Raises:
        NotFound: no such run of this actor.
    """
    run = own_run(actor, run_id)
    if run.finished_at is not None:
        return run
    try:
        outcome = import_file(
            actor,
            path=kept_path(run),
            kind=FileFormat(run.format),
            options=options_of(run, dry_run=run.dry_run),
            name=run.file_name,
            told=told,
        )
    except DomainError as refusal:
        rows = " ".join(str(row) for row in refusal.rows[:5])
        return finish_run(actor, run_id=run_id, error=f"{refusal} {rows}".strip())
    return finish_run(actor, run_id=run_id, outcome=outcome)


def kept_path(run: ImportRun) -> Any:
    """Where the file of a run lies.

    Raises:
        NotFound: it is gone.
    """
    path = folder("uploads") / run.stored
    if not run.stored or not path.is_file():
        raise NotFound(N_("Tệp {file} không còn được giữ: hãy gửi lại."), file=run.file_name)
    return path


def options_of(run: ImportRun, *, dry_run: bool) -> ImportOptions:
    """The options a run was asked with."""
    said = run.options
    schemes = {name: Scheme(value) for name, value in said.get("schemes", {}).items()}
    return ImportOptions(
        schemes=Schemes(**schemes),
        strategy=Strategy(said["strategy"]),
        dry_run=dry_run,
        partial=said["partial"],
        approve=said["approve"],
        report=said["report"],
    )
