"""Addresses of minutes, conclusions and what became of them; `urls` brings them in."""

from __future__ import annotations

from django.urls import path

from binhyen.features.conference.pages import concluding, following, minutes

urlpatterns = [
    path("conferences/<int:conference_id>/minutes/", minutes.minutes, name="minutes"),
    path("conferences/<int:conference_id>/minutes/versions/", minutes.versions, name="versions"),
    path(
        "conferences/<int:conference_id>/minutes/merge/<int:number>/", minutes.merge, name="merge"
    ),
    *(
        path(
            f"conferences/<int:conference_id>/minutes/<int:number>.{kind}",
            minutes.file,
            {"kind": kind},
            name=f"minutes-{kind}",
        )
        for kind in ("docx", "pdf")
    ),
    path(
        "conferences/<int:conference_id>/conclusions/", concluding.conclusions, name="conclusions"
    ),
    path(
        "conferences/<int:conference_id>/conclusions/<int:conclusion_id>/",
        concluding.conclusion,
        name="conclusion",
    ),
    path(
        "conferences/<int:conference_id>/conclusions/confirm/", concluding.confirm, name="confirm"
    ),
    *(
        path(
            f"conferences/<int:conference_id>/notice.{kind}",
            concluding.notice_file,
            {"kind": kind},
            name=f"notice-{kind}",
        )
        for kind in ("docx", "pdf")
    ),
    path("conferences/<int:conference_id>/outcome/", following.outcome, name="outcome"),
    path("conferences/<int:conference_id>/follow-up/", following.follow_up, name="follow-up"),
]
