"""A document description and its numbers as plain JSON and back, without loss."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from binhyen.engines.documents import api as documents
from binhyen.features.review.types import Number

KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        documents.Annex,
        documents.BulletList,
        documents.Chart,
        documents.Column,
        documents.Document,
        documents.Figure,
        documents.Heading,
        documents.PageBreak,
        documents.Paragraph,
        documents.Signer,
        documents.Table,
        documents.Text,
    )
}
KIND_KEY, DAY_KEY = "_kind", "_day"


def encode(value: Any) -> Any:
    """A document, or any part of one, as JSON; lists stand for tuples."""
    if is_dataclass(value):
        content = {field.name: encode(getattr(value, field.name)) for field in fields(value)}
        return {KIND_KEY: type(value).__name__, **content}
    if isinstance(value, tuple | list):
        return [encode(one) for one in value]
    if isinstance(value, date):
        return {DAY_KEY: value.isoformat()}
    if isinstance(value, dict):
        return {str(name): encode(one) for name, one in value.items()}
    return value


def decode(content: Any) -> Any:
    """The document, or part, that `encode` wrote."""
    if isinstance(content, list):
        return tuple(decode(one) for one in content)
    if not isinstance(content, dict):
        return content
    if DAY_KEY in content:
        return date.fromisoformat(content[DAY_KEY])
    kind = KINDS.get(content.get(KIND_KEY, ""))
    if kind is documents.Chart:
        # The option belongs to the chart library: its lists stay lists.
        return documents.Chart(**{name: one for name, one in content.items() if name != KIND_KEY})
    plain = {name: decode(one) for name, one in content.items() if name != KIND_KEY}
    return plain if kind is None else kind(**plain)


def document_from(content: object) -> documents.Document:
    """A whole document from its JSON."""
    found = decode(content)
    if not isinstance(found, documents.Document):
        raise TypeError("not a document")
    return found


def figures_rows(numbers: Iterable[Number]) -> list[dict[str, Any]]:
    """The rows of `figures.json`, in the order of printing."""
    return [_row(number) for number in numbers]


def digest(document: object, figures: object) -> str:
    """SHA-256 over the canonical JSON of both."""
    text = json.dumps(
        [document, figures], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _row(number: Number) -> dict[str, Any]:
    return {
        "id": number.id,
        "label": number.label,
        "value": _plain(number.value),
        "printed": number.text,
        "unit": number.unit,
        "numerator": _plain(number.numerator),
        "denominator": _plain(number.denominator),
        "scope": number.scope,
        "scope_name": number.scope_name,
        "unit_id": number.unit_id,
        "as_of": number.as_of,
        "kind": number.kind,
        "measure": number.measure,
        "source": number.source,
        "difference": _plain(number.difference),
        "note": number.note,
    }


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else round(float(value), 6)
