"""Everything derived, worked out anew from the approved reports."""
