"""The tables of an installation in the order of their foreign keys, and what their columns hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.options import Options


class Kind(Enum):
    """How a column's values differ between the databases."""

    SAME = auto()
    TRUTH = auto()  # 0 and 1 · false and true
    INSTANT = auto()  # text in UTC · timestamp with time zone
    DAY = auto()  # text · date
    KEY = auto()  # 32 hexadecimal digits · uuid
    JSON = auto()  # text · jsonb, which orders keys its own way
    BYTES = auto()
    DECIMAL = auto()  # a number as SQLite keeps it · numeric with its zeros


KINDS = {
    "BooleanField": Kind.TRUTH,
    "DateTimeField": Kind.INSTANT,
    "DateField": Kind.DAY,
    "UUIDField": Kind.KEY,
    "JSONField": Kind.JSON,
    "BinaryField": Kind.BYTES,
    "DecimalField": Kind.DECIMAL,
}
SAME = frozenset(
    {
        "AutoField",
        "BigAutoField",
        "SmallAutoField",
        "BigIntegerField",
        "IntegerField",
        "SmallIntegerField",
        "PositiveIntegerField",
        "PositiveSmallIntegerField",
        "PositiveBigIntegerField",
        "CharField",
        "TextField",
        "SlugField",
        "EmailField",
        "URLField",
        "FileField",
        "FloatField",
        "GenericIPAddressField",
    }
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns, in one order for both databases."""

    model: type[Model]
    name: str
    columns: tuple[str, ...]
    kinds: tuple[Kind, ...]

    @property
    def quoted(self) -> str:
        """The columns as both databases take them."""
        return ", ".join(f'"{column}"' for column in self.columns)


def about(model: type[Model]) -> Options[Any]:
    """What Django knows of a model's table; public in all but spelling."""
    return model._meta  # noqa: SLF001


def tables() -> list[Table]:
    """Every table of the installed modules, those pointed at before those that point."""
    models = [m for m in apps.get_models(include_auto_created=True) if about(m).managed]
    return [_table(model) for model in in_order(models)]


def in_order(models: Iterable[type[Model]]) -> list[type[Model]]:
    """Models so that foreign keys point backwards; where they run in a circle, by name."""
    waiting = {about(m).db_table: m for m in models if not about(m).proxy}
    found: list[type[Model]] = []
    while waiting:
        ready = [name for name, model in waiting.items() if not _pointed(model) & waiting.keys()]
        chosen = sorted(ready) or sorted(waiting)[:1]
        found.extend(waiting.pop(name) for name in chosen)
    return found


def _pointed(model: type[Model]) -> set[str]:
    related = (field.related_model for field in about(model).concrete_fields if field.is_relation)
    names = {about(m).db_table for m in related if isinstance(m, type)}
    return names - {about(model).db_table}


def _table(model: type[Model]) -> Table:
    fields = about(model).concrete_fields
    return Table(
        model,
        about(model).db_table,
        tuple(str(field.column) for field in fields),
        tuple(_kind(field) for field in fields),
    )


def _kind(field: Any) -> Kind:
    while field.is_relation:
        field = field.target_field
    name = field.get_internal_type()
    if name not in KINDS and name not in SAME:
        # A new kind of column must be thought about here before anybody's data go through it.
        raise TypeError(f"nobody has said how {field} moves between databases")
    return KINDS.get(name, Kind.SAME)
