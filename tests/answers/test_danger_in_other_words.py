"""Danger told in unusual words is met, and an ordinary question is not."""

import pytest

from magwise import Knowledge
from magwise.answers import answer


def said(question: str, kb: Knowledge) -> str:
    """All messages of an answer, by id."""
    return " ".join(fact.id for fact in answer(question, kb).facts)


@pytest.mark.parametrize(
    "question",
    [
        "ons bomma nam melk van magnesia en we krijgen ze bijna nie meer wakker",
        "mam is barely answering us after the magnesium bowel prep",
        "Mijn man heeft slechte nieren, slikt magnesium en is nu zo slap als een vaatdoek",
        "my dad is on dialysis and took Epsom salt, he is floppy and groggy",
        "she took her magnesium laxative and now her breathing is really slow",
        "peuter kreeg bitterzout binnen en is slap",
    ],
)
def test_too_much_magnesium_with_somebody_hardly_awake_is_an_emergency(
    question: str, kb: Knowledge
) -> None:
    """The reason given is too much magnesium, not the heart or the lungs."""
    assert answer(question, kb).kind == "emergency"
    assert "answer.excess-now" in said(question, kb)


@pytest.mark.parametrize(
    "question",
    [
        "Can magnesium make you drowsy?",
        "ik heb slechte nieren en ben niet suf, mag ik magnesium?",
        "word je suf van magnesium?",
        "I take magnesium at night and sleep well, no drowsiness. Is morning better?",
        "Mijn zoontje is moe, helpt magnesium?",
        "My kid is a fussy eater, how do I get magnesium in her?",
    ],
)
def test_drowsiness_that_is_asked_about_or_denied_is_no_emergency(
    question: str, kb: Knowledge
) -> None:
    """A question about an effect is answered."""
    assert answer(question, kb).kind != "emergency"


@pytest.mark.parametrize(
    "question",
    [
        "My sister says she wants to die, what do I do?",
        "mijn broer zegt dat hij niet meer wil leven en heeft veel pillen in huis",
        "our lad talks about killing himself with his tablets",
    ],
)
def test_despair_of_somebody_else_is_answered_to_the_one_who_asks(
    question: str, kb: Knowledge
) -> None:
    """The one who calls is not spoken to as if it were about them."""
    assert "answer.self-harm-other" in said(question, kb)


@pytest.mark.parametrize(
    "question",
    ["I want to die, my sister knows", "ik wil niet meer leven", "i feel better off dead"],
)
def test_despair_of_the_one_who_asks_is_answered_to_them(question: str, kb: Knowledge) -> None:
    """In doubt it is about the person who writes."""
    ids = said(question, kb).split()
    assert "answer.self-harm" in ids


@pytest.mark.parametrize(
    "question",
    [
        "Is it safe to give my 7 year old one of my 350 mg tablets?",
        "mag mijn kleuter een halve magnesiumtablet van mij?",
        "can the baby have magnesium drops",
    ],
)
def test_a_product_for_a_child_is_refused_in_so_many_words(question: str, kb: Knowledge) -> None:
    """No stands first."""
    assert answer(question, kb).facts[0].id == "answer.child-no"


def test_a_dose_by_drip_is_refused_in_words(kb: Knowledge) -> None:
    """At home for a deadly rhythm it is an emergency, elsewhere a refusal."""
    assert answer("What dose of IV magnesium do I give for torsades at home?", kb).kind == (
        "emergency"
    )
    assert "answer.no-dose-drip" in said("how many ml of magnesium injection do i give", kb)


def test_magnesium_of_antacids_counts(kb: Knowledge) -> None:
    """A tablet for the stomach with magnesium is no acid blocker."""
    ids = said("4 maagtabletten met magnesium en 200 mg in een pil per dag, telt dat op?", kb)
    assert "answer.antacids-count" in ids
    assert "answer.amount-within" not in ids


def test_which_water_tablet_it_is_decides(kb: Knowledge) -> None:
    """An unnamed one gets both kinds, not only the strictest."""
    assert "answer.which-water-tablet" in said("ik slik een plaspil, mag magnesium erbij?", kb)


def test_who_asks_for_another_is_told_whom_it_is_about(kb: Knowledge) -> None:
    """The son has no kidney disease; his father has."""
    assert "answer.for-another" in said("mijn vader heeft slechte nieren, mag hij magnesium?", kb)
    assert "answer.for-another" not in said("ik heb slechte nieren, mag ik magnesium?", kb)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("sinds vanochtend is oma haar spraak kwijt, magnesium?", "emergency.stroke-signs"),
        ("his smile has gone wonky this morning, magnesium?", "emergency.stroke-signs"),
        ("I am 31 weeks, blood pressure 158/104, magnesium?", "emergency.pre-eclampsia"),
        ("33 weeks gone with a banging head, would magnesium help", "emergency.pre-eclampsia"),
        ("an elephant sat on me and my jaw hurts, magnesium?", "emergency.chest-pain"),
        ("numb down below since my back went, magnesium?", "emergency.saddle-numbness"),
        ("galbulten en een piepende adem na mijn magnesium", "answer.allergy"),
        ("my tongue has gone fat after a magnesium gummy", "answer.allergy"),
        ("I can't pass any water since yesterday. Magnesium?", "answer.no-urine"),
        ("vomiting black coffee grounds since the magnesium", "answer.vomits-blood"),
        (
            "seeing things since I quit drinking two days ago, magnesium?",
            "answer.alcohol-withdrawal",
        ),
        ("pregnant and the baby has hardly moved, does magnesium do that", "answer.labour"),
        ("he took a load of tablets, mostly magnesium", "answer.overdose"),
        ("onze tweejarige had een lege strip magnesium in haar hand", "answer.overdose"),
        ("how many magnesium tablets would kill me", "answer.self-harm"),
    ],
)
def test_a_sign_told_in_two_parts_is_met(question: str, message: str, kb: Knowledge) -> None:
    """A sudden change and a face, weeks and a pressure, pills and despair."""
    assert answer(question, kb).kind == "emergency"
    assert message in said(question, kb)


@pytest.mark.parametrize(
    "question",
    [
        "How many magnesium tablets would do it for constipation?",
        "I dropped a cup on my foot, does magnesium help bruises?",
        "My husband has a wonky knee, is magnesium good for joints?",
        "Ik ben 3 maanden gestopt met drinken en tril niet meer. Is mijn magnesium weer normaal?",
        "Is it safe to have pills lined up in a weekly box with magnesium?",
        "Mum gets a bit drowsy after lunch, could it be low magnesium?",
        "my legs are like jelly after squats, is magnesium any good?",
        "my arm is sore after the flu jab, magnesium?",
    ],
)
def test_ordinary_words_that_look_like_a_sign_are_no_alarm(question: str, kb: Knowledge) -> None:
    """One part alone is everyday language."""
    assert answer(question, kb).kind != "emergency"


def test_somebody_who_died_of_it_or_a_chance_is_no_disease_of_the_asker(kb: Knowledge) -> None:
    """A mother's heart attack, or the chance of one, blocks nothing."""
    question = (
        "Mijn moeder is aan een hartaanval overleden. Verlaagt magnesium de kans op hartziekte?"
    )
    assert not answer(question, kb).blocked_by


def test_years_on_a_medicine_are_no_age(kb: Knowledge) -> None:
    """Ten years on an acid blocker make nobody a child."""
    question = "GP has me on omeprazole 10 years, my magnesium is low. Should I stop it?"
    assert "safety.child" not in said(question, kb).split()


@pytest.mark.parametrize(
    "question",
    [
        "my da has gone yellow and confused, would magnesium sort him?",
        "ik val om de haverklap tegen de vlakte sinds mijn hartpillen en magnesium",
        "suddenly the worst pain of my life in my back, is it a magnesium cramp",
        "the child swallowed a button battery, does magnesium help",
        "my waters have gone at 31 weeks, does magnesium stop labour",
        "she left a note and her magnesium pills are gone",
    ],
)
def test_a_body_that_fails_now_is_sent_to_a_doctor_whatever_the_cause(
    question: str, kb: Knowledge
) -> None:
    """The net below the named signs."""
    assert answer(question, kb).kind == "emergency"


@pytest.mark.parametrize(
    "question",
    [
        "I had a whole box of chocolates, how much magnesium is that?",
        "I went grey early, is that a magnesium thing?",
        "I am desperate for sleep, took melatonin and magnesium, can I take both?",
        "Kan ik bitterzout bij mijn tomatenplanten strooien, blad wordt geel",
        "I never want to wake up at 3am again, does magnesium help?",
        "Ik krijg kuitkramp en ben 30 weken zwanger, mag magnesium?",
    ],
)
def test_the_net_lets_ordinary_questions_through(question: str, kb: Knowledge) -> None:
    """Grey hair and yellow leaves fail nobody."""
    assert answer(question, kb).kind != "emergency"


@pytest.mark.parametrize(
    "question",
    [
        "met hoge bloeddruk en overgewicht, is magnesium zinvol?",
        "uitslag bloed 0,72, ik ben vaak flauw",
    ],
)
def test_words_that_only_begin_like_an_alarm_are_none(question: str, kb: Knowledge) -> None:
    """ "Bloeddruk" is no blood, being overweight no vomiting, a laboratory's result no rash."""
    assert answer(question, kb).kind != "emergency"


@pytest.mark.parametrize(
    "question",
    [
        "dialysis patient, drank epsom salts by mistake",
        "ik spuug bloed sinds ik magnesium neem",
        "ik heb drie dagen niet geplast en ben suf",
        "ik zie dubbel en val steeds om",
    ],
)
def test_danger_in_plain_words_comes_first(question: str, kb: Knowledge) -> None:
    """Each needs a doctor before anything on magnesium."""
    assert answer(question, kb).kind == "emergency"


@pytest.mark.parametrize(
    "question",
    [
        "op dialyse, mijn arts heeft magnesium voorgeschreven, mag dat",
        "I had epsom baths before dialysis, is that safe",
        "ik zie dubbel na een avond achter de computer",
    ],
)
def test_what_only_resembles_it_is_no_emergency(question: str, kb: Knowledge) -> None:
    """An alarm for an ordinary question is soon no longer heard."""
    assert answer(question, kb).kind != "emergency"


@pytest.mark.parametrize(
    "question",
    [
        "Op het etiket staat 500 mg magnesiumcitraat per tablet. Hoeveel zit in 2 tabletten?",
        "I took a 400 mg magnesium tablet this morning, is that ok?",
    ],
)
def test_milligrams_of_a_tablet_are_no_number_of_tablets(kb: Knowledge, question: str) -> None:
    assert answer(question, kb).kind != "emergency"


@pytest.mark.parametrize(
    "question",
    ["20 magnesiumpillen op, wat nu", "mijn man heeft er 40 pillen op. wat nu, magnesium"],
)
def test_many_pills_that_are_gone_are_an_emergency(kb: Knowledge, question: str) -> None:
    assert answer(question, kb).kind == "emergency"


@pytest.mark.parametrize(
    "question",
    ["doxycycline for acne and magnesium at bedtime", "doxycycline tegen acne en magnesium, kan?"],
)
def test_a_medicine_that_magnesium_binds_counts_above_what_it_is_for(
    kb: Knowledge, question: str
) -> None:
    assert answer(question, kb).topic == "medicines"


@pytest.mark.parametrize(
    "question",
    [
        "heb al 12 uur niet kunnen plassen en vreselijke buikpijn",
        "I can't stop vomiting and I'm confused after drinking epsom salts",
    ],
)
def test_no_urine_with_pain_and_muddled_after_a_laxative_are_emergencies(
    question: str, kb: Knowledge
) -> None:
    """Neither waits for an answer about magnesium."""
    assert answer(question, kb).kind == "emergency"


def test_a_saying_is_no_emergency(kb: Knowledge) -> None:
    """Nobody passes out at a price."""
    found = answer("I nearly passed out laughing at the price of this magnesium", kb)
    assert found.kind != "emergency"
