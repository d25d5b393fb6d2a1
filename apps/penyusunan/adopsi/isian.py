"""What was typed into the form of adoption: kept as it is, read strictly, every fault with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from apps.penyusunan.adopsi.facts import Calon, Rencana
from apps.penyusunan.uraian import baca_alasan
from apps.perencanaan.aturan_nasional import IsiTarget
from apps.perencanaan.janji import Ukuran

SEMUA = "penanggung_jawab"


def nama_pilih(calon: int) -> str:
    return f"pilih-{calon}"


def nama_subbagian(calon: int) -> str:
    return f"subbagian-{calon}"


def nama_target(calon: int, tahun: int) -> str:
    return f"target-{calon}-{tahun}"


def nama_alasan(calon: int) -> str:
    return f"alasan-{calon}"


@dataclass(frozen=True, slots=True)
class Pilihan:
    """An indicator to adopt: who answers for it, what is promised by year, and why where that is worse."""

    indikator_id: int
    subbagian_id: int
    target: Mapping[int, IsiTarget]
    alasan: str = ""


@dataclass
class Isian:
    """The form as it was posted: texts by the name of their field, faults too, and what can be saved."""

    teks: Mapping[str, str] = field(default_factory=dict)
    galat: dict[str, str] = field(default_factory=dict)
    pilihan: list[Pilihan] = field(default_factory=list)


def teks_target(isi: IsiTarget | None) -> str:
    """A target as it would be typed, without dots between thousands; a year without one stays empty."""
    if isi is None:
        return ""
    return str(isi) if isi.nilai is None else str(isi).replace(".", "")


def baca(post: QueryDict, rencana: Rencana, subbagian: Mapping[int, str]) -> Isian:
    """Read the ticked indicators; what was typed for the others is kept and not judged."""
    isian = Isian({name: str(value) for name, value in post.items()})
    for calon in rencana.sisa:
        if nama_pilih(calon.id) in post:
            _baca_satu(isian, calon, rencana, subbagian)
    if not isian.pilihan and not isian.galat:
        isian.galat[""] = "Belum ada indikator yang dipilih. Centang indikator yang akan diadopsi."
    return isian


def _baca_satu(isian: Isian, calon: Calon, rencana: Rencana, subbagian: Mapping[int, str]) -> None:
    galat = dict[str, str]()
    target = {}
    for tahun in rencana.tahun:
        name = nama_target(calon.id, tahun)
        try:
            isi = _baca_target(calon, isian.teks.get(name, ""))
        except ValueError as error:
            galat[name] = str(error)
        else:
            if isi is not None:
                target[tahun] = isi
    name = nama_subbagian(calon.id)
    dipilih = isian.teks.get(name) or isian.teks.get(SEMUA, "")
    milik = {str(pk): pk for pk in subbagian}
    if dipilih not in milik:
        tempat = name if isian.teks.get(name) else SEMUA
        galat[tempat] = "Pilih subbagian penanggung jawabnya."
    name = nama_alasan(calon.id)
    alasan = baca_alasan(name, isian.teks.get(name, ""), galat)
    isian.galat |= galat
    if not galat:
        isian.pilihan.append(Pilihan(calon.id, milik[dipilih], target, alasan))


def _baca_target(calon: Calon, teks: str) -> IsiTarget | None:
    """What is promised; None for an empty field. Raises ValueError with the sentence for the person."""
    tingkat = {satu.id: satu for satu in calon.tingkat}
    janji = Ukuran(calon.satuan, 0 if tingkat else None, {pk: satu.kode for pk, satu in tingkat.items()}).baca(teks)
    if janji is None:
        return None
    if janji.tingkat_id is not None:
        return IsiTarget(peringkat=tingkat[janji.tingkat_id].peringkat, kode=tingkat[janji.tingkat_id].kode)
    return IsiTarget(nilai=janji.nilai)
