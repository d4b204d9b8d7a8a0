"""What happens around every request: who acts, under which key, and how refusals are answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from typing_extensions import override

from binhyen.foundation.access.api import Actor, actor_for
from binhyen.foundation.audit.api import request_key
from binhyen.foundation.ui.api import told
from binhyen.kernel.errors import DomainError
from binhyen.kernel.memory import remembering

READING = frozenset({"GET", "HEAD"})
GetResponse = Callable[[HttpRequest], HttpResponse]


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page needs a signed-in reader unless it says otherwise; the API asks for itself."""

    OPEN_TO_ALL = frozenset({"set_language", "javascript-catalog"})

    @override
    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if request.path.startswith("/api/") or (match and match.url_name in self.OPEN_TO_ALL):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class RequestContextMiddleware:
    """Give each request its actor and the key under which the journal gathers its acts."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_key.set(str(uuid4()))
        try:
            user = request.user
            request.actor = (  # type: ignore[attr-defined]
                actor_for(user) if user.is_authenticated else Actor.nobody()
            )
            if request.method not in READING:
                return self.get_response(request)
            with remembering():
                return self.get_response(request)
        finally:
            request_key.reset(token)


class DomainErrorMiddleware:
    """Turn a refusal into a page, or into problem+json below /api/."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if not isinstance(fault, DomainError):
            return None
        if request.path.startswith("/api/"):
            return JsonResponse(
                problem(fault), status=fault.status, content_type="application/problem+json"
            )
        return render(request, "ui/problem.html", {"problem": problem(fault)}, status=fault.status)


def problem(fault: DomainError) -> dict[str, object]:
    """A refusal as RFC 9457 problem details in the reader's language."""
    return {
        "type": f"urn:binhyen:{fault.code}",
        "title": told(fault),
        "status": fault.status,
        "errors": [
            {
                "file": row.file,
                "row": row.row,
                "column": row.column,
                "value": row.value,
                "message": row.message,
            }
            for row in fault.rows
        ],
    }
