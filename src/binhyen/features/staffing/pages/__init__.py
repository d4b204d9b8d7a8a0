"""Pages of staffing: the planner, its reasons, and the life of a plan until officers are in post."""
