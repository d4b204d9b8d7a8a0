"""Pure rules of units: no ORM, no clock, no settings."""
