"""Issuing: number, render, keep the files, register; afterwards nothing of it can change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import F

from binhyen.engines.documents import store
from binhyen.engines.documents.models import IssuedDocument, NumberSequence
from binhyen.engines.documents.rendering import render_docx, render_pdf
from binhyen.engines.documents.rendering.assets import code_sha256
from binhyen.engines.documents.rules import full_symbol, parse_symbol
from binhyen.engines.documents.types import Document, Drafting
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, RuleBroken


def _unit_of(arguments: dict[str, Any]) -> int:
    return int(arguments["unit_id"])


@command("documents.issue", "Phát hành văn bản", needs="documents.issue", scope=_unit_of)
def issue(actor: Actor, *, unit_id: int, document: Document, drafting: Drafting) -> IssuedDocument:
    """Give a draft the next number of its unit, agency, kind and year, and freeze it with both its files.

    Raises:
        Refused: the actor may not issue documents for this unit.
        RuleBroken: the document has a number or a watermark already, or is dated in the future.
        Invalid: its symbol has the wrong shape, or it cannot be rendered.
    """
    _refuse_unready(document)
    number = _next_number(unit_id, document)
    numbered = replace(document, number=number)
    parse_symbol(full_symbol(numbered))
    issued = IssuedDocument.objects.create(
        unit_id=unit_id,
        agency=document.agency,
        kind=document.kind,
        year=document.issued_on.year,
        number=number,
        symbol=full_symbol(numbered),
        subject=document.subject,
        issued_on=document.issued_on,
        issued_at=clock.now(),
        issued_by=actor.name[:200],
        template=drafting.template,
        code_sha256=code_sha256(),
        context=drafting.context,
        docx_sha256=store.put(render_docx(numbered)),
        pdf_sha256=store.put(render_pdf(numbered)),
    )
    note(
        "documents.IssuedDocument",
        issued.pk,
        after={
            "symbol": issued.symbol,
            "docx_sha256": issued.docx_sha256,
            "pdf_sha256": issued.pdf_sha256,
        },
    )
    return issued


def _refuse_unready(document: Document) -> None:
    if document.number is not None or document.watermark:
        raise RuleBroken(
            N_(
                "Văn bản “{subject}” đã có số hoặc là bản xem trước; chỉ phát hành bản thảo chưa có số."
            ),
            code="not-a-draft",
            subject=document.subject,
        )
    if document.issued_on > clock.today():
        raise RuleBroken(
            N_("Ngày ban hành {issued_on} còn ở tương lai; hãy ghi ngày hôm nay hoặc trước đó."),
            code="dated-in-future",
            issued_on=document.issued_on.isoformat(),
        )


def _next_number(unit_id: int, document: Document) -> int:
    sequence, _ = NumberSequence.objects.get_or_create(
        unit_id=unit_id,
        agency=document.agency,
        kind=document.kind,
        year=document.issued_on.year,
    )
    # The update holds the row until the commit, so two issuers wait for one another and no number is lost.
    NumberSequence.objects.filter(pk=sequence.pk).update(last=F("last") + 1)
    sequence.refresh_from_db()
    return sequence.last
