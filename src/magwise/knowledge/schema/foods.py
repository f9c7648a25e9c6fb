"""Records of what people eat: foods and dishes, household measures, and figures per 100 g.

Figures are many and read often, so a food's row is one tuple in the order of `NUTRIENTS`.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from magwise.core.interval import Interval
from magwise.core.sourced import How
from magwise.knowledge.schema.common import Id, Names, Record, Words

# Order of the values in a row of figures; the unit is the last part of the name. Per 100 g.
NUTRIENTS: tuple[str, ...] = (
    "energy_kcal", "protein_g", "carbohydrate_g", "sugars_g", "fat_g", "saturated_fat_g",
    "fibre_g", "calcium_mg", "potassium_mg", "sodium_mg", "phosphorus_mg", "iron_mg", "zinc_mg",
    "selenium_ug", "copper_mg", "magnesium_mg", "vitamin_a_rae_ug", "vitamin_c_mg",
    "vitamin_d_ug", "vitamin_k_ug", "vitamin_b6_mg", "iodine_ug", "folate_ug", "alcohol_g",
    "caffeine_mg", "water_g",
)  # fmt: skip
MAGNESIUM = NUTRIENTS.index("magnesium_mg")

Text = Annotated[str, StringConstraints(min_length=1)]
Grams = Annotated[float, Field(gt=0, le=20_000)]


class Portion(Record):
    """How much one person eats at one time [g]; ``max`` is the most that is ordinary."""

    usual: Grams
    low: Grams
    high: Grams
    max: Grams

    @model_validator(mode="after")
    def _in_order(self) -> "Portion":
        if not self.low <= self.usual <= self.high <= max(self.max, self.high):
            raise ValueError("low, usual and high are not in order")
        return self


class MeasureGrams(Record):
    """What one spoon, slice or piece weighs [g]."""

    g: Grams
    low: Grams
    high: Grams
    how: How = How.ASSUMED

    @model_validator(mode="after")
    def _in_order(self) -> "MeasureGrams":
        if not self.low <= self.g <= self.high:
            raise ValueError("low, g and high are not in order")
        return self


class MeasureSize(Record):
    """What a measure holds when the food does not say: grams [g] or volume [ml]."""

    g: Grams | None = None
    ml: Grams | None = None
    low: Grams
    high: Grams
    how: How | None = None

    @model_validator(mode="after")
    def _one_unit(self) -> "MeasureSize":
        if (self.g is None) == (self.ml is None):
            raise ValueError("give either g or ml")
        if not self.low <= (self.g or self.ml or 0.0) <= self.high:
            raise ValueError("low, best and high are not in order")
        return self

    def interval(self) -> Interval:
        """Low, best and high, in the unit it was given in."""
        return Interval(self.low, self.g or self.ml or 0.0, self.high)


class Measure(Record):
    """A household measure: what people call it and how much it holds."""

    id: Id
    kind: Literal["volume", "weight", "count", "container"]
    names: Words
    default: MeasureSize
    by_group: dict[str, MeasureSize] = {}
    how: How = How.ASSUMED
    source: Id | None = None
    note: str | None = None


class Serving(Record):
    """What goes on, in or beside food when nobody says how much: grams, or a share of a portion."""

    id: Id
    unit: Literal["g", "share"]
    low: Annotated[float, Field(gt=0)]
    best: Annotated[float, Field(gt=0)]
    high: Annotated[float, Field(gt=0)]
    meaning: Text
    how: How = How.ASSUMED
    source: Id

    @model_validator(mode="after")
    def _in_order(self) -> "Serving":
        if not self.low <= self.best <= self.high:
            raise ValueError("low, best and high are not in order")
        return self

    def interval(self) -> Interval:
        """Low, best and high, in its unit."""
        return Interval(self.low, self.best, self.high)


class DefaultFor(Record):
    """The food a bare word stands for, and the foods it could also be."""

    word: Text
    lang: Literal["nl", "en"]
    spread: tuple[Id, ...] = ()


class Codes(Record):
    """Rows of the public food tables."""

    sr: str | None = None
    ciqual: str | None = None


class Diet(Record):
    """Who eats it; None means that it differs between products or is not known."""

    vegan: bool | None = None
    vegetarian: bool | None = None
    halal: bool | None = None
    kosher: bool | None = None


class Override(Record):
    """A magnesium figure that replaces the table's [mg per 100 g]."""

    low: float
    best: float
    high: float
    source: Id
    how: How
    note: str | None = None


class Stated(Record):
    """The magnesium a maker prints on a bottle [mg per litre]."""

    value: Annotated[float, Field(ge=0)]
    how: How
    source: Id
    note: str | None = None


class Ingredient(Record):
    """One food of a recipe and its weight [g]."""

    food: Id
    g: Grams


class Food(Record):
    """A food, drink or dish: what it is called, how it is eaten, and where its figures are from.

    A dish has a recipe and no table codes; everything else has codes and no recipe.
    """

    id: Id
    kind: Literal["food", "drink"] = "food"
    group: Id
    state: str = "as-is"
    names: Names
    aliases: Words = Words()
    default_for: tuple[DefaultFor, ...] = ()
    codes: Codes | None = None
    primary: Literal["sr", "ciqual"] | None = None
    proxy: bool = False
    proxy_note: str | None = None
    recipe: tuple[Ingredient, ...] = ()
    yield_g: Grams | None = None
    diet: Diet = Diet()
    allergens: tuple[str, ...] | None = None
    role: tuple[str, ...] = ()
    portion_g: Portion
    portion_how: How = How.ASSUMED
    measures: dict[Id, MeasureGrams] = {}
    density_g_per_ml: Annotated[float, Field(gt=0, lt=3)] | None = None
    effort: Literal["none", "low", "medium", "high"] | None = None
    cost: Literal["low", "mid", "high"] | None = None
    fortified: bool = False
    mg_override: Override | None = None
    stated_mg_per_l: Stated | None = None
    how: How | None = None
    note: str | None = None
    # The languages of its names, when it comes from a food table the person has themselves.
    imported: tuple[Literal["nl", "en", "fr"], ...] = ()

    @model_validator(mode="after")
    def _origin(self) -> "Food":
        if bool(self.recipe) == (self.codes is not None):
            raise ValueError("give either table codes or a recipe")
        if self.recipe and self.yield_g is None:
            raise ValueError("a recipe needs yield_g")
        return self

    @property
    def is_dish(self) -> bool:
        """True when the figures are computed from a recipe."""
        return bool(self.recipe)


class Figures(Record):
    """One food's figures per 100 g edible part; None is missing, never zero."""

    id: Id
    table: str
    code: str | None = None
    row_name: str | None = None
    values: tuple[float | None, ...]
    magnesium_low_mg: float | None = None
    magnesium_high_mg: float | None = None
    magnesium_tables: str | None = None
    filled: str | None = None
    flags: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_table_row(cls, row: Any) -> Any:
        if not isinstance(row, dict) or "food_id" not in row:
            return row
        rest = {key: value for key, value in row.items() if key not in NUTRIENTS}
        rest["id"] = rest.pop("food_id")
        rest["values"] = tuple(row.get(nutrient) for nutrient in NUTRIENTS)
        return rest

    @model_validator(mode="after")
    def _complete(self) -> "Figures":
        if len(self.values) != len(NUTRIENTS):
            raise ValueError(f"a row has {len(NUTRIENTS)} nutrients")
        best = self.values[MAGNESIUM]
        low, high = self.magnesium_low_mg, self.magnesium_high_mg
        if best is not None and (low is None or high is None or not low <= best <= high):
            raise ValueError("magnesium low, best and high are not in order")
        return self

    def value(self, nutrient: str) -> float | None:
        """One nutrient per 100 g, in the unit its name ends with; None when missing."""
        return self.values[NUTRIENTS.index(nutrient)]

    def magnesium_mg(self) -> Interval | None:
        """Magnesium per 100 g, with what the tables and nature disagree about [mg]."""
        best = self.values[MAGNESIUM]
        if best is None or self.magnesium_low_mg is None or self.magnesium_high_mg is None:
            return None
        return Interval(self.magnesium_low_mg, best, self.magnesium_high_mg)
