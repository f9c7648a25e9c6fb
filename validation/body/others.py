"""Published observations that are no rows of the qualification: what the model says of each.

    python -m validation.body.others [--draws 48]

Nothing here was used to fit or to choose anything, and nothing decides. Many are recalled or only
say which way something went; they show where the model can be asked and where it goes astray.
"""

import argparse
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from magwise import Knowledge
from magwise.core.units import MG_PER_MMOL
from magwise.models.body import Subject, doses
from magwise.models.body.course import Act, Array, Bolus
from magwise.models.body.qualification import Laboratory
from magwise.models.body.regimen import USUAL_MEALS, write_course
from magwise.models.body.simulation import NO_DOSES, Trajectory, follow, run, usual_day
from magwise.models.body.states import Parameters
from magwise.models.body.subject import draw, people_like

_P = {name: i for i, name in enumerate(Parameters._fields)}
DAY_AND_NIGHT = (1.0, 25.0)
Said = tuple[str, str, Callable[[], Array]]


def begun(kb: Knowledge, draws: int, factor: str, weeks: float) -> tuple[Trajectory, Trajectory]:
    """Adults who begin with something today, and the same adults without it."""
    found = []
    for factors in ({factor: 0.0}, {}):
        random = np.random.default_rng(1)
        people = people_like(Subject(factors=factors), kb, draws, random)
        values = draw(kb, draws, np.random.default_rng(2), between=False)
        plain = replace(people, tubular=np.ones(draws))
        found.append(run(people, values, NO_DOSES, weeks, kb, settled=usual_day(plain, values)))
    return found[0], found[1]


def less_uptake(kb: Knowledge, draws: int, share: float, weeks: float) -> Array:
    """Change of serum some weeks after uptake has fallen."""
    people = people_like(Subject(), kb, draws, np.random.default_rng(1))
    values = draw(kb, draws, np.random.default_rng(2), between=False)
    settled = usual_day(people, values)
    parameters = settled.parameters.copy()
    parameters[_P["uptake_step_mmol_per_h"]] *= share
    course = write_course(NO_DOSES, weeks, people, values, kb).course
    found = follow(settled.state, parameters, course, settled.balanced)
    return np.asarray(found.serum()[-1] - found.serum()[0])


def dosed(kb: Knowledge, draws: int, who: Subject, mg: float, weeks: float) -> Array:
    """Rise of serum in someone who takes citrate at breakfast and dinner."""
    people = people_like(who, kb, draws, np.random.default_rng(1))
    values = draw(kb, draws, np.random.default_rng(2), between=False)
    settled = usual_day(people, values)
    regimen = doses(mg / 2, [USUAL_MEALS[0].minute, USUAL_MEALS[2].minute], "citrate")
    taken, none = (run(people, values, r, weeks, kb, settled=settled) for r in (regimen, NO_DOSES))
    return np.asarray(taken.serum()[-1] - none.serum()[-1])


def observations(kb: Knowledge, draws: int) -> list[Said]:
    """What was measured, what was found, and how the model is asked for it."""
    lab = Laboratory(kb, draw(kb, draws, np.random.default_rng(1), between=False))

    def once(mmol: float, form: str, until: tuple[float, float]) -> Array:
        given = lab.course(2, doses=((1.0, mmol, form),), every_day=False, outputs=until)
        return np.asarray((given.of("urine") - lab.course(2, outputs=until).of("urine"))[-1])

    def by_hour(hour: float) -> Array:
        """Share of one labelled meal's uptake that is in by some hour."""
        label = [lab.label(((0.5, 5.0),), end, fed=True)["absorbed"] for end in (hour + 0.5, 96.0)]
        return np.asarray(label[0] / label[1])

    def kept(times: int) -> Array:
        hours = (2.0, 9.0) if times == 2 else tuple(1.0 + 1.7 * i for i in range(times))
        mmol = 126 / MG_PER_MMOL
        found = lab.label(tuple((hour, mmol / times) for hour in hours), 144.0, fed=False)
        return np.asarray(found["absorbed"] - found["endogenous"] - found["urine"])

    def water(fed: bool) -> Array:
        """Two mmol, which is our guess: with breakfast, or in the middle of the morning."""
        found = lab.label(((0.5 if fed else 3.0, 2.0),), 96.0, fed=fed)
        return np.asarray(found["absorbed"] - found["endogenous"])

    def first_day(factor: str) -> Array:
        taken, none = begun(kb, draws, factor, 1 / 7)
        return np.asarray(taken.per_day("urine")[0] / none.per_day("urine")[0] - 1)

    def drink() -> Array:
        act = Act(12.0, 18.0, tubular_factor=kb.body_factors["alcohol"].tubular)
        found = [lab.course(1, acts=acts, outputs=(12.0, 18.0)) for acts in ((act,), ())]
        return np.asarray(np.divide(*(np.diff(one.of("urine"), axis=0)[0] for one in found)))

    def excreted_share() -> Array:
        people, found, _ = lab.settled()
        day = lab.course(1)
        filtered = found.parameters[_P["filtered_l_per_h"]] * 24 * day.serum().mean(axis=0)
        assert len(people)
        return np.asarray(day.per_day("urine")[0] / filtered)

    def serum_after(factor: str, weeks: float) -> Array:
        taken, none = begun(kb, draws, factor, weeks)
        return np.asarray(taken.serum()[-1] - none.serum()[-1])

    def pool() -> Array:
        doses_ = tuple((hour, 366 / 3 / MG_PER_MMOL, "citrate") for hour in (0.5, 5.5, 11.5))
        taken, none = lab.course(56, doses=doses_), lab.course(56)
        return np.asarray(taken.exchangeable()[-1] / none.exchangeable()[-1] - 1)

    def injected(mmol: float) -> Array:
        given = lab.course(2, boluses=(Bolus(1.0, "extracellular", mmol),), outputs=DAY_AND_NIGHT)
        none = lab.course(2, outputs=DAY_AND_NIGHT)
        return np.asarray((given.of("urine") - none.of("urine"))[-1] / mmol)

    def citrate(mmol: float) -> Array:
        return once(mmol, "citrate", DAY_AND_NIGHT)

    kidneys = Subject(egfr=30)
    return [
        ("Graham 1960: label taken up at 0.95 mmol a day", "76 % (recalled)",
         lambda: lab.net_absorption(0.95 * MG_PER_MMOL, net=False)),
        ("Graham 1960: share of the uptake that is in by 7 h", "80 % (recalled)",
         lambda: by_hour(7.0)),
        ("Sabatier 2002: water alone, apparent absorption", "46 %", lambda: water(False)),
        ("Sabatier 2002: water with a meal", "52 %", lambda: water(True)),
        ("Sabatier 2011: kept of 126 mg in 2 drinks", "29 %", lambda: kept(2)),
        ("Sabatier 2011: kept of 126 mg in 7 drinks", "47.5 %", lambda: kept(7)),
        ("Lindberg 1990: urine 4 h after 25 mmol, oxide over citrate", "0.03 (recalled)",
         lambda: once(25.0, "oxide", (1.0, 5.0)) / once(25.0, "citrate", (1.0, 5.0))),
        ("One dose of 300 mg citrate: share in urine of 24 h", "no figure at hand",
         lambda: citrate(300 / MG_PER_MMOL) / (300 / MG_PER_MMOL)),
        ("Greupner 2020: 500 mg slow over direct, urine of 24 h", "no difference",
         lambda: once(500 / MG_PER_MMOL, "slow-release", DAY_AND_NIGHT)
         / citrate(500 / MG_PER_MMOL)),
        ("8 mmol into a vein: share in urine of 24 h", "most of it", lambda: injected(8.0)),
        ("Share of the filtered load in urine", "3 to 5 %", excreted_share),
        ("Leary 2000: thiazide, first day's urine", "+17 to +87 %",
         lambda: first_day("thiazide")),
        ("Leary 2000: loop diuretic, first day's urine", "+20 to +24 %",
         lambda: first_day("loop-diuretic")),
        ("Tang 2016: SGLT2 inhibitor, serum after 12 weeks", "+0.04 to +0.10 mmol/L",
         lambda: serum_after("sglt2-inhibitor", 12.0)),
        ("Kieboom 2015: acid blocker, serum after 26 weeks", "-0.007 to -0.016 mmol/L",
         lambda: less_uptake(kb, draws, kb.body_factors["acid-blocker"].uptake, 26.0)),
        ("Severe cases: the susceptible with an acid blocker, 26 weeks", "serum 0.24 mmol/L",
         lambda: less_uptake(kb, draws, kb.body_factors["acid-blocker-susceptible"].uptake, 26.0)),
        ("Alcohol, 2 mL/kg: urine of 6 h over a sober evening", "2 to 3 times (recalled)", drink),
        ("Feillet-Coudray 2002: exchangeable pool after 366 mg, 8 weeks", "unchanged", pool),
        ("Bressendorff 2017: eGFR 30, 15 mmol a day, serum after 8 weeks", "rises",
         lambda: dosed(kb, draws, kidneys, 15 * MG_PER_MMOL, 8.0)),
        ("Bressendorff 2017: the same with 30 mmol a day", "rises more",
         lambda: dosed(kb, draws, kidneys, 30 * MG_PER_MMOL, 8.0)),
        ("Zhang 2016: 365 mg, 12 weeks, fasting serum 0.72 at the start", "larger than at 0.85",
         lambda: dosed(kb, draws, Subject(serum_mmol_per_l=0.72), 365, 12.0)),
        ("Zhang 2016: the same from 0.88", "smaller",
         lambda: dosed(kb, draws, Subject(serum_mmol_per_l=0.88), 365, 12.0)),
    ]  # fmt: skip


def main() -> None:
    """Print what was measured, what was found, and what the model says with its middle 90 %."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--draws", type=int, default=48)
    given = parser.parse_args()
    print("| Measured | Published | Model | Middle 90 % of our doubt |\n|---|---|---|---|")
    for measured, published, ask in observations(Knowledge.load(), given.draws):
        found = ask()
        low, high = np.quantile(found, [0.05, 0.95])
        print(
            f"| {measured} | {published} | {found[0]:.3f} | {low:.3f} to {high:.3f} |", flush=True
        )


if __name__ == "__main__":
    main()
