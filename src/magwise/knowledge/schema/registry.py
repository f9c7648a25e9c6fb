"""Which files of ``knowledge/data`` hold which kind of record.

To add a kind: write its model, add one line here, and one field of the same name to `Knowledge`.
Models are named, not imported: a start loads only what it looks at.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Collection:
    """One kind of record: its name in `Knowledge`, where its files are, and its model.

    ``model_name`` is ``module:Model`` within this package.
    """

    name: str
    pattern: str
    model_name: str

    @property
    def model(self) -> type[BaseModel]:
        """The model every record is checked with."""
        module, _, name = self.model_name.partition(":")
        model: type[BaseModel] = getattr(import_module(f"magwise.knowledge.schema.{module}"), name)
        return model


COLLECTIONS: tuple[Collection, ...] = (
    Collection("sources", "sources/*.yaml", "message:Source"),
    Collection("findings", "findings/*.yaml", "message:Finding"),
    Collection("foods", "foods/*/*.yaml", "foods:Food"),
    Collection("measures", "foods/measures.yaml", "foods:Measure"),
    Collection("figures", "foods/figures.csv", "foods:Figures"),
    Collection("servings", "foods/servings.yaml", "foods:Serving"),
    Collection("interactions", "interactions/*.yaml", "medicine:Interaction"),
    Collection("medicines", "medicines/atc-*.yaml", "medicine:Medicine"),
    Collection("medicine_groups", "medicines/ambiguous.yaml", "medicine:MedicineGroup"),
    Collection("authorities", "authorities/authorities.yaml", "need:Authority"),
    Collection("countries", "authorities/countries.yaml", "need:CountryOrder"),
    Collection("requirements", "requirements/*.yaml", "need:Requirement"),
    Collection("label_values", "requirements/label/*.yaml", "need:LabelValue"),
    Collection("limits", "limits/*.yaml", "need:Limit"),
    Collection("claims", "claims/*.yaml", "need:Claim"),
    Collection("quantities", "quantities/*.yaml", "need:Quantity"),
    Collection("day_variations", "variation/day-to-day.yaml", "need:DayVariation"),
    Collection("population_intakes", "variation/population.yaml", "need:PopulationIntake"),
    Collection("assumptions", "variation/assumptions.yaml", "need:Assumption"),
    Collection("energy_equations", "variation/resting-energy.yaml", "need:EnergyEquation"),
    Collection("forms", "forms/*.yaml", "forms:Form"),
    Collection("conditions", "conditions/*.yaml", "safety:Condition"),
    Collection("red_flags", "redflags/*.yaml", "safety:RedFlag"),
    Collection("care", "care/*.yaml", "safety:Care"),
    Collection("complaints", "complaints/*.yaml", "safety:Complaint"),
    Collection("causes", "causes/*.yaml", "safety:Cause"),
    Collection("remedies", "remedies/*.yaml", "safety:Remedy"),
    Collection("bounds", "bounds/*.yaml", "safety:Bound"),
    Collection("tasks", "programme/tasks.yaml", "programme:Task"),
    Collection("letter_reasons", "programme/letters.yaml", "programme:LetterReason"),
    Collection("programme_figures", "programme/figures.yaml", "safety:Bound"),
    Collection("nutrient_limits", "limits_nutrients/*.yaml", "need:Limit"),
    Collection("supplement_kinds", "supplements/kinds.yaml", "safety:SupplementKind"),
    Collection("allergens", "allergens/*.yaml", "safety:Allergen"),
    Collection("food_rules", "foodrules/*.yaml", "safety:FoodRule"),
    Collection("suggestions", "suggestions/*.yaml", "suggestion:Suggestion"),
    Collection("withheld", "advising/withheld.yaml", "advising:Withheld"),
    Collection("exchanges", "advising/exchanges.yaml", "advising:Exchange"),
    Collection("additions", "advising/additions.yaml", "advising:Addition"),
    Collection("yardsticks", "advising/yardsticks.yaml", "advising:Yardstick"),
    Collection("recipes", "recipes/*.yaml", "recipe:Recipe"),
    Collection("body_parameters", "physiology/parameters.yaml", "physiology:BodyParameter"),
    Collection("form_classes", "physiology/form-classes.yaml", "physiology:FormClass"),
    Collection("body_factors", "physiology/factors.yaml", "physiology:BodyFactor"),
    Collection("observations", "physiology/observations.yaml", "physiology:Observation"),
    Collection("laboratory", "laboratory/tests.yaml", "status:LaboratoryTest"),
    Collection("laboratory_bands", "laboratory/bands.yaml", "status:LaboratoryBand"),
    Collection("signs", "signs/*.yaml", "status:Sign"),
    Collection("risk_factors", "riskfactors/factors.yaml", "status:RiskFactor"),
    Collection("scores", "riskfactors/scores.yaml", "status:Score"),
    Collection("question_pages", "questionnaire/pages.yaml", "questionnaire:Page"),
    Collection("questions", "questionnaire/questions.yaml", "questionnaire:Question"),
    Collection("claim_catalogue", "claim_catalogue/*.yaml", "claim:CirculatingClaim"),
    Collection("topics", "questions/*.yaml", "claim:Topic"),
    Collection("concepts", "questions/concepts/*.yaml", "concept:Concept"),
    Collection("alarm_words", "questions/alarms/*.yaml", "claim:AlarmWords"),
    Collection("contradictions", "contradictions/contradictions.yaml", "claim:Contradiction"),
    Collection("reference_audit", "contradictions/references.yaml", "claim:ReferenceAudit"),
    Collection("outcomes", "evidence/outcomes.yaml", "evidence:Outcome"),
    Collection("syntheses", "evidence/syntheses/*.yaml", "evidence:Synthesis"),
    Collection("thresholds", "evidence/thresholds.yaml", "evidence:Threshold"),
    Collection("pools", "evidence/pools.yaml", "evidence:Pool"),
    Collection("trials", "evidence/trials.csv", "evidence:Trial"),
    Collection("trial_arms", "evidence/arms.csv", "evidence:Arm"),
    Collection("trial_instruments", "trial/instruments.yaml", "trial:TrialInstrument"),
    Collection("trial_priors", "trial/priors.yaml", "trial:TrialPrior"),
    Collection("trial_figures", "trial/figures.yaml", "trial:TrialFigure"),
    Collection("side_effects", "followup/side_effects.yaml", "followup:SideEffect"),
    Collection("stop_rules", "followup/stop_rules.yaml", "followup:StopRule"),
    Collection("check_ins", "followup/checkins.yaml", "followup:CheckIn"),
)
TEXTS = ("text_nl", "text_en")
NAMES = (*(collection.name for collection in COLLECTIONS), *TEXTS)


@cache
def model_of(name: str) -> Any:
    """What a collection holds: a model, or plain text for the message catalogues."""
    if name in TEXTS:
        return str
    return next(collection.model for collection in COLLECTIONS if collection.name == name)
