"""The catalogue's numbers for approval, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from binhyen.features.approval.entries import ApprovalDefaults
from binhyen.kernel.yamlfile import load_entry


@cache
def read_defaults(catalogue: Path) -> ApprovalDefaults:
    """What `approval.yaml` of a catalogue folder says.

    Raises:
        Invalid: the file breaks its shape; the rows name file and line.
    """
    return load_entry(catalogue / "approval.yaml", ApprovalDefaults)
