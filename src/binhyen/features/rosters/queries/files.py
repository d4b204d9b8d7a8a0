"""Problems and rosters that come as files, filled up from the catalogue."""

from __future__ import annotations

from binhyen.features.rosters.queries.standards import (
    days_between,
    duty_entries,
    scheme,
    scheme_for,
)
from binhyen.features.rosters.rules.instance import Instance, problem_of, read_json
from binhyen.features.rosters.rules.outcome import RosterFile
from binhyen.features.rosters.rules.schemes import rules_of
from binhyen.solver.rosters.api import Problem, Roster


def read_instance(file: str, content: bytes) -> Problem:
    """The problem of an INSTANCE.json.

    Raises:
        Invalid: the text, its shape or what it says is wrong; rows name paths and cures.
        NotFound: it names a scheme the catalogue does not have.
    """
    instance: Instance = read_json(content, Instance, file)
    if instance.kinds is not None:
        # A file with its own kinds needs nothing of a scheme, whatever its size.
        return problem_of(instance, {}, days_between)
    found = scheme(instance.scheme) if instance.scheme else scheme_for(len(instance.people))
    return problem_of(instance, rules_of(found, duty_entries()), days_between)


def read_roster(file: str, content: bytes) -> Roster:
    """The roster of a roster.json.

    Raises:
        Invalid: the text or its shape is wrong.
    """
    parsed: RosterFile = read_json(content, RosterFile, file)
    return parsed.roster()
