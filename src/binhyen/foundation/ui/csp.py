"""The content security policy: nothing but our own files."""

from __future__ import annotations

from csp.constants import NONE, SELF

POLICY = {"DIRECTIVES": {"default-src": [SELF], "frame-ancestors": [NONE]}}
