"""The exact test: what would have been seen under every other draw of the lot.

In each pair the lot decides which period comes first. When the supplement does nothing, the days
would have been the same under every draw, whatever their trend, rhythm or dependence, and only
the sign of each pair's difference would change. So the share of the 2^pairs draws with a mean at
least as far from zero is an exact probability, and needs no model.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_TIE = 1e-9  # sums that differ by less are the same sum


def _sums(values: Array) -> Array:
    """Sums under every draw up to a swap of all signs [..., draws]; the first keeps its sign."""
    sums = values[..., :1]
    for pair in range(1, values.shape[-1]):
        one = values[..., pair : pair + 1]
        sums = np.concatenate([sums + one, sums - one], axis=-1)
    return sums


def sign_flip(differences: Array) -> Array:
    """How often chance alone gives a mean difference at least this large, two-sided.

    Parameters
    ----------
    differences
        One difference for each pair [..., pairs]; leading axes are other experiments.

    Returns
    -------
    array
        Exact two-sided probabilities [...].

    Examples
    --------
    >>> float(sign_flip(np.array([1.0, 2.0, 0.5, 1.5, 3.0, 0.2])))
    0.03125
    """
    values = np.asarray(differences, dtype=np.float64)
    seen = np.abs(values.sum(axis=-1))[..., None]
    found: Array = (np.abs(_sums(values)) >= seen - _TIE).mean(axis=-1)
    return found


def sign_flip_interval(differences: Array, level: float) -> tuple[float, float] | None:
    """All true differences that the exact test does not reject.

    The means of all non-empty subsets of the differences cut the line into 2^pairs pieces that
    are equally likely to hold the true value; pieces are dropped from both ends.

    Returns
    -------
    tuple or None
        Low and high end; None when so few pairs cannot reach the level.

    References
    ----------
    hartigan-1969
    """
    values = np.asarray(differences, dtype=np.float64)
    pairs = len(values)
    drop = int(np.floor((1 - level) / 2 * 2**pairs + _TIE))
    if drop < 1:
        return None
    members = ((np.arange(1, 2**pairs)[:, None] >> np.arange(pairs)) & 1).astype(np.float64)
    means = np.sort(members @ values / members.sum(axis=1))
    return float(means[drop - 1]), float(means[-drop])
