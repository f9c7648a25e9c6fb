"""The questionnaire: short, red flags first, "I don't know" always an answer, nothing lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magwise.core.errors import InputError
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.questionnaire import Question
from magwise.person import Profile
from magwise.person.questionnaire import (
    answer,
    ended_by,
    from_profile,
    next_question,
    options,
    progress,
    questions_in_order,
    read_answers,
    to_profile,
    visible_questions,
    wording,
)

HEALTHY: dict[str, Any] = {
    "country": "nl", "age": 34, "sex": "male", "weight": 75, "height": 180,
    "kidneys": "no-problem", "alcohol": 3,
}  # fmt: skip
BUSY: dict[str, Any] = {
    "country": "nl", "age": 44, "sex": "female", "pregnant": "neither", "weight": 62,
    "height": 170, "kidneys": "no-problem", "conditions": ["reflux", "diabetes"],
    "medicines": ["omeprazol", "metformine"], "supplements": ["magnesiumcitraat"],
    "supplement-mg": 400, "supplement-mg-is": "salt", "clinician-asked": False,
    "complaints": ["cramps-night"], "red-flags-gp": [], "complaint-weeks": 6,
    "training-kinds": ["endurance", "strength"], "training-hours": 7, "lately": ["heat"],
    "sleep": 7, "alcohol": 5, "diet": ["vegetarian"], "allergies": ["nuts"],
    "serum-value": 0.81, "serum-unit": "mmol-per-l",
}  # fmt: skip


def fill(kb: Knowledge, told: dict[str, Any]) -> dict[str, Any]:
    """Walk the questionnaire; what is not told is "none" for lists and unknown otherwise."""
    answers: dict[str, Any] = {}
    for _ in range(100):
        question = next_question(answers, kb)
        if question is None:
            return answers
        empty: list[str] | None = [] if question.kind in ("multi", "texts") else None
        answers = answer(answers, question.id, told.get(question.id, empty), kb)
    raise AssertionError("the questionnaire does not end")


def any_value(question: Question, answers: dict[str, Any], kb: Knowledge, pick: int) -> Any:
    """One of the possible answers to a question, chosen by a number."""
    if question.kind == "yes-no":
        return (True, False, None)[pick % 3]
    if question.kind == "number":
        assert question.minimum is not None
        assert question.maximum is not None
        span = question.maximum - question.minimum
        return (None, question.minimum, question.maximum, question.minimum + span * 0.17)[pick % 4]
    if question.kind == "texts":
        return (None, [], ["magnesiumcitraat 400 mg"], ["a", "b"])[pick % 4]
    ids = [option.id for option in options(question, answers, kb, "nl")]
    if question.kind == "choice":
        return [None, *ids][pick % (len(ids) + 1)]
    return (None, [], ids[:1], ids[-2:], ids)[pick % 5]


def test_red_flags_come_first(kb: Knowledge) -> None:
    first = [question.id for question in questions_in_order(kb)[:2]]
    assert first == ["red-flags-emergency", "red-flags-today"]
    question = next_question({}, kb)
    assert question is not None
    flags = {option.id for option in options(question, {}, kb, "nl")}
    assert flags == {flag.id for flag in kb.red_flags.values() if flag.level == "emergency"}


def test_every_red_flag_is_asked(kb: Knowledge) -> None:
    asked = {
        option.id
        for question in kb.questions.values()
        if question.sets == "red_flags"
        for option in options(question, {}, kb, "en")
    }
    assert asked == set(kb.red_flags)


def test_an_emergency_ends_the_questionnaire_before_anything_else(kb: Knowledge) -> None:
    answers = answer({}, "red-flags-emergency", ["chest-pain"], kb)
    assert next_question(answers, kb) is None
    assert ended_by(answers, kb) == ("chest-pain",)
    assert to_profile(answers, kb).red_flags == ("chest-pain",)


def test_an_emergency_ticked_later_hides_all_other_answers(kb: Knowledge) -> None:
    answers = fill(kb, BUSY)
    answers = answer(answers, "red-flags-emergency", ["collapse"], kb)
    assert next_question(answers, kb) is None
    profile = to_profile(answers, kb)
    assert profile.red_flags == ("collapse",)
    assert profile.age_years is None
    assert profile.supplements is None


def test_same_day_flags_end_it_too(kb: Knowledge) -> None:
    answers = answer({"red-flags-emergency": []}, "red-flags-today", ["tetany"], kb)
    assert next_question(answers, kb) is None
    assert ended_by(answers, kb) == ("tetany",)


def test_not_knowing_a_red_flag_goes_on_but_stays_unknown(kb: Knowledge) -> None:
    answers = answer({}, "red-flags-emergency", None, kb)
    assert next_question(answers, kb) is not None
    answers = answer(answers, "red-flags-today", [], kb)
    assert ended_by(answers, kb) == ()
    assert to_profile(answers, kb).red_flags is None


def test_a_healthy_adult_answers_about_fifteen_questions(kb: Knowledge) -> None:
    assert 12 <= len(fill(kb, HEALTHY)) <= 16


def test_the_longest_ordinary_path_stays_below_three_minutes(kb: Knowledge) -> None:
    answers = fill(kb, BUSY)
    assert len(answers) <= 27
    # 4 s for a tick or a number, 8 s for a list; measured with nobody, so kept on the slow side
    seconds = sum(8 if kb.questions[key].kind in ("multi", "texts") else 4 for key in answers)
    assert seconds <= 180


def test_a_question_that_does_not_apply_is_skipped(kb: Knowledge) -> None:
    man = {question.id for question in visible_questions(fill(kb, HEALTHY), kb)}
    assert not man & {"pregnant", "supplement-mg", "sleep", "serum-value", "egfr"}
    old = {q.id for q in visible_questions(fill(kb, {**HEALTHY, "age": 70}), kb)}
    assert "egfr" in old
    unsure = {q.id for q in visible_questions(fill(kb, {**HEALTHY, "kidneys": None}), kb)}
    assert "egfr" in unsure


def test_pregnancy_is_asked_when_sex_or_age_is_unknown(kb: Knowledge) -> None:
    for told in ({"sex": "female"}, {"age": 30}, {}):
        shown = {question.id for question in visible_questions(fill(kb, told), kb)}
        assert "pregnant" in shown


def test_every_question_can_be_reached(kb: Knowledge) -> None:
    reached: set[str] = set()
    for told in (HEALTHY, BUSY, {**HEALTHY, "kidneys": "reduced"}):
        reached |= set(fill(kb, told))
    assert reached == set(kb.questions)


def test_unknown_is_accepted_everywhere_and_stays_unknown(kb: Knowledge) -> None:
    answers: dict[str, Any] = {}
    while question := next_question(answers, kb):
        answers = answer(answers, question.id, "weet ik niet", kb)
        assert answers[question.id] is None
    assert to_profile(answers, kb) == Profile()


def test_no_answer_yet_gives_an_empty_profile(kb: Knowledge) -> None:
    assert to_profile({}, kb) == Profile()


def test_the_busy_persons_profile_holds_what_was_said(kb: Knowledge) -> None:
    profile = to_profile(fill(kb, BUSY), kb)
    assert profile.age_years == 44
    assert (profile.pregnant, profile.breastfeeding) == (False, False)
    assert (profile.kidney_disease, profile.dialysis) == (False, False)
    assert profile.conditions == ("reflux", "diabetes")
    assert profile.medicines is not None
    assert [medicine.name for medicine in profile.medicines] == ["omeprazol", "metformine"]
    assert profile.supplements is not None
    (supplement,) = profile.supplements
    assert (supplement.name, supplement.amount_mg) == ("magnesiumcitraat", 400)
    assert supplement.amount_is == "salt"
    assert profile.complaints is not None
    assert profile.complaints[0].id == "cramps-night"
    assert profile.complaints[0].since_weeks == 6
    assert profile.training is not None
    assert profile.training.kinds == ("endurance", "strength")
    assert profile.training.recent_increase is False
    assert (profile.recent_heat, profile.missed_periods) == (True, False)
    assert profile.laboratory is not None
    assert (profile.laboratory[0].test, profile.laboratory[0].unit) == ("serum", "mmol/L")
    assert profile.red_flags == ()


def test_none_is_not_the_same_as_unknown(kb: Knowledge) -> None:
    assert to_profile({"medicines": []}, kb).medicines == ()
    assert to_profile({"medicines": None}, kb).medicines is None
    assert to_profile({}, kb).medicines is None
    assert to_profile({"allergies": []}, kb).allergies == ()


def test_an_amount_without_saying_of_what_stays_open(kb: Knowledge) -> None:
    profile = to_profile({"supplements": ["bisglycinaat"], "supplement-mg": 1000}, kb)
    assert profile.supplements is not None
    assert profile.supplements[0].amount_is == "unknown"


def test_an_amount_is_asked_for_one_product_only(kb: Knowledge) -> None:
    answers: dict[str, Any] = {"supplements": ["citraat", "multi"], "supplement-mg": 300}
    shown = {question.id for question in visible_questions(answers, kb)}
    assert "supplement-mg" not in shown
    profile = to_profile(answers, kb)
    assert profile.supplements is not None
    assert all(supplement.amount_mg is None for supplement in profile.supplements)


def test_an_answer_that_no_longer_applies_is_not_counted(kb: Knowledge) -> None:
    answers = {"sex": "female", "age": 30, "pregnant": "pregnant"}
    assert to_profile(answers, kb).pregnant is True
    assert to_profile({**answers, "sex": "male"}, kb).pregnant is None


@pytest.mark.parametrize("told", [HEALTHY, BUSY, {**HEALTHY, "kidneys": "dialysis"}])
def test_profile_to_answers_and_back_is_the_same(kb: Knowledge, told: dict[str, Any]) -> None:
    profile = to_profile(fill(kb, told), kb)
    again = from_profile(profile, kb)
    assert to_profile(again, kb) == profile


def test_a_profile_leaves_only_its_gaps_to_ask(kb: Knowledge) -> None:
    answers = from_profile(Profile(age_years=34, sex="male", red_flags=()), kb)
    question = next_question(answers, kb)
    assert question is not None
    assert question.id == "country"


@given(picks=st.lists(st.integers(min_value=0, max_value=59), min_size=40, max_size=40))
def test_whatever_is_answered_the_questionnaire_ends_and_the_profile_stands(
    picks: list[int],
) -> None:
    kb = _kb()
    answers: dict[str, Any] = {}
    for pick in picks:
        question = next_question(answers, kb)
        if question is None:
            break
        value = any_value(question, answers, kb, pick)
        answers = answer(answers, question.id, value, kb)
    assert next_question(answers, kb) is None
    profile = to_profile(answers, kb)
    assert to_profile(from_profile(profile, kb), kb) == profile


def _kb() -> Knowledge:
    return Knowledge.load()


def test_progress_only_grows(kb: Knowledge) -> None:
    answers: dict[str, Any] = {}
    done = -1
    while question := next_question(answers, kb):
        now, applying = progress(answers, kb)
        assert done < now <= applying
        done = now
        empty: list[str] | None = [] if question.kind in ("multi", "texts") else None
        answers = answer(answers, question.id, HEALTHY.get(question.id, empty), kb)
    assert progress(answers, kb) == (len(answers), len(answers))


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [
        ("age", "34", 34.0),
        ("weight", "72,5", 72.5),
        ("sex", "vrouw", "female"),
        ("sex", "Female", "female"),
        ("kidneys", "ik krijg dialyse", "dialysis"),
        ("clinician-asked", "ja", True),
        ("clinician-asked", "no", False),
        ("diet", "geen", []),
        ("diet", ["vegan", "vegan"], ["vegan"]),
        ("conditions", ["diabetes"], ["diabetes"]),
        ("medicines", "omeprazol", ["omeprazol"]),
        ("medicines", "none", []),
        ("age", "?", None),
    ],
)
def test_typed_answers_are_understood(kb: Knowledge, question: str, typed: Any, value: Any) -> None:
    assert answer({}, question, typed, kb) == {question: value}


@pytest.mark.parametrize(
    ("question", "typed", "problem"),
    [
        ("age", "oud", "error.answer-number"),
        ("age", "nan", "error.answer-range"),
        ("age", 400, "error.answer-range"),
        ("age", -1, "error.answer-range"),
        ("age", True, "error.answer-number"),
        ("sex", "blauw", "error.answer-choice"),
        ("diet", ["steen"], "error.answer-choice"),
        ("diet", 5, "error.answer-list"),
        ("medicines", ["x" * 300], "error.answer-list"),
        ("medicines", [3], "error.answer-list"),
        ("clinician-asked", "misschien", "error.answer-yes-no"),
        ("schoenmaat", 43, "error.answer-question"),
    ],
)
def test_a_wrong_answer_gets_one_clear_problem(
    kb: Knowledge, question: str, typed: Any, problem: str
) -> None:
    with pytest.raises(InputError) as caught:
        answer({}, question, typed, kb)
    (found,) = caught.value.problems
    assert found.id == problem
    assert set(found.values) == set(kb.findings[problem].slots)


def test_a_file_of_answers_is_checked_as_a_whole(kb: Knowledge) -> None:
    given = {"sex": "blauw", "age": "oud", "schoenmaat": 43, "country": "nl"}
    with pytest.raises(InputError) as caught:
        read_answers(given, kb)
    assert {problem.id for problem in caught.value.problems} == {
        "error.answer-choice", "error.answer-number", "error.answer-question",
    }  # fmt: skip
    filled = fill(kb, BUSY)
    assert read_answers(filled, kb) == filled


def test_the_answers_given_before_stay_as_they_were(kb: Knowledge) -> None:
    before = {"age": 34.0}
    answer(before, "sex", "male", kb)
    assert before == {"age": 34.0}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_question_has_words_help_and_a_reason(kb: Knowledge, language: str) -> None:
    for question in questions_in_order(kb):
        words = wording(question, {}, kb, language)
        assert words.text.endswith("?") or question.id == "red-flags-today"
        assert words.why
        assert words.page
        assert len(words.text.split()) <= 16
        labels = [option.label for option in options(question, {"sex": "female"}, kb, language)]
        assert len(labels) == len(set(labels))


def test_no_two_questions_have_the_same_place(kb: Knowledge) -> None:
    orders = [question.order for question in kb.questions.values()]
    assert len(orders) == len(set(orders))


def test_pages_follow_the_order_of_their_questions(kb: Knowledge) -> None:
    pages = [kb.question_pages[question.page].order for question in questions_in_order(kb)]
    assert pages == sorted(pages)


def test_skips_look_at_earlier_questions_only(kb: Knowledge) -> None:
    seen: set[str] = set()
    for question in questions_in_order(kb):
        dumped = repr(question.model_dump(include={"show_if", "choices"}))
        named = {other for other in kb.questions if f"'question': '{other}'" in dumped}
        assert named <= seen, question.id
        seen.add(question.id)


def test_every_choice_is_a_record_or_has_words(kb: Knowledge) -> None:
    for question in questions_in_order(kb):
        source = question.choices_from
        if source is not None:
            assert set(source.ids) <= set(getattr(kb, source.collection))
        for choice in question.choices:
            assert choice.text in kb.text_nl
            assert choice.text in kb.text_en
