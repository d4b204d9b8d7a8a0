"""Views kept under a name: saved from the page of analysis, opened, renamed, shared, deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from binhyen.features.analysis import api
from binhyen.features.analysis.forms import ViewForm
from binhyen.features.analysis.pages import asking, common
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import page
from binhyen.kernel.errors import DomainError, NotFound, Refused


@require_http_methods(["GET", "POST"])
def show_views(request: HttpRequest) -> HttpResponse:
    """The reader's views; a POST keeps the question given under a name."""
    actor = asking.actor_of(request)
    if request.method == "POST":
        return _save(request, actor)
    start = api.start_view(actor)
    rows = [_row(actor, view, start) for view in api.saved_views(actor)]
    return page(
        request, "analysis/views.html", {"views": rows}, title=_("Bảng phân tích đã lưu"),
        over=_("Phân tích số liệu"), crumbs=common.crumbs(),
    )  # fmt: skip


@require_GET
def open_view(request: HttpRequest, view_id: int) -> HttpResponse:
    """Go to the question of a view; about the reader's own unit where they may not see the view's."""
    actor = asking.actor_of(request)
    view = api.saved_view(actor, view_id)
    asked = QueryDict(view.query)
    try:
        asking.question_of(actor, asked)
    except (NotFound, Refused):
        messages.info(
            request, _("Bảng này được lưu cho đơn vị khác; đang xem số liệu của đơn vị bạn.")
        )
        return redirect(
            f"{reverse('analysis:pivot')}{asking.changed(asked, unit=None, level=None, by=None)}"
        )
    return redirect(f"{reverse('analysis:pivot')}{asking.changed(asked)}")


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, view_id: int) -> HttpResponse:
    """Rename, share, take back."""
    actor = asking.actor_of(request)
    view = api.saved_view(actor, view_id)
    form = ViewForm(request.POST or None, initial={"name": view.name, "is_shared": view.is_shared})
    if request.method == "POST" and form.is_valid():
        try:
            api.change_view(actor, view_id=view.pk, **form.cleaned_data)
        except DomainError as fault:
            common.add_fault(form, fault)
        else:
            messages.success(
                request, _("Đã sửa bảng “{name}”.").format(name=form.cleaned_data["name"])
            )
            return redirect("analysis:views")
    return _form_page(request, form, view)


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, view_id: int) -> HttpResponse:
    """Ask, then delete."""
    actor = asking.actor_of(request)
    view = api.saved_view(actor, view_id)
    if request.method == "POST":
        try:
            api.delete_view(actor, view_id=view.pk)
            messages.success(request, _("Đã xóa bảng “{name}”.").format(name=view.name))
        except DomainError as fault:
            common.refused(request, fault)
        return redirect("analysis:views")
    told = [_("Chỉ câu hỏi đã lưu bị xóa; số liệu không đổi.")]
    if view.is_shared:
        told.append(_("Những người dùng chung sẽ không thấy bảng này nữa."))
    context = {"question": _("Xóa bảng “{name}”?").format(name=view.name), "consequences": told,
               "button": _("Xóa"), "back": reverse("analysis:views")}  # fmt: skip
    return page(request, "analysis/confirm.html", context, title=view.name, crumbs=_crumbs())


@require_POST
def start(request: HttpRequest, view_id: int) -> HttpResponse:
    """Start from this view after signing in, or no longer."""
    actor = asking.actor_of(request)
    wanted = None if request.POST.get("stop") else view_id
    try:
        api.start_from(actor, view_id=wanted)
        messages.success(
            request, _("Đã bỏ trang mở đầu.") if wanted is None else _("Đã đặt làm trang mở đầu.")
        )
    except DomainError as fault:
        common.refused(request, fault)
    return redirect("analysis:views")


def _save(request: HttpRequest, actor: Actor) -> HttpResponse:
    form, query = (
        ViewForm(request.POST),
        asking.canonical(QueryDict(request.POST.get("query", "")[:6000])),
    )
    question = asking.question_of(actor, query)
    if form.is_valid():
        # The unit is kept in words, so that a shared view stays about it wherever its reader starts.
        query["unit"], query["level"] = question.unit.code, str(question.unit.level)
        try:
            view = api.save_view(
                actor, unit_id=question.unit.id, query=query.urlencode(), **form.cleaned_data
            )
        except DomainError as fault:
            common.add_fault(form, fault)
        else:
            messages.success(request, _("Đã lưu bảng “{name}”.").format(name=view.name))
            return redirect("analysis:view", view.pk)
    return _form_page(request, form, None, query.urlencode())


def _form_page(
    request: HttpRequest, form: ViewForm, view: api.SavedView | None, query: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "query": query,
        "back": reverse("analysis:views"),
        "action": reverse("analysis:views") if view is None else "",
    }
    title = _("Lưu bảng phân tích") if view is None else view.name
    status = 422 if form.is_bound else 200
    return page(
        request, "analysis/view_form.html", context, title=title, crumbs=_crumbs(), status=status
    )


def _crumbs() -> list[Any]:
    return common.crumbs((_("Bảng phân tích đã lưu"), reverse("analysis:views")))


def _row(actor: Actor, view: api.SavedView, start: api.SavedView | None) -> dict[str, Any]:
    own = view.owner_id == actor.id and actor.kind == "person"
    return {
        "id": view.pk,
        "name": view.name,
        "own": own,
        "shared": view.is_shared,
        "owner": str(view.owner),
        "saved_at": view.saved_at,
        "starts": start is not None and start.pk == view.pk,
    }
