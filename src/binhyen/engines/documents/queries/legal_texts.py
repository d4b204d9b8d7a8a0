"""The register of legal texts: public law, so no scope is asked."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from binhyen.engines.documents.models import LegalText
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.text import fold


def legal_texts(text: str = "", *, on: date | None = None) -> QuerySet[LegalText]:
    """Texts with their clauses, by symbol.

    Args:
        text: words that must all stand in symbol, title or issuer, with or without marks.
        on: only texts in force on that day; a text whose first day is unknown is not among them.
    """
    found = LegalText.objects.prefetch_related("clauses")
    for word in fold(text).split():
        found = found.filter(search__contains=word)
    if on is not None:
        running = Q(effective_to=None) | Q(effective_to__gt=on)
        found = found.filter(running, effective_from__lte=on)
    return found


def legal_text(symbol: str) -> LegalText:
    """One text with its clauses.

    Raises:
        NotFound: the register has no such symbol.
    """
    found = legal_texts().filter(symbol=symbol.strip()).first()
    if found is None:
        raise NotFound(N_("Sổ văn bản không có số, ký hiệu “{symbol}”."), symbol=symbol)
    return found
