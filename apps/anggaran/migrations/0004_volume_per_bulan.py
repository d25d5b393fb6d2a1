"""The realised volume of a year becomes that of its December: one place for what was delivered."""

from django.db import migrations


def ke_bulan(apps, schema_editor):
    CapaianRO = apps.get_model("anggaran", "CapaianRO")
    KemajuanRO = apps.get_model("anggaran", "KemajuanRO")
    KemajuanRO.objects.bulk_create(
        KemajuanRO(pos_id=c.pos_id, bulan=12, volume=c.realisasi_volume)
        for c in CapaianRO.objects.filter(realisasi_volume__isnull=False)
    )


def ke_tahun(apps, schema_editor):
    CapaianRO = apps.get_model("anggaran", "CapaianRO")
    KemajuanRO = apps.get_model("anggaran", "KemajuanRO")
    for kemajuan in KemajuanRO.objects.order_by("bulan"):
        CapaianRO.objects.filter(pos_id=kemajuan.pos_id).update(realisasi_volume=kemajuan.volume)


class Migration(migrations.Migration):
    dependencies = [("anggaran", "0003_uang")]

    operations = [migrations.RunPython(ke_bulan, ke_tahun)]
