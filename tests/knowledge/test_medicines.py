"""Medicines are found by the names people use, and look-alikes are asked, never guessed."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magwise import Knowledge
from magwise.core.units import elemental_share
from magwise.knowledge.medicines import (
    find_in_line,
    interactions_of,
    recognise,
)


def _names(kb: Knowledge) -> set[str]:
    return {
        name.casefold()
        for medicine in kb.medicines.values()
        for name in (
            medicine.names.nl,
            medicine.names.en,
            *medicine.brands,
            *medicine.words.nl,
            *medicine.words.en,
        )
    }


def test_there_are_at_least_five_hundred_names(kb: Knowledge) -> None:
    assert len(kb.medicines) >= 500
    assert len(_names(kb)) >= 1500


@pytest.mark.parametrize(
    ("written", "medicine"),
    [
        ("Euthyrox 100 mcg", "levothyroxine"),
        ("Thyrax Duotab 0,025 mg 1dd", "levothyroxine"),
        ("levothyroxine natrium 75 microgram", "levothyroxine"),
        ("omeprazol 20mg 1x daags", "omeprazole"),
        ("Losec", "omeprazole"),
        ("Losartan kalium 50", "losartan"),
        ("losartan/hydrochloorthiazide 50/12,5", "losartan-hydrochlorothiazide"),
        ("losartan HCT", "losartan-hydrochlorothiazide"),
        ("atorvastatine calcium 40 mg", "atorvastatin"),
        ("metoprololsuccinaat retard 50 mg", "metoprolol"),
        ("hydrochlorothiazide", "hydrochlorothiazide"),
        ("ferrofumaraat", "ferrous-fumarate"),
        ("iron tablets", "ferrous-fumarate"),
        ("co-codamol 30/500", "codeine-paracetamol"),
        ("Rennie", "magnesium-carbonate-calcium-carbonate"),
        ("magnesiumhydroxide kauwtablet 724 mg", "magnesium-hydroxide"),
        ("Picoprep", "picosulfate-magnesium"),
        ("Neurontin", "gabapentin"),
        ("Lyrica", "pregabalin"),
        ("flecaïnide", "flecainide"),
        ("acetaminophen", "paracetamol"),
        ("omeprazol maagbeschermer", "omeprazole"),
    ],
)
def test_a_medicine_is_recognised_by_the_name_on_its_box(
    kb: Knowledge, written: str, medicine: str
) -> None:
    match = recognise(written, kb)
    assert (match.status, match.medicine) == ("recognised", medicine)


@pytest.mark.parametrize(
    ("typed", "medicine"),
    [
        ("euthyrx", "levothyroxine"),
        ("omeprazool", "omeprazole"),
        ("paracetomol", "paracetamol"),
        ("metoprlol", "metoprolol"),
        ("losaran", "losartan"),
        ("simvastatin", "simvastatin"),
        ("levothyroxin", "levothyroxine"),
    ],
)
def test_a_typing_error_is_read_through_and_said(kb: Knowledge, typed: str, medicine: str) -> None:
    match = recognise(typed, kb)
    assert match.medicine == medicine
    assert match.certain or typed not in _names(kb)


@pytest.mark.parametrize(
    ("typed", "both"),
    [
        ("hydroxazine", {"hydroxyzine", "hydralazine"}),
        ("klonazepam", {"clonazepam", "lorazepam"}),
        ("lanzoprazol", {"lansoprazole", "pantoprazole"}),
    ],
)
def test_a_name_between_two_look_alikes_is_asked(kb: Knowledge, typed: str, both: set[str]) -> None:
    match = recognise(typed, kb)
    assert match.status == "ambiguous"
    assert both <= {candidate.id for candidate in match.candidates}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("losartan", "losec"),
        ("hydroxyzine", "hydralazine"),
        ("metoprolol", "metformine"),
        ("kinine", "kinidine"),
        ("celecoxib", "celexa"),
        ("clonazepam", "lorazepam"),
        ("prednison", "prednisolon"),
        ("Lamictal", "Lamisil"),
        ("amiloride", "amlodipine"),
        ("penicillamine", "penicilline"),
    ],
)
def test_names_that_look_alike_are_never_each_other(kb: Knowledge, one: str, other: str) -> None:
    first, second = recognise(one, kb), recognise(other, kb)
    assert "unknown" not in (first.status, second.status)
    assert not {c.id for c in first.candidates} & {c.id for c in second.candidates}


def _misspelt(name: str) -> set[str]:
    """The name with one letter dropped, or two neighbours swapped."""
    dropped = {name[:at] + name[at + 1 :] for at in range(1, len(name))}
    swapped = {
        name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(1, len(name) - 1)
    }
    return (dropped | swapped) - {name}


def test_one_slip_of_the_hand_never_gives_a_laxer_rule_silently(kb: Knowledge) -> None:
    """It leads to the medicine itself, to a question, or to unknown."""
    wrong = []
    for medicine in kb.medicines.values():
        name = medicine.names.nl.casefold()
        rules = [row for row in interactions_of(recognise(name, kb), kb) if not row.is_default]
        if not rules or not re.fullmatch(r"[a-zïë]{6,}", name):
            continue
        for typed in sorted(_misspelt(name)):
            match = recognise(typed, kb)
            if match.status == "recognised" and match.atc_codes[0] != medicine.atc:
                before = {row.id for row in interactions_of(recognise(name, kb), kb)}
                after = {row.id for row in interactions_of(match, kb)}
                if before - after:
                    wrong.append((name, match.words, match.medicine))
    assert wrong == []


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("bloeddrukpil", "blood-pressure-tablet"),
        ("plaspil", "water-tablet"),
        ("maagzuurremmer", "acid-reducer"),
        ("maagbeschermer", "acid-reducer"),
        ("hartpil", "heart-tablet"),
        ("antibioticum", "antibiotic"),
        ("schildklierpil", "thyroid-tablet"),
        ("cholesterolpil", "cholesterol-tablet"),
        ("puffer", "inhaler"),
        ("de pil", "the-pill"),
        ("antidepressivum", "antidepressant"),
        ("painkiller", "painkiller"),
        ("water tablet", "water-tablet"),
        ("blood thinner", "blood-thinner"),
        ("bloedverdunner", "blood-thinner"),
        ("osteoporosis tablet", "osteoporosis-tablet"),
    ],
)
def test_an_everyday_word_is_asked_about_with_examples(
    kb: Knowledge, word: str, group: str
) -> None:
    match = recognise(word, kb)
    assert (match.status, match.group) == ("ambiguous", group)
    assert len(match.candidates) >= 2


def test_until_a_water_tablet_is_named_the_strictest_one_counts(kb: Knowledge) -> None:
    actions = {
        action for row in interactions_of(recognise("plaspil", kb), kb) for action in row.actions
    }
    assert "stop" in actions


def test_the_examples_of_an_everyday_word_belong_to_its_classes(kb: Knowledge) -> None:
    for group in kb.medicine_groups.values():
        for example in group.examples:
            assert (kb.medicines[example].atc or "").startswith(group.candidates), group.id


def test_an_unknown_medicine_is_never_silence(kb: Knowledge) -> None:
    match = recognise("zwurbelol 20 mg", kb)
    assert match.status == "unknown"
    (row,) = interactions_of(match, kb)
    assert row.is_default
    assert row.spacings[0].hours == (3, 3)
    assert "pharmacist" in row.actions


def test_what_is_injected_or_inhaled_needs_no_hours_apart(kb: Knowledge) -> None:
    for written in ("Ozempic", "insuline", "Ventolin", "puffer", "voltaren emulgel"):
        assert interactions_of(recognise(written, kb), kb) == (), written


def test_a_list_in_one_line_is_taken_apart(kb: Knowledge) -> None:
    found = find_in_line("Euthyrox 100 en een maagzuurremmer", kb)
    assert [(words, match.medicine or match.group) for words, match in found] == [
        ("Euthyrox 100", "levothyroxine"),
        ("maagzuurremmer", "acid-reducer"),
    ]
    assert found[0][1].dose == "100"


@pytest.mark.parametrize(
    "line",
    [
        "2 boterhammen met kaas en een glas melk",
        "spinazie, zit veel ijzer in",
        "magnesium zit in noten",
        "met Yasmin naar het centrum gefietst",
        "psylliumvezels door de yoghurt",
        "geen omeprazol vandaag",
        "bakje kwark met calcium",
        "sennepeulen en lijnzaad",
    ],
)
def test_food_and_chatter_are_not_medicines(kb: Knowledge, line: str) -> None:
    assert find_in_line(line, kb) == ()


def test_an_ordinary_word_next_to_pill_words_is_a_medicine(kb: Knowledge) -> None:
    ((words, match),) = find_in_line("ijzer 50 mg bij het ontbijt", kb)
    assert words == "ijzer 50 mg"
    assert match.medicine == "ferrous-fumarate"


def test_a_number_that_begins_the_next_food_is_not_a_strength(kb: Knowledge) -> None:
    ((words, _),) = find_in_line("omeprazol 2 boterhammen", kb)
    assert words == "omeprazol"


def test_magnesium_in_a_medicine_is_what_its_salt_can_hold(kb: Knowledge) -> None:
    """Figures with a formula are arithmetic, not memory."""
    checked = 0
    for medicine in kb.medicines.values():
        for content in medicine.magnesium:
            if content.formula and content.salt_mg and content.elemental_mg.value:
                computed = content.salt_mg * elemental_share(content.formula)
                assert content.elemental_mg.value == pytest.approx(computed, rel=0.01), medicine.id
                checked += 1
    assert checked >= 6


def test_official_magnesium_amounts_are_met(kb: Knowledge) -> None:
    """Farmacotherapeutisch Kompas: 724 mg hydroxide is 500 mg oxide; Magnaspartate 243 mg."""
    hydroxide = kb.medicines["magnesium-hydroxide"].magnesium[0].elemental_mg.value
    oxide = kb.medicines["magnesium-oxide"].magnesium[0].elemental_mg.value
    assert hydroxide == pytest.approx(301.7, abs=0.2)
    assert oxide == pytest.approx(301.5, abs=0.2)
    assert kb.medicines["magnesium-aspartate"].magnesium[0].elemental_mg.value == 243


def test_gaviscon_holds_no_magnesium_but_gaviscon_infant_does(kb: Knowledge) -> None:
    assert kb.medicines["alginic-acid"].magnesium == ()
    assert recognise("Gaviscon Infant", kb).medicine == "gaviscon-infant"
    assert kb.medicines["gaviscon-infant"].magnesium


def test_every_medicine_that_holds_magnesium_is_counted(kb: Knowledge) -> None:
    for medicine in kb.medicines.values():
        if medicine.magnesium and medicine.id != "gaviscon-infant":
            actions = {
                action
                for row in interactions_of(recognise(medicine.names.nl, kb), kb)
                for action in row.actions_for(medicine.atc or "")
            }
            assert "duplicate" in actions, medicine.id


def test_every_name_finds_its_own_medicine(kb: Knowledge) -> None:
    lost = []
    for medicine in kb.medicines.values():
        for name in (medicine.names.nl, medicine.names.en, *medicine.brands):
            found = {candidate.id for candidate in recognise(name, kb, limit=10).candidates}
            if medicine.id not in found:
                lost.append((medicine.id, name))
    assert lost == []


def test_a_replaced_knowledge_base_is_not_answered_from_the_old_one(kb: Knowledge) -> None:
    record = kb.medicines["levothyroxine"].model_copy(
        update={"id": "newthyrol", "brands": ("Newthyrol",), "words": kb.medicines["lithium"].words}
    )
    assert recognise("Newthyrol", kb).status == "unknown"
    changed = kb.with_records(medicines={"newthyrol": record})
    assert recognise("Newthyrol", changed).medicine == "newthyrol"
    again = kb.with_records(medicines={"othername": record.model_copy(update={"id": "othername"})})
    assert recognise("Newthyrol", again).medicine == "othername"


def test_a_name_takes_less_than_two_milliseconds(kb: Knowledge) -> None:
    written = ["Euthyrox 100 mcg", "omeprazool", "zwurbelol", "losartan/hct 50/12,5", "plaspil"]
    recognise("warm", kb)
    start = time.perf_counter()
    for _ in range(20):
        for name in written:
            recognise(name, kb)
    assert (time.perf_counter() - start) / (20 * len(written)) < 0.002 * 3  # slow machines too


@given(text=st.text(max_size=200))
def test_any_text_gives_an_answer(kb: Knowledge, text: str) -> None:
    match = recognise(text, kb)
    assert match.status in ("recognised", "ambiguous", "unknown")
    assert (match.status == "recognised") == (match.medicine is not None)
    for words, found in find_in_line(text, kb):
        assert words in text
        assert found.status != "unknown"
