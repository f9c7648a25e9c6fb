"""``magwise ask`` from the command line."""

import json
from pathlib import Path

import pytest

from magwise.cli.app import run

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_json_holds_topic_answer_certainty_claims_sources_and_abstained(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["ask", "Does magnesium help night cramps?", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["topic"] == "night-cramps"
    assert record["certainty"] == "moderate"
    assert "probably makes little or no difference" in record["answer"]
    assert record["abstained"] is False
    assert {claim["id"] for claim in record["claims"]} >= {"b01", "b02"}
    assert all(source["citation"] for source in record["sources"])


def test_a_question_may_be_typed_without_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "helpt", "magnesium", "tegen", "spierpijn"]) == 0
    assert "zeer onzeker" in " ".join(capsys.readouterr().out.split())


def test_the_profile_makes_the_answer_personal(capsys: pytest.CaptureFixture[str]) -> None:
    person = str(EXAMPLES / "kidney.yaml")
    assert run(["ask", "How much magnesium can I take?", "--profile", person, "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["kind"] == "blocked"
    assert record["blocked_by"]


def test_declined_questions_offer_the_nearest_subjects(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["ask", "does zinc help sleep", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["abstained"] is True
    assert record["certainty"] is None
    assert "sleep" in {one["topic"] for one in record["nearest"]}


def test_the_contradictions_can_be_read_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["contradictions", "--lang", "nl"]) == 0
    assert "Oordeel" in capsys.readouterr().out
