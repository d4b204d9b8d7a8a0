"""Entering directives into the register."""

from __future__ import annotations

from collections import Counter
from typing import Any

from binhyen.engines.documents.api import keep_file, parse_symbol
from binhyen.engines.tasks.commands.evidence import checked_file
from binhyen.engines.tasks.models import Directive, DirectiveClause
from binhyen.engines.tasks.types import NewClause, NewDirective, NewFile, Secrecy
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, Refused, RuleBroken
from binhyen.kernel.numbers import format_date
from binhyen.kernel.text import clean_text, fold


def _issuer(arguments: dict[str, Any]) -> int:
    return int(arguments["directive"].unit_id)


@command(
    "tasks.register_directive",
    "Vào sổ văn bản chỉ đạo",
    needs="directives.register",
    scope=_issuer,
)
def register_directive(actor: Actor, *, directive: NewDirective) -> Directive:
    """Enter a directive with its clauses; what it replaces ends the day it takes effect.

    Raises:
        Refused: the actor may not, or the text is secret: the system holds open texts only.
        Invalid: symbol, kind or a clause has the wrong shape.
        RuleBroken: issued in the future, or in effect before it was issued.
        Conflict: the issuer's text of that symbol and year is in the register.
    """
    _refuse_secret(directive)
    _refuse_wrong_days(directive)
    parse_symbol(directive.symbol)
    clauses = _clauses(directive.clauses)
    symbol, issuer = clean_text(directive.symbol, 120), clean_text(directive.issuer, 200)
    subject = clean_text(directive.subject, 600)
    _refuse_repeated(issuer, symbol, directive.issued_on.year)
    row = Directive.objects.create(
        unit_id=directive.unit_id,
        kind=clean_text(directive.kind, 60),
        symbol=symbol,
        issuer=issuer,
        subject=subject,
        issued_on=directive.issued_on,
        year=directive.issued_on.year,
        effective_from=directive.effective_from,
        parent=Directive.objects.filter(symbol=directive.parent_symbol).first()
        if directive.parent_symbol
        else None,
        parent_symbol=clean_text(directive.parent_symbol, 120) if directive.parent_symbol else "",
        replaces=[clean_text(one, 120) for one in directive.replaces],
        source=dict(directive.source),
        **_file(directive.file),
        search=fold(f"{symbol} {issuer} {subject}"),
        registered_by=actor.name[:200],
        registered_at=clock.now(),
    )
    DirectiveClause.objects.bulk_create(
        [
            DirectiveClause(directive=row, place=place, ref=clause.ref, text=clause.text)
            for place, clause in enumerate(clauses, 1)
        ]
    )
    note("tasks.Directive", row.pk, after={"symbol": symbol, "clauses": len(clauses)})
    _end_replaced(row)
    return row


def _file(file: NewFile | None) -> dict[str, str]:
    """Columns of the text's file; kept under its hash, so that it cannot change unseen."""
    if file is None:
        return {}
    checked_file(file)
    return {"file_name": clean_text(file.name, 200), "file_sha256": keep_file(file.content)}


def _refuse_secret(directive: NewDirective) -> None:
    if directive.secrecy != Secrecy.OPEN:
        raise Refused(
            N_(
                "Văn bản {symbol} ghi độ mật “{secrecy}”: hệ thống chỉ giữ văn bản không mật. Văn bản mật theo dõi bằng sổ riêng."
            ),
            symbol=directive.symbol[:120],
            secrecy=directive.secrecy[:40],
        )


def _refuse_wrong_days(directive: NewDirective) -> None:
    if directive.issued_on > clock.today():
        raise RuleBroken(N_("Ngày ban hành {day} chưa tới."), day=format_date(directive.issued_on))
    if directive.effective_from < directive.issued_on:
        raise RuleBroken(
            N_("Ngày có hiệu lực {day} đứng trước ngày ban hành."),
            day=format_date(directive.effective_from),
        )


def _clauses(clauses: tuple[NewClause, ...]) -> list[NewClause]:
    if not clauses:
        raise Invalid(N_("Văn bản chỉ đạo phải có ít nhất một điều khoản để giao việc."))
    cleaned = [
        NewClause(clean_text(one.ref, 120), clean_text(one.text, 20_000, multiline=True))
        for one in clauses
    ]
    repeated = [ref for ref, times in Counter(one.ref for one in cleaned).items() if times > 1]
    if repeated:
        raise Invalid(N_("Điều khoản “{ref}” ghi hai lần."), ref=repeated[0])
    if any(not one.ref or not one.text for one in cleaned):
        raise Invalid(N_("Điều khoản nào cũng phải có tên và nội dung."))
    return cleaned


def _refuse_repeated(issuer: str, symbol: str, year: int) -> None:
    known = Directive.objects.filter(issuer=issuer, symbol=symbol, year=year).first()
    if known is not None:
        raise Conflict(
            N_("{issuer} đã có văn bản {symbol} ngày {day} trong sổ: “{subject}”."),
            issuer=issuer,
            symbol=symbol,
            day=format_date(known.issued_on),
            subject=known.subject,
        )


def _end_replaced(row: Directive) -> None:
    replaced = Directive.objects.filter(
        unit_id=row.unit_id, symbol__in=row.replaces, effective_to=None
    )
    for old in replaced.exclude(pk=row.pk):
        old.effective_to = max(row.effective_from, old.effective_from)
        old.save(update_fields=["effective_to"])
        note("tasks.Directive", old.pk, after={"effective_to": old.effective_to.isoformat()})
