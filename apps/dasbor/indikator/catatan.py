"""What was written and handed in beside the figures of one indicator in a year: one query for all kinds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, JSONObject

from apps.pengukuran.models import Bukti, Narasi, RincianRealisasi, Upaya
from apps.pengukuran.narasi import FaktaNarasi

Baris = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FaktaRincian:
    """A detail of the realisasi by event and group; dihitung when it is the one that counts for the period."""

    peristiwa: str
    kelompok: str
    pembilang: Decimal
    penyebut: Decimal
    dihitung: bool


@dataclass(frozen=True)
class CatatanIndikator:
    """Evidence by realisasi, details, efforts as (jenis, isi) and edited texts by comparison."""

    bukti: Mapping[int, Sequence[Baris]] = field(default_factory=dict)
    rincian: tuple[FaktaRincian, ...] = ()
    upaya: tuple[tuple[str, str], ...] = ()
    narasi: Mapping[int, FaktaNarasi] = field(default_factory=dict)


def fetch_catatan(entitas_id: int, adopsi_id: int, tahun: int, triwulan: int = 0) -> CatatanIndikator:
    """Fetch it: evidence of all periods of the year, everything else of the asked one. Texts are edited by year."""
    milik = {"realisasi__adopsi": adopsi_id, "realisasi__tahun": tahun}
    baris = satu_kolom(
        Bukti.objects.filter(**milik),
        "bukti",
        "waktu",
        *("realisasi_id", "jenis", "judul", "berkas_id", "tautan", "catatan", "mengoreksi_id"),
    ).union(
        satu_kolom(
            RincianRealisasi.objects.filter(**milik, realisasi__triwulan=triwulan),
            "rincian",
            "peristiwa__tanggal",
            *("kelompok", "dihitung"),
            peristiwa="peristiwa__nama",
            # Exact decimals pass through JSON as text.
            pembilang=Cast("pembilang", CharField()),
            penyebut=Cast("penyebut", CharField()),
        ),
        satu_kolom(
            Upaya.objects.filter(adopsi=adopsi_id, tahun=tahun, triwulan=triwulan),
            "upaya",
            "urutan",
            *("jenis", "isi"),
        ),
        satu_kolom(
            Narasi.objects.filter(entitas=entitas_id, adopsi=adopsi_id, tahun=tahun if not triwulan else 0),
            "narasi",
            "perbandingan",
            *("perbandingan", "isi", "dasar", "versi", "waktu"),
            oleh="diubah_oleh__nama",
        ),
        all=True,
    )
    menurut: dict[str, list[Baris]] = {}
    for (satu,) in baris:
        menurut.setdefault(satu["macam"], []).append(satu)
    return _susun({macam: sorted(semua, key=_urutan) for macam, semua in menurut.items()})


def satu_kolom(rows: QuerySet, macam: str, urut: str, *nama: str, **lain: Any) -> QuerySet:
    """Each row as one JSON value, so that rows of all kinds fit into one query; urut is the column that orders them."""
    kolom = {"id": F("pk"), "urut": F(urut), **{n: F(n) for n in nama}, **lain}
    return rows.order_by().values_list(JSONObject(macam=Cast(Value(macam), CharField()), **kolom))


def _urutan(satu: Baris) -> tuple[bool, Any, int]:
    """By the column of its kind, what has no value there last, then in the order of entry."""
    return satu["urut"] is None, satu["urut"] if satu["urut"] is not None else "", satu["id"]


def _susun(menurut: Mapping[str, Sequence[Baris]]) -> CatatanIndikator:
    bukti: dict[int, list[Baris]] = {}
    for b in menurut.get("bukti", ()):
        bukti.setdefault(b["realisasi_id"], []).append(b)
    return CatatanIndikator(
        bukti=bukti,
        rincian=tuple(
            FaktaRincian(
                peristiwa=r["peristiwa"],
                kelompok=RincianRealisasi.Kelompok(r["kelompok"]).label,
                pembilang=Decimal(r["pembilang"]),
                penyebut=Decimal(r["penyebut"]),
                dihitung=bool(r["dihitung"]),
            )
            for r in menurut.get("rincian", ())
        ),
        upaya=tuple((u["jenis"], u["isi"]) for u in menurut.get("upaya", ())),
        narasi=susun_narasi(menurut.get("narasi", ())),
    )


def susun_narasi(rows: Iterable[Baris]) -> dict[int, FaktaNarasi]:
    """Edited texts by comparison, of rows that came as JSON."""
    return {
        n["perbandingan"]: FaktaNarasi(n["isi"], n["dasar"], n["versi"], n["oleh"], _waktu(n["waktu"])) for n in rows
    }


def _waktu(teks: str) -> datetime:
    """A moment as the database wrote it into JSON; without an offset it is in UTC, as everything is stored."""
    waktu = datetime.fromisoformat(teks)
    return waktu if waktu.tzinfo else waktu.replace(tzinfo=UTC)
