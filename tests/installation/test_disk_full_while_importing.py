"""No room left within an import: said in plain words, nothing half-written, and it goes in once there is room."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.installation.reporting import COMMUNES, prepare, python
from tests.installation.test_kill_while_importing import MONTHS, PROOF, write

IMPORT = """
import resource
from django.db import connection
def limit(size): resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
def pages(text):
    with connection.cursor() as cursor: return cursor.execute(text).fetchone()[0]
{full}
try: api.import_figures(actor, path=Path({path!r}), approve=True)
except DomainError as refusal: told = [refusal.code, str(refusal)]
else: told = ["done", ""]
limit(resource.RLIM_INFINITY)
print(json.dumps([*told, [one.name for one in Path({home!r}, "imports").iterdir()]]))
"""
# The system refuses every write beyond so many bytes of a file, as a full disk does; 48 KiB is enough for SQLite to read.
WORKSPACE = "connection.ensure_connection(); limit(48 * 1024)"
# The database may not grow by more than a page: SQLite answers as it does on a full disk.
DATABASE = "pages('PRAGMA max_page_count = ' + str(pages('PRAGMA page_count') + 1))"


@pytest.mark.parametrize("full", [WORKSPACE, DATABASE], ids=["workspace", "database"])
def test_nothing_is_half_written(tmp_path: Path, full: str):
    home, path = tmp_path / "home", tmp_path / "figures.csv"
    prepare(home, tmp_path, "")
    write(path)
    given = {"home": str(home), "path": str(path)}
    kind, words, left = python(home, IMPORT.format(full=full, **given), "")
    assert (kind, left) == ("disk-full", [])
    assert "Ổ đĩa đã đầy" in words
    found = python(home, PROOF, "")
    assert (found["faults"], found["reports"], found["batches"]) == (0, 0, 0)
    assert found["intact"] is True
    kind, _, left = python(home, IMPORT.format(full="", **given), "")
    assert (kind, left) == ("done", [])
    assert python(home, PROOF, "")["reports"] == COMMUNES * len(MONTHS)
