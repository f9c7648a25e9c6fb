"""The names of everything in the body model: states, tallies, parameters, and their units.

Time is in hours, amounts in mmol of magnesium, volumes in litres.
"""

from typing import Any, NamedTuple, get_type_hints

STEPS_OF_INTESTINE = 3  # the absorbing part of the gut is three equal stirred compartments


class State(NamedTuple):
    """Where magnesium is [mmol]; ``red_cells`` is a read-out [mmol/L] outside the balance."""

    stomach_fed: Any
    stomach_fasted: Any
    intestine_1: Any
    intestine_2: Any
    intestine_3: Any
    colon: Any
    extracellular: Any
    fast: Any
    exchangeable: Any
    slow: Any
    labile_bone: Any
    deep_bone: Any
    red_cells: Any


class Tally(NamedTuple):
    """What went where since the start [mmol]."""

    absorbed: Any
    urine: Any
    unabsorbed: Any
    endogenous: Any
    other_losses: Any  # skin, sweat and milk


class Drive(NamedTuple):
    """What acts from outside at one moment [mmol/h; L/h; share]."""

    release_fed: Any  # from undissolved tablets taken with food
    release_fasted: Any
    passed: Any  # undissolved, on its way out
    infusion: Any
    sweat_l_per_h: Any
    tubular_factor: Any  # short influences on the tubule: alcohol, caffeine, a loop diuretic


class Parameters(NamedTuple):
    """One person's constants; the unit stands in the name or in `UNITS`."""

    gastric_fed_per_h: Any
    gastric_fasted_per_h: Any
    transit_per_h: Any
    uptake_step_mmol_per_h: Any
    half_uptake_step_mmol: Any
    passive_per_h: Any
    colon_uptake_per_h: Any
    colon_transit_per_h: Any
    filtered_l_per_h: Any
    tubular_max_mmol_per_h: Any
    splay_mmol_per_h: Any
    minimum_excretion: Any
    volume_l: Any
    reference_mmol_per_l: Any
    fast_per_h: Any
    fast_mmol: Any
    exchangeable_per_h: Any
    exchangeable_mmol: Any
    slow_per_h: Any
    slow_mmol: Any
    labile_bone_per_h: Any
    labile_bone_mmol: Any
    deep_bone_per_h: Any
    deep_bone_mmol: Any
    endogenous_mmol_per_h: Any
    skin_mmol_per_h: Any
    milk_mmol_per_h: Any
    sweat_mmol_per_l: Any
    red_cell_mmol_per_l: Any
    red_cell_exponent: Any
    red_cell_per_h: Any


def unit_of(name: str) -> str:
    """The unit of a state, tally, drive or parameter.

    >>> unit_of("half_uptake_step_mmol"), unit_of("splay_mmol_per_h"), unit_of("urine")
    ('mmol', 'mmol/h', 'mmol')
    """
    if name == "red_cells":
        return "mmol/L"
    if name in State._fields or name in Tally._fields:
        return "mmol"
    if name in ("release_fed", "release_fasted", "passed", "infusion"):
        return "mmol/h"
    for ending, unit in (
        ("_mmol_per_h", "mmol/h"),
        ("_mmol_per_l", "mmol/L"),
        ("_l_per_h", "L/h"),
        ("_per_h", "1/h"),
        ("_mmol", "mmol"),
        ("_l", "L"),
    ):
        if name.endswith(ending):
            return unit
    return "1"


N_STATES = len(State._fields)
N_TALLIES = len(Tally._fields)
N_PARAMETERS = len(Parameters._fields)
POOLS = ("extracellular", "fast", "exchangeable", "slow", "labile_bone", "deep_bone")
GUT = ("stomach_fed", "stomach_fasted", "intestine_1", "intestine_2", "intestine_3", "colon")
assert all(get_type_hints(kind) for kind in (State, Tally, Drive, Parameters))
