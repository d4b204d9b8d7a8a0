"""What every template may know of the installation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from binhyen.foundation.audit.api import installation as installation_row
from binhyen.project import version


def installation(request: HttpRequest) -> dict[str, Any]:
    """The installation's demo marker, its default date and the product's version."""
    row = installation_row()
    return {
        "installation": row,
        "is_demo": bool(row.demo_world),
        "product_version": version.VERSION,
    }
