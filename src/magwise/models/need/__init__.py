"""What a person needs: reference values, and how likely an intake is too low."""

from magwise.models.need.probability import adequacy_by_iom, probability_low
from magwise.models.need.records import Kind, Need, ReferenceValue
from magwise.models.need.requirement import need
from magwise.models.need.sport import sweat_loss_mg_per_day, theoretical_athlete_range_mg

__all__ = [
    "Kind",
    "Need",
    "ReferenceValue",
    "adequacy_by_iom",
    "need",
    "probability_low",
    "sweat_loss_mg_per_day",
    "theoretical_athlete_range_mg",
]
