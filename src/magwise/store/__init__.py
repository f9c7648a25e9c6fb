"""What a person keeps: answers, diary, choices and log, in one file on their own computer."""

from magwise.store.dossier import ChangedError, Dossier, KeptDay, KeptEntry, KeptValue
from magwise.store.file import Store, store_path

__all__ = ["ChangedError", "Dossier", "KeptDay", "KeptEntry", "KeptValue", "Store", "store_path"]
