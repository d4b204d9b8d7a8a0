"""Addresses of the deployment pages."""

from __future__ import annotations

from django.urls import path

from binhyen.features.staffing.pages import (
    acts,
    board,
    comparing,
    consulting,
    deciding,
    lists,
    planner,
    postings,
    reasons,
    replanning,
    results,
)

PLAN = "staffing/plans/<int:plan_id>"
WAVE = f"{PLAN}/waves/<int:wave>"
DECISION = "staffing/decisions/<int:decision_id>"

app_name = "staffing"
urlpatterns = [
    path("staffing/", board.show_board, name="board"),
    path("staffing/alarms/", board.show_alarms, name="alarms"),
    path("staffing/new/", planner.new_scenario, name="new"),
    path("staffing/compare/", comparing.compare, name="compare"),
    path("staffing/consultations/", consulting.my_consultations, name="consultations"),
    path("staffing/consultations/<int:consultation_id>/", consulting.answer, name="answer"),
    path("staffing/absences/", replanning.absences, name="absences"),
    path("staffing/terms/", postings.terms, name="terms"),
    path("staffing/terms/<int:officer_id>/return/", postings.plan_return, name="return"),
    path("staffing/certificates/", postings.certificates, name="certificates"),
    path("staffing/vacancies/", postings.vacancies, name="vacancies"),
    path("staffing/donors/", postings.strength, name="strength"),
    path(f"{PLAN}/", results.show_plan, name="plan"),
    path(f"{PLAN}/solve/", planner.solve, name="solve"),
    path(f"{PLAN}/relax/", results.relax, name="relax"),
    path(f"{PLAN}/vary/", planner.vary, name="vary"),
    path(f"{PLAN}/lines/", lists.show_lines, name="lines"),
    path(f"{PLAN}/lines.csv", lists.lines_csv, name="lines_csv"),
    path(f"{PLAN}/units/", lists.show_units, name="units"),
    path(f"{PLAN}/donors/", lists.show_donors, name="donors"),
    path(f"{PLAN}/rules/", reasons.rules, name="rules"),
    path(f"{PLAN}/officers/<str:code>/", reasons.officer, name="officer"),
    path(f"{PLAN}/units/<str:code>/", reasons.unit, name="unit"),
    path(f"{PLAN}/propose/", acts.propose, name="propose"),
    path(f"{PLAN}/approve/", acts.approve, name="approve"),
    path(f"{PLAN}/withdraw/", acts.withdraw, name="withdraw"),
    path(f"{PLAN}/consultation/", consulting.plan_consultation, name="consultation"),
    path(f"{PLAN}/replan/", replanning.replan, name="replan"),
    path(f"{PLAN}/differences/", comparing.differences, name="differences"),
    path(f"{PLAN}/decisions/", deciding.decisions, name="decisions"),
    path(f"{WAVE}/decision/", deciding.issue, name="issue"),
    path(f"{WAVE}/preview-<int:place>.pdf", deciding.preview, name="preview"),
    path(f"{WAVE}/handover/", deciding.handover, name="handover"),
    path(f"{DECISION}/", deciding.decision, name="decision"),
    path(f"{DECISION}/revoke/", deciding.revoke, name="revoke"),
    path(f"{DECISION}/decision.docx", deciding.download, {"kind": "docx"}, name="decision_docx"),
    path(f"{DECISION}/decision.pdf", deciding.download, {"kind": "pdf"}, name="decision_pdf"),
]
