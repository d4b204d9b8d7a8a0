"""Minutes name the version they began from, and texts kept aside wait to be merged."""

from django.db import migrations, models

from binhyen.foundation.audit.api import guard_table, unguard_table

TABLE = "conference_minutesversion"


def unguard(apps, schema_editor):
    unguard_table(schema_editor.connection, TABLE)


def guard(apps, schema_editor):
    # SQLite makes the table anew to add a column, and its guards go with the old one.
    unguard_table(schema_editor.connection, TABLE)
    guard_table(schema_editor.connection, TABLE)


class Migration(migrations.Migration):
    dependencies = [("conference", "0002_guards")]
    operations = [
        migrations.RunPython(unguard, guard),
        migrations.AddField(
            "minutesversion",
            "base",
            models.PositiveIntegerField("bắt đầu từ phiên bản", default=0),
        ),
        migrations.AddField(
            "minutesversion",
            "aside",
            models.BooleanField(
                "để riêng",
                default=False,
                help_text="Bản của người lưu sau hoặc người dự góp ý, chờ thư ký gộp.",
            ),
        ),
        migrations.AddField(
            "minutesversion",
            "drafted",
            models.JSONField(
                "bản dựng từ diễn biến",
                default=dict,
                help_text="Bản máy dựng lúc lưu: biết câu nào người viết, câu nào mới thêm.",
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
