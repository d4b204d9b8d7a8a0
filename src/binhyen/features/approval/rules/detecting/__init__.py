"""A detector that asks: copied months, round numbers, outliers, sudden neatness; never a score of anybody."""

from binhyen.features.approval.rules.detecting.detect import detect
from binhyen.features.approval.rules.detecting.marks import Mark, MarkKind, Reported

__all__ = ["Mark", "MarkKind", "Reported", "detect"]
