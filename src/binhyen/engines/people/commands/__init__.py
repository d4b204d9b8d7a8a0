"""The verbs of people; the only writer of its tables."""

from __future__ import annotations

from binhyen.engines.people.commands.assigning import assign_many
from binhyen.engines.people.commands.importing import import_people
from binhyen.engines.people.commands.kinds import load_posts
from binhyen.engines.people.commands.reading import officer_detail
from binhyen.engines.people.commands.records import grant_rank, open_wave, record_qualification
from binhyen.engines.people.commands.service import assign_officer, end_assignment, register_officer

__all__ = [
    "assign_many",
    "assign_officer",
    "end_assignment",
    "grant_rank",
    "import_people",
    "load_posts",
    "officer_detail",
    "open_wave",
    "record_qualification",
    "register_officer",
]
