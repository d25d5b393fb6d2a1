"""Accounts in the journal: which chain they belong to, new ones, and new passwords."""

from apps.audit.services import Pelaku, record
from apps.audit.states import state_of
from apps.organisasi.models import Pengguna


def chain_of(pengguna: Pengguna) -> str:
    """The journal that an account belongs to: that of the satker where the person came last."""
    newest = pengguna.keanggotaan.order_by("-mulai", "-pk").values_list("satker__kode", flat=True).first()
    return newest or ""


def record_new_password(pengguna: Pengguna, pelaku: Pelaku) -> None:
    """Note that a password changed, without a trace of what it is."""
    record(
        rantai=chain_of(pengguna),
        pelaku=pelaku,
        tindakan="ubah",
        objek=pengguna,
        sebelum={"kata_sandi": "tersembunyi"},
        sesudah={"kata_sandi": "diganti"},
    )


def record_new_account(pengguna: Pengguna, pelaku: Pelaku) -> None:
    """Note that an account was made."""
    record(rantai=chain_of(pengguna), pelaku=pelaku, tindakan="buat_akun", objek=pengguna, sesudah=state_of(pengguna))
