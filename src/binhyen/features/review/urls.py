"""Addresses of the review's pages."""

from __future__ import annotations

from django.urls import path

from binhyen.features.review import pages

app_name = "review"
urlpatterns = [
    path("reviews/", pages.review_list, name="list"),
    path("reviews/new/", pages.new_review, name="new"),
    path("reviews/<int:run_id>/", pages.preview, name="preview"),
    path("reviews/<int:run_id>/figures/", pages.figures, name="figures"),
    path("reviews/<int:run_id>/figures/<int:place>/", pages.figure, name="figure"),
    path("reviews/<int:run_id>/differences/", pages.changes, name="differences"),
    path("reviews/<int:run_id>/issue/", pages.issue, name="issue"),
    path("reviews/<int:run_id>/report.docx", pages.download, {"kind": "docx"}, name="docx"),
    path("reviews/<int:run_id>/report.pdf", pages.download, {"kind": "pdf"}, name="pdf"),
    path("reviews/<int:run_id>/figures.json", pages.download, {"kind": "json"}, name="json"),
]
