"""One hand-made person with a plan, so that the outputs can be judged without the models."""

from typing import Any

import pytest

from magwise import Diary, Profile
from magwise.assessment.records import Assessment
from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.interval import Interval
from magwise.core.records import Dose, Event, EventKind, Regimen, Schedule, UsualIntake
from magwise.core.sourced import How, Sourced
from magwise.models.intake.records import IntakeEstimate
from magwise.models.need.records import Kind, Need, ReferenceValue
from magwise.plan.records import FoodStep, Plan
from magwise.safety.records import FoodChange, Status, Verdict, issue

INTAKE = {"low": 210.4, "best": 255.0, "high": 320.6}


def reference(authority: str, kind: Kind, mg: float, source: str) -> ReferenceValue:
    figure = Sourced(mg, "mg/d", source, "table 1", How.PRIMARY)
    return ReferenceValue(authority, kind, figure, "exact", f"{authority}-{kind}")


def an_assessment(**changes: Any) -> Assessment:
    leading = reference("gezondheidsraad", Kind.AI, 350, "gr-2018-voedingsnormen")
    values: dict[str, Any] = {
        "profile": Profile(name="Ria <b>de Vries</b>", country="nl", age_years=41, sex="male"),
        "diary": Diary(),
        "intake": IntakeEstimate(
            usual=UsualIntake(Interval(210.4, 255.0, 320.6), 5.54, 0.13, 3, 0.94),
            days=(),
            facts=(),
        ),
        "need": Need(
            leading=leading,
            values=(
                leading,
                reference("efsa", Kind.AI, 350, "efsa-2015-magnesium"),
                reference("iom", Kind.EAR, 350, "iom-1997-dri"),
                reference("iom", Kind.RDA, 420, "iom-1997-dri"),
                reference("coma", Kind.RNI, 300, "coma-1991-drv"),
                reference("coma", Kind.LRNI, 190, "coma-1991-drv"),
            ),
            facts=(),
        ),
        "probability_low": Interval(0.85, 0.97, 0.999),
        "verdict": Verdict(Status.CLEAR, (), 250.0, "efsa", 0.0),
        "findings": (
            Fact(
                "adequacy.probability-low",
                {
                    "probability": {"low": 0.85, "best": 0.97, "high": 0.999},
                    "authority": "iom",
                    "requirement": 350.0,
                },
                sources=("iom-1997-dri", "iom-2000-assessment"),
                subject="adequacy",
                certainty=Certainty.COMPUTED,
            ),
            Fact(
                "adequacy.ai-gives-no-probability",
                {"authority": "gezondheidsraad"},
                sources=("gr-2018-voedingsnormen",),
                subject="adequacy",
                certainty=Certainty.OFFICIAL,
            ),
            Fact(
                "explain.probability",
                {"authority": "iom", "requirement": 350.0},
                sources=("iom-2000-assessment",),
                subject="adequacy",
                certainty=Certainty.COMPUTED,
            ),
        ),
        "today": "2026-11-22",
        "knowledge_version": "test",
        "knowledge_hash": "0123456789abcdef",
        "model_version": "0.1.0",
    }
    return Assessment(**{**values, **changes})


def a_plan(assessment: Assessment, **changes: Any) -> Plan:
    step = Fact(
        "food.more",
        {
            "food": "almond",
            "portion": {"measure": "tablespoon", "count": 2.0, "grams": 25.0},
            "gain": {"low": 55.0, "best": 65.0, "high": 76.0},
        },
        sources=("sr-legacy-2018",),
        subject="food",
        certainty=Certainty.COMPUTED,
    )
    start = Fact(
        "supplement.start",
        {"dose": 100.0, "portions": 2, "each": 50.0},
        sources=("efsa-2015-magnesium",),
        severity=Severity.WARN,
        subject="supplement",
        certainty=Certainty.JUDGEMENT,
    )
    values: dict[str, Any] = {
        "assessment": assessment,
        "verdict": Fact(
            "verdict.free-low-food-first",
            {"intake": INTAKE, "reference": 350.0, "authority": "gezondheidsraad"},
            sources=("gr-2018-voedingsnormen",),
            subject="verdict",
            certainty=Certainty.COMPUTED,
        ),
        "food": (
            FoodStep(
                FoodChange("more", "almond", None, 25.0, {"potassium_mg": 180.0}),
                Interval(55, 65, 76),
                "tablespoon",
                2.0,
                25.0,
                7.0,
                step,
            ),
        ),
        "supplement": Regimen(
            (Dose(50.0, "citrate", minute=480), Dose(50.0, "citrate", minute=1110))
        ),
        "schedule": Schedule(
            (
                Event(420, EventKind.MEDICINE, "levothyroxine"),
                Event(480, EventKind.MEAL, "breakfast"),
                Event(480, EventKind.DOSE, "citrate", 50.0),
            )
        ),
        "findings": (step, start),
        "clearance": issue(assessment.verdict, "x"),
        "fingerprint": "x",
    }
    return Plan(**{**values, **changes})


@pytest.fixture
def assessment() -> Assessment:
    return an_assessment()


@pytest.fixture
def plan(assessment: Assessment) -> Plan:
    return a_plan(assessment)


@pytest.fixture
def emergency() -> Assessment:
    flag = Fact("verdict.emergency", severity=Severity.EMERGENCY, subject="red-flag:chest-pain")
    verdict = Verdict(Status.EMERGENCY, (flag,), None, None, None, food_advice=False)
    return an_assessment(verdict=verdict, findings=(flag,))
