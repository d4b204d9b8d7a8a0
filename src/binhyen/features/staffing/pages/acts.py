"""Steps of a plan that cannot be taken back: propose, approve, withdraw; each asks once more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from binhyen.features.staffing import api
from binhyen.features.staffing.forms import ApproveForm, ProposeForm, ReasonForm
from binhyen.features.staffing.pages import asking
from binhyen.features.staffing.pages.frame import crumbs
from binhyen.foundation.ui.api import page, show_number, told
from binhyen.foundation.ui.page import Crumb
from binhyen.kernel.errors import DomainError


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """Put the plan to the leader and ask every donor."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    form = ProposeForm(request.POST or None, initial={"asked_on": asking.default_day()})
    return confirmed(
        request,
        form,
        lambda given: api.propose_plan(actor, plan_id=plan.pk, asked_on=given["asked_on"]),
        title=_("Trình phương án"),
        question=_("Trình phương án này và hỏi các đơn vị cử?"),
        consequences=[
            _("Mỗi đơn vị cử được hỏi về từng người của mình và có hạn trả lời."),
            _("Phương án đã trình không sửa được; muốn đổi thì lập phương án điều chỉnh."),
        ],
        button=_("Trình và gửi hiệp y"),
        done=_("Đã trình; các đơn vị cử đã được hỏi."),
        then=reverse("staffing:consultation", args=[plan.pk]),
        trail=crumbs(plan),
    )


@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """The leader's word; whoever proposed may not give it."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    lines = api.line_rows(actor, plan)
    refused = sum(one.state == "refused" for one in lines)
    waiting = sum(one.state == "planned" for one in lines)
    consequences = [
        _(
            "Phương án cử {count} người. Sau khi duyệt thì ban hành quyết định được cho từng đợt."
        ).format(count=show_number(len(lines)))
    ]
    if refused or waiting:
        consequences.append(
            _(
                "Còn {refused} người bị đơn vị cử từ chối và {waiting} người chưa được trả lời."
            ).format(refused=show_number(refused), waiting=show_number(waiting))
        )
    return confirmed(
        request,
        ApproveForm(request.POST or None),
        lambda given: api.approve_plan(actor, plan_id=plan.pk, **given),
        title=_("Phê duyệt phương án"),
        question=_("Phê duyệt phương án này?"),
        consequences=consequences,
        button=_("Phê duyệt"),
        done=_("Đã phê duyệt phương án."),
        then=reverse("staffing:decisions", args=[plan.pk]),
        trail=crumbs(plan),
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """Give a plan up, with a reason; it stays readable."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    return confirmed(
        request,
        ReasonForm(request.POST or None),
        lambda given: api.withdraw_plan(actor, plan_id=plan.pk, reason=given["reason"]),
        title=_("Rút phương án"),
        question=_("Rút phương án này?"),
        consequences=[
            _("Phương án đã rút vẫn đọc được, nhưng không trình và không duyệt lại được.")
        ],
        button=_("Rút phương án"),
        done=_("Đã rút phương án."),
        then=reverse("staffing:plan", args=[plan.pk]),
        trail=crumbs(plan),
        dangerous=True,
    )


def confirmed(  # noqa: PLR0913 - the parts of a question, all by name
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    question: str,
    consequences: Sequence[str],
    button: str,
    done: str,
    then: str,
    trail: Sequence[Crumb],
    dangerous: bool = False,
) -> HttpResponseBase:
    """Ask once more, then act and go on; a refusal is told above the form."""
    # A form without fields that must be filled in is bound by the posting alone.
    sent = request.method == "POST"
    if sent and not form.is_bound:
        form = type(form)({})
    if sent and form.is_valid():
        try:
            act(form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, told(refusal))
        else:
            messages.success(request, done)
            return redirect(then)
    context = {
        "form": form,
        "question": question,
        "consequences": consequences,
        "button": button,
        "back": trail[-1][1],
        "dangerous": dangerous,
    }
    status = 422 if sent else 200
    return page(request, "staffing/confirm.html", context, title=title, crumbs=trail, status=status)
