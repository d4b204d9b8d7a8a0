"""Turning what was brought in into rows to store; nothing here writes."""

from __future__ import annotations

from collections.abc import Mapping

from binhyen.engines.people.models import Assignment, Officer
from binhyen.engines.people.types import SYNTHETIC_PREFIX, NewAssignment, NewOfficer
from binhyen.kernel.text import clean_text, fold, sort_key


def officer_row(new: NewOfficer) -> Officer:
    """The unsaved officer; its code says whether the person is synthetic."""
    name = clean_text(new.full_name, 80)
    return Officer(
        code=new.code,
        synthetic=new.code.startswith(SYNTHETIC_PREFIX),
        full_name=name,
        search=fold(name),
        sort_key=name_order(name),
        sex=new.sex,
        birth_year=new.birth_year,
        home_unit_id=new.home_unit_id,
        joined_on=new.joined_on,
        party_admitted_on=new.party_admitted_on,
        party_official_on=new.party_official_on,
    )


def name_order(full_name: str) -> str:
    """Vietnamese lists run by the given name, which stands last, then by the rest."""
    rest, _, given = full_name.rpartition(" ")
    return sort_key(f"{given} {rest}")


def assignment_row(
    new: NewAssignment,
    officers: Mapping[str, int],
    posts: Mapping[str, int],
    waves: Mapping[int, int],
) -> Assignment:
    """The unsaved row of service; the mappings lead from codes and numbers to ids."""
    return Assignment(
        officer_id=officers[new.officer],
        valid_from=new.valid_from,
        police_unit_id=new.police_unit_id,
        post_id=posts[new.post] if new.post else None,
        term_until=new.term_until,
        kind=new.kind,
        decision_number=new.decision_number,
        decision_on=new.decision_on,
        wave_id=waves[new.wave] if new.wave is not None else None,
    )
