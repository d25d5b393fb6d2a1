"""Fuzz by hand and in CI: python -m tests.fuzz --detik 20 --benih 1."""
