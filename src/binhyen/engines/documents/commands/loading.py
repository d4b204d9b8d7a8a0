"""Loading the register of legal texts from the catalogue; a second load changes nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from binhyen.engines.documents.entries import LegalTextEntry
from binhyen.engines.documents.models import Clause, LegalText
from binhyen.engines.documents.types import LoadedTexts
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.text import fold
from binhyen.kernel.yamlfile import Located, load_located

Columns = dict[str, Any]
COLUMNS = (
    "kind", "issuer", "title", "issued_on", "effective_from", "effective_to",
    "replaces", "amends", "implements", "source", "search",
)  # fmt: skip


@command("documents.load_legal_texts", "Nạp văn bản pháp luật", needs="catalogue.manage")
def load_legal_texts(actor: Actor, *, folder: Path) -> LoadedTexts:
    """Make the register equal to the catalogue's; texts no longer in it go.

    Raises:
        Invalid: a file breaks its shape, or a symbol or a clause stands in it twice.
    """
    found = load_located(folder / "documents", LegalTextEntry)
    _refuse_repeats(found)
    before = {row.symbol: row for row in LegalText.objects.prefetch_related("clauses")}
    entries = {located.entry.symbol: located.entry for located in found}
    counts = Counter(_load(before.get(symbol), entry) for symbol, entry in entries.items())
    removed = _remove([row for symbol, row in before.items() if symbol not in entries])
    return LoadedTexts(counts["added"], counts["changed"], counts["unchanged"], removed)


def _refuse_repeats(found: list[Located[LegalTextEntry]]) -> None:
    seen: set[str] = set()
    problems = []
    for located in found:
        symbol = located.entry.symbol
        if symbol in seen:
            problems.append(located.problem(N_("văn bản này đã có"), "symbol", value=symbol))
        seen.add(symbol)
        refs = Counter(clause.ref for clause in located.entry.clauses)
        problems += [
            located.problem(N_("điều khoản này đã có"), "clauses", value=ref)
            for ref, times in refs.items()
            if times > 1
        ]
    if problems:
        raise Invalid(N_("Danh mục văn bản pháp luật có lỗi."), rows=problems)


def _load(old: LegalText | None, entry: LegalTextEntry) -> str:
    columns, clauses = _wanted(entry)
    if old is not None and _stored(old) == (columns, clauses):
        return "unchanged"
    before = None if old is None else _facts(*_stored(old))
    text, _ = LegalText.objects.update_or_create(symbol=entry.symbol, defaults=columns)
    text.clauses.all().delete()
    Clause.objects.bulk_create(
        Clause(legal_text=text, place=place, **clause) for place, clause in enumerate(clauses)
    )
    note("documents.LegalText", entry.symbol, before=before, after=_facts(columns, clauses))
    return "added" if old is None else "changed"


def _wanted(entry: LegalTextEntry) -> tuple[Columns, list[Columns]]:
    plain = entry.model_dump()
    columns = {name: plain[name] for name in COLUMNS if name in plain}
    for name in ("replaces", "amends", "implements"):
        columns[name] = list(columns[name])
    columns["source"] = entry.source.model_dump(mode="json", exclude_none=True)
    columns["search"] = fold(f"{entry.symbol} {entry.title} {entry.issuer}")
    clauses = [
        {
            "ref": clause.ref,
            "gist": clause.gist,
            "source": clause.source.model_dump(mode="json", exclude_none=True),
        }
        for clause in entry.clauses
    ]
    return columns, clauses


def _stored(row: LegalText) -> tuple[Columns, list[Columns]]:
    clauses = [
        {"ref": clause.ref, "gist": clause.gist, "source": clause.source}
        for clause in row.clauses.all()
    ]
    return {name: getattr(row, name) for name in COLUMNS}, clauses


def _facts(columns: Columns, clauses: list[Columns]) -> Columns:
    return {**columns, "clauses": clauses}


def _remove(gone: list[LegalText]) -> int:
    for row in gone:
        note("documents.LegalText", row.symbol, before=_facts(*_stored(row)))
        row.delete()
    return len(gone)
