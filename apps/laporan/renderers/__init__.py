"""Renderers of report tables and diagrams: they iterate over finished data and decide nothing."""
