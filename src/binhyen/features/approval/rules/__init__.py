"""Pure rules of approval: what needs attention, when to remind, what a detector may ask."""
