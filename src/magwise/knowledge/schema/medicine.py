"""Records about medicines: what they are called, and how each gets along with magnesium."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from magwise.core.sourced import How
from magwise.knowledge.schema.common import Citations, Id, Names, Record, Review, Value, Words

Atc = Annotated[str, StringConstraints(pattern=r"^[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?$")]
Phrase = Annotated[str, StringConstraints(min_length=2, max_length=80)]

Action = Literal[
    "stop",  # no magnesium product with this medicine
    "separate",  # keep some hours between
    "monitor",  # the prescriber watches blood values
    "info",  # good to know
    "pharmacist",  # a pharmacist decides; no gap is computed
    "specialist",  # the treating team decides
    "duplicate",  # it holds magnesium itself: count it
]
Whom = Literal[
    "pharmacist", "prescriber", "hiv-pharmacist", "specialist", "transplant-team", "oncologist",
    "anaesthetist", "gp",
]  # fmt: skip
# Oxide, hydroxide and carbonate bind acid; other salts do not.
Salts = Literal["all", "antacid"]
Effect = Literal[
    "less-medicine",  # magnesium keeps the medicine from being taken up
    "more-medicine",  # magnesium raises what the medicine does
    "lowers-magnesium",  # the medicine makes the body lose magnesium or take up less
    "raises-magnesium",  # the medicine makes the body hold on to magnesium
    "less-dissolved",  # the medicine makes some forms of magnesium dissolve worse
    "adds-magnesium",  # the medicine is itself magnesium
    "other-harm",
]


class OtherFigure(Record):
    """A gap that another source gives; kept and shown, never used when it is shorter."""

    order: Literal["medicine-first", "magnesium-first", "either"]
    hours: Value


class Spacing(Record):
    """Hours between a medicine and magnesium, in each order; they are often not the same.

    ``medicine_first_hours``: take the medicine, then wait at least this long for magnesium.
    ``magnesium_first_hours``: take magnesium, then wait at least this long for the medicine.
    ``atc_prefixes`` narrows it to some medicines of the row (empty: all of them), ``salts`` to
    magnesium that binds acid.

    Raises
    ------
    ValueError
        When a gap is shorter than the longest one any source in the record asks for.
    """

    atc_prefixes: tuple[Atc, ...] = ()
    salts: Salts = "all"
    medicine_first_hours: Value
    magnesium_first_hours: Value
    also: tuple[OtherFigure, ...] = ()

    @model_validator(mode="after")
    def _strictest(self) -> "Spacing":
        for name, order in (
            ("medicine_first_hours", "medicine-first"),
            ("magnesium_first_hours", "magnesium-first"),
        ):
            used: Value = getattr(self, name)
            if used.value is None or used.unit != "h":
                raise ValueError(f"{name} needs a number in the unit h")
            others = [other.hours for other in self.also if other.order in (order, "either")]
            for figure in (used, *others):
                longest = max(part for part in (figure.value, figure.high) if part is not None)
                if figure.unit != "h" or used.value < longest:
                    raise ValueError(
                        f"{name} is {used.value} h, but {figure.source} asks for {longest}"
                    )
        return self

    @property
    def hours(self) -> tuple[float, float]:
        """Medicine first, magnesium first [h]."""
        return (self.medicine_first_hours.value or 0.0, self.magnesium_first_hours.value or 0.0)


class Interaction(Record):
    """One row of the interaction table: which medicines, what happens, what to do.

    Attributes
    ----------
    atc_prefixes, excluded_atc
        Codes the row covers, by their beginning, and codes it does not cover after all.
    former_atc
        Old code -> today's code; both are still in use in pharmacies' systems.
    actions, actions_by_atc
        What to do, and what to do instead for some medicines of the row.
    spacings
        Gaps; the most specific one that fits counts (see `spacing_for`).
    pause_during_course
        A short course (antibiotics): not taking magnesium meanwhile is simplest.
    fasting
        The medicine is taken on an empty stomach.
    excluded_salts
        Magnesium that must not be advised next to it at all.
    poor_forms
        Supplement forms that work less well next to it.
    reason, effect
        Text ids ``word.<id>``: why, and how large the effect is.
    trigger
        For the rows that are not about a medicine: what they are about.
    is_default
        The row for medicines that no other row knows.
    """

    id: Id
    names: Names
    atc_prefixes: tuple[Atc, ...] = ()
    excluded_atc: tuple[Atc, ...] = ()
    former_atc: dict[Atc, Atc] = {}
    trigger: Literal["alcohol-heavy"] | None = None
    is_default: bool = False
    actions: Annotated[tuple[Action, ...], Field(min_length=1)]
    actions_by_atc: dict[Atc, tuple[Action, ...]] = {}
    effects: Annotated[tuple[Effect, ...], Field(min_length=1)]
    spacings: tuple[Spacing, ...] = ()
    applies_to: Salts = "all"
    evidence_from: Literal["antacid", "supplement", "iv", "general"]
    stop_unless: Literal["doctor-agrees-and-kidney-function-known"] | None = None
    pause_during_course: bool = False
    fasting: bool = False
    magnesium_in_evening: bool = False
    excluded_salts: Literal["antacid"] | None = None
    poor_forms: tuple[Id, ...] = ()
    ask: Whom | None = None
    tests: tuple[Id, ...] = ()
    reason: Id
    effect: Id | None = None
    citations: Citations
    review: Review = Review()
    note: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> "Interaction":
        if not self.atc_prefixes and not self.trigger and not self.is_default:
            raise ValueError("a row names medicines, a trigger, or is the default")
        every = {*self.actions, *(a for some in self.actions_by_atc.values() for a in some)}
        if ("separate" in every) != bool(self.spacings):
            raise ValueError("a row with the action separate has spacings, and no other row has")
        if (self.pause_during_course or self.fasting or self.magnesium_in_evening) and (
            "separate" not in self.actions
        ):
            raise ValueError("what a row asks of the day belongs to a row that separates")
        for code in (*self.actions_by_atc, *(c for s in self.spacings for c in s.atc_prefixes)):
            if not any(code.startswith(prefix) for prefix in self.atc_prefixes):
                raise ValueError(f"{code} is not among the codes of this row")
        return self

    def covers(self, atc: str) -> bool:
        """Whether the row is about this code; a code that is cut short counts when it may be."""
        current = self.former_atc.get(atc, atc)
        if any(current.startswith(code) for code in self.excluded_atc):
            return False
        return any(
            current.startswith(prefix) or prefix.startswith(current) for prefix in self.atc_prefixes
        )

    def actions_for(self, atc: str) -> tuple[Action, ...]:
        """What to do for one medicine of the row; for a cut-short code everything it may mean."""
        current = self.former_atc.get(atc, atc)
        fitting = [code for code in self.actions_by_atc if current.startswith(code)]
        if fitting:
            return self.actions_by_atc[max(fitting, key=len)]
        possible = [
            action
            for code, actions in self.actions_by_atc.items()
            if code.startswith(current)
            for action in actions
        ]
        return tuple(dict.fromkeys((*self.actions, *possible)))

    def spacing_for(self, atc: str, *, antacid_salt: bool | None = None) -> Spacing | None:
        """The gap for one medicine of the row and a kind of magnesium; None when it has none.

        ``antacid_salt`` None means that the kind of magnesium is not known: the longest gap
        then counts, as it does for a code that is cut short.
        """
        current = self.former_atc.get(atc, atc)
        if "separate" not in self.actions_for(atc):
            return None

        def fits(spacing: Spacing) -> bool:
            if spacing.salts == "antacid" and antacid_salt is False:
                return False
            return not spacing.atc_prefixes or any(
                current.startswith(code) or code.startswith(current)
                for code in spacing.atc_prefixes
            )

        fitting = [spacing for spacing in self.spacings if fits(spacing)]
        if not fitting:
            return None
        named = [
            spacing
            for spacing in fitting
            if any(current.startswith(code) for code in spacing.atc_prefixes)
        ]
        candidates = named or fitting
        first = max(candidates, key=lambda s: s.hours[0])
        second = max(candidates, key=lambda s: s.hours[1])
        if first is second:
            return first
        return Spacing(
            medicine_first_hours=first.medicine_first_hours,
            magnesium_first_hours=second.magnesium_first_hours,
        )


class MagnesiumContent(Record):
    """How much magnesium itself one tablet, sachet, ml or gram of a medicine holds [mg].

    ``formula`` is the salt, so that the figure can be computed from the mass of the salt.
    """

    salt: Id | None = None
    formula: str | None = None
    salt_mg: float | None = Field(default=None, gt=0)
    per: Literal["tablet", "sachet", "ml", "gram", "capsule", "dose"]
    elemental_mg: Value
    usual_per_day: float | None = Field(default=None, gt=0)
    note: str | None = None


class Medicine(Record):
    """A medicine by its generic name, its brands and everyday words, with its ATC code.

    Attributes
    ----------
    brands
        Names on the box in the Netherlands, Belgium, the United Kingdom and around.
    words
        Other spellings and everyday words, by language.
    bare_words
        Words that mean this medicine in a list of medicines, but food, a place or a person
        elsewhere (``ijzer``, ``Centrum``, ``Yasmin``).
    route
        Only what is swallowed meets magnesium in the gut.
    how
        How the code was obtained; most are from memory and never loosen a rule.
    """

    id: Id
    atc: Atc | None
    former_atc: tuple[Atc, ...] = ()
    names: Names
    brands: tuple[Phrase, ...] = ()
    words: Words = Words()
    bare_words: tuple[Phrase, ...] = ()
    kind: Literal["prescription", "otc", "hospital"] = "prescription"
    route: Literal["oral", "injection", "inhaled", "skin", "eye", "nose", "rectal", "other"] = (
        "oral"
    )
    fasting: bool = False
    magnesium: tuple[MagnesiumContent, ...] = ()
    how: How = How.RECALLED
    note: str | None = None


class MedicineGroup(Record):
    """An everyday word that may mean several medicines: a question, and what holds meanwhile.

    ``candidates`` are beginnings of ATC codes; until the person says which it is, the strictest
    of them counts. ``examples`` are the medicines the question names. ``names`` have their
    article, for in a sentence; what people write is in ``words``.
    """

    id: Id
    names: Names
    words: Words
    candidates: Annotated[tuple[Atc, ...], Field(min_length=1)]
    examples: Annotated[tuple[Id, ...], Field(min_length=2)]
