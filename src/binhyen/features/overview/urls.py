"""Addresses of the overview."""

from __future__ import annotations

from django.urls import path

from binhyen.features.overview.pages import (
    account,
    boards,
    browsers,
    figures,
    journal,
    lacking,
    maps,
    search,
    units,
)

app_name = "overview"
urlpatterns = [
    path("", boards.show_home, name="home"),
    path("board/<str:code>/", boards.show_board, name="board"),
    path("board/<str:code>/map/", maps.show_map, name="map"),
    path("board/<str:code>/norms/", lacking.show_lacking, name="lacking"),
    path("unit/<str:code>/", units.show_unit, name="unit"),
    path("search/", search.show_search, name="search"),
    path("figures/explain/", figures.show_why, name="explain"),
    path("stated/", figures.show_stated, name="stated"),
    path("catalogue/indicators/", browsers.show_indicators, name="indicators"),
    path("catalogue/indicators/<str:code>/", browsers.show_indicator, name="indicator"),
    path("catalogue/elements/", browsers.show_elements, name="elements"),
    path("catalogue/elements/<str:code>/", browsers.show_element, name="element"),
    path("catalogue/norms/", browsers.show_norms, name="norms"),
    path("catalogue/norms/<str:code>/", browsers.show_norm, name="norm"),
    path("journal/", journal.show_journal, name="journal"),
    path("journal/verify/", journal.check_journal, name="journal-verify"),
    path("journal/<int:seq>/", journal.show_entry, name="journal-entry"),
    path("me/", account.show_account, name="account"),
    path("me/tokens/<int:token_id>/revoke/", account.end_token, name="revoke-token"),
]
