"""The public surface of people: verbs, reads by day, counters for figures, and the words they use."""

from __future__ import annotations

from binhyen.engines.people.commands import (
    assign_many,
    assign_officer,
    end_assignment,
    grant_rank,
    import_people,
    load_posts,
    officer_detail,
    open_wave,
    record_qualification,
    register_officer,
)
from binhyen.engines.people.models import Assignment, Officer, PostKind, RankKind, Wave
from binhyen.engines.people.queries.counters import COUNTERS, mandatory_posts
from binhyen.engines.people.queries.force import force, names_of
from binhyen.engines.people.queries.lapsing import certificates_until, terms_until
from binhyen.engines.people.queries.listing import (
    PARTY_STATES,
    Listed,
    officer_list,
    post_choices,
    rank_choices,
    skill_choices,
)
from binhyen.engines.people.queries.programme import cell_members
from binhyen.engines.people.queries.records import history_of_posts, officers, service_of
from binhyen.engines.people.queries.standing import headcount, party_official, payroll, posts_held
from binhyen.engines.people.queries.waves import donor_shares, wave_totals
from binhyen.engines.people.types import (
    DonorShare,
    LapsingCertificate,
    LapsingTerm,
    Move,
    NewAssignment,
    NewOfficer,
    NewQualification,
    NewRank,
    NewWave,
    Role,
    Service,
    Serving,
    Tenure,
    WaveTotal,
)

__all__ = [
    "COUNTERS",
    "PARTY_STATES",
    "Assignment",
    "DonorShare",
    "LapsingCertificate",
    "LapsingTerm",
    "Listed",
    "Move",
    "NewAssignment",
    "NewOfficer",
    "NewQualification",
    "NewRank",
    "NewWave",
    "Officer",
    "PostKind",
    "RankKind",
    "Role",
    "Service",
    "Serving",
    "Tenure",
    "Wave",
    "WaveTotal",
    "assign_many",
    "assign_officer",
    "cell_members",
    "certificates_until",
    "donor_shares",
    "end_assignment",
    "force",
    "grant_rank",
    "headcount",
    "history_of_posts",
    "import_people",
    "load_posts",
    "mandatory_posts",
    "names_of",
    "officer_detail",
    "officer_list",
    "officers",
    "open_wave",
    "party_official",
    "payroll",
    "post_choices",
    "posts_held",
    "rank_choices",
    "record_qualification",
    "register_officer",
    "service_of",
    "skill_choices",
    "terms_until",
    "wave_totals",
]
