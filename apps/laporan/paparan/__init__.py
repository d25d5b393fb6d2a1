"""Slides as data: what a slide says, and how long tables are divided over several. A renderer draws them."""
