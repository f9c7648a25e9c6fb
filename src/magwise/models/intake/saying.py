"""What a diary lets us say, as facts."""

from collections.abc import Iterable, Sequence

from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.interval import Interval, Total
from magwise.core.records import Origin, UsualIntake
from magwise.models.intake.estimation import Posterior
from magwise.models.intake.prior import DayToDay, Prior
from magwise.models.intake.records import DayIntake

SUBJECT = "intake"
_LISTED = 5  # foods named as the main sources
_COMPUTED = Certainty.COMPUTED
_OURS = ("magwise-computed",)


def usual(found: UsualIntake, days: Sequence[DayIntake]) -> Iterable[Fact]:
    """The estimate itself."""
    yield Fact(
        "intake.usual",
        {"intake": found.mg_per_day.as_dict(), "days": len(days)},
        sources=_OURS,
        subject=SUBJECT,
        certainty=_COMPUTED,
    )


def stated(found: UsualIntake, by: str) -> Fact:
    """A usual intake that the person brought along."""
    if by.strip():
        return Fact(
            "intake.stated-by",
            {"intake": found.mg_per_day.as_dict(), "by": by},
            subject=SUBJECT,
        )
    return Fact("intake.stated", {"intake": found.mg_per_day.as_dict()}, subject=SUBJECT)


def left_out(days: Sequence[DayIntake], counted: Sequence[DayIntake]) -> Iterable[Fact]:
    """Days that do not count in the mean; what they hold is a lower bound at most."""
    incomplete = [day for day in days if day.complete is False]
    empty = [day for day in days if day.complete is not False]
    if incomplete:
        yield Fact("intake.incomplete-days", {"days": len(incomplete)}, subject=SUBJECT)
    if empty:
        yield Fact(
            "intake.empty-days", {"days": len(empty)}, severity=Severity.ASK, subject=SUBJECT
        )
    if not counted:
        least = max((day.magnesium_mg.known.low for day in incomplete), default=0.0)
        if least > 0:
            yield Fact(
                "intake.at-least",
                {"least": least},
                sources=_OURS,
                subject=SUBJECT,
                certainty=_COMPUTED,
            )
        yield Fact("intake.too-few", severity=Severity.ASK, subject=SUBJECT)


def completeness(days: Sequence[DayIntake]) -> Iterable[Fact]:
    """How much of what was eaten has a figure, and how much could not be read."""
    shares = [
        day.magnesium_mg.completeness for day in days if day.magnesium_mg.completeness is not None
    ]
    if shares and min(shares) < 1.0:
        yield Fact(
            "intake.completeness",
            {"share": sum(shares) / len(shares)},
            sources=_OURS,
            subject=SUBJECT,
            certainty=_COMPUTED,
        )
    unread = sum(day.magnesium_mg.unresolved for day in days)
    if unread:
        yield Fact("intake.unresolved-lines", {"count": unread}, subject=SUBJECT)


def too_much_unread(share: float, days: Sequence[DayIntake]) -> Fact:
    """So much could not be read that the rest says too little."""
    return Fact(
        "intake.too-much-unread",
        {"share": share, "days": len(days)},
        severity=Severity.ASK,
        subject=SUBJECT,
        certainty=_COMPUTED,
    )


def too_much_magnesium(seen_mg: float, most_mg: float) -> Fact:
    """More magnesium than food brings in a day; an amount is probably wrong."""
    return Fact(
        "intake.magnesium-implausibly-high",
        {"seen": seen_mg, "bound": most_mg},
        sources=("magwise-judgement",),
        severity=Severity.ASK,
        subject=SUBJECT,
        certainty=_COMPUTED,
    )


def ask_complete(days: Sequence[DayIntake]) -> Fact:
    """Whether the days hold everything that was eaten."""
    if len(days) == 1:
        return Fact(
            "ask.day-complete", {"date": days[0].date}, severity=Severity.ASK, subject=SUBJECT
        )
    return Fact("ask.days-complete", {"days": len(days)}, severity=Severity.ASK, subject=SUBJECT)


def top_foods(days: Sequence[DayIntake]) -> Iterable[Fact]:
    """The foods that brought most magnesium, and their share together."""
    by_food: dict[str, float] = {}
    total = 0.0
    for day in days:
        for line in day.lines:
            for item in line.items:
                if item.magnesium_mg is None or item.origin is not Origin.FOOD:
                    continue
                if item.kind not in ("food", "drink"):
                    continue
                total += item.magnesium_mg.best
                if item.id is not None:
                    by_food[item.id] = by_food.get(item.id, 0.0) + item.magnesium_mg.best
    best = sorted(by_food.items(), key=lambda pair: (-pair[1], pair[0]))[:_LISTED]
    best = [pair for pair in best if pair[1] > 0]
    if total > 0 and len(best) > 1:
        yield Fact(
            "intake.top-foods",
            {
                "foods": tuple(food for food, _ in best),
                "share": sum(amount for _, amount in best) / total,
            },
            sources=_OURS,
            subject=SUBJECT,
            certainty=_COMPUTED,
        )


def products(days: Sequence[DayIntake]) -> Iterable[Fact]:
    """Magnesium from everything but plain food, on the days it was written down."""
    for name, totals in (
        ("fortified", [day.fortified_mg for day in days]),
        ("supplement", [day.supplement_mg for day in days]),
        ("medicine", [day.medicine_mg for day in days]),
    ):
        taken = [one for one in totals if one.completeness is not None]
        if not taken:
            continue
        if any(one.unresolved for one in taken):
            yield Fact(f"intake.{name}-amount-unknown", severity=Severity.ASK, subject=SUBJECT)
        amount = _mean(taken)
        if amount.high > 0:
            yield Fact(
                f"intake.{name}-apart",
                {"amount": amount.as_dict(), "days": len(taken)},
                sources=_OURS,
                subject=SUBJECT,
                certainty=_COMPUTED,
            )


def _mean(totals: Sequence[Total]) -> Interval:
    count = len(totals)
    return Interval(
        sum(one.known.low for one in totals) / count,
        sum(one.known.best for one in totals) / count,
        sum(one.known.high for one in totals) / count,
    )


def explain(
    found: Posterior, prior: Prior, day_to_day: DayToDay, days: Sequence[DayIntake]
) -> Iterable[Fact]:
    """How the number came about, for who asks."""
    weekend = sum(1 for day in days if day.is_weekend)
    yield Fact(
        "explain.intake-days",
        {"days": len(days), "weekdays": len(days) - weekend, "weekend": weekend},
        subject=SUBJECT,
        certainty=_COMPUTED,
    )
    yield Fact(
        "explain.intake-day-to-day",
        {"share": day_to_day.cv},
        sources=day_to_day.sources,
        subject=SUBJECT,
        certainty=_COMPUTED,
    )
    yield Fact(
        "explain.intake-start",
        {"middle": prior.median_mg, "spread": prior.log_sd},
        sources=prior.sources,
        subject=SUBJECT,
        certainty=_COMPUTED,
    )
    yield Fact(
        "explain.intake-own-share",
        {"share": found.own_share},
        sources=_OURS,
        subject=SUBJECT,
        certainty=_COMPUTED,
    )
