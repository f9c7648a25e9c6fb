"""Where usual intake stands against the reference value, in four words."""

from enum import StrEnum

from magwise.assessment.records import Assessment


class Standing(StrEnum):
    """Usual intake against the leading reference value."""

    ENOUGH = "enough"  # even the low end reaches it
    PROBABLY_ENOUGH = "probably-enough"  # the best estimate reaches it
    MAYBE = "maybe"  # only the high end reaches it
    LOW = "low"  # not even the high end reaches it
    UNKNOWN = "unknown"  # intake or the reference value is unknown

    @property
    def is_enough(self) -> bool:
        """True when nothing needs to change."""
        return self in (Standing.ENOUGH, Standing.PROBABLY_ENOUGH)


def standing(assessment: Assessment) -> Standing:
    """Compare usual intake with the leading reference value.

    An adequate intake (AI) is not a minimum: being below it is a reason to look at food, not a
    shortage. The best estimate therefore decides between "probably enough" and the rest.
    """
    usual = assessment.intake.usual
    leading = assessment.need.leading
    if usual is None or leading is None or leading.mg_per_day.value is None:
        return Standing.UNKNOWN
    reference = leading.mg_per_day.value
    if usual.mg_per_day.low >= reference:
        return Standing.ENOUGH
    if usual.mg_per_day.best >= reference:
        return Standing.PROBABLY_ENOUGH
    if usual.mg_per_day.high >= reference:
        return Standing.MAYBE
    return Standing.LOW
