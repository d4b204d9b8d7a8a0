"""Figures on several machines: the same formulas on a Spark cluster; an optional package, loaded only when asked for."""
