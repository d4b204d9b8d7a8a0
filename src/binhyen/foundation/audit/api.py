"""The journal's public surface."""

from __future__ import annotations

from binhyen.foundation.audit.commands import append, installation, mark_demo, request_key
from binhyen.foundation.audit.guards import install as guard_table
from binhyen.foundation.audit.guards import remove as unguard_table
from binhyen.foundation.audit.models import Installation, JournalEntry
from binhyen.foundation.audit.queries import entries, verify
from binhyen.foundation.audit.types import Act, Author, Verification

__all__ = [
    "Act",
    "Author",
    "Installation",
    "JournalEntry",
    "Verification",
    "append",
    "entries",
    "guard_table",
    "installation",
    "mark_demo",
    "request_key",
    "unguard_table",
    "verify",
]
