"""The database moved to: reached under a name of its own, spoken to for a while, refused when it holds anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dj_database_url
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from binhyen.foundation.audit.api import entries
from binhyen.kernel.errors import N_, Conflict, Invalid
from binhyen.project.moving.tables import tables

ALIAS = "move_target"
CACHE = "binhyen_cache"
MIGRATIONS = "django_migrations"
# What making the tables fills by itself; moving replaces it with the source's rows.
SEEDED = frozenset(
    {"django_content_type", "auth_permission", "audit_installation", CACHE, MIGRATIONS}
)


def reach(url: str) -> BaseDatabaseWrapper:
    """A connection to the target.

    Raises:
        Invalid: the address is not PostgreSQL's, or nobody answers there.
    """
    if not url.startswith(("postgresql://", "postgres://")):
        raise Invalid(
            N_("Đích phải có dạng postgresql://tên:mật-khẩu@máy/cơ-sở-dữ-liệu; nhận được: {what}."),
            what=url.partition("://")[0][:40],
        )
    try:
        given: Any = dj_database_url.parse(url)
    except ValueError as fault:
        raise Invalid(
            N_("Địa chỉ của đích không đọc được: {reason}."), reason=str(fault)
        ) from fault
    known = {DEFAULT_DB_ALIAS: dict(connections.settings[DEFAULT_DB_ALIAS]), ALIAS: given}
    connections.settings[ALIAS] = connections.configure_settings(known)[ALIAS]
    target = connections[ALIAS]
    try:
        target.ensure_connection()
    except OperationalError as fault:
        raise Invalid(
            N_("Không kết nối được với đích ({reason}); hãy tạo cơ sở dữ liệu trống và thử lại."),
            reason=str(fault).splitlines()[0],
        ) from fault
    return target


def name_of(target: BaseDatabaseWrapper) -> str:
    """The target as it may be shown: host and database, never the password."""
    given = target.settings_dict
    return f"{given['HOST'] or 'localhost'}/{given['NAME']}"


@contextmanager
def speaking_to(target: BaseDatabaseWrapper) -> Iterator[None]:
    """For a while everything that asks the installation's database asks the target."""
    usual = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = target
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual


def make_tables(target: BaseDatabaseWrapper) -> None:
    """Bring the target's tables into being; again is harmless."""
    with speaking_to(target):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)


def holds_already(target: BaseDatabaseWrapper) -> bool:
    """Whether this installation was moved there before, up to the last act in its journal."""
    last = entries().first()
    if last is None or "audit_journalentry" not in _names(target):
        return False
    with target.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM audit_journalentry WHERE seq = %s AND hash = %s", [last.seq, last.hash]
        )
        return cursor.fetchone() is not None


def refuse_inhabited(target: BaseDatabaseWrapper) -> None:
    """Refuse a target that holds rows, or tables of something else.

    Raises:
        Conflict: naming the first, with the cure.
    """
    ours = {table.name for table in tables()} | SEEDED
    for name in sorted(_names(target)):
        strange = name not in ours
        if strange or (name not in SEEDED and _has_rows(target, name)):
            raise Conflict(
                N_(
                    "Đích {target} không trống (bảng {table}); hãy tạo một cơ sở dữ liệu mới bằng createdb "
                    "rồi chuyển vào đó."
                ),
                target=name_of(target),
                table=name,
            )


def _names(target: BaseDatabaseWrapper) -> set[str]:
    with target.cursor() as cursor:
        return set(target.introspection.table_names(cursor))


def _has_rows(target: BaseDatabaseWrapper, name: str) -> bool:
    with target.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {target.ops.quote_name(name)})")  # noqa: S608 - from the schema
        return bool(cursor.fetchone()[0])
