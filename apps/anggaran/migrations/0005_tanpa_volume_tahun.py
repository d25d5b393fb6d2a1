from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("anggaran", "0004_volume_per_bulan")]

    operations = [migrations.RemoveField(model_name="capaianro", name="realisasi_volume")]
