"""Make the journal append-only in the database itself: triggers refuse UPDATE and DELETE."""

from django.db import migrations

from apps.audit.triggers import install, remove


def _install(apps, schema_editor):
    install(schema_editor.connection)


def _remove(apps, schema_editor):
    remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_awal")]
    operations = [migrations.RunPython(_install, _remove)]
