"""Fresh statistics after bulk work: without them a planner takes a full table for an empty one."""

from __future__ import annotations

from django.db import connection
from django.db.models import Model


def refresh_statistics(*models: type[Model]) -> None:
    """Have the database look at the tables of these models again; a bulk command ends with it."""
    with connection.cursor() as cursor:
        for model in models:
            table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - its public name
            cursor.execute(f"ANALYZE {table}")
