"""Which loops run: compiled ones where numba is installed, otherwise NumPy's."""

from importlib.util import find_spec

from magwise.core.errors import InputError, Problem
from magwise.models.body.integration import NUMPY, Loops


def has_fast() -> bool:
    """Whether the extra ``fast`` is installed."""
    return find_spec("numba") is not None


def loops_of(name: str | None = None) -> Loops:
    """The loops of ``numpy`` or ``numba``; by default the quicker one that is installed.

    Raises
    ------
    InputError
        When it is unknown or not installed.
    """
    chosen = name or ("numba" if has_fast() else "numpy")
    if chosen == "numpy":
        return NUMPY
    if chosen == "numba" and has_fast():
        from magwise.models.body import lanes

        return lanes.COMPILED
    raise InputError(Problem("error.body-engine", values={"given": chosen}))
