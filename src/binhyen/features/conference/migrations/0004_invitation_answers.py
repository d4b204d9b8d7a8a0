"""Invitations keep why they were urgent and what the point added to its answer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conference", "0003_minutes_base")]
    operations = [
        migrations.AddField(
            "invitation",
            "reason",
            models.CharField("lý do họp khẩn", max_length=300, blank=True, default=""),
        ),
        migrations.AddField(
            "invitation",
            "remark",
            models.CharField("ý kiến", max_length=300, blank=True, default=""),
        ),
    ]
