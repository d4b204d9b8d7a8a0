"""Addresses of the sitting and its slides; `urls` brings them in."""

from __future__ import annotations

from django.urls import path

from binhyen.features.conference.pages import sitting, sitting_acts, slides

ONE = "conferences/<int:conference_id>/"
urlpatterns = [
    path(f"{ONE}sitting/", sitting.enter, name="sitting"),
    path(f"{ONE}desk/", sitting.desk, name="desk"),
    path(f"{ONE}desk/parts/", sitting.desk_parts, name="desk-parts"),
    path(f"{ONE}point/", sitting.point, name="sit"),
    path(f"{ONE}projector/", sitting.projector, name="projector"),
    path(f"{ONE}sitting/state.json", sitting.state, name="sitting-state"),
    path(f"{ONE}sitting/media.json", sitting_acts.media, name="sitting-media"),
    path(f"{ONE}sitting/names.json", sitting_acts.names, name="sitting-names"),
    path(f"{ONE}sitting/act/", sitting_acts.act, name="act"),
    path(f"{ONE}slides/", slides.slides, name="slides"),
    path(f"{ONE}slides/<int:slide_id>/", slides.drill, name="slide"),
]
