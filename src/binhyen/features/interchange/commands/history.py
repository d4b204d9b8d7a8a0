"""Writing the history of exchange: a file kept, its outcome, once each."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from binhyen.features.interchange.models import ImportRun
from binhyen.features.interchange.types import FileFormat, ImportOptions, Outcome
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, NotFound

NEEDS = "figures.exchange"


@command("interchange.keep_file", "Nhận tệp số liệu", needs=NEEDS, scope=ANYWHERE)
def keep_file(
    actor: Actor,
    *,
    file_name: str,
    kind: FileFormat,
    digest: str,
    size: int,
    options: ImportOptions,
    stored: str = "",
) -> ImportRun:
    """Write down that a file came in and what is to be done with it."""
    run = ImportRun.objects.create(
        file_name=file_name[:255],
        format=kind.value,
        digest=digest,
        size=size,
        options=options_as_json(options),
        dry_run=options.dry_run,
        stored=stored,
        author_kind=actor.author.kind,
        author_id=actor.author.id,
        author_name=actor.name[:200],
        at=clock.now(),
    )
    note("ImportRun", run.pk, after={"file": run.file_name, "digest": digest})
    return run


@command("interchange.finish_run", "Ghi kết quả nạp tệp", needs=NEEDS, scope=ANYWHERE)
def finish_run(
    actor: Actor, *, run_id: int, outcome: Outcome | None = None, error: str = ""
) -> ImportRun:
    """Write down what became of a file; a run that has its outcome keeps it.

    Raises:
        NotFound: no such run of this actor.
    """
    run = own_run(actor, run_id)
    if run.finished_at is None:
        run.outcome = None if outcome is None else outcome_as_json(outcome)
        run.error, run.finished_at = error[:2000], clock.now()
        run.save(update_fields=["outcome", "error", "finished_at"])
        counts = (
            {}
            if outcome is None
            else {k: v for k, v in (run.outcome or {}).items() if k != "faults"}
        )
        note("ImportRun", run.pk, after={**counts, "error": run.error})
    return run


@command("interchange.set_job", "Giao việc nạp tệp", needs=NEEDS, scope=ANYWHERE)
def set_job(actor: Actor, *, run_id: int, job_id: int) -> None:
    """Remember which background job works on a run.

    Raises:
        NotFound: no such run of this actor.
    """
    run = own_run(actor, run_id)
    run.job_id = job_id
    run.save(update_fields=["job_id"])
    note("ImportRun", run.pk, after={"job": job_id})


def own_run(actor: Actor, run_id: int) -> ImportRun:
    """A run the actor made.

    Raises:
        NotFound: none such.
    """
    run = ImportRun.objects.filter(pk=run_id).first()
    mine = run is not None and (
        actor.unlimited or (run.author_kind, run.author_id) == (actor.author.kind, actor.author.id)
    )
    if run is None or not mine:
        raise NotFound(N_("Không có lần nạp số {run}."), run=run_id)
    return run


def options_as_json(options: ImportOptions) -> dict[str, Any]:
    """Options as the history keeps them."""
    return {
        "schemes": {name: str(value) for name, value in asdict(options.schemes).items()},
        "strategy": options.strategy.value,
        "partial": options.partial,
        "approve": options.approve,
        "report": options.report,
    }


def outcome_as_json(outcome: Outcome) -> dict[str, Any]:
    """An outcome as the history and the command line tell it."""
    facts = asdict(outcome)
    facts["format"] = outcome.format.value
    facts["faults"] = [asdict(one) for one in outcome.faults]
    return facts
