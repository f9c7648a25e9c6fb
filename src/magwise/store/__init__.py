"""What a person keeps: answers, diary, choices and log, in one file on their own computer."""

from magwise.store.courses import Courses, KeptCheckIn, KeptCourse
from magwise.store.devices import Devices, KeptDevice
from magwise.store.dossier import Dossier, KeptDay, KeptEntry
from magwise.store.experiments import Experiments, KeptExperiment
from magwise.store.file import Store, store_path
from magwise.store.logbook import KeptLogDay, Logbook
from magwise.store.person import ChangedError

__all__ = [
    "ChangedError",
    "Courses",
    "Devices",
    "Dossier",
    "Experiments",
    "KeptCheckIn",
    "KeptCourse",
    "KeptDay",
    "KeptDevice",
    "KeptEntry",
    "KeptExperiment",
    "KeptLogDay",
    "Logbook",
    "Store",
    "store_path",
]
