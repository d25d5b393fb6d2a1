"""Fetching a reconciliation: what other sources say of a budget year, each held against ours, in six queries."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import Exists, OuterRef

from apps.anggaran.facts import FaktaAnggaran, FaktaPos
from apps.anggaran.facts.bahan import BahanAnggaran, fetch_bahan
from apps.anggaran.formulas import efisiensi, serapan
from apps.anggaran.models import Dipa, KeadaanRealisasi, Pagu, PenjelasanSelisih, VersiDipa
from apps.anggaran.rekonsiliasi.baris import dilengkapi, titik_banding
from apps.anggaran.rekonsiliasi.hasil import (
    DIBANDINGKAN,
    PERSEN,
    Nilai,
    Penjelasan,
    Rekonsiliasi,
    Selisih,
    TakSebanding,
    persen_sama,
)
from apps.anggaran.rekonsiliasi.pilihan import (
    TidakSebanding,
    keadaan_pada,
    pasangan_keadaan,
    versi_awal,
    versi_pada,
)
from apps.dokumen.models import AngkaKutipan
from apps.organisasi.models import Satker
from apps.ui.numbers import format_rupiah, format_tanggal

TOTAL, PAGU_AWAL = "total", "pagu awal"
MAX_KUNCI = 300
REALISASI = AngkaKutipan.Ukuran.REALISASI.value


def fetch_rekonsiliasi(satker: Satker, tahun: int) -> Rekonsiliasi:
    """Hold every quoted figure and every other state of a year against ours; empty without a DIPA."""
    versi = list(
        VersiDipa.objects.filter(dipa__satker=satker, dipa__tahun=tahun)
        .select_related("dipa")
        .annotate(berbaris=Exists(Pagu.objects.filter(versi=OuterRef("pk"))))
        .order_by("urutan")
    )
    dipa = versi[0].dipa if versi else Dipa.objects.filter(satker=satker, tahun=tahun).first()
    if dipa is None:
        return Rekonsiliasi()
    keadaan = list(KeadaanRealisasi.objects.filter(dipa=dipa).order_by("per_tanggal", "urutan", "pk"))
    kutipan = list(
        AngkaKutipan.objects.filter(entitas__satker=satker, tahun=tahun, ukuran__in=DIBANDINGKAN)
        .select_related("entitas__satker")
        .order_by("entitas", "pk")
    )
    pasangan = list(pasangan_keadaan(keadaan))
    if not (kutipan or pasangan):
        return Rekonsiliasi()
    bahan = fetch_bahan(dipa, [v for v in versi if v.berbaris], _dipakai(keadaan, kutipan, pasangan))
    banding = _Banding(bahan, tuple(versi), tuple(keadaan))
    for quoted in kutipan:
        banding.kutipan(quoted)
    for kita, lain in pasangan:
        banding.keadaan_lain(kita, lain)
    return _explained(banding, dipa)


def hitung_selisih_terbuka(satker: Satker, tahun: int) -> int:
    """How many differences of a year wait for an explanation; the same one in several prints counts once."""
    return len(fetch_rekonsiliasi(satker, tahun).terbuka)


def _dipakai(
    keadaan: Sequence[KeadaanRealisasi],
    kutipan: Iterable[AngkaKutipan],
    pasangan: Iterable[tuple[KeadaanRealisasi | None, KeadaanRealisasi]],
) -> list[KeadaanRealisasi]:
    """Only the states that something is compared with: a year may hold many."""
    pks = {k.pk for pair in pasangan for k in pair if k}
    for tanggal in {k.tanggal for k in kutipan} | {None}:
        try:
            pks.add(keadaan_pada(keadaan, tanggal).pk)
        except TidakSebanding:
            continue
    return [k for k in keadaan if k.pk in pks]


def _explained(banding: "_Banding", dipa: Dipa) -> Rekonsiliasi:
    """Put each explanation beside its difference: it holds for its two amounts alone."""
    tersimpan = {
        p.kunci: Penjelasan(p.pk, p.penjelasan, p.oleh.nama, p.waktu, p.nilai_kita, p.nilai_lain)
        for p in PenjelasanSelisih.objects.filter(dipa=dipa).select_related("oleh")
    }
    selisih = []
    for s in banding.selisih:
        said = tersimpan.get(s.kunci)
        holds = said is not None and (said.nilai_kita, said.nilai_lain) == s.pasangan
        selisih.append(replace(s, penjelasan=said) if holds else replace(s, penjelasan_lama=said))
    urutan = {ukuran.value: nomor for nomor, ukuran in enumerate(DIBANDINGKAN)}
    selisih.sort(key=lambda s: (s.jalur, urutan[s.ukuran]))
    return Rekonsiliasi(tuple(selisih), tuple(banding.tak_sebanding), banding.sama)


@dataclass
class _Banding:
    """The work of one reconciliation: what is ours, and what was found so far."""

    bahan: BahanAnggaran
    versi: tuple[VersiDipa, ...]
    daftar_keadaan: tuple[KeadaanRealisasi, ...]
    selisih: list[Selisih] = field(default_factory=list)
    tak_sebanding: list[TakSebanding] = field(default_factory=list)
    sama: int = 0
    _pohon: dict[tuple[int, int], tuple[FaktaAnggaran, dict[str, FaktaPos]]] = field(default_factory=dict)

    def kutipan(self, quoted: AngkaKutipan) -> None:
        """One quoted figure beside ours."""
        try:
            found = self._beside(quoted)
        except TidakSebanding as error:
            self.tak_sebanding.append(
                TakSebanding(
                    subjek=quoted.subjek,
                    ukuran=quoted.ukuran,
                    nilai=quoted.nilai,
                    sumber=quoted.sumber,
                    alasan=str(error),
                    halaman=quoted.halaman,
                    tanggal=quoted.tanggal,
                    catatan=quoted.catatan,
                )
            )
            return
        if found is None:
            self.sama += 1
        else:
            self.selisih.append(found)

    def _beside(self, quoted: AngkaKutipan) -> Selisih | None:
        lain = _quoted_value(quoted)
        dari_realisasi = quoted.ukuran != AngkaKutipan.Ukuran.PAGU and quoted.subjek != PAGU_AWAL
        keadaan = keadaan_pada(self.daftar_keadaan, quoted.tanggal) if dari_realisasi else self._last_state()
        versi = self._version_for(quoted)
        anggaran, menurut_kode = self._tree(versi, keadaan)
        bagian: FaktaAnggaran | FaktaPos | None = anggaran
        if quoted.subjek not in (TOTAL, PAGU_AWAL):
            bagian = menurut_kode.get(quoted.subjek)
        if bagian is None:
            raise TidakSebanding(f"Kode {quoted.subjek} tidak ada dalam {versi.nama}.")
        kita = nilai_kita(bagian, quoted.ukuran)
        if persen_sama(kita, Decimal(lain)) if quoted.ukuran in PERSEN else kita == lain:
            return None
        dasar = versi.nama
        if dari_realisasi and keadaan:
            dasar += f", realisasi per {format_tanggal(keadaan.per_tanggal)} ({keadaan.sistem_sumber})"
        return Selisih(
            kunci=_key("kutipan", quoted.entitas.kunci, quoted.ukuran, quoted.subjek, quoted.sumber),
            subjek=_name(bagian),
            jalur=bagian.jalur if isinstance(bagian, FaktaPos) else "",
            pos_id=bagian.id if isinstance(bagian, FaktaPos) else None,
            ukuran=quoted.ukuran,
            nilai_kita=kita,
            nilai_lain=lain,
            sumber=quoted.sumber,
            halaman=quoted.halaman,
            tanggal=quoted.tanggal,
            catatan=quoted.catatan,
            dasar=dasar,
        )

    def _version_for(self, quoted: AngkaKutipan) -> VersiDipa:
        berbaris = frozenset(v.pk for v in self.versi if v.berbaris)  # type: ignore[attr-defined]
        if quoted.subjek == PAGU_AWAL:
            if quoted.ukuran != AngkaKutipan.Ukuran.PAGU:
                raise TidakSebanding("“Pagu awal” hanya dapat dikutip sebagai pagu.")
            return versi_awal(self.versi, berbaris)
        # What was spent is the same beside any version.
        tanggal = None if quoted.ukuran == REALISASI else quoted.tanggal
        return versi_pada(self.versi, berbaris, tanggal, self.bahan.dipa.tahun)

    def _last_state(self) -> KeadaanRealisasi | None:
        """Of no consequence for a pagu, but the tree that most figures need is then built once."""
        return next((k for k in reversed(self.daftar_keadaan) if not k.pembanding), None)

    def _tree(self, versi: VersiDipa, keadaan: KeadaanRealisasi | None) -> tuple[FaktaAnggaran, dict[str, FaktaPos]]:
        kunci = (versi.pk, keadaan.pk if keadaan else 0)
        if kunci not in self._pohon:
            anggaran = self.bahan.anggaran(versi, keadaan)
            # A full code wins over one that begins with the kegiatan.
            menurut_kode = {pos.kode_kegiatan: pos for pos in anggaran.semua()}
            self._pohon[kunci] = anggaran, menurut_kode | {pos.jalur: pos for pos in anggaran.semua()}
        return self._pohon[kunci]

    def keadaan_lain(self, kita: KeadaanRealisasi | None, lain: KeadaanRealisasi) -> None:
        """The realisasi of another source on the same day beside ours, line by line."""
        milik_kita = self.bahan.realisasi.get(kita.pk, {}) if kita else {}
        milik_lain = self.bahan.realisasi.get(lain.pk, {})
        induk = {g.id: g.induk_id for g in self.bahan.garis}
        if kita and kita.lengkap:
            milik_kita = dilengkapi(induk, milik_kita, milik_lain)
        if lain.lengkap:
            milik_lain = dilengkapi(induk, milik_lain, self.bahan.realisasi.get(kita.pk, {}) if kita else {})
        if not (kita and milik_kita and milik_lain):
            tanggal = format_tanggal(lain.per_tanggal)
            alasan = f"Realisasi per {tanggal} yang dihitung aplikasi belum dimuat."
            if not milik_lain:
                alasan = "Keadaan ini dicatat tanpa satu pun nilai."
            nilai = format_rupiah(sum(milik_lain.values())) if milik_lain else ""
            self.tak_sebanding.append(
                TakSebanding(TOTAL, REALISASI, nilai, lain.sistem_sumber, alasan, "", lain.per_tanggal, lain.alasan)
            )
            return
        garis = {g.id: g for g in self.bahan.garis}
        for titik in titik_banding(induk, milik_kita, milik_lain):
            if titik.kita == titik.lain:
                self.sama += 1
                continue
            g = garis.get(titik.pos) if titik.pos is not None else None
            jalur = g.jalur if g else ""
            penanda = [lain.sistem_sumber, "pembanding"] if lain.pembanding else [lain.sistem_sumber]
            self.selisih.append(
                Selisih(
                    kunci=_key("keadaan", lain.per_tanggal.isoformat(), *penanda, jalur or TOTAL),
                    subjek=f"{g.jalur} {g.nama}".strip() if g else "Total",
                    jalur=jalur,
                    pos_id=titik.pos,
                    ukuran=REALISASI,
                    nilai_kita=titik.kita,
                    nilai_lain=titik.lain,
                    sumber=lain.sistem_sumber,
                    tanggal=lain.per_tanggal,
                    catatan=" ".join(_remarks(kita, lain)),
                    dasar=f"{kita.sistem_sumber} per {format_tanggal(kita.per_tanggal)}",
                )
            )


def nilai_kita(bagian: FaktaAnggaran | FaktaPos, ukuran: str) -> Nilai:
    """Our figure of a line or of the whole budget. Raises TidakSebanding when it is not known."""
    if ukuran == AngkaKutipan.Ukuran.PAGU:
        return bagian.pagu
    if ukuran == AngkaKutipan.Ukuran.EFISIENSI:
        e = bagian.efisiensi if isinstance(bagian, FaktaAnggaran) else efisiensi(bagian.rincian_output)
        if e.nilai is None:
            raise TidakSebanding(e.alasan)
        return e.nilai
    if bagian.realisasi is None:
        raise TidakSebanding("Realisasi anggaran pos ini belum dimuat.")
    if ukuran == REALISASI:
        return bagian.realisasi
    if ukuran == AngkaKutipan.Ukuran.SISA:
        return bagian.pagu - bagian.realisasi
    persen = serapan(bagian.realisasi, bagian.pagu)
    if persen is None:
        raise TidakSebanding("Pagu 0: persentase tidak dapat dihitung.")
    return persen


def _quoted_value(quoted: AngkaKutipan) -> int | Decimal:
    nilai = quoted.angka if quoted.ukuran in PERSEN else quoted.rupiah
    if nilai is None:
        harus = "persen" if quoted.ukuran in PERSEN else "rupiah"
        raise TidakSebanding(f"Angka ini tidak dicatat sebagai {harus}. Perbaiki kutipannya.")
    return nilai


def _name(bagian: FaktaAnggaran | FaktaPos) -> str:
    return f"{bagian.jalur} {bagian.nama}".strip() if isinstance(bagian, FaktaPos) else "Total"


def _remarks(kita: KeadaanRealisasi, lain: KeadaanRealisasi) -> Iterator[str]:
    """What of the two states may be behind their differences."""
    if lain.alasan:
        yield lain.alasan
    if kita.basis != lain.basis:
        yield f"Basisnya berbeda: {lain.get_basis_display()}, sedangkan aplikasi {kita.get_basis_display()}."


def _key(*bagian: str) -> str:
    """A name for a comparison that stays as long as source, line and measure do."""
    kunci = "/".join(bagian)
    if len(kunci) <= MAX_KUNCI:
        return kunci
    return f"{kunci[: MAX_KUNCI - 65]}#{hashlib.sha256(kunci.encode()).hexdigest()}"
