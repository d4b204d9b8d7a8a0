"""The journal's rows can be added but neither changed nor deleted, on both databases."""

from django.db import migrations

from binhyen.foundation.audit import guards

TABLE = "audit_journalentry"


def guard(apps, schema_editor):
    guards.install(schema_editor.connection, TABLE)


def unguard(apps, schema_editor):
    guards.remove(schema_editor.connection, TABLE)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
