"""The one sentence that answers the question, chosen from where someone stands and what is safe."""

from magwise.assessment.records import Assessment
from magwise.core.facts import Certainty, Fact, Severity
from magwise.plan.dosing import Dosing, Outcome
from magwise.plan.standing import Standing
from magwise.safety.records import Status

_SEVERITY = {
    "stop": Severity.STOP,
    "refer": Severity.REFER,
    "ask": Severity.ASK,
    "child": Severity.REFER,
    "urgent": Severity.URGENT,
    "free": Severity.INFO,
}
_BY_OUTCOME = {
    Outcome.CLINICIAN: "verdict.free-clinician-supplement",
    Outcome.DOSE: "verdict.free-low-supplement",
    Outcome.NO_SLOT: "verdict.free-low-no-slot",
    Outcome.NO_ROOM: "verdict.free-low-no-room",
    Outcome.AFTER_COURSE: "verdict.free-low-after-course",
}


def emergency_verdict() -> Fact:
    """A red flag: everything else can wait."""
    return Fact("verdict.emergency", severity=Severity.EMERGENCY, subject="verdict")


def verdict_of(
    assessment: Assessment, where: Standing, dosing: Dosing
) -> tuple[Fact, tuple[Fact, ...]]:
    """The verdict, and the explanation of how it was chosen."""
    id_ = _id(assessment, where, dosing)
    usual = assessment.intake.usual
    leading = assessment.need.leading
    values: dict[str, object] = {}
    how: tuple[Fact, ...] = ()
    sources: tuple[str, ...] = ()
    if where is not Standing.UNKNOWN and usual is not None and leading is not None:
        reference = leading.mg_per_day.value
        sources = (leading.mg_per_day.source,)
        values = {
            "intake": usual.mg_per_day.as_dict(),
            "reference": reference,
            "authority": leading.authority,
        }
        how = (
            Fact(
                "explain.verdict",
                {
                    "low": usual.mg_per_day.low,
                    "best": usual.mg_per_day.best,
                    "high": usual.mg_per_day.high,
                    "reference": reference,
                },
                sources=("magwise-judgement",),
                subject="verdict",
                certainty=Certainty.COMPUTED,
            ),
        )
    if dosing.outcome is Outcome.CLINICIAN or id_ == "verdict.urgent":
        values = {}
    if dosing.outcome in (Outcome.DOSE, Outcome.CLINICIAN) and dosing.regimen is not None:
        values["dose"] = dosing.regimen.elemental_mg_per_day
    kind = id_.removeprefix("verdict.").split("-")[0]
    severity = _SEVERITY[kind]
    if where.is_enough and kind in ("ask", "child", "refer"):
        severity = Severity.INFO  # nothing is needed, so nothing has to be asked first
    return (
        Fact(id_, values, sources, severity, "verdict", Certainty.JUDGEMENT),
        how,
    )


def _id(assessment: Assessment, where: Standing, dosing: Dosing) -> str:
    profile = assessment.profile
    place = "enough" if where.is_enough else where.value
    if any(fact.severity is Severity.URGENT for fact in assessment.findings):
        return "verdict.urgent"
    stops = {fact.id for fact in assessment.verdict.findings if fact.severity is Severity.STOP}
    young = profile.is_adult is False and stops <= {"safety.child-under-4"}
    if assessment.verdict.status is Status.STOP and not young:
        return f"verdict.stop-{place}"
    if profile.is_adult is False:
        return f"verdict.child-{place}"
    if assessment.verdict.status is Status.REFER:
        return f"verdict.refer-{place}"
    if assessment.verdict.status is Status.UNKNOWN:
        return f"verdict.ask-{place}"
    # No room and no time of day are the verdict only for someone whose intake is low; for others
    # (a clinician asked) they stand further down, and the verdict is about their intake.
    about_dose = dosing.outcome is Outcome.CLINICIAN or where is Standing.LOW
    if about_dose and dosing.outcome in _BY_OUTCOME:
        return _BY_OUTCOME[dosing.outcome]
    if where.is_enough:
        if dosing.outcome is Outcome.NOT_NEEDED_CURRENT:
            return "verdict.free-enough-stop-supplement"
        return f"verdict.free-{where.value}"
    if where is Standing.UNKNOWN:
        return "verdict.free-unknown"
    return "verdict.free-maybe" if where is Standing.MAYBE else "verdict.free-low-food-first"
