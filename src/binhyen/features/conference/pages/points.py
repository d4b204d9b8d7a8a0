"""One point: its hall, who sits there, links told once, substitutes, its answer and its tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from binhyen.features.conference import api
from binhyen.features.conference.pages.forms import (
    DelegateForm,
    HallForm,
    SubstituteForm,
    TestForm,
)
from binhyen.features.conference.pages.minuting import number_in
from binhyen.features.conference.pages.preparing import (
    Act,
    asked,
    conference_page,
    do,
    form_for,
    form_page,
    valid,
)
from binhyen.features.conference.types import Role, Sign
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import named


@dataclass
class _Forms:
    """The forms of a point's page; the one that was sent holds what was typed."""

    hall: HallForm
    delegate: DelegateForm
    substitute: SubstituteForm
    test: TestForm
    links: list[api.JoinLink] = field(default_factory=list)


@require_http_methods(["GET", "POST"])
def point(request: HttpRequest, conference_id: int, point_id: int) -> HttpResponse:
    """A point; a new link is shown in the answer to the POST that made it and never again."""
    actor, conference = asked(request, conference_id)
    found = api.point_of(conference.pk, point_id)
    forms = _Forms(
        form_for(
            request,
            "hall",
            HallForm,
            hall=found.hall,
            contact=found.contact,
            line_kbits=found.line_kbits,
        ),
        form_for(request, "add", DelegateForm, role=Role.DELEGATE.value, votes=True),
        form_for(request, "substitute", SubstituteForm),
        form_for(request, "test", TestForm),
    )
    status = 200
    if request.method == "POST":
        status = do(request, _acts(request, actor, found, forms))
        if status == 302 and request.POST.get("act") == "drop":
            return redirect("conference:points", conference.pk)
        if status == 302 and not forms.links:
            return redirect("conference:point", conference.pk, point_id)
    [state] = api.point_states(conference, [point_id])
    faults = {one.code: named(one) for one in api.conference_defaults().faults}
    context = {
        "state": state,
        "links": _shown(request, state, forms.links),
        "own": api.at_desk(actor, conference) or api.of_point(actor, found),
        "forms": forms,
        "fault": faults.get(state.tested.fault, "") if state.tested else "",
        "linkless": any(
            not (one.account_id or one.ticket_digest or one.ticket_revoked)
            for one in state.delegates
        ),
    }
    answer = conference_page(
        request,
        conference,
        "conference:point",
        found.name,
        context,
        200 if forms.links else status,
        under="conference:points",
    )
    if forms.links:
        answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
def delegate(
    request: HttpRequest, conference_id: int, point_id: int, delegate_id: int
) -> HttpResponse:
    """One seat; a POST changes body, office, role and vote. An account of the seat stays."""
    actor, conference = asked(request, conference_id)
    found = api.delegate_at(conference.pk, point_id, delegate_id)
    present = {name: getattr(found, name) for name in ("body", "office", "role", "votes")}
    form = form_for(request, "save", DelegateForm, **present)
    status = 200
    if request.method == "POST":

        def save() -> object:
            said = valid(form) | {"account_id": found.account_id}
            said["role"] = Role(said["role"])
            return api.change_delegate(
                actor, conference_id=conference.pk, delegate_id=found.pk, **said
            )

        status = do(request, {"save": save})
        if status == 302:
            return redirect("conference:point", conference.pk, point_id)
    back = reverse("conference:point", args=[conference.pk, point_id])
    return form_page(request, conference, form, _("Sửa đại biểu"), "points", status, back)


def _shown(
    request: HttpRequest, state: api.PointState, links: list[api.JoinLink]
) -> list[tuple[str, str, Any]]:
    """Whose each new link is, its address, its end."""
    people = {one.pk: str(one) for one in state.delegates}
    return [
        (people.get(one.delegate_id, ""), request.build_absolute_uri(one.path), one.expires_at)
        for one in links
    ]


def _acts(request: HttpRequest, actor: Actor, point: api.Point, forms: _Forms) -> dict[str, Act]:
    sent = request.POST
    where: dict[str, Any] = {"conference_id": point.conference_id, "point_id": point.pk}

    def whom() -> dict[str, Any]:
        delegate_id = number_in(sent.get("delegate", ""))
        return {"conference_id": point.conference_id, "delegate_id": delegate_id}

    def add() -> object:
        said = valid(forms.delegate)
        new = api.NewDelegate(
            point.pk, said["body"], said["office"], Role(said["role"]), said["votes"]
        )
        return api.add_delegates(actor, conference_id=point.conference_id, delegates=[new])

    def test() -> object:
        said = valid(forms.test)
        sound, picture, contact = (Sign(said[name]) for name in ("sound", "picture", "contact"))
        result = api.Tested(sound, picture, contact, said["fault"], said["note"])
        return api.note_rehearsal(actor, **where, result=result)

    def answer() -> object:
        said: dict[str, Any] = {"answer": sent.get("answer", ""), "remark": sent.get("remark", "")}
        return api.answer_invitation(actor, **where, **said)

    return {
        "hall": lambda: api.change_point(actor, **where, **valid(forms.hall)),
        "drop": lambda: api.remove_point(actor, **where),
        "add": add,
        "remove": lambda: api.remove_delegate(actor, **whom()),
        "substitute": lambda: api.send_substitute(actor, **whom(), **valid(forms.substitute)),
        "link": lambda: forms.links.append(api.join_link(actor, **whom())),
        "links": lambda: forms.links.extend(api.join_links(actor, **where)),
        "revoke": lambda: api.revoke_link(actor, **whom()),
        "test": test,
        "answer": answer,
    }
