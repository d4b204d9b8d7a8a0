"""The country as a world: every commune and township of its time, synthetic figures by the ten million."""
