"""Pages of jobs: one's own list, one job's progress, the button that stops it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from binhyen.foundation.access.api import Actor
from binhyen.foundation.jobs import api

PAGE_SIZE = 50


@require_GET
def job_list(request: HttpRequest) -> HttpResponse:
    shown = Paginator(api.jobs(_actor(request)), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "jobs": shown,
        "title": _("Việc nền"),
        "subtitle": _(
            "Việc lâu chạy phía sau: rời trang vẫn chạy tiếp, khởi động lại máy chủ cũng không mất."
        ),
    }
    return render(request, "jobs/list.html", context)


@require_GET
def job_page(request: HttpRequest, job_id: int) -> HttpResponse:
    """A job; to a script that asks, only its progress, and the word to load the page anew when it has ended."""
    found = api.job_of(_actor(request), job_id)
    context = {
        "job": found,
        "title": found.shown_label,
        "over": _("Việc nền số %(number)s") % {"number": found.pk},
        "crumbs": [(_("Việc nền"), reverse("jobs:list"))],
    }
    asked_by_script = request.headers.get("HX-Request") == "true"
    template = "jobs/_progress.html" if asked_by_script else "jobs/job.html"
    response = render(request, template, context)
    response.headers["Vary"] = "HX-Request"
    if asked_by_script and found.is_ended:
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
def stop_job(request: HttpRequest, job_id: int) -> HttpResponse:
    stopped = api.stop(_actor(request), job_id)
    told = _("Đã dừng.") if stopped.is_ended else _("Đã yêu cầu dừng; việc dừng ở bước kế tiếp.")
    messages.success(request, told)
    return redirect("jobs:job", job_id)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]  # the middleware sets it
    return actor
