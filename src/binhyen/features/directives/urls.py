"""Addresses of the pages of directives and tasks."""

from __future__ import annotations

from django.urls import path

from binhyen.features.directives.pages import (
    acting,
    boards,
    digests,
    feeds,
    giving,
    matters,
    register,
    registering,
)

app_name = "directives"
urlpatterns = [
    path("directives/", register.listed, name="list"),
    path("directives/new/", registering.register, name="register"),
    path("directives/<int:directive_id>/", register.directive, name="directive"),
    path("directives/<int:directive_id>/file/", registering.file, name="file"),
    path("directives/<int:directive_id>/<int:clause_id>/give/", giving.give, name="give"),
    path(
        "directives/<int:directive_id>/orders/<int:order_id>/withdraw/",
        giving.withdraw,
        name="withdraw",
    ),
    path("tasks/", boards.board, name="board"),
    path("tasks/unit/<int:unit_id>/", boards.unit, name="unit"),
    path("tasks/digest/<int:unit_id>/<str:day>/", digests.digest, name="digest"),
    path("tasks/feeds/<int:unit_id>/", feeds.feeds, name="feeds"),
    path("tasks/calendar/<str:secret>.ics", feeds.calendar, name="calendar"),
    path("tasks/<int:task_id>/", acting.task, name="task"),
    path("tasks/<int:task_id>/files/<int:file_id>/", acting.evidence, name="evidence"),
    path("matters/", matters.listed, name="matters"),
    path("matters/<int:matter_id>/", matters.matter, name="matter"),
]
