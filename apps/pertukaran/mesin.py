"""The one way in for files of data: everything is validated, compared with what is stored, and applied or undone.

A preview is the import itself in a transaction that is rolled back: it cannot promise what applying would not do. Rows
go through their sheet (``apps/ui/resources.py``), which asks the model's rules, the closing and the workflow.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from import_export.results import InvalidRow, Result, RowResult
from tablib import Dataset

from apps.audit.services import lock_chain, record, record_rows
from apps.audit.states import canonical_json, state_of, stored_states
from apps.organisasi.models import Satker
from apps.perencanaan.models import Renstra
from apps.pertukaran.bacaan import Bacaan, Pembaca
from apps.pertukaran.buku import Lembar
from apps.pertukaran.lembar import MENURUT_NAMA, SHEETS
from apps.pertukaran.tertahan import Tertolak
from apps.pertukaran.wewenang import OWNER_HEADINGS, PenjagaImpor, Wewenang
from apps.siklus.models import pengesahan_tetap
from apps.ui.importing import Catatan
from apps.ui.numbers import format_bulat
from apps.ui.resources import SheetResource
from apps.ui.widgets import cell_text, follow

TAK_TERDUGA = "Baris ini tidak dapat disimpan: {galat}"
TAK_DIKENAL = "Nama lembar ini tidak dikenal. Gunakan nama lembar seperti di templat."
Kemajuan = Callable[[int, int], None]


@dataclass(frozen=True)
class Penolakan:
    """Why a place of a file is refused: sheet, row as a spreadsheet counts it (0 = the sheet), column, and what to do.

    huruf are the letters of the column in the workbook; "" where there is none. sebab is the place of the fault that
    this one only follows from; "" for a fault of its own.
    """

    lembar: str
    baris: int
    kolom: str
    pesan: str
    huruf: str = ""
    sebab: str = ""

    def __str__(self) -> str:
        bagian = (f"baris {self.baris}" if self.baris else "", f"kolom {self.kolom}" if self.kolom else "")
        tempat = ", ".join(filter(None, (self.lembar, *bagian)))
        return f"{tempat}: {self.pesan}"

    def data(self) -> dict[str, Any]:
        return {"lembar": self.lembar, "baris": self.baris, "kolom": self.kolom, "pesan": self.pesan}


@dataclass(frozen=True)
class Perubahan:
    """A row that is new or changes: what identifies it, and its cells that differ (heading, before, after).

    kunci and sel are exact, as a file says them; bacaan is the same for people.
    """

    lembar: str
    baris: int
    kunci: str
    baru: bool
    sel: tuple[tuple[str, str, str], ...]
    bacaan: Bacaan


@dataclass(frozen=True)
class JejakBaris:
    """What was written, so that it can be taken back: model, row, its state before (None: it was made) and after.

    sesudah is in the form that compares (``apps.audit.states.comparable_state``).
    """

    model: str
    pk: Any
    sebelum: dict[str, Any] | None
    sesudah: dict[str, Any]


@dataclass
class HasilLembar:
    """How many rows of a sheet are new, change, and stay as they are."""

    lembar: str
    baru: int = 0
    berubah: int = 0
    sama: int = 0


@dataclass
class Hasil:
    """What a file would do, or did; satker are the offices whose data it changes ("": what all share)."""

    lembar: list[HasilLembar] = field(default_factory=list)
    perubahan: list[Perubahan] = field(default_factory=list)
    ditolak: list[Penolakan] = field(default_factory=list)
    ditulis: list[JejakBaris] = field(default_factory=list)
    satker: set[str] = field(default_factory=set)

    @property
    def baru(self) -> int:
        return sum(satu.baru for satu in self.lembar)

    @property
    def berubah(self) -> int:
        return sum(satu.berubah for satu in self.lembar)

    @property
    def sama(self) -> int:
        return sum(satu.sama for satu in self.lembar)

    @property
    def sidik(self) -> str:
        """A fingerprint of all that would change: another one means another preview."""
        isi = [(p.lembar, p.baris, p.kunci, p.baru, p.sel) for p in self.perubahan]
        return hashlib.sha256(canonical_json(isi).encode()).hexdigest()

    def data(self) -> dict[str, Any]:
        """What the command prints."""
        return {
            "baru": self.baru,
            "berubah": self.berubah,
            "sama": self.sama,
            "ditolak": [satu.data() for satu in self.ditolak],
        }


@dataclass(frozen=True)
class Sumber:
    """The file that rows come from, as the journal names it."""

    nama: str
    sha256: str = ""


class _Urung(Exception):
    """Rolls back what was only tried."""


def _diam(selesai: int, seluruhnya: int) -> None:
    """For callers who show no progress."""


def jalankan(
    buku: Sequence[Lembar],
    wewenang: Wewenang,
    sumber: Sumber,
    *,
    terapkan: bool,
    sidik: str = "",
    kemajuan: Kemajuan = _diam,
) -> Hasil:
    """Read all sheets of a file, and keep what they say when terapkan asks for it and nothing is refused.

    With sidik only while the file still does what the preview of that fingerprint showed; the result's own fingerprint
    says whether it did. All or nothing: in one transaction, journalled per satker.
    """
    hasil = Hasil()
    try:
        with transaction.atomic(), pengesahan_tetap():
            kerja = _Kerja(buku, wewenang, hasil, kemajuan)
            kerja.baca()
            if not terapkan or hasil.ditolak or (sidik and sidik != hasil.sidik):
                raise _Urung
            kerja.catat(sumber)
    except _Urung:
        hasil.ditulis.clear()
    return hasil


@dataclass
class _Terbaca:
    """A sheet with the rows that made a difference, and the satker whose they are."""

    resource: SheetResource
    catatan: list[tuple[Catatan, str]]
    isi: Dataset


class _Kerja:
    """One reading of a file."""

    def __init__(self, buku: Sequence[Lembar], wewenang: Wewenang, hasil: Hasil, kemajuan: Kemajuan) -> None:
        self._wewenang, self._hasil, self._kemajuan = wewenang, hasil, kemajuan
        self._penjaga = PenjagaImpor(wewenang)
        self._lembar: dict[type[SheetResource], Lembar] = {}
        self._terbaca: list[_Terbaca] = []
        self._tertolak = Tertolak()
        self._selesai, self._seluruhnya = 0, sum(len(satu.baris) for satu in buku)
        for satu in buku:
            jenis = MENURUT_NAMA.get(satu.nama)
            if jenis is None:
                self._tolak(satu, 0, "", TAK_DIKENAL)
            elif jenis in self._lembar:
                self._tolak(satu, 0, "", "Lembar ini muncul dua kali dalam berkas. Sisakan satu.")
            else:
                self._lembar[jenis] = satu

    def _tolak(self, lembar: Lembar, baris: int, kolom: str, pesan: str, sebab: str = "") -> None:
        huruf = lembar.huruf.get(kolom, kolom if kolom.isupper() and kolom.isalpha() and len(kolom) < 4 else "")
        self._hasil.ditolak.append(Penolakan(_nama(lembar), baris, kolom, pesan, huruf, sebab))

    # Reading

    def baca(self) -> None:
        """Read every known sheet in the order of dependence; all faults of all sheets are gathered."""
        self._kunci_rantai()
        for jenis in SHEETS:
            if jenis in self._lembar and not self._baca_lembar(self._lembar[jenis], jenis()):
                break
        urutan = {_nama(satu): nomor for nomor, satu in enumerate(self._lembar.values())}
        self._hasil.ditolak.sort(key=lambda satu: (urutan.get(satu.lembar, -1), satu.baris))

    def _kunci_rantai(self) -> None:
        """Whoever writes for one of these satker waits here, and not half-way."""
        if self._wewenang.satker is not None:
            lock_chain(self._wewenang.satker.kode)
            return
        # Two loads at once would meet crosswise in the chains of several satker; the system's chain puts them in line.
        lock_chain("")
        renstra = dict(Renstra.objects.values_list("kode", "pemilik__kode"))
        pemilik = {_pemilik_tertulis(sel, renstra) for satu in self._lembar.values() for _, sel in satu.baris}
        # What is not there yet nobody else writes for; and whatever stands in a cell makes no chain.
        for kode in Satker.objects.filter(kode__in=pemilik).order_by("kode").values_list("kode", flat=True):
            lock_chain(kode)

    def _baca_lembar(self, lembar: Lembar, resource: SheetResource) -> bool:
        """Read one sheet; whether the others can still be read."""
        for temuan in lembar.temuan:
            self._tolak(lembar, temuan.baris, temuan.kolom, temuan.pesan)
        if not lembar.judul:
            self._tertolak.catat_lembar(resource, _nama(lembar))
            return True
        hilang = self._periksa_judul(lembar, resource)
        if hilang & set(resource.key_headings()):
            self._tertolak.catat_lembar(resource, _nama(lembar))
            self._maju(len(lembar.baris))
            return True
        resource.penjaga, resource.nomor_baris = self._penjaga, [nomor for nomor, _ in lembar.baris]
        judul = [nama for nama in lembar.judul if nama in resource.headings()]
        isi = Dataset(*[[sel[nama] for nama in judul] for _, sel in lembar.baris], headers=judul)
        resource.setiap_baris = self._maju
        hasil = resource.import_data(isi, dry_run=False, raise_errors=False, use_transactions=False)
        utuh = self._kumpulkan_penolakan(lembar, resource, hasil, hilang)
        self._hitung(lembar, resource, hasil, isi)
        return utuh

    def _maju(self, banyak: int = 1) -> None:
        self._selesai += banyak
        self._kemajuan(self._selesai, self._seluruhnya)

    def _periksa_judul(self, lembar: Lembar, resource: SheetResource) -> set[str]:
        """Name the headings that are missing and those that are unknown; the missing ones are returned."""
        diharapkan = resource.headings()
        hilang = [nama for nama in diharapkan if nama not in lembar.judul]
        for nama in hilang:
            self._tolak(lembar, 1, nama, "Kolom ini tidak ada. Tambahkan judulnya persis seperti di templat.")
        for nama in lembar.judul:
            if nama not in diharapkan:
                pesan = "Kolom ini tidak dikenal. Hapus kolomnya, atau perbaiki judulnya seperti di templat."
                self._tolak(lembar, 1, nama, pesan)
        return set(hilang)

    def _kumpulkan_penolakan(self, lembar: Lembar, resource: SheetResource, hasil: Result, hilang: set[str]) -> bool:
        for invalid in hasil.invalid_rows:
            self._tolak_baris(lembar, resource, invalid, hilang)
        for nomor, galat in hasil.row_errors()[:1]:
            # After one that no rule foresaw the database may refuse everything else: nothing more is believed.
            pesan = TAK_TERDUGA.format(galat=galat[0].error)
            self._tolak(lembar, resource.nomor_baris[nomor - 1], "", pesan)
        for dasar in hasil.base_errors:
            self._tolak(lembar, 0, "", TAK_TERDUGA.format(galat=dasar.error))
        return not hasil.has_errors()

    def _tolak_baris(self, lembar: Lembar, resource: SheetResource, invalid: InvalidRow, hilang: set[str]) -> None:
        nomor, sel = lembar.baris[invalid.number - 1]
        asal = []
        for salah in resource.faults(invalid.error):
            if salah.heading not in hilang:
                asal.append(self._tertolak.sebab(salah.sought, sel))
                self._tolak(lembar, nomor, salah.heading, salah.message, asal[-1])
        # A row that is only held up passes on where the cause is.
        tempat = asal[0] if asal and all(asal) else f"{_nama(lembar)}, baris {format_bulat(nomor)}"
        self._tertolak.catat(resource, sel, tempat)

    def _hitung(self, lembar: Lembar, resource: SheetResource, hasil: Result, isi: Dataset) -> None:
        jenis = Counter(satu.import_type for satu in hasil.rows)
        self._hasil.lembar.append(
            HasilLembar(
                _nama(lembar),
                baru=jenis[RowResult.IMPORT_TYPE_NEW],
                berubah=jenis[RowResult.IMPORT_TYPE_UPDATE],
                sama=jenis[RowResult.IMPORT_TYPE_SKIP],
            )
        )
        kunci, pembaca = resource.key_headings(), Pembaca(resource)
        catatan = []
        for satu in resource.catatan:
            nomor = resource.nomor_baris[satu.nomor - 1]
            self._hasil.perubahan.append(_perubahan(_nama(lembar), nomor, kunci, satu, pembaca.baca(satu)))
            pemilik = None if resource.satker_path is None else follow(satu.objek, resource.satker_path)
            catatan.append((satu, pemilik.kode if pemilik else ""))
        self._hasil.satker.update(kode for _, kode in catatan)
        self._terbaca.append(_Terbaca(resource, catatan, isi))

    # Keeping

    def catat(self, sumber: Sumber) -> None:
        """Journal what was written: each changed row as it was and is, new rows as one entry per sheet and satker."""
        for terbaca in self._terbaca:
            model = terbaca.resource._meta.model
            keadaan = dict(stored_states(model, [satu.objek.pk for satu, _ in terbaca.catatan]))
            for satu, rantai in terbaca.catatan:
                kini = keadaan[satu.objek.pk]
                self._hasil.ditulis.append(JejakBaris(model._meta.label_lower, satu.objek.pk, satu.sebelum, kini))
                if not satu.baru:
                    self._catat_perubahan(satu, rantai, sumber)
            for rantai, baru in _menurut_rantai(terbaca.catatan).items():
                self._catat_baru(terbaca, rantai, baru, sumber)

    def _catat_perubahan(self, satu: Catatan, rantai: str, sumber: Sumber) -> None:
        record(
            rantai=rantai,
            pelaku=self._wewenang.pelaku,
            tindakan="ubah",
            objek=satu.objek,
            sebelum=satu.sebelum,
            # Read again: the database decides what stands there (93.5200), not what was read (93.52).
            sesudah=state_of(type(satu.objek)._base_manager.get(pk=satu.objek.pk)),
            alasan=f"Dimuat dari {sumber.nama}",
        )

    def _catat_baru(self, terbaca: _Terbaca, rantai: str, baru: Sequence[Catatan], sumber: Sumber) -> None:
        baris = terbaca.isi.dict
        isi = canonical_json([baris[satu.nomor - 1] for satu in baru])
        record_rows(
            rantai=rantai,
            pelaku=self._wewenang.pelaku,
            tindakan="impor_lembar",
            objek=f"Lembar {terbaca.resource.sheet_title}",
            model=terbaca.resource._meta.model,
            pks=[satu.objek.pk for satu in baru],
            rincian={
                "berkas": sumber.nama,
                "sha256_berkas": sumber.sha256,
                "baris": len(baru),
                "sha256": hashlib.sha256(isi.encode()).hexdigest(),
            },
        )


def _nama(lembar: Lembar) -> str:
    """How a sheet is named to its reader: the file where each sheet is one, else the sheet of the workbook."""
    return lembar.berkas if lembar.berkas.lower().endswith(".csv") else lembar.nama


def _perubahan(lembar: str, baris: int, kunci: Iterable[str], satu: Catatan, bacaan: Bacaan) -> Perubahan:
    beda = tuple(
        (judul, cell_text(satu.lama.get(judul)), cell_text(kini))
        for judul, kini in satu.kini.items()
        if kini != satu.lama.get(judul)
    )
    tulisan = " · ".join(cell_text(satu.kini.get(judul)) for judul in kunci)
    return Perubahan(lembar, baris, tulisan, satu.baru, beda, bacaan)


def _menurut_rantai(catatan: Iterable[tuple[Catatan, str]]) -> Mapping[str, list[Catatan]]:
    menurut: dict[str, list[Catatan]] = {}
    for satu, rantai in catatan:
        if satu.baru:
            menurut.setdefault(rantai, []).append(satu)
    return menurut


def _pemilik_tertulis(sel: Mapping[str, str], renstra: Mapping[str, str]) -> str:
    """The satker that a row names, else the owner of its Renstra; "" is the system."""
    disebut: Iterator[str] = (sel[judul].strip().partition("-")[0] for judul in OWNER_HEADINGS if sel.get(judul))
    return next(disebut, "") or renstra.get(sel.get("Renstra", "").strip(), "")
