"""A province's own forms on the screen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def forms(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=501)


def new(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=501)


def explain_check(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=501)


def form(request: HttpRequest, definition: str) -> HttpResponse:
    return HttpResponse(status=501)


def edit(request: HttpRequest, definition: str) -> HttpResponse:
    return HttpResponse(status=501)


def retire(request: HttpRequest, definition: str) -> HttpResponse:
    return HttpResponse(status=501)
