"""The quarterly evaluation meeting: what was planned, who came, what was said, decided and signed."""

from apps.rapat.models.keputusan import Keputusan, TindakLanjut
from apps.rapat.models.rapat import BagianRapat, BerkasRapat, Pembahasan, Peserta, Rapat

__all__ = ["BagianRapat", "BerkasRapat", "Keputusan", "Pembahasan", "Peserta", "Rapat", "TindakLanjut"]
