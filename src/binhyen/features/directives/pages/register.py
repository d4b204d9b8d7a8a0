"""The register of directives and one directive with what it ordered."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from binhyen.engines.tasks.api import directive_of, directives
from binhyen.features.directives.pages.common import viewer
from binhyen.foundation.access.api import allows, allows_somewhere
from binhyen.foundation.ui.api import page, show_day

PAGE = 30


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """All directives, newest first, found by symbol, issuer or subject without accents."""
    actor = viewer(request)
    text = request.GET.get("q", "")[:80]
    paging = Paginator(directives(text), PAGE).get_page(request.GET.get("page"))
    shown = {
        "paging": paging,
        "query": text,
        "kept": urlencode({"q": text}),
        "may_register": allows_somewhere(actor, "directives.register"),
    }
    return page(
        request,
        "directives/list.html",
        shown,
        title=_("Văn bản chỉ đạo"),
        over=_("Chỉ đạo"),
        subtitle=_("Văn bản giao việc, điều khoản và nhiệm vụ đã giao; chỉ văn bản không mật."),
    )


@require_GET
def directive(request: HttpRequest, directive_id: int) -> HttpResponse:
    """Clauses, what each ordered, what it carries out and replaced."""
    actor = viewer(request)
    found = directive_of(directive_id)
    facts = [
        (_("Cơ quan ban hành"), found.issuer),
        (_("Ngày ban hành"), show_day(found.issued_on)),
        (_("Có hiệu lực từ"), show_day(found.effective_from)),
        (_("Hết hiệu lực từ"), show_day(found.effective_to) if found.effective_to else "–"),
        (_("Căn cứ"), found.parent_symbol or "–"),
        (_("Thay thế"), ", ".join(found.replaces) or "–"),
        (_("Người vào sổ"), found.registered_by),
    ]
    return page(
        request,
        "directives/directive.html",
        {
            "directive": found,
            "facts": facts,
            "may_give": allows(actor, "directives.register", found.unit_id),
        },
        title=found.symbol,
        over=_("Văn bản chỉ đạo"),
        subtitle=found.subject,
        crumbs=[(_("Văn bản chỉ đạo"), reverse("directives:list"))],
    )
