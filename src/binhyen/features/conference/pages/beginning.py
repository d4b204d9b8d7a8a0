"""Beginning a conference on the screen: in a series that is there or a new one, from a template."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from binhyen.engines.units.api import find
from binhyen.features.conference import api
from binhyen.features.conference.pages.forms import NEW_SERIES, ConferenceForm
from binhyen.foundation.access.api import Actor, allows_somewhere
from binhyen.foundation.ui.api import page, told
from binhyen.kernel.errors import N_, DomainError, Refused


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """The form; a POST makes the conference, and its series when that is new, or neither."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not allows_somewhere(actor, "conference.prepare"):
        raise Refused(N_("Tài khoản này không chuẩn bị hội nghị."))
    form = ConferenceForm(actor, request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = _made(actor, form.cleaned_data)
            except DomainError as refusal:
                messages.error(request, told(refusal))
                status = refusal.status
            else:
                messages.success(request, _("Đã lập hội nghị; hãy xếp điểm cầu và chương trình."))
                return redirect("conference:overview", made.pk)
    return page(
        request,
        "conference/preparing/begin.html",
        {"form": form},
        title=_("Lập hội nghị"),
        crumbs=[(_("Hội nghị"), reverse("conference:list"))],
        status=status,
    )


def _made(actor: Actor, given: dict[str, Any]) -> api.Conference:
    unit_id = find(given["unit"].strip(), given["starts_at"].date()).id
    series = given["series"]
    with transaction.atomic():
        if series == NEW_SERIES:
            code, title = given["series_code"], given["series_title"]
            series = api.new_series(actor, unit_id=unit_id, code=code, title=title).code
        new = api.NewConference(
            unit_id=unit_id,
            series_code=series,
            code=given["code"],
            title=given["title"],
            purpose=given["purpose"],
            starts_at=given["starts_at"],
            ends_at=given["ends_at"],
            place=given["place"],
            template=given["template"],
        )
        return api.new_conference(actor, new=new)
