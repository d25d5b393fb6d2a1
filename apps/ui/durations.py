"""How far a day is, in words. Pure: no Django, no clock."""


def sisa_waktu(hari: int) -> str:
    """Say how many days are left until a deadline; negative when it has passed.

    >>> sisa_waktu(2), sisa_waktu(0), sisa_waktu(-3)
    ('sisa 2 hari', 'hari ini', 'terlambat 3 hari')
    """
    if hari == 0:
        return "hari ini"
    return f"sisa {hari} hari" if hari > 0 else f"terlambat {-hari} hari"
