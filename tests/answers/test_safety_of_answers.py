"""Safety of answers: animals, alarms, stops, blood values and medicines by cause."""

from datetime import date

import pytest

from magwise import Knowledge, Profile
from magwise.answers import Answer, answer
from magwise.answers.reading.measured import measured_alarms
from magwise.answers.refusing.stopped import UNDERCUTS
from magwise.core.facts import Severity

TODAY = date(2026, 11, 23)


def ask(question: str, kb: Knowledge) -> Answer:
    return answer(question, kb, today=TODAY)


def said(question: str, kb: Knowledge) -> set[str]:
    return {fact.id for fact in ask(question, kb).facts}


@pytest.mark.parametrize(
    "question",
    [
        "Can I give my poodle 100 mg magnesium for his nerves?",
        "Onze ruin staat op stal, hoeveel magnesium mag het paard?",
        "magnesium for a german shepherd with constipation",
        "mag de kater een magnesiumtablet",
    ],
)
def test_an_animal_is_sent_to_the_vet_and_nothing_else_is_said(
    question: str, kb: Knowledge
) -> None:
    assert [fact.id for fact in ask(question, kb).facts] == ["answer.not-people"]


@pytest.mark.parametrize(
    "question", ["does magnesium help after walking the dog, my calves cramp", "helpt magnesium "
                 "tegen kramp als ik met de hond loop"],
)  # fmt: skip
def test_who_walks_an_animal_is_a_person(question: str, kb: Knowledge) -> None:
    assert "answer.not-people" not in said(question, kb)


@pytest.mark.parametrize(
    "question",
    [
        "Ik heb myasthenia gravis, neem ik magnesium 's ochtends of bij het eten?",
        "I have heart block, which form of magnesium is best, with or without food?",
        "Nierpatiënt stadium 4: hoeveel magnesium is 2 x 150 mg citraat?",
        "On dialysis: is citrate or glycinate better against cramps?",
    ],
)
def test_nothing_stands_beside_a_stop_that_undercuts_it(question: str, kb: Knowledge) -> None:
    found = ask(question, kb)
    assert found.blocked_by
    assert not {fact.id for fact in found.facts} & UNDERCUTS
    assert "answer.stopped-next" in {fact.id for fact in found.facts}


def test_cramps_on_dialysis_go_to_the_team(kb: Knowledge) -> None:
    assert {"answer.stopped-dialysis", "answer.stopped-dialysis-cramp"} <= said(
        "Tijdens de dialyse krijg ik kramp, magnesium?", kb
    )


@pytest.mark.parametrize(
    ("question", "readings"),
    [
        ("my magnesium result is 1.9", {"answer.unit-high", "answer.unit-ordinary"}),
        ("uitslag magnesium 1,4", {"answer.unit-high", "answer.unit-low", "answer.unit-ordinary"}),
        ("magnesium blood test 4.9", {"answer.unit-far-high"}),
    ],
)
def test_a_value_without_unit_is_read_in_every_unit_that_fits(
    question: str, readings: set[str], kb: Knowledge
) -> None:
    # mg/dL / 2.43 and mEq/L / 2 are mmol/L (IUPAC 2021: 24.305 g/mol)
    found = said(question, kb)
    units = {key for key in found if key.startswith("answer.unit-")} - {"answer.unit-which"}
    assert units == readings


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("0.62 mmol/l magnesium, the GP says fine, the clinic says low. Who is right?",
         "answer.right-low"),
        ("magnesium 0,9 mmol/l, mijn coach zegt dat het te laag is, klopt dat?",
         "answer.right-ordinary"),
        ("magnesium 1,3 mmol/l, volgens mij is dat gewoon, wie heeft gelijk?",
         "answer.right-high"),
    ],
)  # fmt: skip
def test_the_figure_decides_who_is_right(question: str, verdict: str, kb: Knowledge) -> None:
    assert verdict in said(question, kb)


@pytest.mark.parametrize("question", ["15 mmol magnesium how many mg is that", "8 mmol hoeveel mg"])
def test_an_amount_in_mmol_is_no_blood_value(question: str, kb: Knowledge) -> None:
    assert not any(key.startswith("lab.") for key in said(question, kb))


@pytest.mark.parametrize(
    ("question", "finding"),
    [
        ("na de vliegreis doet mijn kuit pijn, magnesium?", "emergency.calf-swollen"),
        ("asthma attack right now and the inhaler isn't working, magnesium?", "answer.asthma"),
        ("baby heeft diarree en is suf, mag magnesium?", "answer.child-dry"),
        ("worst headache of my life, came suddenly, magnesium?", "answer.sudden-headache"),
        ("al dagen geen ontlasting en ik moet overgeven, magnesium?", "answer.blocked-bowel"),
        ("bloeddruk 200/118 en barstende hoofdpijn, magnesium?", "answer.pressure-now"),
        ("mijn zoontje van 3 dronk bitterzout", "answer.overdose"),
        ("I stopped my xanax and I am shaking, magnesium?", "answer.sedative-withdrawal"),
    ],
)
def test_an_emergency_is_answered_alone(question: str, finding: str, kb: Knowledge) -> None:
    found = ask(question, kb)
    assert found.kind == "emergency"
    assert finding in {fact.id for fact in found.facts}


@pytest.mark.parametrize(
    "question",
    [
        "can low magnesium cause seizures?",
        "Kan een magnesiumtekort een hartstilstand veroorzaken?",
        "What should I do if someone has a magnesium overdose?",
        "Ik had vroeger een hartinfarct, mag ik magnesium?",
        "my blood pressure is 142/88, does magnesium help?",
        "my max heart rate is 185 during intervals, does magnesium help?",
    ],
)
def test_what_is_general_or_past_or_ordinary_is_no_alarm(question: str, kb: Knowledge) -> None:
    assert ask(question, kb).kind != "emergency"


def test_an_alarm_that_asks_for_magnesium_says_no(kb: Knowledge) -> None:
    assert "answer.emergency-no-magnesium" in said(
        "plas als cola na het trainen, magnesium nemen?", kb
    )


@pytest.mark.parametrize(
    ("figures", "alarms"),
    [
        ("bloeddruk 150/90", ()),
        ("bloeddruk 185/100", ("answer.pressure-today",)),
        ("30 weken zwanger, bloeddruk 165/105", ("answer.pressure-now",)),
        ("hartslag 170 en zakt niet", ("answer.fast-pulse",)),
        ("blood sugar 2.4 and shaky", ("answer.low-sugar",)),
    ],
)
def test_figures_that_are_an_alarm_by_themselves(figures: str, alarms: tuple[str, ...]) -> None:
    assert measured_alarms(figures) == alarms


@pytest.mark.parametrize(
    ("question", "finding"),
    [
        ("does magnesium make birth control fail?", "answer.the-pill"),
        ("escitalopram and magnesium", "answer.no-known-interaction"),
        ("magnesium naast apixaban", "answer.blood-thinner"),
        ("indapamide en kramp, magnesium kopen?", "answer.water-tablet-first"),
        ("flecainide and magnesium", "answer.heart-rhythm-medicine"),
        ("lithium en magnesium", "answer.lithium"),
        ("levothyroxine and magnesium", "answer.apart-is-fine"),
        ("doxycycline en magnesium", "answer.finish-course"),
        ("which medicines lower magnesium?", "answer.medicines-lower"),
        ("Ik slik veel verschillende pillen, mag magnesium daarbij?", "answer.medicines-many"),
    ],
)
def test_a_medicine_gets_the_essence_of_its_group(
    question: str, finding: str, kb: Knowledge
) -> None:
    assert finding in said(question, kb)


def test_several_medicines_are_all_spoken_of(kb: Knowledge) -> None:
    found = ask("levothyroxine, bisoprolol and sertraline, can I take magnesium?", kb)
    named = str([fact.values for fact in found.facts])
    assert all(one in named for one in ("levothyroxine", "bisoprolol", "sertraline"))


def test_the_amount_of_a_medicine_is_no_amount_of_magnesium(kb: Knowledge) -> None:
    assert "answer.amount-within" not in said("sertraline 100 mg and magnesium, any problem?", kb)


def test_rather_magnesium_than_a_medicine_is_answered_with_do_not_stop(kb: Knowledge) -> None:
    assert "answer.stop-medicine" in said("I would rather take magnesium than zolpidem", kb)


def test_once_too_much_by_mistake_says_what_to_do(kb: Knowledge) -> None:
    assert "answer.accident" in said("per ongeluk twee keer mijn magnesium genomen", kb)


def test_how_long_a_medicine_is_taken_is_no_age(kb: Knowledge) -> None:
    assert "safety.child" not in said("Ik slik omeprazol 5 jaar, magnesium erbij?", kb)


def test_a_raised_blood_pressure_is_checked_by_a_doctor(kb: Knowledge) -> None:
    assert "answer.pressure-checked" in said(
        "My blood pressure is 152 over 94, does magnesium lower it?", kb
    )
    assert "answer.pressure-checked" not in said("my blood pressure is 118/76, magnesium?", kb)


@pytest.mark.parametrize(
    ("question", "urgent"),
    [
        ("Grandpa takes milk of magnesia and he barely opens his eyes since this morning", True),
        ("Oma doet haar ogen amper open sinds die laxeerdrank met magnesium", True),
        ("Ik heb sinds gisteren niet meer geplast en slik magnesium", True),
        ("my left arm feels numb and I can't find my words, low magnesium?", True),
        ("my eyes barely stay open in the afternoon, would magnesium give energy?", False),
        ("my arm goes numb when I sleep on it, low magnesium?", False),
        ("Ik kan mijn ogen amper openhouden overdag, helpt magnesium tegen moe zijn?", False),
    ],
)
def test_an_indirect_sign_is_an_alarm_and_its_harmless_neighbour_is_not(
    kb: Knowledge, question: str, urgent: bool
) -> None:
    first = answer(question, kb).facts[0].severity
    assert (first in (Severity.EMERGENCY, Severity.URGENT)) is urgent


def test_an_antibiotic_beside_its_reason_is_about_the_two_together(kb: Knowledge) -> None:
    found = answer("On doxycycline for acne, is magnesium at night ok?", kb)
    assert found.topic == "medicines"


def test_what_kidneys_do_is_no_question_about_poor_kidneys(kb: Knowledge) -> None:
    assert answer("Why are kidneys important when it comes to magnesium?", kb).topic == (
        "kidney-role"
    )
    assert answer("My kidneys work poorly, may I take magnesium?", kb).topic == "kidney"
    own = answer("I have healthy kidneys, how much magnesium can I take?", kb).topic
    assert own not in ("kidney-role", "food-content")


@pytest.mark.parametrize(
    "question",
    [
        "Oma krijgt elke dag magnesiumhydroxide van de dokter omdat ze al jaren slecht naar de wc "
        "gaat. Vandaag is ze suf en slap en haar pols is traag.",
        "Dad gets milk of magnesia every evening from the nurse who looks after him and his cat. "
        "Since noon he is drowsy and weak.",
    ],
)
def test_signs_of_too_much_count_in_another_sentence_than_what_was_taken(
    question: str, kb: Knowledge
) -> None:
    assert ask(question, kb).kind == "emergency"


def test_going_less_often_at_night_is_no_alarm(kb: Knowledge) -> None:
    assert ask("I stopped magnesium and am not peeing so often at night", kb).kind != "emergency"
    assert ask("I take magnesium and I am not peeing at all since Sunday", kb).kind == "emergency"


@pytest.mark.parametrize(
    "question", ["his heart stopped, magnesium?", "mijn vrouw heeft geen hartslag"]
)
def test_a_heart_that_stands_still_is_an_emergency(question: str, kb: Knowledge) -> None:
    assert ask(question, kb).kind == "emergency"


def test_which_multivitamin_is_best_is_not_ours_to_say(kb: Knowledge) -> None:
    assert ask("best multivitamin for over 50s?", kb).abstained
    assert not ask("How much magnesium is in the best multivitamins?", kb).abstained


@pytest.mark.parametrize(
    "question",
    [
        "Een cliënt eet geen noten vanwege een allergie. Welke producten kan ik adviseren om aan "
        "300 mg te komen?",
        "I'm allergic to nuts. How do I get 300 mg from food in a day?",
    ],
)
def test_nobody_with_a_nut_allergy_is_given_a_day_with_nuts(question: str, kb: Knowledge) -> None:
    """What somebody cannot have stands in no example."""
    found = answer(question, kb)
    assert "answer.day-of-food" not in [one.id for one in found.facts]
    assert "answer.foods-without" in [one.id for one in found.facts]


def test_a_disease_that_stops_magnesium_is_heard_without_the_word(kb: Knowledge) -> None:
    """Somebody with myasthenia asks whether they may use "this"."""
    found = answer("Heb de ziekte van myasthenia gravis, mag ik dit gebruiken?", kb)
    assert found.kind == "blocked"


@pytest.mark.parametrize(
    "question",
    [
        "Ik heb een nierziekte, hoe haal ik 300 mg uit eten op een dag?",
        "CKD stage 4, can I reach the RDA through food alone?",
        "how can my 9 year old get 300 mg from food in a day",
    ],
)
def test_no_example_day_for_poor_kidneys_or_a_child(question: str, kb: Knowledge) -> None:
    """The day is an adult's and holds much potassium."""
    assert "answer.day-of-food" not in [one.id for one in answer(question, kb).facts]


@pytest.mark.parametrize(
    "known",
    [{"allergies": ["nuts"]}, {"kidney_disease": True}, {"diet": ["vegan"]}, {"age_years": 12}],
)
def test_no_example_day_where_the_profile_tells_against_it(
    known: dict[str, object], kb: Knowledge
) -> None:
    """What a profile says counts as much as the question."""
    person = Profile.model_validate(known)
    found = answer("Can I get enough magnesium from food alone?", kb, profile=person)
    assert "answer.day-of-food" not in [one.id for one in found.facts]


def test_nuts_are_not_ranked_for_somebody_who_is_allergic_to_some(kb: Knowledge) -> None:
    """A ranking would name what is to be avoided."""
    found = answer("Welke noten bevatten het meeste? Ik ben allergisch voor amandelen", kb)
    named = [str(one.values) for one in found.facts if "foods" in one.values]
    assert named
    assert not any("almond" in one for one in named)
