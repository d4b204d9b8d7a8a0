"""Every answer below /api/ seen in any test is held against the schema the API publishes."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from jsonschema import Draft202012Validator


class SchemaMismatch(AssertionError):
    """An answer differs from what the OpenAPI document promises."""


class ValidateAnswers:
    """Middleware put in front by conftest: fails the test whose answer breaks the schema."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if request.path.startswith("/api/") and not request.path.endswith("openapi.json"):
            check(request, answer)
        return answer


def check(request: HttpRequest, answer: HttpResponse) -> None:
    operation = _operation(request)
    if operation is None:
        return
    promised = operation["responses"].get(str(answer.status_code))
    if promised is None:
        raise SchemaMismatch(f"{request.path}: status {answer.status_code} is not documented")
    sent = answer.get("Content-Type", "").partition(";")[0]
    kinds = (promised or {}).get("content", {})
    if kinds and sent not in kinds:
        raise SchemaMismatch(f"{request.path}: answers of type {sent} are not documented")
    for kind, content in kinds.items():
        if "json" in kind and kind == sent and not answer.streaming:
            _validate(content["schema"], json.loads(answer.content), request.path)


def _operation(request: HttpRequest) -> dict[str, Any] | None:
    match = request.resolver_match
    if match is None:
        return None
    path = "/" + match.route.replace("<", "{").replace(">", "}")
    methods = _schema()["paths"].get(_plain(path), {})
    found: dict[str, Any] | None = methods.get((request.method or "get").lower())
    return found


def _plain(path: str) -> str:
    """Django's converters `{str:code}` as OpenAPI's `{code}`."""
    return "".join(
        "{" + part.rsplit(":", 1)[-1] if index else part
        for index, part in enumerate(path.split("{"))
    )


@cache
def _schema() -> dict[str, Any]:
    from binhyen.project.rest import api

    return json.loads(json.dumps(api.get_openapi_schema(), default=str))


def _validate(schema: dict[str, Any], value: object, path: str) -> None:
    whole = schema | {"components": _schema()["components"]}
    faults = list(Draft202012Validator(whole).iter_errors(value))
    if faults:
        where = "/".join(map(str, faults[0].absolute_path))
        raise SchemaMismatch(f"{path} at {where or 'the top'}: {faults[0].message}")
