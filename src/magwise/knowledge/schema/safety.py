"""Records of safety: conditions and their rules, red flags, causes, remedies and bounds.

A rule's condition is typed: each test names a thing the engine can read and an operator it knows.
There is no text that only looks like a rule. A test answers yes, no or unknown; unknown is
never taken for no (see `magwise.safety.circumstances.holds`).
"""

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from magwise.core.facts import Certainty
from magwise.core.sourced import How
from magwise.knowledge.schema.common import Citations, Id, Names, Record, Review, Value, Words
from magwise.knowledge.schema.medicine import Atc

NumberField = Literal[
    "age_years", "body_mass_index", "egfr", "serum_magnesium_mmol_per_l", "sleep_hours",
    "fluid_litres", "alcohol_units_per_week", "caffeine_cups_per_day", "training_hours_per_week",
    "longest_session_hours", "sweat_litres_per_hour",
]  # fmt: skip
AnswerField = Literal[
    "pregnant", "breastfeeding", "kidney_disease", "dialysis", "recent_heat", "missed_periods",
    "weight_loss_unwanted", "stress_fracture", "stress_high", "training_in_heat",
    "training_increase", "one_sided", "clinician_asked_supplement",
]  # fmt: skip
ChoiceField = Literal["sex", "country", "training_kind", "diet"]
NUMBER_FIELDS: frozenset[str] = frozenset(get_args(NumberField))
ANSWER_FIELDS: frozenset[str] = frozenset(get_args(AnswerField))
CHOICE_FIELDS: frozenset[str] = frozenset(get_args(ChoiceField))


class NumberTest(Record):
    """A number lies from ``at_least`` (included) to ``below`` (excluded)."""

    number: NumberField
    at_least: float | None = None
    below: float | None = None

    @model_validator(mode="after")
    def _bounded(self) -> "NumberTest":
        if self.at_least is None and self.below is None:
            raise ValueError("give at_least, below or both")
        return self


class AnswerTest(Record):
    """A question was answered yes, or no."""

    answer: AnswerField
    equals: bool


class UnknownTest(Record):
    """Something was not said: a number, an answer or a whole list."""

    unknown: (
        NumberField
        | AnswerField
        | ChoiceField
        | Literal["conditions", "medicines", "supplements", "red_flags", "complaints", "signs"]
    )


class ChoiceTest(Record):
    """One of the choices was made."""

    choice: ChoiceField
    one_of: Annotated[tuple[str, ...], Field(min_length=1)]


class ConditionTest(Record):
    """One of these conditions is present."""

    condition: Annotated[tuple[Id, ...], Field(min_length=1)]


class MedicineTest(Record):
    """A medicine whose ATC code starts like this is in use, perhaps started not long ago.

    Without codes it is about any medicine.
    """

    medicine: tuple[Atc, ...]
    started_before_complaint: bool | None = None
    started_within_weeks: float | None = None


class ComplaintTest(Record):
    """One of these complaints was given."""

    complaint: Annotated[tuple[Id, ...], Field(min_length=1)]


class SignTest(Record):
    """One of these signs was ticked."""

    sign: Annotated[tuple[Id, ...], Field(min_length=1)]


class FlagTest(Record):
    """One of these red flags was ticked."""

    red_flag: Annotated[tuple[Id, ...], Field(min_length=1)]


class MagnesiumTest(Record):
    """A magnesium product is in use (a supplement, or a medicine that holds magnesium)."""

    takes_magnesium: bool


class Every(Record):
    """All of these hold."""

    every: Annotated[tuple["Test", ...], Field(min_length=1)]


class Some(Record):
    """At least one of these holds."""

    some: Annotated[tuple["Test", ...], Field(min_length=1)]


class Without(Record):
    """The test inside does not hold."""

    without: "Test"


Test = (
    NumberTest
    | AnswerTest
    | UnknownTest
    | ChoiceTest
    | ConditionTest
    | MedicineTest
    | ComplaintTest
    | SignTest
    | FlagTest
    | MagnesiumTest
    | Every
    | Some
    | Without
)
for _node in (Every, Some, Without):
    _node.model_rebuild()


class Code(Record):
    """The concept in a terminology, and how sure we are of the code."""

    system: Literal["snomed", "icd10", "icpc"]
    code: str
    how: How


class Rule(Record):
    """What a condition means for magnesium products and for food.

    Attributes
    ----------
    when
        A further test; without it the rule holds whenever the condition is present.
    status
        The strictest status of all rules that hold becomes the verdict.
    finding
        What is said.
    agreed
        The status once a clinician asked for a supplement; None: it stays as it is.
    dose_finding
        What is said as well once a dose is proposed.
    limit_mg_per_day
        No more than this outside food, whatever the upper level says [mg/day].
    excluded_forms, excludes_antacids
        Supplement forms that are not advised; all forms that bind acid.
    no_eating_less
        Nobody with this condition is advised to eat less.
    """

    when: Test | None = None
    status: Literal["stop", "refer", "unknown", "restrict", "clear"]
    finding: Id
    agreed: Literal["restrict"] | None = None
    dose_finding: Id | None = None
    limit_mg_per_day: Value | None = None
    excluded_forms: tuple[Id, ...] = ()
    excludes_antacids: bool = False
    no_eating_less: bool = False
    citations: Citations
    review: Review = Review()


class Condition(Record):
    """Something about a person that safety knows: an illness, a state of life, a result.

    Attributes
    ----------
    words
        What people write; recognised anywhere in what they typed.
    when
        Makes the condition present without being named (``egfr`` below 30).
    implies
        Conditions that are present as well.
    rules
        Empty: known, and of no weight for magnesium.
    """

    id: Id
    names: Names
    words: Words = Words()
    when: Test | None = None
    implies: tuple[Id, ...] = ()
    rules: tuple[Rule, ...] = ()
    codes: tuple[Code, ...] = ()
    note: str | None = None


class RedFlag(Record):
    """A sign that help comes first, and how soon.

    ``alone`` levels (emergency, same-day) are shown without anything else; ``gp`` stands among
    the other findings and stops a dose until a doctor has looked. ``when`` makes the flag
    present without being ticked, from other answers.
    """

    id: Id
    level: Literal["emergency", "same-day", "gp"]
    names: Names
    question: Names
    words: Words = Words()
    when: Test | None = None
    finding: Id
    think_of: Annotated[tuple[Names, ...], Field(min_length=1)]
    citations: Citations
    review: Review = Review()


class Care(Record):
    """Whom to call in a country: ids of texts ``word.<id>``."""

    id: Id
    emergency_number: Id
    same_day: Id
    citations: Citations


class Complaint(Record):
    """A complaint people come with."""

    id: Id
    names: Names
    words: Words = Words()


class Clue(Record):
    """Something in the story that makes a cause fit: ``word.clue-<id>`` names it.

    A clue holds when its test holds, or when the person recognised it by its id.
    """

    id: Id
    when: Test | None = None


class Cause(Record):
    """Another explanation of cramps or soreness, and what in someone's story points to it.

    ``needs`` clues must hold. ``only_if`` narrows whom it can fit at all. Nothing here
    diagnoses.
    """

    id: Id
    names: Names
    finding: Id
    complaints: Annotated[tuple[Id, ...], Field(min_length=1)]
    only_if: Test | None = None
    clues: Annotated[tuple[Clue, ...], Field(min_length=1)]
    needs: Annotated[int, Field(ge=1)] = 1
    remedies: tuple[Id, ...] = ()
    certainty: Certainty
    citations: Citations
    review: Review = Review()
    note: str | None = None


class Remedy(Record):
    """What helps meanwhile, or what is known not to; for whom, and how sure that is."""

    id: Id
    names: Names
    finding: Id
    complaints: Annotated[tuple[Id, ...], Field(min_length=1)]
    only_if: Test | None = None
    not_if: Test | None = None
    always: bool = False  # said with the complaint itself, not only with a cause
    certainty: Certainty
    citations: Citations
    review: Review = Review()


class Bound(Record):
    """One figure our own advice never passes, or a limit between plausible and not."""

    id: Id
    names: Names
    value: Value
    review: Review = Review()


class FoodRule(Record):
    """When a change of food needs somebody's consent, or may not be advised.

    Attributes
    ----------
    foods
        Beginnings of food ids (``liver``); a rule may look at a nutrient instead.
    nutrient, more_than_per_day
        A rise of this nutrient by more than so much a day; with ``either_way`` a fall as well.
    kinds
        Which changes it is about.
    when
        Whom it is about; without it everybody.
    exempt_plant_foods
        Not about foods that are vegan (their vitamin A is carotene).
    action
        ``block``: not advised; ``tell``: allowed, with the finding.
    """

    id: Id
    foods: tuple[Id, ...] = ()
    nutrient: Id | None = None
    more_than_per_day: Value | None = None
    either_way: bool = False
    kinds: tuple[Literal["add", "swap", "more", "less"], ...] = ("add", "swap", "more")
    when: Test | None = None
    exempt_plant_foods: bool = False
    when_unknown: Literal["applies", "does-not-apply"] = "applies"
    action: Literal["block", "tell"]
    finding: Id
    citations: Citations
    review: Review = Review()

    @model_validator(mode="after")
    def _about_something(self) -> "FoodRule":
        if not self.foods and self.nutrient is None:
            raise ValueError("a food rule is about foods or about a nutrient")
        if (self.nutrient is None) != (self.more_than_per_day is None):
            raise ValueError("nutrient and more_than_per_day belong together")
        return self


class SupplementKind(Record):
    """Supplements that are not sold as magnesium, and whether they hold some all the same."""

    id: Id
    names: Names
    magnesium: Literal["none", "possible"]
    words: Words


class Allergen(Record):
    """One of the allergens that labels must name, and what people call it."""

    id: Id
    names: Names
    words: Words
