"""An import in words: how far it is, what it would change, what must be mended."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from apps.pertukaran.hasil import Data
from apps.pertukaran.kemajuan import kemajuan_of
from apps.pertukaran.models import ImporData
from apps.pertukaran.services.antrean import BERGERAK, macet
from apps.ui.numbers import format_bulat
from apps.ui.search import search_words

Status = ImporData.Status
NADA = {Status.SIAP: "warn", Status.DITOLAK: "bad", Status.DITERAPKAN: "ok"}
PER_HALAMAN = 100
# Of a new row so many cells stand in the open; one more is no reason to fold anything.
BANYAK_SEL = 4
KERJA = {
    Status.MENUNGGU: "Menunggu giliran diperiksa.",
    Status.DIBACA: "Membaca berkas dan membandingkannya dengan data tersimpan.",
    Status.MENERAPKAN: "Menerapkan perubahan, semuanya sekaligus.",
    Status.MEMBATALKAN: "Mengembalikan data seperti sebelum impor ini.",
}
TERHITUNG = {Status.DIBACA: "diperiksa", Status.MENERAPKAN: "diterapkan", Status.MEMBATALKAN: "dikembalikan"}
_BERBUAT = ("berubah", "baru", "ditolak", "tertahan")
OLEH_PERINTAH = "Perintah di peladen"


def kemajuan_view(impor: ImporData) -> dict[str, Any]:
    """How far the work is, for ui/komponen/kemajuan.html; bergerak says whether to look again."""
    status = Status(impor.status)
    tercatat = kemajuan_of(impor) if status in TERHITUNG else None
    selesai, seluruhnya = tercatat or (None, 0)
    teks = KERJA.get(status, "")
    if tercatat:
        teks = f"{format_bulat(tercatat[0])} dari {format_bulat(seluruhnya)} baris {TERHITUNG[status]}."
    return {
        "bergerak": status in BERGERAK,
        "macet": macet(impor),
        "teks": teks,
        "nilai": selesai,
        "paling_banyak": seluruhnya,
    }


def status_view(impor: ImporData, jumlah: Mapping[str, int] | None) -> dict[str, str]:
    """The chip of an import; a file that says what is stored already has nothing to apply."""
    if impor.status == Status.SIAP and jumlah and not tombol_terapkan(jumlah):
        return {"teks": "Tidak ada perubahan", "nada": ""}
    return {"teks": impor.get_status_display(), "nada": NADA.get(Status(impor.status), "")}


def ringkasan(jumlah: Mapping[str, int] | None) -> str:
    """What a file does, in a few words: "3 perubahan, 12 baris baru"."""
    if not jumlah:
        return "Belum diperiksa"
    if jumlah["ditolak"]:
        return ", ".join(filter(None, (diperbaiki(jumlah), tertahan(jumlah))))
    return _perubahan(jumlah, ", ") or "Tidak ada yang berubah"


def diperbaiki(jumlah: Mapping[str, int]) -> str:
    """How much somebody has to do: "12 hal harus diperbaiki"."""
    return f"{format_bulat(jumlah['ditolak'])} hal harus diperbaiki"


def tertahan(jumlah: Mapping[str, int]) -> str:
    """How many rows are only held up by it: "46 baris ikut tertahan"; "" for none."""
    banyak = jumlah["tertahan"]
    return f"{format_bulat(banyak)} baris ikut tertahan" if banyak else ""


def tombol_terapkan(jumlah: Mapping[str, int]) -> str:
    """What the button does: "Terapkan 3 perubahan dan 12 baris baru"; "" when there is nothing to do."""
    perubahan = _perubahan(jumlah, " dan ")
    return f"Terapkan {perubahan}" if perubahan else ""


def tombol_batal(jumlah: Mapping[str, int]) -> str:
    """What the button of taking back does."""
    bagian = [
        f"kembalikan {format_bulat(jumlah['berubah'])} baris" if jumlah["berubah"] else "",
        f"hapus {format_bulat(jumlah['baru'])} baris baru" if jumlah["baru"] else "",
    ]
    return " dan ".join(filter(None, bagian)).capitalize()


def _perubahan(jumlah: Mapping[str, int], sambung: str) -> str:
    bagian = [
        f"{format_bulat(jumlah['berubah'])} perubahan" if jumlah["berubah"] else "",
        f"{format_bulat(jumlah['baru'])} baris baru" if jumlah["baru"] else "",
    ]
    return sambung.join(filter(None, bagian))


def lembar_view(hasil: Data) -> list[dict[str, Any]]:
    """Of each sheet that does something, how many rows change, are new, stay, must be mended."""
    return [
        {"lembar": satu["lembar"] or "Berkas", **{n: format_bulat(satu[n]) for n in (*_BERBUAT, "sama")}}
        for satu in hasil["lembar"]
        if _berbuat(satu)
    ]


def _berbuat(lembar: Data) -> bool:
    return any(lembar[nama] for nama in _BERBUAT)


def lembar_berbuat(hasil: Data) -> list[str]:
    """The sheets a list of rows can be narrowed to: of fifty in a workbook, those that have a row to show."""
    return [satu["lembar"] for satu in hasil["lembar"] if satu["lembar"] and _berbuat(satu)]


def lembar_diam(hasil: Data) -> str:
    """The sheets that stay as they are, in a sentence; "" where there is none."""
    diam = [satu for satu in hasil["lembar"] if not _berbuat(satu)]
    if not diam:
        return ""
    baris = format_bulat(sum(satu["sama"] for satu in diam))
    lain = "" if len(diam) == len(hasil["lembar"]) else " lain"
    return f"{format_bulat(len(diam))} lembar{lain} tidak berubah ({baris} baris sama)."


@dataclass(frozen=True)
class Pilihan:
    """Which rows of a preview are asked for."""

    daftar: str = ""
    lembar: str = ""
    q: str = ""
    halaman: int = 1

    def alamat(self, url: str, **lain: Any) -> str:
        semua = {"daftar": self.daftar, "lembar": self.lembar, "q": self.q, "halaman": self.halaman} | lain
        return f"{url}?{urlencode({n: v for n, v in semua.items() if v and (n, v) != ('halaman', 1)})}#baris"


def pilihan_daftar(hasil: Data, *, sudah: bool) -> list[tuple[str, str]]:
    """The lists that have something, the one that needs most care first."""
    jumlah = hasil["jumlah"]
    judul = (
        ("ditolak", "Yang harus diperbaiki"),
        ("tertahan", "Yang ikut tertahan"),
        ("berubah", "Yang ditimpa" if sudah else "Yang akan ditimpa"),
        ("baru", "Baris baru"),
    )
    return [(n, f"{j} ({format_bulat(jumlah[n])})") for n, j in judul if jumlah[n]]


def daftar_view(hasil: Data, pilihan: Pilihan, url: str) -> dict[str, Any]:
    """One of the lists, narrowed, a page of it; a changed row has a line for each of its cells."""
    nama, kata = pilihan.daftar, search_words(pilihan.q)
    disimpan = _disimpan(hasil, nama)
    semua = [satu for baris in disimpan for satu in _baris(nama, baris)]
    terpilih = [
        satu for satu in semua if pilihan.lembar in ("", satu["lembar"]) and all(k in satu["dicari"] for k in kata)
    ]
    terakhir = max(1, -(-len(terpilih) // PER_HALAMAN))
    halaman = min(max(1, pilihan.halaman), terakhir)
    # Rows that are held up are counted as rows, what must be mended by its faults.
    ada = len({(satu["lembar"], satu["baris"]) for satu in disimpan} if nama == "tertahan" else disimpan)
    jumlah = hasil["jumlah"][nama]
    return {
        "nama": nama,
        "baris": terpilih[(halaman - 1) * PER_HALAMAN : halaman * PER_HALAMAN],
        "keterangan": f"{format_bulat(ada)} pertama dari {format_bulat(jumlah)}." if jumlah > ada else "",
        "sebelum": pilihan.alamat(url, halaman=halaman - 1) if halaman > 1 else "",
        "sesudah": pilihan.alamat(url, halaman=halaman + 1) if halaman < terakhir else "",
        "halaman": f"Halaman {halaman} dari {terakhir}" if terakhir > 1 else "",
    }


def _disimpan(hasil: Data, nama: str) -> list[Data]:
    if nama in ("ditolak", "tertahan"):
        return [satu for satu in hasil["ditolak"] if bool(satu["sebab"]) is (nama == "tertahan")]
    kept: list[Data] = hasil[nama]
    return kept


def _baris(nama: str, baris: Data) -> list[dict[str, Any]]:
    letak = {"lembar": baris["lembar"], "nomor": f"Baris {baris['baris']}" if baris["baris"] else "Seluruhnya"}
    if nama in ("ditolak", "tertahan"):
        sebab = baris["sebab"]
        return [
            {
                **letak,
                "kolom": baris["kolom"] or "-",
                "pesan": baris["pesan"],
                "sebab": sebab,
                "dicari": _dicari(baris["lembar"], baris["kolom"], baris["pesan"], sebab),
            }
        ]
    milik = {"kunci": baris["kunci"], "tempat": baris["tempat"]}
    dicari = (baris["lembar"], *milik.values())
    if nama == "baru":
        isi = [{"judul": judul, "nilai": kini} for judul, _, kini in baris["sel"] if kini]
        banyak = BANYAK_SEL if len(isi) > BANYAK_SEL + 1 else len(isi)
        lain = isi[banyak:]
        return [
            {
                **letak,
                **milik,
                "isi": isi[:banyak],
                "lain": lain,
                "judul_lain": f"dan {len(lain)} kolom lain" if lain else "",
                "dicari": _dicari(*dicari, *(teks for satu in isi for teks in satu.values())),
            }
        ]
    return [
        {
            **letak,
            **milik,
            "kolom": judul,
            "lama": lama,
            "baru": kini,
            "dicari": _dicari(*dicari, judul, lama, kini),
        }
        for judul, lama, kini in baris["sel"]
    ]


def _dicari(*teks: str) -> str:
    return " ".join(teks).lower()
