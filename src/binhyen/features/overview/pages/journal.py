"""The journal: who did or read what, when, with what change; and whether its chain is whole."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from binhyen.features.overview.api import JournalFilter, journal, journal_entry
from binhyen.features.overview.pages import asking
from binhyen.foundation.access.api import require
from binhyen.foundation.audit.api import JournalEntry, verify
from binhyen.foundation.commands.api import registry
from binhyen.foundation.ui.api import Cell, Column, actor_name, make_table, page

A_PAGE = 50
KINDS = {
    "person": pgettext_lazy("actor", "người"),
    "token": gettext_lazy("mã truy cập"),
    "operator": gettext_lazy("người vận hành"),
    "system": gettext_lazy("hệ thống"),
}


class Filters(forms.Form):
    """What the list is narrowed by."""

    action = forms.CharField(label=gettext_lazy("Việc (mã)"), required=False, max_length=80)
    actor = forms.CharField(label=gettext_lazy("Người thực hiện"), required=False, max_length=200)
    object_type = forms.CharField(
        label=gettext_lazy("Loại đối tượng"), required=False, max_length=60
    )
    object_id = forms.CharField(label=gettext_lazy("Số đối tượng"), required=False, max_length=80)
    first_on = forms.DateField(
        label=gettext_lazy("Từ ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    last_on = forms.DateField(
        label=gettext_lazy("Đến ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


def show_journal(request: HttpRequest) -> HttpResponse:
    """Entries, newest first."""
    form = Filters(request.GET or None)
    given = {
        name: form.cleaned_data[name]
        for name in form.fields
        if form.is_valid() and form.cleaned_data.get(name)
    }
    found = journal(asking.actor_of(request), JournalFilter(**given))
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    columns = [
        Column("seq", _("Số"), sortable=False),
        Column("at", _("Lúc"), sortable=False),
        Column("actor", _("Người thực hiện"), sortable=False),
        Column("action", _("Việc"), sortable=False),
        Column("object", _("Đối tượng"), sortable=False),
    ]
    table = make_table(None, columns, [_row(row) for row in shown], caption=_("Nhật ký"))
    context = {"form": form, "table": table, "page_of": shown, "asked": asked.urlencode()}
    subtitle = _("Chỉ ghi thêm, không sửa, không xóa; mỗi dòng mang dấu của dòng trước.")
    return page(
        request,
        "overview/journal.html",
        context,
        title=_("Nhật ký"),
        subtitle=subtitle,
        crumbs=[(_("Tổng quan"), "/")],
    )


def show_entry(request: HttpRequest, seq: int) -> HttpResponse:
    """One entry, with the values before and after."""
    row = journal_entry(asking.actor_of(request), seq)
    details = json.loads(row.details)
    facts = [
        (_("Lúc"), _moment(row)),
        (
            _("Người thực hiện"),
            f"{actor_name(row.actor_name)} ({KINDS.get(row.actor_kind, row.actor_kind)})",
        ),
        (_("Việc"), _action(row)),
        (_("Đối tượng"), f"{row.object_type} {row.object_id}".strip()),
        (_("Yêu cầu"), row.request_key),
        (_("Dấu của dòng"), row.hash),
        (_("Dấu của dòng trước"), row.previous_hash),
    ]
    context = {
        "facts": facts,
        "arguments": [
            (key, _plain(value)) for key, value in sorted((details.get("arguments") or {}).items())
        ],
        "changes": [_change(one) for one in details.get("changes") or []],
    }
    crumbs = [(_("Tổng quan"), "/"), (_("Nhật ký"), reverse("overview:journal"))]
    return page(
        request,
        "overview/journal_entry.html",
        context,
        title=_("Dòng nhật ký số {seq}").format(seq=row.seq),
        crumbs=crumbs,
    )


def check_journal(request: HttpRequest) -> HttpResponse:
    """Walk the whole chain when asked; a plain visit only explains."""
    require_audit(request)
    found = verify() if request.method == "POST" else None
    crumbs = [(_("Tổng quan"), "/"), (_("Nhật ký"), reverse("overview:journal"))]
    return page(
        request,
        "overview/journal_verify.html",
        {"found": found},
        title=_("Kiểm tra nhật ký"),
        crumbs=crumbs,
    )


def require_audit(request: HttpRequest) -> None:
    """Refuse who may not audit everything: the chain has no parts."""
    require(asking.actor_of(request), "audit.view")


def _row(row: JournalEntry) -> dict[str, Any]:
    thing = f"{row.object_type} {row.object_id}".strip()
    return {
        "seq": Cell(row.seq, reverse("overview:journal-entry", args=[row.seq])),
        "at": _moment(row),
        "actor": Cell(
            actor_name(row.actor_name),
            note=str(KINDS.get(row.actor_kind, row.actor_kind)),
        ),
        "action": Cell(_action(row), note=row.action),
        "object": thing or None,
    }


def _moment(row: JournalEntry) -> str:
    return f"{timezone.localtime(row.at):%d/%m/%Y %H:%M:%S}"


def _action(row: JournalEntry) -> str:
    known = registry().get(row.action)
    return _(known.label) if known else row.action


def _change(one: dict[str, Any]) -> dict[str, Any]:
    before, after = one.get("before") or {}, one.get("after") or {}
    fields = sorted({*before, *after})
    return {
        "thing": f"{one.get('type', '')} {one.get('id', '')}".strip(),
        "rows": [
            (
                field,
                _plain(before.get(field)),
                _plain(after.get(field)),
                before.get(field) != after.get(field),
            )
            for field in fields
        ],
        "facts": [
            (key, _plain(value))
            for key, value in one.items()
            if key not in {"type", "id", "before", "after"}
        ],
    }


def _plain(value: Any) -> str:
    if value is None or value == "":
        return "–"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
