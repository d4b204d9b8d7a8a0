"""The API under /api/: only assembles routers; each module brings its own `rest.py`."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer, SessionAuth
from typing_extensions import override

from binhyen.foundation.access.api import Actor, actor_for_token
from binhyen.kernel.errors import DomainError
from binhyen.project.middleware import problem
from binhyen.project.version import VERSION

PROBLEM = "application/problem+json"


class Token(HttpBearer):
    """`Authorization: Bearer by_…`."""

    @override
    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        request.actor = actor_for_token(token)  # type: ignore[attr-defined]
        return request.actor  # type: ignore[attr-defined,no-any-return]


class ProductAPI(NinjaAPI):
    """Publishes refusals under the media type they are sent with."""

    @override
    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        for methods in schema["paths"].values():
            for operation in methods.values():
                for status, answer in operation["responses"].items():
                    kinds = answer.get("content", {})
                    if int(status) >= 400 and _is_problem(kinds.get("application/json")):
                        kinds[PROBLEM] = kinds.pop("application/json")
        return schema


api = ProductAPI(
    title="Bình Yên",
    version=VERSION,
    description="Đơn vị, con người, số liệu, định mức và báo cáo sơ kết, theo thời gian.",
    auth=[Token(), SessionAuth()],
    docs_url=None,
    urls_namespace="api",
)

for module in settings.MODULES:
    if find_spec(f"{module}.rest"):
        api.add_router("", import_module(f"{module}.rest").router)


@api.exception_handler(DomainError)
def refused(request: HttpRequest, fault: DomainError) -> HttpResponse:
    return _answer(request, problem(fault), fault.status)


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    facts = {
        "type": "urn:binhyen:sign-in",
        "title": "Cần đăng nhập hoặc gửi mã truy cập: Authorization: Bearer …",
        "status": 401,
        "errors": [],
    }
    return _answer(request, facts, 401)


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    facts = {
        "type": "urn:binhyen:invalid",
        "title": "Tham số không hợp lệ.",
        "status": 422,
        "errors": [
            {"column": ".".join(map(str, error["loc"])), "value": "", "message": str(error["msg"])}
            for error in fault.errors
        ],
    }
    return _answer(request, facts, 422)


@api.exception_handler(HttpError)
def failed(request: HttpRequest, fault: HttpError) -> HttpResponse:
    facts = {
        "type": "urn:binhyen:http",
        "title": str(fault),
        "status": fault.status_code,
        "errors": [],
    }
    return _answer(request, facts, fault.status_code)


def _is_problem(kind: dict[str, Any] | None) -> bool:
    """Whether an answer is a refusal; some protocols tell of conflicts in an envelope of their own."""
    return kind is not None and kind["schema"].get("$ref", "").endswith("/Problem")


def _answer(request: HttpRequest, facts: dict[str, object], status: int) -> HttpResponse:
    answer = api.create_response(request, facts, status=status)
    answer["Content-Type"] = PROBLEM
    return answer
