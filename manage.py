#!/usr/bin/env python
"""Django's command-line entry point for Kinerja KPU."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpu_kinerja.settings")
    from django.core.management import execute_from_command_line

    from apps.audit.origin import acting_from

    with acting_from(f"perintah {' '.join(sys.argv[1:2])}".strip()):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
