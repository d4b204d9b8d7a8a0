"""The public surface of staffing: verbs from plan to post, reads, and the words they use."""

from __future__ import annotations

from binhyen.features.staffing.commands.consulting import answer_consultation, release_all
from binhyen.features.staffing.commands.deciding import approve_plan, propose_plan, withdraw_plan
from binhyen.features.staffing.commands.decisions import issue_decisions, revoke_decision
from binhyen.features.staffing.commands.drafting import accept_relaxation, draft_plan, vary_plan
from binhyen.features.staffing.commands.exchange import Brought, export_instance, import_plan
from binhyen.features.staffing.commands.handing import hand_over
from binhyen.features.staffing.commands.lives import plan_return, record_absence
from binhyen.features.staffing.commands.replanning import replan_plan
from binhyen.features.staffing.commands.solving import solve_plan
from binhyen.features.staffing.models import (
    Absence,
    Consultation,
    Decision,
    Plan,
    PlanEvent,
    PlanLine,
    PlannedReturn,
    PlanResult,
    Relaxation,
)
from binhyen.features.staffing.queries.asked import (
    AskedDonor,
    asked_donors,
)
from binhyen.features.staffing.queries.catalogue import defaults as deployment_defaults
from binhyen.features.staffing.queries.comparing import compare, figures_of, person_differences
from binhyen.features.staffing.queries.consultations import (
    consultation_lines,
    consultation_of,
    consultations,
    may_answer,
)
from binhyen.features.staffing.queries.decided import (
    READY,
    DecisionRow,
    decision_content,
    decision_of,
    decision_preview,
    decision_rows,
    decisions,
    lines_of_decision,
    places_of_wave,
    revocation_of,
)
from binhyen.features.staffing.queries.giving import donor_rows
from binhyen.features.staffing.queries.instance import instance
from binhyen.features.staffing.queries.lines import line_rows
from binhyen.features.staffing.queries.lives import (
    absences,
    donor_strengths,
    ending_terms,
    expiring_certificates,
    vacancy_alarms,
)
from binhyen.features.staffing.queries.overviews import PlanOverview, plan_overviews, plans, step_of
from binhyen.features.staffing.queries.plans import (
    history,
    plan_of,
    prices_of,
    problem_of,
    relaxations_of,
    result_of,
    settings_of,
    solution_of,
    tree_day,
)
from binhyen.features.staffing.queries.reasons import officer_reason, plan_reason, unit_reason
from binhyen.features.staffing.queries.receiving import unit_rows
from binhyen.features.staffing.queries.showing import (
    default_weights,
    distances,
    donor_loads,
    donor_names,
    later_plans,
    names_in,
    return_places,
    short_units,
    unchanged,
    unit_waves,
    wave_capacities,
    wave_starts,
)
from binhyen.features.staffing.queries.waves import wave_progress
from binhyen.features.staffing.queries.workload import workload_posts
from binhyen.features.staffing.rules.format1.reading import read_problem
from binhyen.features.staffing.rules.format1.writing import write_problem
from binhyen.features.staffing.rules.weights import weights_with
from binhyen.features.staffing.types import (
    AbsenceKind,
    AbsentOfficer,
    Answer,
    Comparison,
    DonorRow,
    DonorSetting,
    DonorStrength,
    EndingTerm,
    ExpiringCertificate,
    LineRow,
    Origin,
    PersonDifference,
    PlanFigures,
    Settings,
    StageSetting,
    Step,
    UnitRow,
    UnitSetting,
    VacancyAlarm,
    WavePart,
    WaveProgress,
    WaveSetting,
)
from binhyen.features.staffing.workload_types import Workload, WorkPart
from binhyen.solver.deployment.api import POSTS

__all__ = [
    "POSTS",
    "READY",
    "Absence",
    "AbsenceKind",
    "AbsentOfficer",
    "Answer",
    "AskedDonor",
    "Brought",
    "Comparison",
    "Consultation",
    "Decision",
    "DecisionRow",
    "DonorRow",
    "DonorSetting",
    "DonorStrength",
    "EndingTerm",
    "ExpiringCertificate",
    "LineRow",
    "Origin",
    "PersonDifference",
    "Plan",
    "PlanEvent",
    "PlanFigures",
    "PlanLine",
    "PlanOverview",
    "PlanResult",
    "PlannedReturn",
    "Relaxation",
    "Settings",
    "StageSetting",
    "Step",
    "UnitRow",
    "UnitSetting",
    "VacancyAlarm",
    "WavePart",
    "WaveProgress",
    "WaveSetting",
    "WorkPart",
    "Workload",
    "absences",
    "accept_relaxation",
    "answer_consultation",
    "approve_plan",
    "asked_donors",
    "compare",
    "consultation_lines",
    "consultation_of",
    "consultations",
    "decision_content",
    "decision_of",
    "decision_preview",
    "decision_rows",
    "decisions",
    "default_weights",
    "deployment_defaults",
    "distances",
    "donor_loads",
    "donor_names",
    "donor_rows",
    "donor_strengths",
    "draft_plan",
    "ending_terms",
    "expiring_certificates",
    "export_instance",
    "figures_of",
    "hand_over",
    "history",
    "import_plan",
    "instance",
    "issue_decisions",
    "later_plans",
    "line_rows",
    "lines_of_decision",
    "may_answer",
    "names_in",
    "officer_reason",
    "person_differences",
    "places_of_wave",
    "plan_of",
    "plan_overviews",
    "plan_reason",
    "plan_return",
    "plans",
    "prices_of",
    "problem_of",
    "propose_plan",
    "read_problem",
    "record_absence",
    "relaxations_of",
    "release_all",
    "replan_plan",
    "result_of",
    "return_places",
    "revocation_of",
    "revoke_decision",
    "settings_of",
    "short_units",
    "solution_of",
    "solve_plan",
    "step_of",
    "tree_day",
    "unchanged",
    "unit_reason",
    "unit_rows",
    "unit_waves",
    "vacancy_alarms",
    "vary_plan",
    "wave_capacities",
    "wave_progress",
    "wave_starts",
    "weights_with",
    "withdraw_plan",
    "workload_posts",
    "write_problem",
]
