"""Pure rules of figures: no ORM, no clock, no settings."""
