"""The body model as SBML Level 3 Version 2, for other people's tools.

States and tallies are parameters with rate rules, since one lane is one person and amounts are
already whole-body mmol; doses, meals and sweat are events. Time is in hours.
"""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

import numpy as np

from magwise.core.records import Regimen
from magwise.knowledge import Knowledge
from magwise.models.body.course import LOSS_OF_SOLID_PER_H, Array, Course
from magwise.models.body.flows import ORDER, make_flows
from magwise.models.body.regimen import (
    USUAL_MEALS,
    meals_of_day,
    scale_of_meals,
    write_course,
)
from magwise.models.body.states import Drive, Parameters, State
from magwise.models.body.steady import settle
from magwise.models.body.subject import Subject, constants, people_like, typical

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2">\n'
    '<model id="magnesium_body" name="Whole-body magnesium" timeUnits="hour">\n'
    '<listOfUnitDefinitions><unitDefinition id="hour"><listOfUnits>'
    '<unit kind="second" exponent="1" scale="0" multiplier="3600"/>'
    "</listOfUnits></unitDefinition></listOfUnitDefinitions>\n"
)
_TAIL = "</model>\n</sbml>\n"
_MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML">'


class Term:
    """An expression that writes itself as MathML, so that the flows themselves are exported."""

    def __init__(self, xml: str) -> None:
        self.xml = xml

    @staticmethod
    def of(value: "Term | float") -> "Term":
        """A number as an expression."""
        return value if isinstance(value, Term) else Term(f"<cn> {float(value)!r} </cn>")

    def _with(self, operator: str, *others: "Term | float") -> "Term":
        parts = "".join(Term.of(x).xml for x in (self, *others))
        return Term(f"<apply><{operator}/>{parts}</apply>")

    def __add__(self, other: "Term | float") -> "Term":
        return self._with("plus", other)

    def __radd__(self, other: float) -> "Term":
        return Term.of(other)._with("plus", self)

    def __sub__(self, other: "Term | float") -> "Term":
        return self._with("minus", other)

    def __rsub__(self, other: float) -> "Term":
        return Term.of(other)._with("minus", self)

    def __mul__(self, other: "Term | float") -> "Term":
        return self._with("times", other)

    def __rmul__(self, other: float) -> "Term":
        return Term.of(other)._with("times", self)

    def __truediv__(self, other: "Term | float") -> "Term":
        return self._with("divide", other)

    def __neg__(self) -> "Term":
        return self._with("minus")


def _name(name: str) -> Term:
    return Term(f"<ci> {name} </ci>")


def _softplus(x: Term) -> Term:
    """``max(x, 0) + ln(1 + exp(-|x|))``, which cannot overflow."""
    zero = Term.of(0.0)
    size = Term(f"<apply><abs/>{x.xml}</apply>")
    low = Term(f"<apply><exp/>{(-size).xml}</apply>")
    positive = Term(
        f"<piecewise><piece>{x.xml}<apply><gt/>{x.xml}{zero.xml}</apply></piece>"
        f"<otherwise>{zero.xml}</otherwise></piecewise>"
    )
    return positive + Term(f"<apply><ln/>{(1.0 + low).xml}</apply>")


def _power(base: Term, exponent: Term) -> Term:
    return base._with("power", exponent)


def to_sbml(parameters: Array, start: Array, course: Course, person: int = 0) -> str:
    """One person with one course as an SBML document.

    Parameters
    ----------
    parameters, start
        ``[parameters, people]`` and ``[solids, states and tallies; people]`` at hour 0.
    course
        Meals, doses, infusions and sweat; they become events.
    """
    solids = [f"solid_{i}" for i in range(len(course.solids))]
    rows = [*solids, *ORDER]
    acts = ("infusion", "sweat_l_per_h", "tubular_factor")
    constants = dict(zip(Parameters._fields, parameters[:, person], strict=True))
    lines = [_HEAD, "<listOfParameters>\n"]
    for name, value in constants.items():
        lines.append(_parameter(name, float(value), constant=True))
    for name, value in zip(rows, start[:, person], strict=True):
        lines.append(_parameter(name, float(value), constant=False))
    for name, value in zip(acts, (0.0, 0.0, 1.0), strict=True):
        lines.append(_parameter(name, value, constant=False))
    lines.append("</listOfParameters>\n<listOfRules>\n")
    fed = Term.of(0.0)
    fasted = Term.of(0.0)
    passed = Term.of(0.0)
    rates: list[Term] = []
    for name, solid in zip(solids, course.solids, strict=True):
        release = _name(name) * solid.dissolution_per_h
        loss = _name(name) * LOSS_OF_SOLID_PER_H
        rates.append(-(release + loss))
        passed = passed + loss
        fed, fasted = (fed + release, fasted) if solid.fed else (fed, fasted + release)
    drive = Drive(fed, fasted, passed, *(_name(x) for x in acts))
    flows = make_flows(_softplus, _power)
    rates += flows(
        State(*map(_name, State._fields)), Parameters(*map(_name, Parameters._fields)), drive
    )
    for name, rate in zip(rows, rates, strict=True):
        lines.append(f'<rateRule variable="{name}">{_MATH}{rate.xml}</math></rateRule>\n')
    lines.append("</listOfRules>\n<listOfEvents>\n")
    lines += _events(course, person)
    lines += ["</listOfEvents>\n", _TAIL]
    return "".join(lines)


def _parameter(name: str, value: float, *, constant: bool) -> str:
    word = "true" if constant else "false"
    return f'<parameter id={quoteattr(name)} value="{value!r}" constant="{word}"/>\n'


def _events(course: Course, person: int) -> list[str]:
    changes: dict[float, dict[str, Term]] = {}
    for bolus in course.boluses:
        target = bolus.target.replace("solid:", "solid_")
        amount = bolus.mmol * float(course.scale[bolus.scale, person])
        here = changes.setdefault(bolus.hour, {})
        here[target] = here.get(target, _name(target)) + amount
    moments = sorted({h for act in course.acts for h in (act.start_hour, act.end_hour)})
    for hour in moments:
        on = [a for a in course.acts if a.start_hour <= hour < a.end_hour]
        here = changes.setdefault(hour, {})
        here["infusion"] = Term.of(sum((a.infusion_mmol_per_h for a in on), 0.0))
        here["sweat_l_per_h"] = Term.of(sum((a.sweat_l_per_h for a in on), 0.0))
        factor = 1.0
        for act in on:
            factor *= act.tubular_factor
        here["tubular_factor"] = Term.of(factor)
    return [_event(i, hour, changes[hour]) for i, hour in enumerate(sorted(changes))]


def _event(number: int, hour: float, changes: dict[str, Term]) -> str:
    # an event at 0 fires at the start, because its trigger was false before
    trigger = f"<apply><geq/><csymbol encoding='text' definitionURL='{_TIME}'> t </csymbol>"
    trigger += f"<cn> {hour!r} </cn></apply>"
    assignments = "".join(
        f'<eventAssignment variable="{name}">{_MATH}{term.xml}</math></eventAssignment>'
        for name, term in changes.items()
    )
    return (
        f'<event id="e{number}" useValuesFromTriggerTime="true">'
        f'<trigger initialValue="false" persistent="true">{_MATH}{trigger}</math></trigger>'
        f"<listOfEventAssignments>{assignments}</listOfEventAssignments></event>\n"
    )


_TIME = "http://www.sbml.org/sbml/symbols/time"


def names_of(course: Course) -> Sequence[str]:
    """The variables of the document in the order of the rows of a simulation."""
    return (*(f"solid_{i}" for i in range(len(course.solids))), *ORDER)


def export_sbml(subject: Subject, regimen: Regimen, weeks: float, kb: Knowledge) -> str:
    """A typical body like this subject, in its usual day, along a regimen, as SBML.

    Raises
    ------
    InputError, NotApplicable
        As `simulate`.
    """
    people = people_like(subject, kb, 1, np.random.default_rng(0))
    values = typical(kb)
    scale = scale_of_meals(USUAL_MEALS, people, values)
    settled = settle(constants(values, people), meals_of_day(USUAL_MEALS), scale)
    parameters = settled.parameters.copy()
    parameters[Parameters._fields.index("tubular_max_mmol_per_h")] *= people.tubular
    course = write_course(regimen, weeks, people, values, kb).course
    start = np.concatenate([np.zeros((len(course.solids), 1)), settled.state])
    return to_sbml(parameters, start, course)
