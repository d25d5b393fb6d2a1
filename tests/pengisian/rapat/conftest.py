"""The meeting of the services' tests serves the pages' tests too."""

from tests.rapat.conftest import gelar, putuskan, rapat, sahkan_triwulan, teknis

__all__ = ["gelar", "putuskan", "rapat", "sahkan_triwulan", "teknis"]
