"""Addresses of preparing; `urls` brings them in."""

from __future__ import annotations

from django.urls import path

from binhyen.features.conference.pages import beginning, joining, points, preparing

ONE = "conferences/<int:conference_id>/"
urlpatterns = [
    path("conferences/", preparing.listed, name="list"),
    path("conferences/new/", beginning.begin, name="begin"),
    path("conferences/join/<str:secret>/", joining.join, name="join"),
    path("conferences/seat/", joining.seat, name="seat"),
    path("conferences/seat/<int:paper_id>/<int:number>/", joining.seat_paper, name="seat-paper"),
    path(ONE, preparing.overview, name="overview"),
    path(f"{ONE}agenda/", preparing.agenda, name="agenda"),
    path(f"{ONE}points/", preparing.points, name="points"),
    path(f"{ONE}points/<int:point_id>/", points.point, name="point"),
    path(f"{ONE}papers/", preparing.papers, name="papers"),
    path(f"{ONE}papers/<int:paper_id>/<int:number>/", preparing.paper, name="paper"),
    path(f"{ONE}invitations/", preparing.invitations, name="invitations"),
    *(
        path(
            f"{ONE}invitations/<int:invitation_id>.{kind}",
            preparing.invitation,
            {"kind": kind},
            name=f"invitation-{kind}",
        )
        for kind in ("docx", "pdf")
    ),
]
