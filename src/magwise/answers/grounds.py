"""What a subject rests on: its sources, how large the effect is, and for whom it was studied."""

from typing import TYPE_CHECKING

from magwise.answers.arithmetic.figures import figure
from magwise.answers.asked import Asked
from magwise.core.facts import Certainty, Fact, Severity
from magwise.knowledge.schema.claim import Topic

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

# These are about the disease itself, or about the medicine for it.
_NAMES_DISEASE = frozenset(
    ("medicines", "stop-medicine", "menopause", "refeeding", "tingling", "dementia")
)


def topic_fact(key: str, topic: Topic, sources: tuple[str, ...], kb: "Knowledge") -> Fact:
    """A sentence of a subject, with the figures it names filled in from the data."""
    record = kb.findings[key]
    certainty = topic.certainty if record.severity is Severity.INFO else Certainty.JUDGEMENT
    values = {name: figure(name, kb) for name in record.slots}
    return Fact(key, values, sources, record.severity, f"answer:{topic.id}", certainty)


def claim_sources(topic: Topic, kb: "Knowledge") -> tuple[str, ...]:
    """What the claims of a subject rest on: their own sources and those of their studies."""
    found: dict[str, None] = dict.fromkeys(topic.sources)
    for key in topic.claims:
        claim = kb.claim_catalogue[key]
        for evidence in claim.evidence:
            study = kb.syntheses.get(evidence)
            if study is not None:
                found.update(dict.fromkeys(one.source for one in study.citations))
        found.update(dict.fromkeys(claim.sources))
    return tuple(found) or ("magwise-judgement",)


def sizes(topic: Topic, kb: "Knowledge") -> list[Fact]:
    """How large, from the stored study; a figure that is only recalled is never spoken."""
    facts = []
    for size in topic.size:
        study = kb.syntheses.get(size.evidence)
        if study is None or not study.how.is_firm:
            continue
        estimate = study.estimate
        values: dict[str, object] = {
            "estimate": estimate.value if estimate else None,
            "low": estimate.low if estimate else None,
            "high": estimate.high if estimate else None,
            "trials": study.trials,
            "people": study.people,
        }
        slots = kb.findings[size.finding].slots
        spoken = {name: values[name] for name in slots}
        if any(value is None for value in spoken.values()):
            continue
        sources = tuple(dict.fromkeys(one.source for one in study.citations))
        subject = f"answer:{topic.id}"
        facts.append(
            Fact(size.finding, spoken, sources, subject=subject, certainty=topic.certainty)
        )
    return facts


def indirect(topic: Topic, asked: Asked) -> tuple[Fact, ...]:
    """Whether this person is someone the evidence is about; decided here, not stored."""
    person = asked.profile
    facts = []
    studied = topic.studied
    if studied is not None and person.age_years is not None:
        younger = studied.from_years is not None and person.age_years < studied.from_years
        older = studied.to_years is not None and person.age_years > studied.to_years
        if younger or older:
            values = {"people": studied.people, "age": person.age_years}
            sources = claim_sources(topic, asked.kb)
            severity = asked.kb.findings[studied.finding].severity
            facts.append(
                Fact(
                    studied.finding,
                    values,
                    sources,
                    severity,
                    f"answer:{topic.id}",
                    topic.certainty,
                )
            )
    if asked.also_disease and topic.id not in _NAMES_DISEASE:
        facts.append(topic_fact("answer.also-disease", topic, ("magwise-judgement",), asked.kb))
    complaints = {one.id for one in person.complaints or ()}
    if topic.id == "night-cramps" and "cramps-exercise" in complaints:
        facts.append(
            Fact(
                "answer.not-your-complaint",
                {},
                ("cochrane-2020-cramps",),
                Severity.WARN,
                f"answer:{topic.id}",
                Certainty.NO_EVIDENCE,
            )
        )
    return tuple(facts)
