"""The project: settings, addresses, and the version of the application."""

# Stands on every edition, so that one can tell later which rules calculated it. Raise it with every release.
VERSI = "0.2.0"
