"""Jejak: the append-only, hash-chained journal. One chain per satker; database triggers refuse changes."""

from django.db import models


class KepalaRantai(models.Model):
    """The last entry of one chain; its row lock puts writers of the same satker in line."""

    rantai = models.CharField("rantai", max_length=20, primary_key=True)
    nomor = models.PositiveBigIntegerField("nomor terakhir", default=0)
    sidik = models.CharField("sidik terakhir", max_length=64, default="0" * 64)

    class Meta:
        verbose_name = "kepala rantai jejak"
        verbose_name_plural = "kepala rantai jejak"

    def __str__(self) -> str:
        return f"{self.rantai or 'sistem'} · {self.nomor}"


class Jejak(models.Model):
    """One recorded act: who did what to which object, its state before and after, chained to the entry before it.

    It refers to people and objects by value, not by foreign key, so that it outlives them.
    """

    rantai = models.CharField(
        "satker", max_length=20, help_text="Kode satker; kosong untuk seluruh sistem.", blank=True
    )
    nomor = models.PositiveBigIntegerField("nomor")
    waktu = models.DateTimeField("waktu")
    pelaku_id = models.CharField("nomor pelaku", max_length=40, blank=True)
    pelaku = models.CharField("pelaku", max_length=200)
    asal = models.CharField(
        "asal", max_length=100, blank=True, help_text="Alamat jaringan, atau perintah yang dijalankan."
    )
    tindakan = models.CharField("tindakan", max_length=60)
    objek_jenis = models.CharField("jenis objek", max_length=80)
    objek_id = models.CharField("nomor objek", max_length=60, blank=True)
    objek = models.CharField("objek", max_length=300)
    # What a history page asks for, also after the row is gone: "realisasi/12/2024/0".
    pokok = models.CharField("pokok", max_length=100, blank=True, db_index=True)
    sebelum = models.JSONField("keadaan sebelum", null=True, blank=True)
    sesudah = models.JSONField("keadaan sesudah", null=True, blank=True)
    alasan = models.TextField("alasan", blank=True)
    bentuk = models.PositiveSmallIntegerField("versi bentuk catatan", default=1)
    sidik_sebelum = models.CharField("sidik sebelumnya", max_length=64)
    sidik = models.CharField("sidik", max_length=64)

    class Meta:
        verbose_name = "jejak"
        verbose_name_plural = "jejak audit"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rantai", "nomor"],
                name="jejak_nomor_unik",
                violation_error_message="Nomor jejak ini sudah ada dalam rantai satker.",
            ),
        ]
        indexes = [
            models.Index(fields=["objek_jenis", "objek_id"], name="jejak_objek"),
            models.Index(fields=["rantai", "pelaku_id", "pelaku"], name="jejak_pelaku"),
        ]

    def __str__(self) -> str:
        return f"{self.tindakan}: {self.objek}"
