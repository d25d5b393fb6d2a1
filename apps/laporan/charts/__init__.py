"""Charts as pure data (chart) and their drawings (svg, png); no Django in here."""
