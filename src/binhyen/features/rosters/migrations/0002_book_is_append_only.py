"""Lines of the handover book can be neither changed nor deleted, by anybody."""

from django.db import migrations

from binhyen.foundation.audit.api import guard_table, unguard_table

TABLE = "rosters_bookline"


def guard(apps, schema_editor):
    guard_table(schema_editor.connection, TABLE)


def unguard(apps, schema_editor):
    unguard_table(schema_editor.connection, TABLE)


class Migration(migrations.Migration):
    dependencies = [("rosters", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
