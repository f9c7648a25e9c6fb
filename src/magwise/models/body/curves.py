"""The model's curves for the compiled loops, in plain arithmetic, so that they run in vectors."""

import math
from collections.abc import Callable
from typing import Any

import numba

_MATH = {"contract", "nsz", "arcp", "nnan", "ninf", "reassoc"}


def compiler(**options: Any) -> Callable[[Any], Any]:
    """Numba's compiler, typed."""
    found: Callable[[Any], Any] = numba.njit(**options)
    return found


inlined = compiler(inline="always")
compiled = compiler(fastmath=_MATH, error_model="numpy", nogil=True, cache=True)


@inlined
def _exp_small(x: float) -> float:
    """``exp(x)`` for |x| below 0.7: Taylor's series, error below 1e-15."""
    total = 1.0 + x * (1.0 / 14.0)
    total = 1.0 + x * total * (1.0 / 13.0)
    total = 1.0 + x * total * (1.0 / 12.0)
    total = 1.0 + x * total * (1.0 / 11.0)
    total = 1.0 + x * total * (1.0 / 10.0)
    total = 1.0 + x * total * (1.0 / 9.0)
    total = 1.0 + x * total * (1.0 / 8.0)
    total = 1.0 + x * total * (1.0 / 7.0)
    total = 1.0 + x * total * (1.0 / 6.0)
    total = 1.0 + x * total * (1.0 / 5.0)
    total = 1.0 + x * total * (1.0 / 4.0)
    total = 1.0 + x * total * (1.0 / 3.0)
    total = 1.0 + x * total * (1.0 / 2.0)
    return 1.0 + x * total


@inlined
def _log_ratio(s: float) -> float:
    """``ln((1 + s) / (1 - s))`` for |s| up to 1/3."""
    q = s * s
    total = 1.0 / 31.0
    total = total * q + 1.0 / 29.0
    total = total * q + 1.0 / 27.0
    total = total * q + 1.0 / 25.0
    total = total * q + 1.0 / 23.0
    total = total * q + 1.0 / 21.0
    total = total * q + 1.0 / 19.0
    total = total * q + 1.0 / 17.0
    total = total * q + 1.0 / 15.0
    total = total * q + 1.0 / 13.0
    total = total * q + 1.0 / 11.0
    total = total * q + 1.0 / 9.0
    total = total * q + 1.0 / 7.0
    total = total * q + 1.0 / 5.0
    total = total * q + 1.0 / 3.0
    return 2.0 * s * (total * q + 1.0)


@inlined
def softplus(x: float) -> float:
    """``ln(1 + exp(x))``, as `flows.softplus`."""
    size = min(abs(x), 40.0)
    u = _exp_small(size * (-1.0 / 64.0))
    u = u * u
    u = u * u
    u = u * u
    u = u * u
    u = u * u
    u = u * u
    found: float = max(x, 0.0) + _log_ratio(u / (2.0 + u))
    return found


@inlined
def power(base: float, exponent: float) -> float:
    """``base ** exponent`` by the logarithm of the fourth root; base within 0.06 to 16."""
    root = math.sqrt(math.sqrt(max(base, 1e-9)))
    whole = _exp_small(exponent * _log_ratio((root - 1.0) / (root + 1.0)))
    whole = whole * whole
    found: float = whole * whole
    return found
