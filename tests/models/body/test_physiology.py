"""What must hold in every body, whatever its constants: generated people and sanity rules."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from magwise import Knowledge
from magwise.core.interval import Interval
from magwise.core.units import MG_PER_MMOL
from magwise.models.body import Session, Subject, Trajectory, doses, run
from magwise.models.body.course import Array
from magwise.models.body.simulation import NO_DOSES
from magwise.models.body.states import Parameters
from magwise.models.body.subject import People, Values, constants, draw, people_like

CALM = settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PEOPLE = 8
DAYS = 3
SHORT = DAYS / 7  # weeks
MORNING, NOON, EVENING = 450, 750, 1110


def crowd(kb: Knowledge, seed: int, **given_: object) -> tuple[People, Values]:
    random = np.random.default_rng(seed)
    subject = Subject(**given_)  # type: ignore[arg-type]
    return people_like(subject, kb, PEOPLE, random), draw(kb, PEOPLE, random)


def course(
    kb: Knowledge, seed: int, mg: float = 0.0, days: int = DAYS, **more: object
) -> Trajectory:
    people, values = crowd(kb, seed, **more)
    regimen = doses(mg / 2, [MORNING, EVENING], "citrate") if mg else NO_DOSES
    return run(people, values, regimen, days / 7, kb, engine="numpy")


@CALM
@given(seed=st.integers(0, 10_000), mg=st.floats(0, 600), egfr=st.floats(20, 130))
def test_nothing_appears_and_nothing_gets_lost(
    kb: Knowledge, seed: int, mg: float, egfr: float
) -> None:
    people, values = crowd(kb, seed, egfr=egfr)
    regimen = doses(mg / 2, [MORNING, EVENING], "oxide") if mg else NO_DOSES
    found = run(people, values, regimen, SHORT, kb, engine="numpy")
    entered = (people.intake_mg_per_day + mg) / MG_PER_MMOL * DAYS
    gained = found.total()[-1] - found.total()[0]
    np.testing.assert_allclose(gained, entered, rtol=1e-6)


@CALM
@given(seed=st.integers(0, 10_000), mg=st.floats(0, 600))
def test_no_amount_is_ever_negative(kb: Knowledge, seed: int, mg: float) -> None:
    assert course(kb, seed, mg).results.min() > -1e-6


@CALM
@given(seed=st.integers(0, 10_000), mg=st.floats(0, 600))
def test_urine_is_less_than_what_is_filtered(kb: Knowledge, seed: int, mg: float) -> None:
    found = course(kb, seed, mg)
    p = Parameters(*found.parameters)
    highest = found.serum().max(axis=0) * 1.5
    assert (found.per_day("urine") < 24 * p.filtered_l_per_h * highest).all()


@CALM
@given(seed=st.integers(0, 10_000))
def test_the_usual_day_brings_itself_back(kb: Knowledge, seed: int) -> None:
    found = course(kb, seed, 0.0, 7)
    held = found.balanced > 0
    serum = found.serum()[:, held]
    np.testing.assert_allclose(serum[-1], serum[0], rtol=2e-4)
    urine = found.per_day("urine")[:, held]
    np.testing.assert_allclose(urine[-1], urine[0], rtol=5e-3)


@CALM
@given(seed=st.integers(0, 10_000))
def test_a_larger_dose_is_absorbed_for_a_smaller_share(kb: Knowledge, seed: int) -> None:
    none = course(kb, seed).of("absorbed")[-1]
    shares = [
        (course(kb, seed, mg).of("absorbed")[-1] - none) / (DAYS * mg / MG_PER_MMOL)
        for mg in (50.0, 200.0, 600.0)
    ]
    assert (shares[0] > shares[1]).all()
    assert (shares[1] > shares[2]).all()


@CALM
@given(seed=st.integers(0, 10_000))
def test_splitting_a_dose_never_lowers_what_is_absorbed(kb: Knowledge, seed: int) -> None:
    people, values = crowd(kb, seed)
    once = run(people, values, doses(300, [NOON], "citrate"), SHORT, kb, engine="numpy")
    thrice = run(
        people, values, doses(100, [MORNING, NOON, EVENING], "citrate"), SHORT, kb, engine="numpy"
    )
    assert (thrice.of("absorbed")[-1] > once.of("absorbed")[-1]).all()


def test_a_supplement_raises_urine_by_a_tenth_to_a_quarter_and_serum_hardly(kb: Knowledge) -> None:
    people, values = crowd(kb, 3)
    regimen = doses(117, [MORNING, NOON, EVENING], "citrate")
    taken = run(people, values, regimen, 8, kb, engine="numpy")
    none = run(people, values, NO_DOSES, 8, kb, engine="numpy")
    urine = (taken.per_day("urine") - none.per_day("urine"))[:, 0]
    assert 0.08 < urine[-1] / (351 / MG_PER_MMOL) < 0.25
    assert 0.01 <= (taken.serum() - none.serum())[-1, 0] <= 0.04
    assert 1 < (taken.exchangeable() - none.exchangeable())[-1, 0] < 5
    assert urine[6] > 0.7 * urine[-1]  # most of the way within a week
    red = taken.of("red_cells")[:, 0]
    assert red[7] - red[0] < 0.4 * (red[-1] - red[0])  # red cells take months


def test_poor_kidneys_keep_more_in_the_blood(kb: Knowledge) -> None:
    rise = []
    for egfr in (100.0, 20.0):
        people, values = crowd(kb, 3, egfr=egfr, intake_mg_per_day=Interval(280, 300, 320))
        regimen = doses(150, [MORNING, EVENING], "citrate")
        taken = run(people, values, regimen, 8, kb, engine="numpy")
        rise.append(float((taken.serum()[-1] - taken.serum()[0])[0]))
    assert rise[1] > 1.5 * rise[0]


def test_sweat_takes_magnesium_along(kb: Knowledge) -> None:
    people, values = crowd(kb, 3)
    dry = run(people, values, NO_DOSES, SHORT, kb, engine="numpy")
    sessions = (Session(17 * 60, 1.5, 1.0),)
    wet = run(people, values, NO_DOSES, SHORT, kb, sessions=sessions, engine="numpy")
    lost = (wet.of("other_losses") - dry.of("other_losses"))[-1]
    expected = DAYS * 1.5 * values["sweat_unacclimatised"]
    np.testing.assert_allclose(lost, expected, rtol=1e-6)


def test_nothing_on_the_skin_comes_in(kb: Knowledge) -> None:
    people, values = crowd(kb, 3)
    bare = run(people, values, NO_DOSES, SHORT, kb, engine="numpy").of("absorbed")[-1]
    skin = doses(500, [NOON], "chloride-skin")
    rubbed = run(people, values, skin, SHORT, kb, engine="numpy").of("absorbed")[-1]
    np.testing.assert_allclose(rubbed, bare, rtol=1e-6)


@pytest.mark.parametrize("name", ["thiazide", "loop-diuretic", "sglt2-inhibitor"])
def test_a_medicine_moves_serum_the_way_its_study_says(kb: Knowledge, name: str) -> None:
    people, values = crowd(kb, 3, factors={name: 0.0})  # begins today
    found = run(people, values, NO_DOSES, 2, kb, engine="numpy").serum()
    change = float((found[-1] - found[0])[0])
    assert (change > 0.01) if name == "sglt2-inhibitor" else (change < -0.01)


@pytest.mark.parametrize("name", ["thiazide", "diabetes", "pregnancy"])
def test_whoever_has_a_state_already_is_in_balance_with_it(kb: Knowledge, name: str) -> None:
    without, values = crowd(kb, 3)
    people, _ = crowd(kb, 3, factors={name: None})
    assert people.serum_mmol_per_l[0] < without.serum_mmol_per_l[0] - 0.01
    found = run(people, values, NO_DOSES, 2, kb, engine="numpy").serum()
    assert abs(float((found[-1] - found[0])[0])) < 1e-3


def test_a_measured_blood_value_already_holds_what_a_medicine_does(kb: Knowledge) -> None:
    people, _ = crowd(kb, 3, factors={"thiazide": None}, serum_mmol_per_l=0.8)
    assert people.serum_mmol_per_l[0] == pytest.approx(0.8)


def test_alcohol_coffee_and_sweat_of_the_usual_day_are_part_of_the_balance(kb: Knowledge) -> None:
    habits = {"alcohol_g_per_day": 60.0, "caffeine_mg_per_day": 300.0, "sweat_litres_per_day": 1.0}
    people, values = crowd(kb, 3, **habits)
    sober, _ = crowd(kb, 3)
    assert 0.9 < people.serum_mmol_per_l[0] / sober.serum_mmol_per_l[0] < 1
    found = run(people, values, NO_DOSES, 2, kb, engine="numpy")
    assert abs(float((found.serum()[-1] - found.serum()[0])[0])) < 1e-3
    dry = run(sober, values, NO_DOSES, 2, kb, engine="numpy")
    assert (found.per_day("urine") < dry.per_day("urine"))[-1, 0]


def test_how_well_someone_who_eats_little_takes_up_is_less_certain(kb: Knowledge) -> None:
    def uptake(mg: float) -> Array:
        people, values = crowd(kb, 5, intake_mg_per_day=Interval(mg - 1, mg, mg + 1))
        found: Array = np.log(Parameters(*constants(values, people)).uptake_step_mmol_per_h)
        return found

    assert np.std(uptake(75) - uptake(300)) > 0.1
    assert np.std(uptake(290) - uptake(300)) < 0.02
