"""The one way figures come in from other systems."""
