"""Which files of ``knowledge/data`` hold which kind of record.

To add a kind: write its model, add one line here, and one field of the same name to `Knowledge`.
"""

from dataclasses import dataclass

from pydantic import BaseModel

from magwise.knowledge.schema.evidence import Arm, Outcome, Pool, Synthesis, Threshold, Trial
from magwise.knowledge.schema.claim import (
    AlarmWords,
    CirculatingClaim,
    Contradiction,
    ReferenceAudit,
    Topic,
)
from magwise.knowledge.schema.foods import Figures, Food, Measure, Serving
from magwise.knowledge.schema.forms import Form
from magwise.knowledge.schema.medicine import Interaction, Medicine, MedicineGroup
from magwise.knowledge.schema.message import Finding, Source
from magwise.knowledge.schema.need import (
    Assumption,
    Authority,
    Claim,
    CountryOrder,
    DayVariation,
    EnergyEquation,
    LabelValue,
    Limit,
    PopulationIntake,
    Quantity,
    Requirement,
)
from magwise.knowledge.schema.physiology import BodyFactor, BodyParameter, FormClass, Observation
from magwise.knowledge.schema.questionnaire import Page, Question
from magwise.knowledge.schema.safety import (
    Allergen,
    Bound,
    Care,
    Cause,
    Complaint,
    Condition,
    FoodRule,
    RedFlag,
    Remedy,
    SupplementKind,
)
from magwise.knowledge.schema.status import (
    LaboratoryBand,
    LaboratoryTest,
    RiskFactor,
    Score,
    Sign,
)
from magwise.knowledge.schema.suggestion import Suggestion
from magwise.knowledge.schema.trial import TrialFigure, TrialInstrument, TrialPrior


@dataclass(frozen=True, slots=True)
class Collection:
    """One kind of record: its name in `Knowledge`, where its files are, and its model."""

    name: str
    pattern: str
    model: type[BaseModel]


COLLECTIONS: tuple[Collection, ...] = (
    Collection("sources", "sources/*.yaml", Source),
    Collection("findings", "findings/*.yaml", Finding),
    Collection("foods", "foods/*/*.yaml", Food),
    Collection("measures", "foods/measures.yaml", Measure),
    Collection("figures", "foods/figures.csv", Figures),
    Collection("servings", "foods/servings.yaml", Serving),
    Collection("interactions", "interactions/*.yaml", Interaction),
    Collection("medicines", "medicines/atc-*.yaml", Medicine),
    Collection("medicine_groups", "medicines/ambiguous.yaml", MedicineGroup),
    Collection("authorities", "authorities/authorities.yaml", Authority),
    Collection("countries", "authorities/countries.yaml", CountryOrder),
    Collection("requirements", "requirements/*.yaml", Requirement),
    Collection("label_values", "requirements/label/*.yaml", LabelValue),
    Collection("limits", "limits/*.yaml", Limit),
    Collection("claims", "claims/*.yaml", Claim),
    Collection("quantities", "quantities/*.yaml", Quantity),
    Collection("day_variations", "variation/day-to-day.yaml", DayVariation),
    Collection("population_intakes", "variation/population.yaml", PopulationIntake),
    Collection("assumptions", "variation/assumptions.yaml", Assumption),
    Collection("energy_equations", "variation/resting-energy.yaml", EnergyEquation),
    Collection("forms", "forms/*.yaml", Form),
    Collection("conditions", "conditions/*.yaml", Condition),
    Collection("red_flags", "redflags/*.yaml", RedFlag),
    Collection("care", "care/*.yaml", Care),
    Collection("complaints", "complaints/*.yaml", Complaint),
    Collection("causes", "causes/*.yaml", Cause),
    Collection("remedies", "remedies/*.yaml", Remedy),
    Collection("bounds", "bounds/*.yaml", Bound),
    Collection("nutrient_limits", "limits_nutrients/*.yaml", Limit),
    Collection("supplement_kinds", "supplements/kinds.yaml", SupplementKind),
    Collection("allergens", "allergens/*.yaml", Allergen),
    Collection("food_rules", "foodrules/*.yaml", FoodRule),
    Collection("suggestions", "suggestions/*.yaml", Suggestion),
    Collection("body_parameters", "physiology/parameters.yaml", BodyParameter),
    Collection("form_classes", "physiology/form-classes.yaml", FormClass),
    Collection("body_factors", "physiology/factors.yaml", BodyFactor),
    Collection("observations", "physiology/observations.yaml", Observation),
    Collection("laboratory", "laboratory/tests.yaml", LaboratoryTest),
    Collection("laboratory_bands", "laboratory/bands.yaml", LaboratoryBand),
    Collection("signs", "signs/*.yaml", Sign),
    Collection("risk_factors", "riskfactors/factors.yaml", RiskFactor),
    Collection("scores", "riskfactors/scores.yaml", Score),
    Collection("question_pages", "questionnaire/pages.yaml", Page),
    Collection("questions", "questionnaire/questions.yaml", Question),
    Collection("claim_catalogue", "claim_catalogue/*.yaml", CirculatingClaim),
    Collection("topics", "questions/*.yaml", Topic),
    Collection("alarm_words", "questions/alarms/*.yaml", AlarmWords),
    Collection("contradictions", "contradictions/contradictions.yaml", Contradiction),
    Collection("reference_audit", "contradictions/references.yaml", ReferenceAudit),
    Collection("outcomes", "evidence/outcomes.yaml", Outcome),
    Collection("syntheses", "evidence/syntheses/*.yaml", Synthesis),
    Collection("thresholds", "evidence/thresholds.yaml", Threshold),
    Collection("pools", "evidence/pools.yaml", Pool),
    Collection("trials", "evidence/trials.csv", Trial),
    Collection("trial_arms", "evidence/arms.csv", Arm),
    Collection("trial_instruments", "trial/instruments.yaml", TrialInstrument),
    Collection("trial_priors", "trial/priors.yaml", TrialPrior),
    Collection("trial_figures", "trial/figures.yaml", TrialFigure),
)
