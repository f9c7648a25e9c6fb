"""Whose advice changes between two versions of the knowledge base.

    python -m tools.persona_diff HEAD~1

The example people are advised twice with the program as it is here: with the data of the other
revision and with the data in this folder. A change of the program itself is not compared.
"""

import argparse
import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from magwise import Knowledge, MagwiseError, Plan, assess, propose
from magwise.core.errors import KnowledgeError
from magwise.core.facts import Fact
from magwise.person.reading import read_person

ROOT = Path(__file__).resolve().parents[1]
DATA = "src/magwise/knowledge/data"
DAY = date(2026, 11, 22)  # the same for both, so that no difference comes from the calendar
SHOWN = 12


def knowledge_of(revision: str) -> Knowledge:
    """The knowledge base of a revision, read with the schema of the program here.

    Raises
    ------
    LookupError
        When git does not know the revision, or it has no knowledge base.
    """
    archive = subprocess.run(
        ["git", "archive", revision, DATA], cwd=ROOT, capture_output=True, check=False
    )
    if archive.returncode:
        raise LookupError(archive.stderr.decode().strip())
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
            files.extractall(folder, filter="data")
        return Knowledge.from_directory(Path(folder) / DATA)


def advise(path: Path, kb: Knowledge) -> Plan:
    """The advice for one example person."""
    someone = read_person(path)
    return propose(assess(someone.profile, someone.diary, kb, today=DAY), None, kb)


def _number(value: Any) -> Any:
    """A value as short as it can be compared by eye."""
    if isinstance(value, Mapping) and {"low", "best", "high"} <= value.keys():
        return f"{value['best']:.4g} ({value['low']:.4g}-{value['high']:.4g})"
    return f"{value:.4g}" if isinstance(value, float) else value


def _said(plan: Plan) -> dict[tuple[str, str], Fact]:
    facts = (plan.verdict, *plan.assessment.findings, *plan.findings)
    return {(fact.id, fact.subject): fact for fact in facts}


def _dose(plan: Plan) -> str:
    if plan.supplement is None:
        return "none"
    parts = [
        f"{dose.elemental_mg:g} mg {dose.form or ''}".strip() for dose in plan.supplement.doses
    ]
    return " + ".join(parts)


def differences(before: Plan, after: Plan) -> Iterator[str]:
    """What the second advice says otherwise than the first, one line each."""
    if before.verdict.id != after.verdict.id:
        yield f"verdict   {before.verdict.id} -> {after.verdict.id}"
    statuses = [plan.assessment.verdict.status for plan in (before, after)]
    if statuses[0] is not statuses[1]:
        yield f"safety    {statuses[0]} -> {statuses[1]}"
    if _dose(before) != _dose(after):
        yield f"dose      {_dose(before)} -> {_dose(after)}"
    foods = [
        [(s.change.kind, s.change.food, s.grams) for s in plan.food] for plan in (before, after)
    ]
    if foods[0] != foods[1]:
        names = [", ".join(f"{kind} {food}" for kind, food, _ in some) or "none" for some in foods]
        yield f"food      {names[0]} -> {names[1]}"
    earlier, later = _said(before), _said(after)
    for key in sorted(earlier.keys() & later.keys()):
        old, new = earlier[key], later[key]
        if old.severity is not new.severity:
            yield f"severity  {key[0]}: {old.severity} -> {new.severity}"
        for slot in sorted({*old.values, *new.values}):
            pair = _number(old.values.get(slot)), _number(new.values.get(slot))
            if pair[0] != pair[1]:
                yield f"figure    {key[0]}.{slot}: {pair[0]} -> {pair[1]}"
    for key in sorted(earlier.keys() - later.keys()):
        yield f"no longer {key[0]} [{key[1]}]"
    for key in sorted(later.keys() - earlier.keys()):
        yield f"new       {key[0]} [{key[1]}]"


def report(base: Knowledge, head: Knowledge, examples: list[Path]) -> int:
    """Print who hears something else; gives how many."""
    changed = 0
    for path in examples:
        found = list(differences(advise(path, base), advise(path, head)))
        if not found:
            continue
        changed += 1
        print(path.stem)
        for line in found[:SHOWN]:
            print(f"  {line}")
        if len(found) > SHOWN:
            print(f"  and {len(found) - SHOWN} more")
    print(f"{changed} of {len(examples)} example people hear something else")
    return changed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", nargs="?", default="HEAD~1", help="a revision git knows")
    revision = parser.parse_args().base
    head = Knowledge.load()
    try:
        base = knowledge_of(revision)
    except LookupError as error:
        print(f"{revision} cannot be read: {error}", file=sys.stderr)
        return 2
    except KnowledgeError as error:
        print(
            f"The data of {revision} do not fit the program here ({len(error.problems)} problems, "
            f"the first: {error.problems[0]}). Compare with a newer revision.",
            file=sys.stderr,
        )
        return 2
    if base.hash == head.hash:
        print(f"The data here are those of {revision}; nobody hears something else.")
        return 0
    try:
        report(base, head, sorted((ROOT / "examples").glob("*.yaml")))
    except (MagwiseError, LookupError) as error:  # data from before a rule that is needed now
        print(
            f"The program here cannot advise with the data of {revision}: {error!r}. "
            "Compare with a newer revision.",
            file=sys.stderr,
        )
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
