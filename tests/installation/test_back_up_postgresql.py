"""A PostgreSQL installation comes back whole into another database; the two kinds are not mixed up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.installation.support import run
from tests.postgres import running_postgres


@pytest.fixture(scope="module")
def databases() -> Iterator[tuple[str, str]]:
    """URLs of two empty databases of one server."""
    with running_postgres() as url:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute("CREATE DATABASE other")
        yield url, url.replace("/postgres?", "/other?")


def test_it_restores_into_an_empty_database(databases, tmp_path: Path):
    first, second = databases
    archive = tmp_path / "backup.zip"
    run(tmp_path / "a", "load", "catalogue", database=first)
    made = run(tmp_path / "a", "backup", str(archive), database=first)
    assert made.returncode == 0, made.stderr
    done = run(tmp_path / "b", "restore", str(archive), database=second)
    assert done.returncode == 0, done.stderr
    assert counts(first) | {"audit_journalentry": 0} == counts(second) | {"audit_journalentry": 0}
    verified = json.loads(
        run(tmp_path / "b", "audit", "verify", "--format", "json", database=second).stdout
    )
    assert verified["intact"]


def test_it_refuses_a_backup_of_the_other_kind(databases, tmp_path: Path):
    archive = tmp_path / "sqlite.zip"
    assert run(tmp_path / "c", "backup", str(archive)).returncode == 0
    with psycopg.connect(databases[0], autocommit=True) as server:
        server.execute("CREATE DATABASE third")
    third = databases[0].replace("/postgres?", "/third?")
    done = run(tmp_path / "d", "restore", str(archive), database=third)
    assert done.returncode == 2
    assert "BINHYEN_DATABASE_URL" in done.stderr


def counts(url: str) -> dict[str, int]:
    with psycopg.connect(url) as database:
        tables = [
            row[0]
            for row in database.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            )
        ]
        return {
            table: database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in tables
        }
