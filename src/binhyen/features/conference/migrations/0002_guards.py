"""Rows that tell what happened can be added but neither changed nor deleted."""

from django.db import migrations

from binhyen.foundation.audit.api import guard_table, unguard_table

TABLES = (
    "conference_sittingevent",
    "conference_paperversion",
    "conference_paperread",
    "conference_minutesversion",
    "conference_rehearsalresult",
)


def guard(apps, schema_editor):
    for table in TABLES:
        guard_table(schema_editor.connection, table)


def unguard(apps, schema_editor):
    for table in TABLES:
        unguard_table(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only"), ("conference", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
