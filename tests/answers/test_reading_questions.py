"""How a question is read: what it is about, who asks, and what is urgent."""

from datetime import date

import pytest

from magwise import Knowledge
from magwise.answers import Answer, answer
from magwise.answers.reading.ages import age_in
from magwise.answers.reading.amounts import amount_in, conversion_in
from magwise.answers.reading.bloodvalues import laboratory_values
from magwise.answers.subjects.combinations import combinations
from magwise.answers.subjects.concepts import read
from magwise.text import render

TODAY = date(2026, 11, 22)


def ask(question: str, kb: Knowledge) -> Answer:
    return answer(question, kb, today=TODAY)


def said(found: Answer, kb: Knowledge) -> str:
    return " ".join(render(fact, kb, found.language, strict=True) for fact in found.facts)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("mijn dochter van vijftien heeft kramp", 15),
        ("my 15-year-old wants magnesium", 15),
        ("vrouw, 52 jaar, slecht slapen", 52),
        ("ik ben 17 en sport veel", 17),
        ("baby van 6 maanden", 0.5),
        ("a 12 week old baby", 12 / 52),
        ("al 10 jaar last van kramp", None),
        ("ik ben 30 weken zwanger", None),
        ("I cramped 12 years ago", None),
    ],
)
def test_an_age_is_read_and_a_duration_is_not(question: str, years: float | None) -> None:
    assert age_in(question) == years


def test_amounts_of_several_products_are_added_up_and_choices_are_not() -> None:
    def of(words: str, *, grams: bool = False) -> tuple[float | None, bool]:
        found = amount_in(words, grams=grams)
        return found.mg, found.added_up

    assert of("multi 100 mg, mix 150 mg en bruistablet 200 mg") == (450, True)
    assert of("een multi met 100 mg en 's avonds een tablet van 200 mg") == (300, True)
    assert of("a 100 mg tablet twice a day plus a multi with 60 mg") == (260, True)
    assert of("200 mg or 400 mg") == (200, False)
    assert of("2 tablets of 300 mg") == (600, False)
    assert of("citrate 800mg per 2 caps, I take one", grams=True) == (400, False)
    assert of("zink 15 mg en magnesium 200 mg, grens van 250 mg") == (200, False)


def test_the_magnesium_in_a_compound_is_no_second_product() -> None:
    found = amount_in("2 capsules van 600 mg bisglycinaat, waarvan 85 mg magnesium", grams=True)
    assert (found.mg, found.added_up, found.compound_mg) == (170, False, 600)


def test_a_label_with_more_magnesium_than_the_compound_holds_is_called_mixed(
    kb: Knowledge,
) -> None:
    # Mg(C2H4NO2)2 is 14.1 % magnesium (IUPAC 2021 atomic weights)
    mixed = ask("Bisglycinaat 600 mg, waarvan magnesium 120 mg. Is dat zuiver?", kb)
    assert "answer.label-more" in {fact.id for fact in mixed.calculated}
    pure = ask("Bisglycinaat 600 mg, waarvan magnesium 84 mg. Is dat zuiver?", kb)
    assert "answer.label-pure" in {fact.id for fact in pure.calculated}


def test_the_mass_of_a_compound_is_not_held_against_the_upper_level(kb: Knowledge) -> None:
    found = ask("label: magnesium oxide 400mg. How much elemental magnesium is that?", kb)
    assert "answer.amount-above" not in {fact.id for fact in found.facts}
    # 2,000 mg of oxide is 1,206 mg of magnesium: above the level whatever is meant
    above = ask("is 2000 mg of magnesium oxide a day too much?", kb)
    assert {"answer.salt-above", "answer.amount-above"} & {fact.id for fact in above.facts}


@pytest.mark.parametrize(
    ("question", "message"),
    [
        # Regulation (EU) 1169/2011, Annex XIII: the reference value is 375 mg
        ("etiket zegt 150 mg = 40% RI, klopt die som?", "answer.share-fits"),
        ("label: 150 mg is 60% NRV, right?", "answer.share-differs"),
        ("what % of the NRV is 94 mg magnesium", "answer.amount-share"),
        ("hoeveel mg is 30% van de RI magnesium", "answer.share-amount"),
    ],
)
def test_a_share_on_a_label_is_worked_out(question: str, message: str, kb: Knowledge) -> None:
    assert message in {fact.id for fact in ask(question, kb).calculated}


def test_a_bare_value_that_is_ordinary_in_mmol_is_read_under_that_condition(
    kb: Knowledge,
) -> None:
    found = [fact.id for fact in ask("mijn magnesium in het bloed is 0,88", kb).short]
    assert found[:2] == ["answer.unit-which", "answer.if-mmol"]
    assert "answer.if-mmol" not in {f.id for f in ask("mijn magnesium is 1,9", kb).facts}


@pytest.mark.parametrize(
    "question",
    [
        "kan ik met magnesium van mijn bloeddrukpil af?",
        "can I stop my statin if I take magnesium for cramps?",
        "zal ik stoppen met omeprazol, het rooft magnesium",
        "can magnesium replace my metformin",
    ],
)
def test_nobody_is_left_to_stop_a_medicine_alone(question: str, kb: Knowledge) -> None:
    assert ask(question, kb).topic == "stop-medicine"


@pytest.mark.parametrize(
    "question",
    [
        "Will magnesium help my frozen shoulder heal faster?",
        "helpt magnesium tegen haaruitval en herstel",
        "does magnesium cure zorgles",
        "magnesium for plantar fasciitis when running",
        "magnesium tegen tandenknarsen 's nachts",
    ],
)
def test_an_outcome_nobody_assessed_gets_no_neighbours_answer(question: str, kb: Knowledge) -> None:
    assert ask(question, kb).abstained


def test_a_claim_in_an_advertisement_is_held_against_the_authorised_ones(kb: Knowledge) -> None:
    found = ask("Ad says their magnesium prevents cramps. Are they allowed to say that?", kb)
    assert found.topic == "product-claims"
    allowed = ask("doosje zegt: helpt tegen vermoeidheid. Mogen ze dat beweren?", kb)
    quoted = [fact.values["claim"] for fact in allowed.calculated]
    # Regulation (EU) 432/2012, Annex
    assert "Magnesium draagt bij tot de vermindering van vermoeidheid en moeheid" in quoted


def test_a_unit_is_converted_with_the_atomic_weight(kb: Knowledge) -> None:
    assert conversion_in("hoeveel mg is 10 mmol magnesium") is not None
    (fact,) = ask("Hoeveel milligram is 10 mmol magnesium?", kb).calculated
    # 10 mmol x 24.305 g/mol (IUPAC 2021)
    assert fact.values["amount"] == pytest.approx(243.05)


def test_a_laboratory_value_without_a_unit_is_asked_back(kb: Knowledge) -> None:
    assert laboratory_values("mijn magnesium is 0,68")[0].unit is None
    found = ask("mijn magnesium is 0,68", kb)
    assert "answer.unit-which" in {fact.id for fact in found.short}


def test_a_laboratory_value_is_read_as_for_advice(kb: Knowledge) -> None:
    found = ask("uitslag: magnesium 0,68 mmol/l", kb)
    assert "lab.serum-low" in {fact.id for fact in found.short}
    assert not laboratory_values("anderhalve liter water, 1,5 liter")


@pytest.mark.parametrize(
    "question",
    [
        "mag mijn zoon van vijftien 200 mg magnesium",
        "how much magnesium for my 12yo",
        "ik ben 16, welke dosis magnesium",
        "my grandson wants magnesium gummies, okay?",
        "Magnesium isn't dangerous so why can't I give 200 mg to my 5 year old",
    ],
)
def test_a_child_in_the_question_gets_no_dose(question: str, kb: Knowledge) -> None:
    found = ask(question, kb)
    assert found.kind == "blocked"
    assert "250 mg" not in said(found, kb)


def test_a_condition_in_the_question_stops_as_it_does_in_a_profile(kb: Knowledge) -> None:
    found = ask("is magnesium veilig bij myasthenia gravis", kb)
    assert found.kind == "blocked"
    assert "safety.myasthenia-stop" in {fact.id for fact in found.blocked_by}


@pytest.mark.parametrize(
    "question",
    [
        "alsof er een olifant op mijn borst zit",
        "my husband is on the floor and won't respond",
        "mijn zoon van 3 heeft tabletten van oma gesnoept",
        "I just swallowed half a bottle of tablets",
        "kan niet meer uit mijn woorden komen",
        "pols van 34 en heel slap",
        "iedereen is beter af zonder mij",
        "my tongue is swelling after a tablet",
        "I can't move my legs since an hour ago",
        "zwanger, hoofdpijn en ik zie sterretjes",
        "magnesium is 0,40 mmol/l en ik had een toeval",
    ],
)
def test_alarm_signs_in_everyday_words_come_first_and_alone(question: str, kb: Knowledge) -> None:
    found = ask(question, kb)
    assert found.kind == "emergency"
    assert found.facts == found.short


@pytest.mark.parametrize(
    "question",
    [
        "I do NOT have chest pain or breathlessness, does magnesium help cramp in football?",
        "ik heb geen pijn op de borst of benauwdheid, alleen nachtkrampen. Magnesium?",
        "vorig jaar had ik een toeval, mag ik magnesium",
        "wat is een gevaarlijke dosis magnesium",
        "can magnesium slow your pulse?",
        "mijn hart slaat over als ik haar zie haha, zit er magnesium in chocola?",
        "does magnesium after a heart attack save lives",
        "these cramps are killing me, does magnesium help",
    ],
)
def test_what_is_denied_past_or_asked_in_general_is_no_alarm(question: str, kb: Knowledge) -> None:
    assert ask(question, kb).kind != "emergency"


def test_a_denial_does_not_hide_another_sign(kb: Knowledge) -> None:
    assert ask("no fever but my chest hurts badly", kb).kind == "emergency"
    assert ask("geen idee waarom maar ik krijg geen lucht", kb).kind == "emergency"


def test_two_questions_get_two_answers(kb: Knowledge) -> None:
    found = ask("does it help sleep and can i take it next to levothyroxine?", kb)
    assert {found.topic, *(one.topic for one in found.also)} == {"sleep", "medicines"}
    assert "4 hours" in said(found, kb)


def test_a_denied_benefit_leads_to_the_same_answer(kb: Knowledge) -> None:
    plain = ask("helpt magnesium tegen nachtelijke kramp", kb)
    denied = ask("Klopt het dat magnesium NIET helpt tegen nachtelijke kramp?", kb)
    assert (plain.topic, plain.short) == (denied.topic, denied.short)


def test_the_sentence_that_asks_decides_in_a_long_story(kb: Knowledge) -> None:
    story = (
        "Ik loop al jaren hard en eet gezond. Vorige week was ik moe en had ik spierpijn. "
        "Mijn buurman zweert bij een supplement. Verlaagt magnesium de bloeddruk?"
    )
    assert ask(story, kb).topic == "blood-pressure"


def test_misspelt_words_are_understood_and_ordinary_words_left_alone(kb: Knowledge) -> None:
    assert ask("magneesium sitraat of okside wat word beter opgenome", kb).topic == "forms-compared"
    assert ask("Ik zit op minociclyne, magnesium erbij?", kb).topic == "medicines"
    assert "food-rich" not in read("pijn in mijn benen", "nl", kb).concepts


def test_a_part_of_a_phrase_is_not_a_subject(kb: Knowledge) -> None:
    assert "water" not in read("I take a water pill", "en", kb).concepts


def test_an_answer_says_by_which_concepts_it_was_chosen(kb: Knowledge) -> None:
    found = ask("Helpt magnesium tegen nachtelijke kuitkrampen?", kb)
    assert {"cramp", "night"} <= set(found.why.split())


def test_combinations_name_concepts_that_exist(kb: Knowledge) -> None:
    figures = {
        "age", "amount", "child", "conversion", "food-line", "form-amount",
            "from-magnesium", "kidney",
        "lab-value", "label-share", "named-medicine", "own-story", "sum", "two-forms",
    }  # fmt: skip
    for topic in kb.topics.values():
        assert topic.about, topic.id
        for line in combinations(topic):
            named = {one for group in line.needed for one in group} | set(line.absent)
            assert named <= set(kb.concepts) | figures, (topic.id, line.line)


def test_an_amount_above_the_upper_level_is_never_passed_over(kb: Knowledge) -> None:
    found = ask("mijn trainer zegt dat 600 mg magnesium per dag moet voor spierherstel", kb)
    assert "answer.amount-above" in {fact.id for fact in found.calculated}


def test_a_country_in_the_question_picks_its_norm(kb: Knowledge) -> None:
    (fact, *_) = ask("US RDA of magnesium for a woman of 35?", kb).facts
    assert fact.values["reference"] == 320  # Institute of Medicine 1997, women from 31 years


@pytest.mark.parametrize(
    "question",
    [
        "wat doet de magnesiumprijs op de beurs",
        "how do I put out a magnesium fire",
        "helpt magnesium tegen wratten",
        "what is the dose of ibuprofen for a sore back",
        "Hoeveel vitamine D moet ik slikken in de winter?",
        "welke hypotheek moet ik kiezen",
        "verschil tussen magnesium en mangaan",
        "who will win the election",
    ],
)
def test_what_only_looks_like_our_field_is_declined(question: str, kb: Knowledge) -> None:
    assert ask(question, kb).abstained


@pytest.mark.parametrize(
    "question",
    [
        "34 weken zwanger, harde buik om de 5 minuten",
        "I'm pregnant and the baby is not moving as much",
        "zwanger en ineens heel dikke handen en voeten en hoofdpijn",
        "mijn vader slikt magnesium en is sinds gisteren suf en valt steeds",
        "afkicken van alcohol en tremoren, helpt magnesium?",
        "weak and slow breathing after iv magnesium",
    ],
)
def test_labour_withdrawal_and_too_much_magnesium_come_first(question: str, kb: Knowledge) -> None:
    assert ask(question, kb).kind == "emergency"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("should I double my magnesium when training hard", "doubling"),
        ("why is the limit 350 in the US and 250 in Europe", "upper-countries"),
        ("haaranalyse voor magnesium, betrouwbaar?", "other-tests"),
        ("ik eet veel noten, tel ik dat mee voor de grens van 250 mg?", "upper-level"),
        ("ik geef borstvoeding, moet ik dan meer magnesium", "pregnancy-need"),
        ("migraine 6x per maand, kan magnesium preventief?", "migraine"),
        ("does drinking drain magnesium?", "alcohol"),
        ("magnesium vergeten in te nemen, dubbel nemen?", "forgotten"),
        ("nierstenen gehad, mag ik magnesium", "kidney-stones"),
        ("can magnesium cause headaches?", "headache-from"),
    ],
)
def test_everyday_questions_get_their_own_subject(question: str, topic: str, kb: Knowledge) -> None:
    assert ask(question, kb).topic == topic


def test_a_teenager_without_an_age_gets_no_adult_norm(kb: Knowledge) -> None:
    found = ask("does my teenager who plays soccer need magnesium", kb)
    assert found.topic == "children"
    assert "350 mg" not in said(found, kb)


def test_high_magnesium_food_is_no_blood_value(kb: Knowledge) -> None:
    assert not ask("high magnesium lunch ideas", kb).blocked_by
    assert ask("I have high magnesium, can I take a supplement?", kb).blocked_by


def test_red_cells_are_not_read_as_serum(kb: Knowledge) -> None:
    (value,) = laboratory_values("rbc magnesium 4.8 mg/dl, is that good?")
    assert value.test == "red-cell"


def test_no_food_is_read_from_words_that_only_stand_near(kb: Knowledge) -> None:
    for question in (
        "hoeveel magnesium zit er nu in mijn spieren, ik voel me slapjes",
        "hoeveel procent van het magnesium zit in het bot",
    ):
        assert "answer.food" not in {fact.id for fact in ask(question, kb).facts}


def test_a_mother_who_feeds_is_no_child_and_her_baby_is(kb: Knowledge) -> None:
    mother = ask("Ik geef borstvoeding, baby van 6 weken. Mag ik magnesium nemen?", kb)
    assert mother.topic == "breastfeeding"
    assert not mother.stops
    baby = ask("Can I give my breastfed baby magnesium drops?", kb)
    assert {fact.id for fact in baby.facts} & {"safety.child-under-4", "safety.child"}
