"""Which integrator runs: compiled lanes where numba is installed, otherwise NumPy."""

from importlib.util import find_spec
from typing import Protocol

from magwise.core.errors import InputError, Problem
from magwise.models.body import integration
from magwise.models.body.course import Array, Stops


class Integrate(Protocol):
    """What both integrators do; see `lockstep.integrate`."""

    def __call__(
        self, start: Array, parameters: Array, stops: Stops, scale: Array, outputs: int
    ) -> Array:
        """States at the outputs, ``[outputs, rows, people]``."""
        ...


def has_fast() -> bool:
    """Whether the extra ``fast`` is installed."""
    return find_spec("numba") is not None


def integrator(name: str | None = None) -> Integrate:
    """The integrator ``numpy`` or ``numba``; by default the quicker one that is installed.

    Raises
    ------
    InputError
        When it is unknown or not installed.
    """
    chosen = name or ("numba" if has_fast() else "numpy")
    if chosen == "numpy":
        return integration.integrate
    if chosen == "numba" and has_fast():
        from magwise.models.body import lanes

        return lanes.integrate
    raise InputError(Problem("error.body-engine", values={"given": chosen}))
