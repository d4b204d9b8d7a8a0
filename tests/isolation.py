"""Loaded by pytest before anything else: tests get an installation folder of their own."""

from __future__ import annotations

import os
import tempfile

os.environ["BINHYEN_HOME"] = tempfile.mkdtemp(prefix="binhyen-test-")
