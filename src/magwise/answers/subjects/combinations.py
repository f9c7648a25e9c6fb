"""The lines that say what a subject is about, taken apart: concepts needed, absent, a bonus."""

from dataclasses import dataclass

from magwise.knowledge.schema.claim import Topic


@dataclass(frozen=True, slots=True)
class Combination:
    """One line of what a subject is about, taken apart."""

    line: str
    needed: tuple[tuple[str, ...], ...]
    absent: tuple[str, ...]
    bonus: float


_LINES: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Combination, ...]] = {}


def combinations(topic: Topic) -> tuple[Combination, ...]:
    """The lines of a subject, taken apart once."""
    key = (topic.about, topic.unless)
    if key not in _LINES:
        if len(_LINES) > 2000:
            _LINES.clear()
        without = "".join(f" !{concept}" for concept in topic.unless)
        _LINES[key] = tuple(_taken_apart(line + without) for line in topic.about)
    return _LINES[key]


def _taken_apart(line: str) -> Combination:
    parts = line.split()
    return Combination(
        line,
        tuple(tuple(part.split("|")) for part in parts if part[0] not in "!^"),
        tuple(part[1:] for part in parts if part.startswith("!")),
        sum(float(part[1:]) for part in parts if part.startswith("^")),
    )
