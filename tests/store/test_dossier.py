"""What is kept comes back as it was, and two windows lose nothing silently."""

import threading
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from magwise.core.errors import InputError
from magwise.person import Diary, DiaryEntry
from magwise.store import ChangedError, Dossier, Store, store_path
from magwise.store.dossier import MOST_ENTRIES

DAY = date(2026, 11, 22)


def lines(*texts: str) -> list[DiaryEntry]:
    return [DiaryEntry(text=text) for text in texts]


def test_nothing_is_kept_of_someone_who_said_nothing(me: Dossier) -> None:
    assert me.answers() == {}
    assert me.diary() == Diary()
    assert me.day(DAY).version == 0
    assert me.logbook.log().days == ()
    assert me.courses.all() == ()
    assert me.experiments.all() == ()


def test_answers_are_kept_beside_each_other_and_unknown_is_an_answer(me: Dossier) -> None:
    me.answer({"age": 34.0, "sex": None})
    me.answer({"conditions": []})
    assert me.answers() == {"age": 34.0, "sex": None, "conditions": []}
    me.forget_answers()
    assert me.answers() == {}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=200))
def test_any_words_come_back_as_they_were_written(me: Dossier, text: str) -> None:
    kept = me.add(DAY, lines(text))
    assert kept.entries[-1].text == text
    assert me.day(DAY).entries[-1].text == text
    me.remove(DAY, kept.entries[-1].id, kept.version)


def test_a_day_keeps_its_order_times_and_whether_it_is_complete(me: Dossier) -> None:
    me.add(DAY, [DiaryEntry(text="koffie", time="07:30"), DiaryEntry(text="soep")])
    kept = me.say_complete(DAY, complete=True, version=me.day(DAY).version)
    assert [(one.text, one.time) for one in kept.entries] == [("koffie", "07:30"), ("soep", None)]
    assert me.diary().days[0].complete is True


def test_a_second_window_cannot_overwrite_what_the_first_changed(me: Dossier) -> None:
    seen_by_both = me.add(DAY, lines("soep", "brood"))
    soup, bread = seen_by_both.entries
    me.change(DAY, soup.id, "erwtensoep", None, seen_by_both.version)
    with pytest.raises(ChangedError, match="day-changed"):
        me.change(DAY, soup.id, "tomatensoep", None, seen_by_both.version)
    with pytest.raises(ChangedError):
        me.remove(DAY, bread.id, seen_by_both.version)
    with pytest.raises(ChangedError):
        me.say_complete(DAY, complete=True, version=seen_by_both.version)
    assert [one.text for one in me.day(DAY).entries] == ["erwtensoep", "brood"]


def test_what_two_windows_add_at_once_is_all_kept(store: Store) -> None:
    wrong: list[BaseException] = []

    def window(name: str) -> None:
        try:
            for number in range(15):
                store.dossier().add(DAY, lines(f"{name} {number}"))
        except BaseException as error:
            wrong.append(error)

    windows = [threading.Thread(target=window, args=(name,)) for name in "abcd"]
    for one in windows:
        one.start()
    for one in windows:
        one.join()
    assert wrong == []
    kept = [entry.text for entry in store.dossier().day(DAY).entries]
    assert sorted(kept) == sorted(f"{name} {number}" for name in "abcd" for number in range(15))


def test_of_many_windows_that_change_one_line_exactly_one_wins(store: Store) -> None:
    kept = store.dossier().add(DAY, lines("soep"))
    won: list[int] = []

    def window(number: int) -> None:
        try:
            store.dossier().change(DAY, kept.entries[0].id, f"soep {number}", None, kept.version)
            won.append(number)
        except ChangedError:
            pass

    windows = [threading.Thread(target=window, args=(number,)) for number in range(8)]
    for one in windows:
        one.start()
    for one in windows:
        one.join()
    assert len(won) == 1
    assert store.dossier().day(DAY).entries[0].text == f"soep {won[0]}"


def test_reading_the_same_diary_twice_adds_nothing(me: Dossier) -> None:
    diary = Diary.model_validate(
        {"days": [{"date": "2026-11-20", "complete": True, "entries": [{"text": "soep"}] * 2}]}
    )
    assert me.add_diary(diary) == 2
    assert me.add_diary(diary) == 0
    assert me.diary() == diary


def test_a_day_can_be_copied_and_the_first_stays(me: Dossier) -> None:
    me.add(DAY, lines("soep", "brood"))
    me.copy(DAY, date(2026, 11, 23))
    assert [len(day.entries) for day in me.days()] == [2, 2]


def test_a_day_does_not_grow_without_end(me: Dossier) -> None:
    me.add(DAY, lines(*["soep"] * MOST_ENTRIES))
    with pytest.raises(InputError, match="day-full"):
        me.add(DAY, lines("nog een"))


def test_choices_are_used_by_the_reader_of_lines(me: Dossier) -> None:
    me.choose("food", "  Kaas ", "cheese-gouda-30")
    me.choose("measure", "mok", "300")
    me.choose("favourite", "kom havermout met banaan")
    assert me.corrections().foods == {"kaas": "cheese-gouda-30"}
    assert me.corrections().measures == {"mok": 300.0}
    me.choose("food", "kaas", "cheese-brie")
    assert me.choices("food") == (("kaas", "cheese-brie"),)
    me.forget("food", "KAAS")
    assert me.choices("food") == ()
    assert me.choices("favourite") == (("kom havermout met banaan", ""),)
    with pytest.raises(InputError, match="choice-words"):
        me.choose("food", "x" * 400, "bread")


def test_one_person_never_sees_what_another_keeps(store: Store) -> None:
    store.dossier("a").add(DAY, lines("soep"))
    store.dossier("a").answer({"age": 34.0})
    assert store.dossier("b").diary() == Diary()
    assert store.dossier("b").answers() == {}


def test_only_the_person_may_read_the_file(store: Store) -> None:
    store.dossier().add(DAY, lines("soep"))
    for path in store.path.parent.glob("magwise.db*"):
        assert path.stat().st_mode & 0o077 == 0


def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = store_path(tmp_path)
    path.write_text("a letter to my aunt, quite a long one, and certainly no database\n" * 20)
    before = path.read_bytes()
    with pytest.raises(InputError, match="store-unusable"):
        Store(path)
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="store-unusable"):
        Store(tmp_path / "file" / "magwise.db")
