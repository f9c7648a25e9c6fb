"""The only place where units convert, and where the mass of a salt becomes magnesium.

Inside Magwise every quantity is a float in its canonical unit, named in the variable:
magnesium in mg of the element, serum in mmol/L, time in minutes after midnight or hours.
"""

import re
from dataclasses import dataclass
from functools import cache

from magwise.core.errors import Problem, UnitError

# Conventional atomic weights (g/mol), abridged, as in the tables of IUPAC [src.iupac-2021].
ATOMIC_WEIGHTS: dict[str, float] = {
    "H": 1.008,
    "C": 12.011,
    "N": 14.007,
    "O": 15.999,
    "Na": 22.990,
    "Mg": 24.305,
    "P": 30.974,
    "S": 32.06,
    "Cl": 35.45,
    "K": 39.098,
    "Ca": 40.078,
}
MG_PER_MMOL = ATOMIC_WEIGHTS["Mg"]  # 1 mmol of magnesium weighs 24.305 mg
MEQ_PER_MMOL = 2.0  # the magnesium ion carries two charges


@dataclass(frozen=True, slots=True)
class SaltMass:
    """The mass of a magnesium compound [mg]; not magnesium, and it cannot be added to it."""

    formula: str
    mg: float

    def elemental_mg(self) -> float:
        """The magnesium in it [mg]."""
        return self.mg * elemental_share(self.formula)


@cache
def atoms(formula: str) -> dict[str, float]:
    """Count the atoms of a formula such as ``Mg3(C6H5O7)2.9H2O`` or ``4MgCO3.Mg(OH)2.5H2O``.

    Raises
    ------
    UnitError
        When the formula cannot be read or has an element we hold no weight for.
    """
    total: dict[str, float] = {}
    for part in re.split(r"[.·]", formula.replace(" ", "")):
        lead = re.match(r"\d+", part)
        times = float(lead.group()) if lead else 1.0
        body = part[lead.end() :] if lead else part
        for element, count in _group(body, formula).items():
            total[element] = total.get(element, 0.0) + times * count
    return total


def _group(body: str, formula: str) -> dict[str, float]:
    stack: list[dict[str, float]] = [{}]
    position = 0
    while position < len(body):
        if body[position] == "(":
            stack.append({})
            position += 1
            continue
        close = re.compile(r"\)(\d*)").match(body, position)
        symbol = re.compile(r"([A-Z][a-z]?)(\d*)").match(body, position)
        if close and len(stack) > 1:
            inner = stack.pop()
            times = float(close.group(1) or 1)
            for element, count in inner.items():
                stack[-1][element] = stack[-1].get(element, 0.0) + count * times
            position = close.end()
        elif symbol and symbol.group(1) in ATOMIC_WEIGHTS:
            element = symbol.group(1)
            stack[-1][element] = stack[-1].get(element, 0.0) + float(symbol.group(2) or 1)
            position = symbol.end()
        else:
            raise UnitError(Problem("error.formula", formula, {"formula": formula}))
    if len(stack) != 1 or not stack[0]:
        raise UnitError(Problem("error.formula", formula, {"formula": formula}))
    return stack[0]


@cache
def molar_mass_g_per_mol(formula: str) -> float:
    """Molar mass of a compound [g/mol].

    >>> round(molar_mass_g_per_mol("MgO"), 2)
    40.3
    """
    return sum(ATOMIC_WEIGHTS[element] * count for element, count in atoms(formula).items())


@cache
def elemental_share(formula: str) -> float:
    """Share of a compound's mass that is magnesium [0-1].

    >>> round(100 * elemental_share("Mg3(C6H5O7)2"), 2)
    16.16
    """
    return atoms(formula).get("Mg", 0.0) * MG_PER_MMOL / molar_mass_g_per_mol(formula)


# unit -> factor to the canonical unit of its quantity
_FACTORS: dict[str, dict[str, float]] = {
    "magnesium_mg": {
        "mg": 1.0,
        "g": 1000.0,
        "ug": 0.001,
        "µg": 0.001,
        "mcg": 0.001,
        "mmol": MG_PER_MMOL,
        "mEq": MG_PER_MMOL / MEQ_PER_MMOL,
    },
    "mass_g": {
        "g": 1.0,
        "kg": 1000.0,
        "mg": 0.001,
        "oz": 28.349523125,
        "lb": 453.59237,
        "lbs": 453.59237,
        "st": 6350.29318,
    },
    "length_cm": {"cm": 1.0, "m": 100.0, "mm": 0.1, "in": 2.54, "ft": 30.48},
    "time_hours": {
        "h": 1.0,
        "u": 1.0,
        "uur": 1.0,
        "hr": 1.0,
        "hrs": 1.0,
        "hour": 1.0,
        "hours": 1.0,
        "min": 1 / 60,
        "minuten": 1 / 60,
        "minute": 1 / 60,
        "minutes": 1 / 60,
    },
    "time_weeks": {
        "weeks": 1.0,
        "week": 1.0,
        "wk": 1.0,
        "weken": 1.0,
        "days": 1 / 7,
        "day": 1 / 7,
        "dagen": 1 / 7,
        "dag": 1 / 7,
        "d": 1 / 7,
        "months": 365.25 / 84,
        "month": 365.25 / 84,
        "maanden": 365.25 / 84,
        "maand": 365.25 / 84,
        "years": 365.25 / 7,
        "year": 365.25 / 7,
        "jaar": 365.25 / 7,
        "jaren": 365.25 / 7,
    },
    "volume_ml": {
        "ml": 1.0,
        "cl": 10.0,
        "dl": 100.0,
        "l": 1000.0,
        "litre": 1000.0,
        "litres": 1000.0,
        "fl oz": 28.4130625,  # imperial: British readers come before American ones here
        "pint": 568.26125,
    },
    "magnesium_mmol_per_l": {
        "mmol/L": 1.0,
        "mg/dL": 10.0 / MG_PER_MMOL,
        "mg/L": 1.0 / MG_PER_MMOL,
        "mEq/L": 1.0 / MEQ_PER_MMOL,
        "umol/L": 0.001,
        "µmol/L": 0.001,
    },
    "magnesium_mmol_per_day": {
        "mmol/d": 1.0,
        "mmol/24h": 1.0,
        "mg/d": 1.0 / MG_PER_MMOL,
        "mg/24h": 1.0 / MG_PER_MMOL,
        "mEq/d": 1.0 / MEQ_PER_MMOL,
        "mEq/24h": 1.0 / MEQ_PER_MMOL,
        "mmol/(24.h)": 1.0,  # as UCUM writes it
        "mg/(24.h)": 1.0 / MG_PER_MMOL,
        "mmol/24u": 1.0,
        "mg/24u": 1.0 / MG_PER_MMOL,
    },
    "potassium_mmol_per_l": {
        "mmol/L": 1.0,
        "mEq/L": 1.0,
        "mg/dL": 10.0 / ATOMIC_WEIGHTS["K"],
    },
    "calcium_mmol_per_l": {
        "mmol/L": 1.0,
        "mg/dL": 10.0 / ATOMIC_WEIGHTS["Ca"],
        "mEq/L": 0.5,  # the calcium ion carries two charges
    },
    "creatinine_umol_per_l": {"umol/L": 1.0, "µmol/L": 1.0, "mg/dL": 88.42, "mmol/L": 1000.0},
}


def _folded(unit: str) -> str:
    return unit.strip().replace("μ", "µ").casefold().replace(" per ", "/").replace("liter", "l")


def convert(value: float, unit: str, quantity: str) -> float:
    """Bring a value to the canonical unit of its quantity.

    Parameters
    ----------
    value
        The number as given.
    unit
        Its unit, as people and laboratories write it.
    quantity
        One of `quantities`, for example ``magnesium_mmol_per_l``.

    Raises
    ------
    UnitError
        When the unit does not belong to the quantity. Nothing is guessed.

    Examples
    --------
    >>> round(convert(2.0, "mg/dL", "magnesium_mmol_per_l"), 3)
    0.823
    """
    factors = _FACTORS[quantity]
    for name, factor in factors.items():
        if _folded(name) == _folded(unit):
            return value * factor
    raise UnitError(
        Problem(
            "error.unit",
            values={"unit": unit, "quantity": quantity, "allowed": tuple(factors)},
        )
    )


def units_of(quantity: str) -> tuple[str, ...]:
    """The units a quantity may be given in."""
    return tuple(_FACTORS[quantity])


def quantities() -> tuple[str, ...]:
    """The quantities that have more than one unit."""
    return tuple(_FACTORS)
