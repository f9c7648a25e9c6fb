"""What the advice says about benefits leads to the claims that circulate."""

import json
import re
from pathlib import Path

import pytest

from magwise import Knowledge
from magwise.cli.app import run
from magwise.knowledge.claims import claims_of

EXAMPLES = Path(__file__).parents[2] / "examples"
# Areas of the message catalogue that advice speaks from.
_ADVICE = ("causes", "supplement", "form", "sign", "risk", "need", "task", "endurance", "race")
_ABOUT = re.compile(r"magnesium|supplement|\{form\}|\bpill\b|\bform\b", re.IGNORECASE)
_BENEFIT = re.compile(
    r"not been shown|never shown|no advantage|works? better|no study|no use|not shown|little or no"
    r"|do not know whether|gives enough|no good evidence|no randomised|fewer cramps|no sign of"
    r"|is useful|says nothing|perform better|helps more than",
    re.IGNORECASE,
)
# Sentences that meet the words above but say nothing about a benefit, with the reason.
_NO_BENEFIT = {
    "supplement.claims": "quotes the law",
}


def test_every_benefit_or_non_benefit_that_advice_can_speak_leads_to_a_claim(
    kb: Knowledge,
) -> None:
    spoken = [
        key
        for key in kb.findings
        if key.split(".")[0] in _ADVICE
        and _ABOUT.search(kb.text_en[key])
        and _BENEFIT.search(kb.text_en[key])
        and key not in _NO_BENEFIT
    ]
    assert len(spoken) > 12
    assert [key for key in spoken if not claims_of(key, kb)] == []


def test_links_lead_to_messages_that_exist(kb: Knowledge) -> None:
    for claim in kb.claim_catalogue.values():
        assert set(claim.spoken_in) <= set(kb.findings), claim.id


def _advice(*options: str) -> list[str]:
    return ["advise", str(EXAMPLES / "runner.yaml"), *options]


def test_the_advice_as_json_names_the_claims(capsys: pytest.CaptureFixture[str]) -> None:
    run(_advice("--json"))
    found = json.loads(capsys.readouterr().out)["findings"]
    linked = {one["id"]: one["claims"] for one in found if one["claims"]}
    assert linked
    assert all(key.startswith((*_ADVICE, "food")) for key in linked)


def test_the_terminal_shows_claims_only_when_asked_to_explain(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(_advice("--lang", "en"))
    plain = capsys.readouterr().out
    run(_advice("--lang", "en", "--explain"))
    explained = capsys.readouterr().out
    assert "Answers the claim" not in plain
    assert "Answers the claim" in explained


def test_the_page_shows_the_claims_behind_a_statement(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "report.html"
    run(_advice("--lang", "en", "--html", str(page)))
    capsys.readouterr()
    assert "Answers the claim" in page.read_text(encoding="utf-8")


def test_checking_the_base_names_reviews_that_grade_very_differently(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A notice, not a fault: our rules stay, but somebody must look."""
    assert run(["kb", "check", "--json"]) == 0
    notices = json.loads(capsys.readouterr().out)["notices"]
    assert "error.grades-apart" in {one["id"] for one in notices}
