"""From where an act came and what it is about.

SQLite remakes the table to add a column, which loses the triggers: they are taken away before and put back after,
in both directions.
"""

from django.db import migrations, models

from apps.audit.triggers import install, remove


def _install(apps, schema_editor):
    install(schema_editor.connection)


def _remove(apps, schema_editor):
    remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_hanya_tambah")]

    operations = [
        migrations.RunPython(_remove, _install),
        migrations.AddField(
            model_name="jejak",
            name="asal",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Alamat jaringan, atau perintah yang dijalankan.",
                max_length=100,
                verbose_name="asal",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="jejak",
            name="pokok",
            field=models.CharField(blank=True, db_index=True, default="", max_length=100, verbose_name="pokok"),
            preserve_default=False,
        ),
        migrations.RunPython(_install, _remove),
    ]
