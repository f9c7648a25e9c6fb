"""How often the answers are right: on questions written before the answers and before the tuning.

Half of the first questions (``tuning``) were looked at while the thresholds were set, the other
half (``held-out``) was not; later parts are from other rounds and, for ``dev2``, another author.
Run ``python validation/questions/score.py``; ``--wrong PART`` lists what went wrong in one part,
``--csv FILE`` writes each result.
"""

import argparse
import csv
import json
import re
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from magwise import Knowledge
from magwise.answers import Answer, answer
from magwise.person import Profile
from magwise.text import render

QUESTIONS = Path(__file__).with_name("questions.csv")
TODAY = date(2026, 11, 22)
PARTS = ("tuning", "held-out", "fresh", "last", "idioms", "dev2", "final")


# What the authors of later parts call each kind of answer.
_ALSO_CALLED = {
    "answer": frozenset(("answer",)),
    "calculation": frozenset(("answer",)),
    "blocked": frozenset(("decline", "answer")),
    "abstain": frozenset(("decline", "unknown")),
    "emergency": frozenset(("emergency",)),
}


@dataclass(frozen=True)
class Row:
    """One question and what came of it."""

    question: dict[str, str]
    answer: Answer
    text: str
    seconds: float

    @property
    def kind_right(self) -> bool:
        """An answer with figures also counts where an answer was expected."""
        wanted, got = self.question["expect"], self.answer.kind
        if self.question.get("judge"):
            return bool(_ALSO_CALLED[got] & self.accepted)
        if wanted in ("answer", "calculation"):
            return got in ("answer", "calculation") if wanted == "answer" else got == "calculation"
        return got == wanted

    @property
    def accepted(self) -> frozenset[str]:
        """What may come of the question, where its author allows more than one."""
        also = re.search(r"\[also acceptable: ([a-z, ]+)\]", self.question["judge"])
        named = also.group(1).split(", ") if also else []
        return frozenset((self.question["expect"], *named))

    @property
    def topic_right(self) -> bool:
        return not self.question["topic"] or self.answer.topic == self.question["topic"]

    @property
    def has_must(self) -> bool:
        if self.answer.abstained and self.question.get("judge"):
            return True
        groups = [part for part in self.question["must"].split("&") if part.strip()]
        return all(
            any(word.strip().casefold() in self.text for word in group.split("|") if word.strip())
            for group in groups
        )

    @property
    def has_must_not(self) -> bool:
        said = [word.strip().casefold() for word in self.question["must_not"].split("|")]
        return any(word and word in self.text for word in said)


def rows(kb: Knowledge, path: Path = QUESTIONS) -> list[Row]:
    """Every question, answered."""
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for question in csv.DictReader(file):
            given = question["profile"]
            profile = Profile.model_validate(json.loads(given)) if given else None
            start = time.perf_counter()
            result = answer(question["question"], kb, profile=profile, today=TODAY)
            seconds = time.perf_counter() - start
            spoken = " ".join(render(fact, kb, result.language) for fact in result.facts)
            found.append(Row(question, result, spoken.casefold(), seconds))
    return found


def share(values: Iterable[bool]) -> str:
    """A share in per cent with its count."""
    marks = list(values)
    return f"{100 * sum(marks) / len(marks):5.1f} % of {len(marks)}" if marks else "-"


def report(scored: list[Row]) -> str:
    """The figures by half and language."""
    lines = []
    for part in PARTS:
        for language in ("nl", "en"):
            some = [
                row
                for row in scored
                if row.question["part"] == part and row.question["language"] == language
            ]
            field = [row for row in some if row.question["expect"] in ("answer", "calculation")]
            answered = [row for row in field if not row.answer.abstained]
            outside = ("abstain", "decline", "unknown")
            declined = [row for row in some if row.question["expect"] in outside]
            alarms = [row for row in some if row.question["expect"] == "emergency"]
            blocked = [row for row in some if row.question["expect"] == "blocked"]
            figures = {
                "right subject first (of answered)": share(r.topic_right for r in answered),
                "right subject first (of all in field)": share(r.topic_right for r in field),
                "says what it must, all questions": share(
                    r.has_must and r.kind_right for r in some
                ),
                "says what it must not": str(sum(r.has_must_not for r in some)),
                "declines what is outside": share(r.kind_right for r in declined),
                "declines what it should answer": share(r.answer.abstained for r in field),
                "emergency first and alone": share(r.kind_right for r in alarms),
                "dose blocked": share(r.kind_right for r in blocked),
                "answered in the right language": share(
                    r.answer.language == language for r in some
                ),
            }
            lines.append(f"{part}, {language}")
            lines += [f"  {name:40}{figure}" for name, figure in figures.items()]
    times = sorted(row.seconds for row in scored[1:])
    lines.append(
        f"time per question, warm: median {1000 * statistics.median(times):.1f} ms, "
        f"95 % within {1000 * times[int(0.95 * len(times))]:.1f} ms, "
        f"slowest {1000 * times[-1]:.1f} ms"
    )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", choices=PARTS)
    parser.add_argument("--csv", type=Path)
    options = parser.parse_args()
    scored = rows(Knowledge.load())
    if options.wrong:
        for row in scored:
            wrong = not (row.kind_right and row.has_must and row.topic_right) or row.has_must_not
            if row.question["part"] == options.wrong and wrong:
                marks = "".join(
                    mark
                    for mark, bad in (
                        ("K", not row.kind_right),
                        ("T", not row.topic_right),
                        ("M", not row.has_must),
                        ("N", row.has_must_not),
                    )
                    if bad
                )
                q = row.question
                print(
                    f"{q['id']} {marks:4} {q['question']!r}: wanted {q['expect']}/{q['topic']}"
                    f" [{q['must']}] got {row.answer.kind}/{row.answer.topic}"
                    f" {row.answer.score:.2f} {row.answer.nearest}"
                )
    if options.csv:
        with options.csv.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "part", "kind", "topic", "score", "must", "must_not"])
            for row in scored:
                writer.writerow(
                    [
                        row.question["id"],
                        row.question["part"],
                        row.answer.kind,
                        row.answer.topic or "",
                        row.answer.score,
                        row.has_must,
                        row.has_must_not,
                    ]
                )
    print(report(scored))


if __name__ == "__main__":
    main()
