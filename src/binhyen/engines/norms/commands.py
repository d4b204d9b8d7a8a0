"""The verbs of norms: they are only ever loaded from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from binhyen.engines.norms.entries import DatedValue, NormEntry
from binhyen.engines.norms.models import SCALE, Norm, NormValue
from binhyen.engines.norms.rules.reading import formula
from binhyen.engines.norms.types import LoadedNorms
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.errors import N_, DomainError, Invalid, RowProblem
from binhyen.kernel.numbers import to_scaled
from binhyen.kernel.yamlfile import Located, load_located

Columns = dict[str, Any]


@command("norms.load_norms", "Nạp định mức", needs="catalogue.manage")
def load_norms(actor: Actor, *, folder: Path) -> LoadedNorms:
    """Make the stored norms equal to the catalogue's; a second load changes nothing.

    Raises:
        Invalid: a file cannot be read, a formula is wrong, or two files give one code.
    """
    found = load_located(folder / "norms", NormEntry)
    _refuse_faults(found)
    before = {row.code: row for row in Norm.objects.prefetch_related("values")}
    entries = {located.entry.code: located.entry for located in found}
    added = changed = 0
    for code, entry in entries.items():
        old = before.get(code)
        if old is not None and _stored(old) == _wanted(entry):
            continue
        _write(old, entry)
        added, changed = added + (old is None), changed + (old is not None)
    removed = _remove(before, entries)
    return LoadedNorms(added, changed, len(entries) - added - changed, removed)


def _refuse_faults(found: list[Located[NormEntry]]) -> None:
    problems: list[RowProblem] = []
    seen: set[str] = set()
    for located in found:
        entry = located.entry
        if entry.code in seen:
            problems.append(
                located.problem(N_("mã này đã có ở tệp khác"), "code", value=entry.code)
            )
        seen.add(entry.code)
        for key in ("left", "when"):
            problems.extend(_formula_faults(located, key, getattr(entry, key)))
    if problems:
        raise Invalid(N_("Định mức có lỗi."), rows=problems)


def _formula_faults(located: Located[NormEntry], key: str, text: str | None) -> list[RowProblem]:
    try:
        if text:
            formula(text)
    except DomainError as fault:
        return [located.problem(str(fault), key, value=text)]
    return []


def _wanted(entry: NormEntry) -> tuple[Columns, list[Columns]]:
    applies = entry.applies_to
    columns = {
        **entry.model_dump(
            include={
                "code",
                "vi",
                "en",
                "short",
                "left",
                "operator",
                "unit",
                "decimals",
                "severity",
                "explain",
            }
        ),
        "level": applies.level,
        "types": list(applies.types),
        "programme_only": applies.programme_only,
        "provinces": list(applies.provinces),
        "except_provinces": list(applies.except_provinces),
        "calendar": entry.measured.calendar if entry.measured else "",
        "period_kind": entry.measured.kind if entry.measured else "",
        "when": entry.when or "",
    }
    return columns, [_value_columns(value) for value in entry.values]


def _value_columns(value: DatedValue) -> Columns:
    source = value.source
    return {
        "valid_from": value.valid_from,
        "value_millionths": None if value.value is None else to_scaled(value.value, SCALE),
        "up_to_millionths": None if value.up_to is None else to_scaled(value.up_to, SCALE),
        "due_on": value.due_on,
        "certainty": source.certainty.value,
        "document": source.document or "",
        "clause": source.clause or "",
        "text": source.text or "",
        "url": source.url or "",
        "note": source.note or "",
        "reading": value.reading or "",
    }


def _stored(row: Norm) -> tuple[Columns, list[Columns]]:
    return _columns(row, {"id"}), [_columns(value, {"id", "norm"}) for value in row.values.all()]


def _columns(row: Norm | NormValue, left_out: set[str]) -> Columns:
    return {
        field.name: getattr(row, field.name)
        for field in row._meta.concrete_fields  # noqa: SLF001 - Django's own way to list columns
        if field.name not in left_out
    }


def _write(old: Norm | None, entry: NormEntry) -> None:
    columns, values = _wanted(entry)
    before = None if old is None else _facts(*_stored(old))
    norm, _made = Norm.objects.update_or_create(code=entry.code, defaults=columns)
    norm.values.all().delete()
    NormValue.objects.bulk_create(NormValue(norm=norm, **value) for value in values)
    note("norms.Norm", entry.code, before=before, after=_facts(columns, values))


def _facts(columns: Columns, values: list[Columns]) -> dict[str, Any]:
    return {**columns, "values": values}


def _remove(before: Mapping[str, Norm], entries: Mapping[str, NormEntry]) -> int:
    gone = [row for code, row in before.items() if code not in entries]
    for row in gone:
        note("norms.Norm", row.code, before=_facts(*_stored(row)))
        row.delete()
    return len(gone)
