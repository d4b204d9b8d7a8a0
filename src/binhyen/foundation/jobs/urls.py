"""Addresses of the pages of jobs."""

from __future__ import annotations

from django.urls import path

from binhyen.foundation.jobs import pages

app_name = "jobs"
urlpatterns = [
    path("jobs/", pages.job_list, name="list"),
    path("jobs/<int:job_id>/", pages.job_page, name="job"),
    path("jobs/<int:job_id>/stop/", pages.stop_job, name="stop"),
]
