"""Our runs beside libRoadRunner on our SBML: 56 days, meals, doses and sweat as events."""

from importlib.util import find_spec

import numpy as np

from magwise import Knowledge
from magwise.core.records import Dose, Regimen
from magwise.models.body import Session, Subject, doses
from magwise.models.body.course import stops_of
from magwise.models.body.flows import ORDER
from magwise.models.body.integration import integrate
from magwise.models.body.regimen import USUAL_MEALS, meals_of_day, scale_of_meals, write_course
from magwise.models.body.sbml import names_of, to_sbml
from magwise.models.body.steady import settle
from magwise.models.body.subject import constants, people_like, typical

FLOOR_MMOL = 1e-4  # below this a difference counts absolutely
CASES = {
    "three times citrate": (doses(117, [450, 750, 1110], "citrate"), ()),
    "oxide and chloride": (
        Regimen((Dose(300, "oxide", minute=1320), Dose(100, "chloride", minute=600))),
        (),
    ),
    "bisglycinate and sweat": (doses(100, [1200], "bisglycinate"), (Session(1020, 1.5, 1.2, 2),)),
    "meals only": (Regimen(()), ()),
}


def compare() -> dict[str, float]:
    """For each case the worst relative difference over all states and days, at our default."""
    import roadrunner

    roadrunner.Logger.setLevel(roadrunner.Logger.LOG_FATAL)
    kb = Knowledge.load()
    found = {}
    for name, (regimen, sessions) in CASES.items():
        people = people_like(Subject(), kb, 1, np.random.default_rng(0))
        values = typical(kb)
        start = settle(
            constants(values, people), meals_of_day(USUAL_MEALS),
            scale_of_meals(USUAL_MEALS, people, values),
        )  # fmt: skip
        written = write_course(regimen, 8, people, values, kb, sessions=sessions)
        solids = np.zeros((len(written.course.solids), 1))
        state = np.concatenate([solids, start.state])
        stops = stops_of(written.course, ORDER)
        ours = integrate(state, start.parameters, stops, written.scale, 57)[:, :, 0]
        model = roadrunner.RoadRunner(to_sbml(start.parameters, state, written.course))
        model.integrator.relative_tolerance = 1e-10
        model.integrator.absolute_tolerance = 1e-12
        model.integrator.setValue("maximum_num_steps", 200_000)
        model.timeCourseSelections = ["time", *names_of(written.course)]
        theirs = np.array(model.simulate(0, 56 * 24, 57))[:, 1:]
        off = np.abs(ours - theirs) / np.maximum(np.abs(theirs), FLOOR_MMOL)
        found[name] = float(off[1:].max())
    return found


def main() -> None:
    """Print each case; the goal is 1e-5."""
    if not find_spec("roadrunner"):
        print("libRoadRunner is not installed: not compared")
        return
    for name, off in compare().items():
        print(f"{name:26}{off:9.1e}  {'ok' if off < 1e-5 else 'FAILS'}")


if __name__ == "__main__":
    main()
