"""Bringing an installation into being: folders, key, tables."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from binhyen.foundation.audit.api import installation
from binhyen.project import home
from binhyen.project.moving.marker import refuse_moved


def ensure() -> None:
    """Make folders and tables where they are missing; a second run does nothing."""
    home.prepare(settings.BINHYEN_HOME)
    refuse_moved()
    if pending_migrations():
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    installation()


def pending_migrations() -> bool:
    """Whether the database lacks tables that this version needs."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
