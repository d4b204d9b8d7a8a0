"""Addresses of the pages of approval."""

from __future__ import annotations

from django.urls import path

from binhyen.features.approval.pages import approving, boards, inbox, locks, notices

app_name = "approval"
urlpatterns = [
    path("approval/", inbox.inbox, name="inbox"),
    path("approval/notices/", notices.notices, name="notices"),
    path("approval/questions/<int:question_id>/", notices.question, name="question"),
    path("approval/reports/<int:report_id>/", approving.report, name="report"),
    path("approval/<str:definition>/<str:period>/", inbox.group, name="group"),
    path("approval/<str:definition>/<str:period>/approve/", approving.approve_many, name="approve"),
    path("approval/<str:definition>/<str:period>/ask/", inbox.start_asking, name="ask"),
    path("approval/<str:definition>/<str:period>/locks/", locks.locks, name="locks"),
    path("approval/<str:definition>/<str:period>/board/", boards.board, name="board"),
    path("approval/<str:definition>/<str:period>/board.csv", boards.board_csv, name="board_csv"),
    path("approval/<str:definition>/<str:period>/rates/", boards.rates, name="rates"),
    path("approval/<str:definition>/<str:period>/rates.csv", boards.rates_csv, name="rates_csv"),
]
