"""A supplement that someone takes already belongs to the usual day."""

from dataclasses import replace

import numpy as np
import pytest

from magwise import Diary, Knowledge, Profile, assess
from magwise.core.errors import InputError
from magwise.core.interval import Interval
from magwise.core.records import Dose
from magwise.core.units import MG_PER_MMOL
from magwise.models.body import Subject, doses, simulate
from magwise.models.body.regimen import USUAL_MEALS, in_use
from magwise.models.body.simulation import NO_DOSES, usual_day
from magwise.models.body.states import Parameters
from magwise.models.body.subject import draw, people_like
from magwise.person.profile import Supplement
from magwise.plan.expecting import body_of

WHO = Subject("male", 40, 80, intake_mg_per_day=Interval(290, 300, 310))
DAILY = Dose(300, "citrate", minute=20 * 60, with_food=True)


def run(who: Subject, kb: Knowledge, mg: float = 0.0):  # type: ignore[no-untyped-def]
    regimen = doses(mg, [8 * 60], "citrate") if mg else NO_DOSES
    return simulate(who, regimen, 2, kb, random=np.random.default_rng(1), draws=12)


def test_whoever_takes_it_already_is_in_balance_with_it(kb: Knowledge) -> None:
    found = run(replace(WHO, doses_in_use=(DAILY,)), kb)
    urine, serum = found.urine_mmol_per_day.best, found.serum_mmol_per_l.best
    assert np.ptp(urine) < 1e-3
    assert np.ptp(serum) < 1e-5
    without = run(WHO, kb).urine_mmol_per_day.best
    more = (urine[-1] - without[-1]) * MG_PER_MMOL
    assert 0.08 * 300 < more < 0.30 * 300  # sanity rule: 10 to 20 % of a dose shows in urine


def test_a_second_supplement_adds_less_than_the_first(kb: Knowledge) -> None:
    at_breakfast = replace(DAILY, minute=8 * 60)
    first, second = run(WHO, kb, 300), run(replace(WHO, doses_in_use=(at_breakfast,)), kb, 300)
    assert second.absorbed_share is not None
    assert first.absorbed_share is not None
    assert second.absorbed_share.best < first.absorbed_share.best


def test_everything_that_is_taken_is_in_the_usual_day(kb: Knowledge) -> None:
    random = np.random.default_rng(2)
    people, values = people_like(WHO, kb, 6, random), draw(kb, 6, random)
    plain = usual_day(people, values)
    more = usual_day(people, values, meals=(*USUAL_MEALS, *in_use((DAILY,), USUAL_MEALS, kb)))
    assert (more.balanced == 1).all()
    tubule = Parameters._fields.index("tubular_max_mmol_per_h")
    assert (more.parameters[tubule] < plain.parameters[tubule]).all()  # more must go out
    assert np.allclose(more.state[6] / plain.state[6], 1, atol=0.05)  # serum is what it was


def test_a_profile_with_a_supplement_brings_it_along(kb: Knowledge) -> None:
    profile = Profile(
        sex="male", age_years=40, medicines=(), conditions=(), red_flags=(),
        supplements=(
            Supplement(form="citrate", amount_mg=150, amount_is="elemental", per_day=2,
                       times=("08:00", "20:00")),
        ),
    )  # fmt: skip
    found = body_of(assess(profile, Diary(), kb), kb).subject.doses_in_use
    assert [dose.elemental_mg for dose in found] == [150, 150]
    assert [dose.minute for dose in found] == [480, 1200]
    nothing = profile.model_copy(update={"supplements": ()})
    assert body_of(assess(nothing, Diary(), kb), kb).subject.doses_in_use == ()


@pytest.mark.parametrize("dose", [Dose(-1, "citrate"), Dose(float("nan"), None), Dose(9000, None)])
def test_a_dose_in_use_that_means_nothing_is_refused(kb: Knowledge, dose: Dose) -> None:
    with pytest.raises(InputError):
        run(replace(WHO, doses_in_use=(dose,)), kb)
