"""Tables of people: the catalogue's kinds, officers, and their chains of dated rows."""

from __future__ import annotations

from binhyen.engines.people.models.chains import Assignment, Qualification, RankGrant, Wave
from binhyen.engines.people.models.kinds import PostKind, QualificationKind, RankKind
from binhyen.engines.people.models.officers import Officer

__all__ = [
    "Assignment",
    "Officer",
    "PostKind",
    "Qualification",
    "QualificationKind",
    "RankGrant",
    "RankKind",
    "Wave",
]
