"""Make editions final in the database itself: triggers refuse UPDATE and DELETE."""

from django.db import migrations

from apps.audit.triggers import install, remove
from apps.siklus.triggers import EDISI


def _install(apps, schema_editor):
    install(schema_editor.connection, EDISI)


def _remove(apps, schema_editor):
    remove(schema_editor.connection, EDISI)


class Migration(migrations.Migration):
    dependencies = [("siklus", "0002_pengesahan_dan_surat")]
    operations = [migrations.RunPython(_install, _remove)]
