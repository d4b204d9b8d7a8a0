"""What the installation's catalogue says of deployment."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from binhyen.features.staffing.entries import DeploymentDefaults
from binhyen.features.staffing.rules.defaults import read_defaults


def defaults() -> DeploymentDefaults:
    """What scenarios start from."""
    return read_defaults(Path(settings.BINHYEN_CATALOGUE))
