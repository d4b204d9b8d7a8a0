"""Pure rules of the review: honest comparison, windows of months, wording."""
