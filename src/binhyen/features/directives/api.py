"""The public surface of directives."""

from __future__ import annotations

from binhyen.features.directives.files import import_directives
from binhyen.features.directives.types import Imported

__all__ = ["Imported", "import_directives"]
