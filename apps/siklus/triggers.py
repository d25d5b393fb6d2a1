"""What the database itself refuses here: an edition is final."""

from apps.audit.triggers import AppendOnly

EDISI = AppendOnly(
    "siklus_edisi",
    "Edisi tidak dapat diubah atau dihapus.",
    "id = NEW.id OR pengesahan_id = NEW.pengesahan_id",
)
