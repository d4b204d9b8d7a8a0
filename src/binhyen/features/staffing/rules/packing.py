"""Problems, prices and settings as stored: compressed JSON that reads back to equal values."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import fields
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from binhyen.features.staffing.types import Settings
from binhyen.kernel.errors import N_, Invalid, RowProblem
from binhyen.solver.deployment.api import Prices, Problem


def pack_problem(problem: Problem) -> bytes:
    """A problem as compressed JSON; equal problems are equal bytes."""
    content = _problems().dump_python(problem, mode="json")
    for officer in content["candidates"]:
        officer["skills"].sort()
        officer["forbidden_units"].sort()
    content["weights"]["forbid_home"].sort()
    return _squeezed(content)


def unpack_problem(packed: bytes | memoryview) -> Problem:
    """The problem `pack_problem` wrote; its own checks run again."""
    return _problems().validate_json(zlib.decompress(bytes(packed)))


def pack_prices(prices: Prices) -> bytes:
    """Prices as compressed JSON: kind → rows of keys and price."""
    rows = {
        field.name: [[*_keys(key), price] for key, price in getattr(prices, field.name).items()]
        for field in fields(prices)
    }
    return _squeezed(rows)


def unpack_prices(packed: bytes | memoryview) -> Prices:
    """The prices `pack_prices` wrote."""
    rows = json.loads(zlib.decompress(bytes(packed)))
    return Prices(
        **{name: {_key(keys): price for *keys, price in listed} for name, listed in rows.items()}
    )


def digest(packed: bytes | memoryview) -> str:
    """SHA-256 of what was packed, before compression."""
    return hashlib.sha256(zlib.decompress(bytes(packed))).hexdigest()


def settings_json(settings: Settings) -> dict[str, Any]:
    """Settings as plain JSON."""
    return dict(_settings().dump_python(settings, mode="json"))


def settings_from(stored: Any) -> Settings:
    """Settings from JSON, as stored or as somebody sent it.

    Raises:
        Invalid: unknown names or values of the wrong kind; one row each.
    """
    try:
        return _settings().validate_python(stored)
    except ValidationError as fault:
        rows = [
            RowProblem(None, ".".join(map(str, one["loc"])), str(one["input"])[:80], one["msg"])
            for one in fault.errors()
        ]
        raise Invalid(
            N_("Thiết lập của kịch bản có {count} chỗ sai."), rows=rows, count=len(rows)
        ) from fault


@cache
def _problems() -> TypeAdapter[Problem]:
    return TypeAdapter(Problem)


@cache
def _settings() -> TypeAdapter[Settings]:
    return TypeAdapter(Settings)


def _squeezed(content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 6)


def _keys(key: Any) -> list[Any]:
    return list(key) if isinstance(key, tuple) else [key]


def _key(keys: list[Any]) -> Any:
    return tuple(keys) if len(keys) > 1 else keys[0]
