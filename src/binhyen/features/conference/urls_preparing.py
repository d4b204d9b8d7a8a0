"""Addresses of preparing; `urls` brings them in."""

from __future__ import annotations

from django.urls import path

from binhyen.features.conference.pages import (
    beginning,
    inviting,
    joining,
    papers,
    points,
    preparing,
)

ONE = "conferences/<int:conference_id>/"
urlpatterns = [
    path("conferences/", preparing.listed, name="list"),
    path("conferences/new/", beginning.begin, name="begin"),
    path("conferences/join/<str:secret>/", joining.join, name="join"),
    path("conferences/seat/", joining.seat, name="seat"),
    path("conferences/seat/<int:paper_id>/<int:number>/", joining.seat_paper, name="seat-paper"),
    path(ONE, preparing.overview, name="overview"),
    path(f"{ONE}edit/", preparing.head, name="head"),
    path(f"{ONE}agenda/", preparing.agenda, name="agenda"),
    path(f"{ONE}agenda/<int:item_id>/", preparing.item, name="item"),
    path(f"{ONE}points/", preparing.points, name="points"),
    path(f"{ONE}points/<int:point_id>/", points.point, name="point"),
    path(
        f"{ONE}points/<int:point_id>/delegates/<int:delegate_id>/", points.delegate, name="delegate"
    ),
    path(f"{ONE}papers/", papers.papers, name="papers"),
    path(f"{ONE}papers/<int:paper_id>/", papers.versions, name="versions"),
    path(f"{ONE}papers/<int:paper_id>/<int:number>/", papers.paper, name="paper"),
    path(f"{ONE}invitations/", inviting.invitations, name="invitations"),
    path(f"{ONE}rehearsal/", inviting.rehearsal, name="rehearsal"),
    *(
        path(
            f"{ONE}invitations/<int:invitation_id>.{kind}",
            inviting.invitation,
            {"kind": kind},
            name=f"invitation-{kind}",
        )
        for kind in ("docx", "pdf")
    ),
]
