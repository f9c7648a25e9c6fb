"""A change of the data shows whose advice changes; no change shows nobody."""

from datetime import date
from pathlib import Path

import pytest

from magwise import Knowledge, assess, propose
from magwise.person.reading import read_person
from tools import persona_diff

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def test_the_same_data_change_nobodys_advice(
    kb: Knowledge, capsys: pytest.CaptureFixture[str]
) -> None:
    assert persona_diff.report(kb, kb, EXAMPLES[:2]) == 0
    assert "0 of 2 example people" in capsys.readouterr().out


def test_other_reference_values_are_seen(kb: Knowledge, capsys: pytest.CaptureFixture[str]) -> None:
    """Every reference value doubled: the runner hears something else, and the figure is shown."""
    doubled = {
        key: record.model_copy(
            update={
                "value": record.value.model_copy(
                    update={"value": None if record.value.value is None else 2 * record.value.value}
                )
            }
        )
        for key, record in kb.requirements.items()
    }
    other = kb.with_records(requirements=doubled)
    assert persona_diff.report(kb, other, [ROOT / "examples" / "runner.yaml"]) == 1
    shown = capsys.readouterr().out
    assert "runner" in shown
    assert "figure" in shown


def test_a_revision_git_does_not_know_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(LookupError):
        persona_diff.knowledge_of("no-such-revision")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_person_gets_an_advice(path: Path, kb: Knowledge) -> None:
    someone = read_person(path)
    plan = propose(assess(someone.profile, someone.diary, kb, today=date(2026, 11, 22)), None, kb)
    assert plan.verdict.id in kb.findings
