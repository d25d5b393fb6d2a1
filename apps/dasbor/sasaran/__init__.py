"""Sasaran and tujuan, each with its indicators and its money, and the whole cascade as a tree."""
