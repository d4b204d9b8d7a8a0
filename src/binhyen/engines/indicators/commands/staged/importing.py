"""One import from its file to the totals: checked outside any transaction, written in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import override

from binhyen.engines.indicators.commands.holding import hold_totals, period_row
from binhyen.engines.indicators.commands.rollups import apply_deltas
from binhyen.engines.indicators.commands.staged.checking import (
    Checked,
    Place,
    check_staged,
)
from binhyen.engines.indicators.commands.staged.laying import Counts, Layer, asked_status
from binhyen.engines.indicators.commands.staged.noting import add_comments
from binhyen.engines.indicators.commands.staged.reasons import conflicts_of
from binhyen.engines.indicators.commands.staged.resolving import Resolver
from binhyen.engines.indicators.commands.staged.workspace import workspace
from binhyen.engines.indicators.commands.versions import Occasion, occasion
from binhyen.engines.indicators.import_types import (
    STAGED_COLUMNS,
    ImportPolicy,
    ImportReport,
    SourceFile,
)
from binhyen.engines.indicators.models import ImportBatch, PeriodLock, ReportingPeriod
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.reporting_types import FiguresImported
from binhyen.foundation.access.api import Actor, allows_somewhere, visible_ids
from binhyen.foundation.commands.api import ANYWHERE, command, emit, note, refuse_unless_allowed
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, Refused


def import_staged(
    actor: Actor, *, staged: Path, source: SourceFile, policy: ImportPolicy
) -> ImportReport:
    """Import a staged file: UTF-8 CSV with the header `line,unit,period,element,option,value,comment`.

    Codes are ours; a unit's code is looked up on the period's last day, and when nobody bore it then, on its first.
    `option` empty is no breakdown, `value` empty takes the value away, `comment` becomes a note on the cell, `line`
    is where the row stood in the source. Any order, any size; memory stays flat. Refused rows come back as conflicts;
    whether the others are written is the policy's. Importing the same again changes nothing and makes no versions.
    A process killed on the way has written all or nothing.

    Raises:
        Refused: no right to enter, or to approve when the policy approves.
        Invalid: not a staged file.
        NotFound: the policy names a report definition that does not exist.
        DomainError: the disk is full.
    """
    resolver = resolver_for(actor, approve=policy.approve, definition=policy.definition)
    _refuse_strange(staged)
    with workspace() as (work, _):
        checked = check_staged(work, staged, resolver)
        return conclude(actor, checked, source, policy)


def conclude(
    actor: Actor, checked: Checked, source: SourceFile, policy: ImportPolicy
) -> ImportReport:
    """Write what was checked, or only count it, as the policy says."""
    conflicts = conflicts_of(checked)
    spoiled = checked.refused > 0 and not policy.partial
    if spoiled:
        return ImportReport(
            0,
            0,
            checked.count,
            0,
            conflicts,
            checked.refused,
            checked.count,
            dry_run=policy.dry_run,
        )
    if policy.dry_run:
        counts, batch_id = _count(checked, policy), None
    else:
        order = Order(checked, source, policy)
        counts, batch_id = write_checked(actor, order=order)
    return ImportReport(
        imported=counts.imported,
        updated=counts.updated,
        ignored=counts.unchanged + checked.refused,
        deleted=counts.deleted,
        conflicts=conflicts,
        conflict_count=checked.refused,
        values=checked.count,
        unchanged=counts.unchanged,
        created=counts.created,
        changed=counts.changed,
        same=counts.same,
        batch_id=batch_id,
        dry_run=policy.dry_run,
    )


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: checked cells, their source, how."""

    checked: Checked
    source: SourceFile
    policy: ImportPolicy

    @override
    def __str__(self) -> str:
        return f"{self.source.name}: {self.checked.count} values"


@command("indicators.import_figures", "Nạp số liệu từ tệp", needs="figures.enter", scope=ANYWHERE)
def write_checked(actor: Actor, *, order: Order) -> tuple[Counts, int]:
    """Write checked cells with versions, totals and comments, all in this transaction."""
    checked, source, policy = order.checked, order.source, order.policy
    batch = ImportBatch.objects.create(
        file_name=source.name[:255],
        digest=source.digest,
        value_count=checked.count - checked.refused,
        author_name=actor.name[:200],
        at=clock.now(),
    )
    status = asked_status(approve=policy.approve)
    when = occasion(actor, status, source.origin, f"nạp tệp {source.name}", batch)
    counts = Counts()
    for place, period in _held_places(checked):
        _write_place(checked, place, period, when, counts, approve=policy.approve)
    note("ImportBatch", batch.pk, after=_facts(order, counts), digest=batch.digest)
    touched = tuple((place.form.code, place.period.code) for place in checked.places)
    emit(FiguresImported(batch.pk, policy.approve, touched))
    return counts, batch.pk


def _write_place(
    checked: Checked,
    place: Place,
    period: ReportingPeriod,
    when: Occasion,
    counts: Counts,
    *,
    approve: bool,
) -> None:
    layer = Layer(checked, place, period, when, approve, counts)
    deltas = layer.lay()
    if deltas is not None and (deltas.at_parent or deltas.direct):
        apply_deltas(period, deltas)
    if checked.has_comments:
        add_comments(checked, place, period, when)


def _held_places(checked: Checked) -> Iterator[tuple[Place, ReportingPeriod]]:
    """Places with their period's row held, by its number; refused when somebody locked one meanwhile."""
    made = {period_row(place.form, place.period).pk: place for place in checked.places}
    for row in hold_totals(list(made)):
        place = made[row.pk]
        if PeriodLock.objects.filter(period=row, id__gt=place.acts).exists():
            raise Conflict(
                N_("Kỳ {period} vừa được khóa hoặc mở khóa trong khi nạp; hãy nạp lại tệp."),
                period=row.code,
            )
        yield place, row


def _count(checked: Checked, policy: ImportPolicy) -> Counts:
    counts = Counts()
    for place in checked.places:
        stored = ReportingPeriod.objects.filter(definition_id=place.form.id, code=place.period.code)
        period = stored.first()
        Layer(checked, place, period, None, policy.approve, counts).lay()
    return counts


def _refuse_strange(staged: Path) -> None:
    with staged.open(encoding="utf-8", errors="replace") as handle:
        header = handle.readline(1000).strip()
    if header != ",".join(STAGED_COLUMNS):
        raise Invalid(
            N_("Tệp trung gian {file} phải có dòng đầu là {expected}."),
            kind="staged",
            file=staged.name,
            expected=",".join(STAGED_COLUMNS),
        )


def resolver_for(actor: Actor, *, approve: bool, definition: str | None) -> Resolver:
    """What the actor may import.

    Raises:
        Refused: no right to enter anywhere, or to approve.
        NotFound: no such report definition.
    """
    refuse_unless_allowed(actor, "figures.enter", ANYWHERE, {})
    if approve and not allows_somewhere(actor, "figures.approve"):
        raise Refused(N_("{name} không có quyền duyệt số liệu."), name=actor.name)
    known = catalogue()
    if definition is not None:
        known.definition(definition)
    allowed = _units(actor, "figures.enter")
    if approve:
        approvable = _units(actor, "figures.approve")
        if allowed is None or approvable is None:
            allowed = approvable if allowed is None else allowed
        else:
            allowed &= approvable
    return Resolver(known, allowed, definition)


def _units(actor: Actor, permission: str) -> set[int] | None:
    """Units where a permission is held; a role in a unit that has ended still holds the unit itself."""
    found = visible_ids(actor, permission)
    if found is None:
        return None
    return {*found, *(scope for scope in actor.scopes(permission) if scope is not None)}


def _facts(order: Order, counts: Counts) -> dict[str, int | str | bool]:
    return {
        "file": order.source.name,
        "values": order.checked.count,
        "refused": order.checked.refused,
        "imported": counts.imported,
        "updated": counts.updated,
        "deleted": counts.deleted,
        "created": counts.created,
        "changed": counts.changed,
        "approved": order.policy.approve,
    }
