"""Giving the work of a clause on the screen: the five clears, a preview of who and by when, one confirmed act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from binhyen.engines.tasks import api
from binhyen.engines.tasks.api import NewOrder, Recipients
from binhyen.engines.units.api import Level, find
from binhyen.features.directives.pages.common import viewer
from binhyen.foundation.access.api import allows
from binhyen.foundation.ui.api import page, told
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, DomainError, Refused

SHOWN = 20
LEVELS = (
    (Level.PROVINCE, gettext_lazy("Cấp tỉnh")),
    (Level.DISTRICT, gettext_lazy("Cấp huyện")),
    (Level.COMMUNE, gettext_lazy("Cấp xã")),
)


class OrderForm(forms.Form):
    """The five clears: who, what, by when, what result, whose responsibility."""

    what = forms.CharField(label=gettext_lazy("Việc phải làm"), max_length=600)
    result = forms.CharField(label=gettext_lazy("Kết quả phải có"), max_length=600)
    responsible = forms.CharField(label=gettext_lazy("Ai chịu trách nhiệm"), max_length=200)
    due_on = forms.DateField(
        label=gettext_lazy("Hạn cuối cùng"), widget=forms.DateInput(attrs={"type": "date"})
    )
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("Đơn vị cấp nào nhận"),
        choices=[(str(int(level)), label) for level, label in LEVELS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    types = forms.CharField(
        label=gettext_lazy("Chỉ loại đơn vị (xã, phường, thị trấn; cách nhau dấu phẩy)"),
        max_length=200,
        required=False,
    )
    under = forms.CharField(
        label=gettext_lazy("Chỉ trong địa bàn (mã đơn vị)"), max_length=20, required=False
    )
    units = forms.CharField(
        label=gettext_lazy("Hoặc đúng những đơn vị này (mã, cách nhau dấu phẩy)"),
        max_length=2000,
        required=False,
    )
    coordinating = forms.CharField(
        label=gettext_lazy("Đơn vị phối hợp (cách nhau dấu phẩy)"), max_length=600, required=False
    )
    cascade = forms.BooleanField(
        label=gettext_lazy("Giao qua từng cấp, mỗi cấp một phần thời gian"), required=False
    )
    target = forms.CharField(
        label=gettext_lazy("Đích đo được (ví dụ cells.established >= 1)"),
        max_length=400,
        required=False,
    )
    measured_over = forms.CharField(
        label=gettext_lazy("Đo ở kỳ (ví dụ 2022-12)"), max_length=80, required=False
    )


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, directive_id: int, clause_id: int) -> HttpResponse:
    """The form, then a preview, then the act; the preview holds the form, so nothing is typed twice."""
    actor = viewer(request)
    directive = api.directive_of(directive_id)
    clause = next((one for one in directive.clauses.all() if one.pk == clause_id), None)
    if clause is None or not allows(actor, "directives.register", directive.unit_id):
        raise Refused(N_("Tài khoản này không giao việc theo văn bản này."))
    form, preview, status = OrderForm(request.POST or None), None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                order = _order(form.cleaned_data, directive_id, clause.ref)
                if request.POST.get("act") == "give":
                    given = api.give_tasks(actor, order=order)
                    messages.success(
                        request, _("Đã giao %(count)s nhiệm vụ.") % {"count": given.tasks}
                    )
                    return redirect("directives:directive", directive_id)
                preview, status = api.preview_order(order), 200
            except DomainError as refusal:
                messages.error(request, told(refusal))
                status = refusal.status
    return page(
        request,
        "directives/give.html",
        {
            "form": form,
            "clause": clause,
            "preview": preview,
            "count": len(preview.units) if preview else 0,
            "shown": [name for name, _level in preview.units[:SHOWN]] if preview else [],
            "due": _due(preview),
        },
        title=_("Giao việc"),
        over=directive.symbol,
        subtitle=f"{clause.ref}: {clause.text[:200]}",
        crumbs=[
            (_("Văn bản chỉ đạo"), reverse("directives:list")),
            (directive.symbol, reverse("directives:directive", args=[directive_id])),
        ],
        status=status,
    )


@require_POST
def withdraw(request: HttpRequest, directive_id: int, order_id: int) -> HttpResponse:
    """Take an order back: its open tasks end, what is done stays done."""
    actor = viewer(request)
    try:
        ended = api.withdraw_order(actor, order_id=order_id, reason=request.POST.get("reason", ""))
    except DomainError as refusal:
        messages.error(request, told(refusal))
    else:
        messages.success(request, _("Đã rút %(count)s nhiệm vụ.") % {"count": ended})
    return redirect("directives:directive", directive_id)


def _due(preview: api.OrderPreview | None) -> list[tuple[Any, Any]]:
    if preview is None:
        return []
    names = dict(LEVELS)
    return [(names.get(Level(level), level), day) for level, day in sorted(preview.due.items())]


def _order(given: dict[str, Any], directive_id: int, ref: str) -> NewOrder:
    today = clock.today()
    named = tuple(find(code, today).id for code in _split(given["units"]))
    under = given["under"].strip()
    who = Recipients(
        types=_split(given["types"]),
        levels=tuple(int(one) for one in given["levels"]),
        under_id=find(under, today).id if under else None,
        unit_ids=named,
    )
    return NewOrder(
        directive_id=directive_id,
        clause_ref=ref,
        what=given["what"],
        result=given["result"],
        who=who,
        responsible=given["responsible"],
        given_on=today,
        due_on=given["due_on"],
        coordinating=_split(given["coordinating"]),
        cascade=given["cascade"],
        target=given["target"].strip(),
        measured_over=given["measured_over"].strip(),
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(",") if one.strip())
