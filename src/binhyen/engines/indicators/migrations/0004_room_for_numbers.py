"""Numbers of catalogue entries get room: on PostgreSQL, loading the catalogue again uses numbers up, and 32,767 are soon gone."""

from django.db import migrations, models

NUMBERED = (
    "breakdown",
    "breakdownoption",
    "calendardefinition",
    "element",
    "indicator",
    "integritycheck",
    "reportdefinition",
    "statedfigurerow",
)


class Widen(migrations.AlterField):
    """On PostgreSQL alone: SQLite's integers are wide already, and remaking its tables would drop their triggers."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_autosave_and_guards")]
    operations = [
        Widen(
            model_name=name,
            name="id",
            field=models.AutoField(primary_key=True, serialize=False),
        )
        for name in NUMBERED
    ]
