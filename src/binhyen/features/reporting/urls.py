"""Addresses of the pages of reporting."""

from __future__ import annotations

from django.urls import path

from binhyen.features.reporting.pages import (
    defining,
    entering,
    files,
    saving,
    submitting,
)

app_name = "reporting"
ONE = "reporting/<str:definition>/<int:unit_id>/<str:period>/"
urlpatterns = [
    path("reporting/", entering.due, name="due"),
    path("reporting/forms/", defining.forms, name="forms"),
    path("reporting/forms/new/", defining.new, name="new_form"),
    path("reporting/forms/explain/", defining.explain_check, name="explain_check"),
    path("reporting/forms/<str:definition>/", defining.form, name="form"),
    path("reporting/forms/<str:definition>/edit/", defining.edit, name="edit_form"),
    path("reporting/forms/<str:definition>/retire/", defining.retire, name="retire_form"),
    path(ONE, entering.entry, name="entry"),
    path(f"{ONE}save/", saving.save, name="save"),
    path(f"{ONE}submit/", submitting.submit, name="submit"),
    path(f"{ONE}nothing/", submitting.nothing, name="nothing"),
    path(f"{ONE}history/", submitting.history, name="history"),
    path(f"{ONE}print/", files.print_form, name="print"),
    path(f"{ONE}form.docx", files.paper, {"kind": "docx"}, name="docx"),
    path(f"{ONE}form.pdf", files.paper, {"kind": "pdf"}, name="pdf"),
    path(f"{ONE}form.xlsx", files.sheet, name="xlsx"),
]
