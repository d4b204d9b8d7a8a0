"""The public surface of the review."""

from __future__ import annotations

from binhyen.features.review.commands import issue_review, run_review
from binhyen.features.review.files import rendered, write_files
from binhyen.features.review.models import ReviewRun
from binhyen.features.review.queries.compute import compute
from binhyen.features.review.queries.origins import origin_of
from binhyen.features.review.queries.runs import differences, run_of, runs
from binhyen.features.review.rules.differing import Difference
from binhyen.features.review.rules.encoding import document_from
from binhyen.features.review.text.document import Drafted, draft_report
from binhyen.features.review.types import Number, Review, Window

__all__ = [
    "Difference",
    "Drafted",
    "Number",
    "Review",
    "ReviewRun",
    "Window",
    "compute",
    "differences",
    "document_from",
    "draft_report",
    "issue_review",
    "origin_of",
    "rendered",
    "run_of",
    "run_review",
    "runs",
    "write_files",
]
