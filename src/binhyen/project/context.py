"""What every template may know of the installation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from binhyen.foundation.audit.api import installation as installation_row
from binhyen.kernel.memory import once
from binhyen.project import demo_accounts, version


def installation(request: HttpRequest) -> dict[str, Any]:
    """The installation's demo marker, its default date and the product's version."""
    row = once("installation", installation_row)
    facts: dict[str, Any] = {
        "installation": row,
        "is_demo": bool(row.demo_world),
        "product_version": version.VERSION,
    }
    if row.demo_world and request.path == reverse("account_login"):
        facts["demo_accounts"] = demo_accounts.shown()
    return facts
