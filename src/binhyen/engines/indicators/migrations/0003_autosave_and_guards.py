"""Autosaves wait in the report's row; versions, remarks and locks can be added but neither changed nor deleted."""

from django.db import migrations, models

from binhyen.foundation.audit.api import guard_table, unguard_table

TABLES = ("indicators_reportversion", "indicators_cellremark", "indicators_periodlock")


def guard(apps, schema_editor):
    for table in TABLES:
        guard_table(schema_editor.connection, table)


def unguard(apps, schema_editor):
    for table in TABLES:
        unguard_table(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only"), ("indicators", "0002_remarks_and_locks")]
    operations = [
        migrations.AddField(
            model_name="report",
            name="autosave",
            field=models.JSONField(
                help_text="Ai đang nhập và lúc nào, khi phiên bản mới nhất chưa vào lịch sử.",
                null=True,
                verbose_name="đang tự lưu",
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
