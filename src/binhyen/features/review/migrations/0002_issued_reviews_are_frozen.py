"""An issued review cannot be changed, not even behind the application's back."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER IF NOT EXISTS review_issued_is_frozen BEFORE UPDATE ON "review_reviewrun"
WHEN OLD.issued_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an issued review cannot be changed'); END
"""
POSTGRESQL = [
    """
    CREATE OR REPLACE FUNCTION review_issued_is_frozen() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'an issued review cannot be changed'; END $$
    """,
    'DROP TRIGGER IF EXISTS review_issued_is_frozen ON "review_reviewrun"',
    """
    CREATE TRIGGER review_issued_is_frozen BEFORE UPDATE ON "review_reviewrun"
    FOR EACH ROW WHEN (OLD.issued_id IS NOT NULL) EXECUTE FUNCTION review_issued_is_frozen()
    """,
]


def guard(apps, editor):
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else [SQLITE]:
        editor.execute(statement)


def unguard(apps, editor):
    on = ' ON "review_reviewrun"' if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"DROP TRIGGER IF EXISTS review_issued_is_frozen{on}")


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
