"""One point: who sits there, links told once, substitutes, its answer and its tests."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from binhyen.features.conference import api
from binhyen.features.conference.pages.minuting import number_in
from binhyen.features.conference.pages.preparing import Act, asked, conference_page, do
from binhyen.features.conference.types import Role, Sign
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import named
from binhyen.kernel.errors import N_, Invalid


@require_http_methods(["GET", "POST"])
def point(request: HttpRequest, conference_id: int, point_id: int) -> HttpResponse:
    """A point; a new link is shown in the answer to the POST that made it and never again."""
    actor, conference = asked(request, conference_id)
    found = api.point_of(conference.pk, point_id)
    status, links = 200, list[api.JoinLink]()
    if request.method == "POST":
        status = do(request, _acts(request, actor, found, links))
        if status == 302 and not links:
            return redirect("conference:point", conference.pk, point_id)
    [state] = api.point_states(conference, [point_id])
    context = {
        "state": state,
        "links": [(request.build_absolute_uri(one.path), one.expires_at) for one in links],
        "own": api.at_desk(actor, conference) or api.of_point(actor, found),
        "roles": api.ROLES,
        "signs": api.SIGNS,
        "faults": [(one.code, named(one)) for one in api.conference_defaults().faults],
    }
    answer = conference_page(
        request, conference, "conference:point", found.name, context, 200 if links else status
    )
    if links:
        answer["Cache-Control"] = "no-store"
    return answer


def _acts(
    request: HttpRequest, actor: Actor, point: api.Point, links: list[api.JoinLink]
) -> dict[str, Act]:
    form = request.POST
    where: dict[str, Any] = {"conference_id": point.conference_id, "point_id": point.pk}

    def whom() -> dict[str, Any]:
        delegate_id = number_in(form.get("delegate", ""))
        return {"conference_id": point.conference_id, "delegate_id": delegate_id}

    def add() -> object:
        role = form.get("role", "")
        if role not in set(Role):
            raise Invalid(N_("Không có vai trò “{role}”."), role=role[:20])
        new = api.NewDelegate(
            point.pk, form.get("body", ""), form.get("office", ""), Role(role), "votes" in form
        )
        return api.add_delegates(actor, conference_id=point.conference_id, delegates=[new])

    def substitute() -> object:
        said: dict[str, Any] = {"body": form.get("body", ""), "office": form.get("office", "")}
        return api.send_substitute(actor, **whom(), **said)

    def test() -> object:
        signs = [form.get(name, "") for name in ("sound", "picture", "contact")]
        if not set(signs) <= set(Sign):
            raise Invalid(N_("Hãy chọn kết quả của âm thanh, hình ảnh và liên lạc."))
        sound, picture, contact = (Sign(one) for one in signs)
        fault, told = form.get("fault", ""), form.get("note", "")
        result = api.Tested(sound, picture, contact, fault, told)
        return api.note_rehearsal(actor, **where, result=result)

    def answer() -> object:
        said: dict[str, Any] = {"answer": form.get("answer", ""), "remark": form.get("remark", "")}
        return api.answer_invitation(actor, **where, **said)

    return {
        "add": add,
        "remove": lambda: api.remove_delegate(actor, **whom()),
        "substitute": substitute,
        "link": lambda: links.append(api.join_link(actor, **whom())),
        "revoke": lambda: api.revoke_link(actor, **whom()),
        "test": test,
        "answer": answer,
    }
