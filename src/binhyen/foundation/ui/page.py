"""One way to answer with a page: its head, its crumbs, and the fragment when only that was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django_htmx.middleware import HtmxDetails

Crumb = tuple[str | Promise, str]


def page(  # noqa: PLR0913 - the parts of a page, all but three by name
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    title: str | Promise,
    over: str | Promise = "",
    subtitle: str | Promise = "",
    crumbs: Sequence[Crumb] = (),
    fragment: str | None = None,
    status: int = 200,
) -> TemplateResponse:
    """Answer with a page built on `ui/base.html`.

    Args:
        request: the request; its htmx part decides between page and fragment.
        template: the page's template.
        context: what the template shows; `title`, `over`, `subtitle` and `crumbs` are added.
        title: the page's heading and the browser's title.
        over: one short line above the heading (the kind of thing shown).
        subtitle: one or two sentences under it.
        crumbs: (label, address) from the top down, without the page itself.
        fragment: name of a `{% partialdef %}` in the template, sent alone to an htmx request.
        status: the HTTP status.
    """
    head = {"title": title, "over": over, "subtitle": subtitle, "crumbs": crumbs}
    name = f"{template}#{fragment}" if fragment and _asks_fragment(request) else template
    response = TemplateResponse(request, name, {**head, **(context or {})}, status=status)
    if fragment:
        # One address, two answers: a browser's cache must not show the fragment as the page.
        response.headers["Vary"] = "HX-Request"
    return response


def _asks_fragment(request: HttpRequest) -> bool:
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.boosted and not htmx.history_restore_request
