"""Addresses of the pages of rosters."""

from __future__ import annotations

from django.urls import path

from binhyen.features.rosters.pages import carrying, making, reading, station, swapping

app_name = "rosters"
urlpatterns = [
    path("rosters/", reading.roster_list, name="list"),
    path("rosters/new/", making.new_roster, name="new"),
    path("rosters/mine/", reading.mine, name="mine"),
    path("rosters/mine.ics", carrying.calendar, name="calendar"),
    path("rosters/swaps/", swapping.swap_list, name="swaps"),
    path("rosters/swaps/<int:swap_id>/", swapping.swap, name="swap"),
    path("rosters/facts/<int:unit_id>/", station.facts, name="facts"),
    path("rosters/book/<int:unit_id>/", station.book, name="book"),
    path("rosters/<int:roster_id>/", reading.month, name="month"),
    path("rosters/<int:roster_id>/days/", reading.days, name="days"),
    path("rosters/<int:roster_id>/fairness/", reading.fairness, name="fairness"),
    path("rosters/<int:roster_id>/history/", reading.history, name="history"),
    path("rosters/<int:roster_id>/duty/<int:duty_id>/", making.duty, name="duty"),
    path("rosters/<int:roster_id>/publish/", making.publish, name="publish"),
    path("rosters/<int:roster_id>/withdraw/", making.withdraw, name="withdraw"),
    path("rosters/<int:roster_id>/again/", making.again, name="again"),
    path("rosters/<int:roster_id>/print/", carrying.print_sheet, name="print"),
    path("rosters/<int:roster_id>/offline.html", carrying.offline, name="offline"),
    path("rosters/<int:roster_id>/roster.docx", carrying.document, {"kind": "docx"}, name="docx"),
    path("rosters/<int:roster_id>/roster.pdf", carrying.document, {"kind": "pdf"}, name="pdf"),
    path("rosters/<int:roster_id>/instance.json", carrying.instance, name="instance"),
]
