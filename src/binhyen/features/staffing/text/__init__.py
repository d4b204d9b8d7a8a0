"""The official words of staffing's documents."""
