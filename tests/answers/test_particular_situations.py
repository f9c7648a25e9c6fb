"""Situations that fall between the other subjects are answered for what they are."""

import pytest

from magwise import Knowledge
from magwise.answers import answer
from magwise.answers.reading.places import country_in


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("I gave my sister a kidney, may I take magnesium?", "one-kidney"),
        ("ik heb nog maar één nier, is magnesium veilig?", "one-kidney"),
        ("Would magnesium make an autistic boy of 9 calmer?", "focus-disorder"),
        ("Magnesium met valeriaan naast mijn zolpidem?", "sleep-blend"),
        ("My gummies hold magnesium and melatonin, fine with zopiclone?", "sleep-blend"),
        ("I am throwing up and constipated, is milk of magnesia all right?", "ill-stomach"),
        ("Mag mijn magnesium mee in de handbagage?", "travel"),
        ("May I donate blood while I use magnesium?", "blood-donation"),
        ("My Garmin says I sleep better with magnesium, is that proof?", "does-it-work"),
        ("Mijn coach zegt dat ik magnesium moet slikken", "somebody-says"),
        ("My sister drinks magnesium citrate every evening to stay slim", "laxative-slimming"),
        ("Jockey, a bottle of mag citrate before each weigh in, risky?", "laxative-slimming"),
        ("Is melatonine of magnesium beter voor mijn slaap?", "herb-or-magnesium"),
        ("Pins and needles in my feet, is magnesium low?", "tingling"),
        ("Ik gebruik Wegovy, kan magnesium daarbij?", "slimming-medicine"),
        ("Mag magnesiumrijk mineraalwater in de flesvoeding?", "baby-food"),
        ("Can I get magnesium on prescription?", "on-prescription"),
        ("My potassium keeps falling, so they test magnesium. Why?", "low-potassium"),
        ("Waarom een infuus met magnesium bij pre-eclampsie?", "pre-eclampsia-drip"),
        ("Is oxide absorbed at all, or is it like chalk, this magnesium?", "oxide"),
        ("Twee pinten per avond, daalt mijn magnesium daarvan?", "alcohol"),
        ("Is it ok to take mag with zinc?", "minerals-together"),
        ("Morning or bedtime?", "timing"),
        ("welke vorm?", "best-form"),
        ("At what blood level is magnesium dangerously high?", "high-level"),
        ("Kan te veel magnesium je hart stilzetten?", "high-level"),
        ("Which foods block magnesium absorption?", "phytate"),
        ("Licht in mijn hoofd sinds ik magnesium neem", "dizzy"),
    ],
)
def test_a_particular_situation_has_its_own_answer(
    question: str, topic: str, kb: Knowledge
) -> None:
    """The situation decides, not a side word such as "safe" or "sleep"."""
    assert answer(question, kb).topic == topic


def test_one_kidney_is_never_answered_without_kidney_function(kb: Knowledge) -> None:
    """Who has one kidney hears to ask for the kidney figure before any product."""
    for question in ("ik heb een nier, mag ik magnesium?", "I donated a kidney, is magnesium ok?"):
        said = " ".join(str(fact.id) for fact in answer(question, kb).facts)
        assert "answer.one-kidney-doctor" in said


def test_another_blood_value_goes_to_the_doctor(kb: Knowledge) -> None:
    """A potassium value is no magnesium question, but no shrug either."""
    found = answer("My potassium was 5.7, which foods should I avoid?", kb)
    assert found.abstained
    assert found.short[0].id == "answer.other-value"
    ours = answer("mijn magnesium is 0,68 en kalium 5,7", kb)
    assert "answer.other-value" not in {fact.id for fact in ours.facts}


def test_insurance_is_not_our_field(kb: Knowledge) -> None:
    """What an insurer pays is for the insurer to say."""
    found = answer("Wordt magnesium vergoed door mijn zorgverzekeraar?", kb)
    assert found.short[0].id == "answer.reimbursement"


def test_a_place_or_a_shop_names_the_country() -> None:
    """Somebody in Leeds gets British figures beside the European ones."""
    assert country_in("woman of 40 in Leeds") == "gb"
    assert country_in("I'm from Texas, is 300 mg too much?") == "us"
    assert country_in("woman of 40") is None
    assert country_in("is it the same in the UK and the US?") is None
