"""Studies, meta-analysis, and how sure we may be of what they show."""

from magwise.models.evidence.effects import (
    Counts,
    Effects,
    Measure,
    from_counts,
    from_means,
    generic,
    se_from_interval,
    se_from_p,
)
from magwise.models.evidence.pooling import (
    Pooled,
    Prediction,
    mantel_haenszel,
    peto,
    pool,
    prediction,
    scatter_interval,
)
from magwise.models.evidence.regression import Regression, regress
from magwise.models.evidence.scatter import METHODS, Method
from magwise.models.evidence.sensitivity import cumulative, leave_one_out
from magwise.models.evidence.smallstudies import begg, egger

__all__ = [
    "METHODS",
    "Counts",
    "Effects",
    "Measure",
    "Method",
    "Pooled",
    "Prediction",
    "Regression",
    "begg",
    "cumulative",
    "egger",
    "from_counts",
    "from_means",
    "generic",
    "leave_one_out",
    "mantel_haenszel",
    "peto",
    "pool",
    "prediction",
    "regress",
    "scatter_interval",
    "se_from_interval",
    "se_from_p",
]
