"""The interface for programs says what it takes, refuses clearly, and keeps nothing."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from magwise.store import Store
from tests.web.conftest import Browser

API = "/api/v1"
PATHS = ("foods", "parse", "assess", "plan", "ask", "schedule", "simulate")
PERSON = {
    "profile": {"country": "nl", "age_years": 34, "sex": "female", "kidney_disease": False},
    "diary": {"days": [{"date": "2026-11-20", "complete": True,
                        "entries": [{"text": "bowl of porridge"}, {"text": "plate of chilli"}]}]},
}  # fmt: skip
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_its_description_is_openapi_3_1_and_complete(browser: Browser) -> None:
    said = browser.get(f"{API}/openapi.json").json()
    assert said["openapi"].startswith("3.1")
    assert set(said["paths"]) == {f"{API}/{one}" for one in PATHS}
    for path in said["paths"].values():
        assert {"403", "413", "422", "429"} <= set(path["post"]["responses"])


def test_foods_lines_and_questions(browser: Browser) -> None:
    foods = browser.client.post(
        f"{API}/foods", json={"text": "boerenkool", "language": "nl"}
    ).json()
    assert "boerenkool" in foods[0]["name"]
    (line,) = browser.client.post(f"{API}/parse", json={"lines": ["a handful of almonds"]}).json()
    assert line["items"][0]["food_id"] == "almond"
    answer = browser.client.post(
        f"{API}/ask", json={"question": "Does magnesium help night cramps?"}
    ).json()
    assert answer["kind"] == "answer"
    assert answer["certainty"]


def test_assess_and_plan_say_the_same_of_where_someone_stands(
    browser: Browser, store: Store
) -> None:
    assessed = browser.client.post(f"{API}/assess", json=PERSON).json()
    planned = browser.client.post(f"{API}/plan", json=PERSON).json()
    assert assessed["plan"] is None
    assert planned["plan"] is not None
    assert assessed["assessment"] == planned["assessment"]
    assert store.dossier().days() == ()
    assert store.dossier().answers() == {}


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("foods", {}), ("foods", {"text": ""}), ("foods", {"text": "x" * 300}),
        ("parse", {"lines": []}), ("parse", {"lines": ["x"] * 101}), ("parse", {"lines": "soup"}),
        ("parse", {"lines": ["soup"], "more": 1}), ("parse", {"lines": ["soup"], "language": "fr"}),
        ("assess", {"profile": {"age_years": -1}}), ("assess", {"profile": {"agee": 3}}),
        ("plan", {"wishes": {"max_changes": 99}}), ("ask", {"question": ""}),
        ("schedule", {}), ("schedule", {"doses_mg": []}), ("schedule", {"doses_mg": [50] * 7}),
        ("schedule", {"doses_mg": [0]}), ("schedule", {"doses_mg": [50], "times": ["7:00"]}),
        ("schedule", {"doses_mg": [50], "times": ["07:00", "19:00"]}),
        ("schedule", {"doses_mg": [50], "form": "snake-oil"}),
        ("simulate", {"weeks": 1000}), ("simulate", {"people": 100_000}),
        ("simulate", {"weeks": 0}), ("simulate", {"doses": [{"elemental_mg": 5000}]}),
        ("simulate", {"doses": [{"elemental_mg": 50}] * 7}),
        ("simulate", {"doses": [{"elemental_mg": 50, "form": "snake-oil"}]}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_as_a_problem(
    browser: Browser, path: str, content: dict[str, Any]
) -> None:
    answer = browser.client.post(f"{API}/{path}", json=content)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 422
    assert problem["errors"]


def test_a_refusal_does_not_repeat_what_was_sent(browser: Browser) -> None:
    answer = browser.client.post(f"{API}/assess", json={"profile": {"age_years": "geheim"}})
    assert "geheim" not in answer.text


@pytest.mark.parametrize("content", [b"", b"{", b"[1", b"\xff\xfe", b"null", b"1e999", b"[" * 5000])
def test_what_is_no_json_is_refused_as_a_problem(browser: Browser, content: bytes) -> None:
    for path in PATHS:
        answer = browser.client.post(
            f"{API}/{path}", content=content, headers={"content-type": "application/json"}
        )
        assert answer.status_code in (400, 422), (path, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_form_is_not_taken_for_json(browser: Browser) -> None:
    """A page of another site can send a form without asking first, but no JSON."""
    for media in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data"):
        answer = browser.client.post(
            f"{API}/parse", content=b'{"lines": ["soup"]}', headers={"content-type": media}
        )
        assert answer.status_code in (400, 422), media


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PATHS), JSON)
def test_any_json_gets_an_answer_or_a_refusal(browser: Browser, path: str, content: Any) -> None:
    answer = browser.client.post(f"{API}/{path}", json=content)
    assert answer.status_code in (200, 422)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=5))
def test_any_words_are_read_or_asked_back(browser: Browser, lines: list[str]) -> None:
    clean = [one.encode("utf-8", "replace").decode() for one in lines]
    answer = browser.client.post(f"{API}/parse", json={"lines": clean})
    assert answer.status_code == 200
    assert len(answer.json()) == len(clean)


def test_what_is_not_there_is_a_problem_too(browser: Browser) -> None:
    answer = browser.get(f"{API}/nothing")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert browser.get(f"{API}/parse").status_code == 405


PATIENT = {
    "profile": {
        "country": "nl", "age_years": 34, "sex": "male", "kidney_disease": False, "conditions": [],
        "medicines": [{"name": "Levothyroxine", "times": ["07:00"]}], "supplements": [],
        "red_flags": [], "meal_times": ["07:30", "12:30", "18:00"],
        "usual_intake": {"mg_per_day": 200},
    },
}  # fmt: skip


def ask(browser: Browser, path: str, content: dict[str, Any]) -> dict[str, Any]:
    answer = browser.client.post(f"{API}/{path}", json=content)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_doses_are_placed_away_from_a_medicine(browser: Browser) -> None:
    found = ask(browser, "schedule", PATIENT | {"doses_mg": [50, 50]})
    assert found["outcome"] == "placed"
    times = [one["time"] for one in found["schedule"] if one["kind"] == "dose"]
    assert len(times) == 2
    assert all(time >= "11:00" for time in times)


def test_a_chosen_time_is_checked_and_the_next_safe_one_named(browser: Browser) -> None:
    given = PATIENT | {"doses_mg": [50, 50], "times": ["08:00", "20:00"], "language": "nl"}
    found = ask(browser, "schedule", given)
    assert found["outcome"] == "too-close"
    assert found["schedule"] is None
    assert found["instead"] == ["11:00", "20:00"]
    assert "te dicht bij levothyroxine" in found["said"][0]["text"]
    good = ask(browser, "schedule", given | {"times": found["instead"]})
    assert good["outcome"] == "placed"


def test_nobody_gets_a_day_with_doses_that_safety_does_not_clear(browser: Browser) -> None:
    too_much = ask(browser, "schedule", PATIENT | {"doses_mg": [300, 300]})
    assert too_much["outcome"] == "blocked"
    profile = PATIENT["profile"]
    kidneys = {"profile": {**profile, "kidney_disease": True, "egfr": 25}, "doses_mg": [50]}
    assert ask(browser, "schedule", kidneys)["outcome"] == "blocked"
    assert ask(browser, "schedule", {"doses_mg": [50]})["outcome"] == "blocked"  # nothing is known
    child = {"profile": {**profile, "age_years": 12}, "doses_mg": [50]}
    assert ask(browser, "schedule", child)["outcome"] == "blocked"


def test_the_body_is_simulated_with_intervals_and_what_is_not_known(browser: Browser) -> None:
    given = PATIENT | {
        "doses": [{"elemental_mg": 100, "time": "20:00"}], "weeks": 2, "people": 4,
        "food_gain_mg_per_day": 50,
    }  # fmt: skip
    found = ask(browser, "simulate", given)
    assert found["allowed"] is True
    line = found["simulation"]["urine_change"]
    assert line[-1]["low"] <= line[-1]["best"] <= line[-1]["high"]
    assert line[-1]["best"] > 0
    assert any(one["id"] == "expect.stores-unknown" for one in found["said"])
    assert ask(browser, "simulate", given) == found


def test_doses_that_safety_forbids_are_not_simulated(browser: Browser) -> None:
    found = ask(browser, "simulate", {"doses": [{"elemental_mg": 100}], "weeks": 1, "people": 2})
    assert found["allowed"] is False
    assert found["simulation"] is None
    assert found["said"]
