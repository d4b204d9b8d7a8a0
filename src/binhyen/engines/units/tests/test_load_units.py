from datetime import date
from pathlib import Path

import pytest

from binhyen.engines.units import api
from binhyen.engines.units.tests.folder import write_folder
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import entries
from binhyen.kernel.errors import Conflict, Invalid, NotFound, Refused

pytestmark = pytest.mark.django_db


def test_it_adds_everything_once(tmp_path: Path, operator: Actor) -> None:
    folder = write_folder(tmp_path)

    first = api.load_units(operator, source=folder)
    second = api.load_units(operator, source=folder)

    # Eleven units from the file and the country; nine of them end.
    assert first.added == {
        "versions": 22,
        "successions": 10,
        "names": 1,
        "points": 1,
        "decisions": 1,
    }
    assert second.added == dict.fromkeys(first.added, 0)
    assert second.unchanged == first.added


def test_it_adds_only_what_a_newer_folder_brings(tmp_path: Path, operator: Actor) -> None:
    api.load_units(operator, source=write_folder(tmp_path))
    later = "P02,1,02,tỉnh,Bình Hải,,2020-01-01,2026-01-01,,le\nP02,1,02,tỉnh,Hải Bình,,2026-01-01,,3/NQ,exact\n"

    counts = api.load_units(
        operator,
        source=write_folder(
            tmp_path, ("units.csv", "P02,1,02,tỉnh,Bình Hải,,2020-01-01,,,le\n", later)
        ),
    )

    assert counts.added["versions"] == 1
    assert api.find("02", date(2026, 1, 1)).name == "Hải Bình"
    assert api.find("02", date(2025, 12, 31)).name == "Bình Hải"


def test_it_is_journalled_with_counts_and_digests(tmp_path: Path, operator: Actor) -> None:
    counts = api.load_units(operator, source=write_folder(tmp_path))

    [entry] = [entry for entry in entries() if entry.action == "units.load"]
    assert '"versions":22' in entry.details
    assert all(digest in entry.details for digest in counts.digests.values())
    assert len(counts.digests) == 5


def test_it_stores_nothing_when_one_cell_is_wrong(tmp_path: Path, operator: Actor) -> None:
    folder = write_folder(tmp_path, ("succession.csv", "0.25", "0.2"))

    with pytest.raises(Invalid):
        api.load_units(operator, source=folder)

    with pytest.raises(NotFound):
        api.structure(date(2022, 1, 1))


def test_it_refuses_to_overwrite_what_is_stored(tmp_path: Path, operator: Actor) -> None:
    api.load_units(operator, source=write_folder(tmp_path))

    with pytest.raises(Conflict) as caught:
        api.load_units(
            operator, source=write_folder(tmp_path, ("units.csv", "Bình Hải", "Bình Sơn"))
        )

    [problem] = caught.value.rows
    assert (problem.file, problem.row) == ("units.csv", 3)
    assert api.find("02", date(2024, 1, 1)).name == "Bình Hải"


def test_it_refuses_whoever_lacks_the_permission(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        api.load_units(Actor.nobody(), source=write_folder(tmp_path))
