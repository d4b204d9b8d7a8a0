"""The catalogue's defaults, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from binhyen.features.staffing.entries import DeploymentDefaults
from binhyen.kernel.yamlfile import load_entry


@cache
def read_defaults(catalogue: Path) -> DeploymentDefaults:
    """What `deployment.yaml` of a catalogue folder says.

    Raises:
        Invalid: the file breaks its shape; the rows name file and line.
    """
    return load_entry(catalogue / "deployment.yaml", DeploymentDefaults)
