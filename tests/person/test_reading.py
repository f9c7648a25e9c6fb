"""A file is read whole or refused with every mistake, its line, and what to do."""

from pathlib import Path
from typing import Any

import pytest

from magwise import Knowledge
from magwise.core.errors import InputError
from magwise.person.files import LARGEST_BYTES
from magwise.person.reading import person_from, read_diary, read_person
from magwise.text import problem_text

EXAMPLES = Path(__file__).parents[2] / "examples"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def mistakes(path: Path) -> list[tuple[str, str]]:
    """Place in the file and message of each problem."""
    with pytest.raises(InputError) as caught:
        read_diary(path) if path.name.startswith("diary") else read_person(path)
    return [(p.where.removeprefix(str(path)).lstrip(":"), p.id) for p in caught.value.problems]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_person_can_be_read(path: Path) -> None:
    person = read_person(path)
    assert person.profile.id == path.stem
    assert len(person.diary.days) >= 2
    assert all(day.entries for day in person.diary.days)


def test_the_same_person_in_yaml_toml_and_json_is_the_same_person(tmp_path: Path) -> None:
    yaml = write(
        tmp_path,
        "a.yaml",
        "age_years: 41\nsex: male\nmedicines:\n  - {name: omeprazol, times: [7:30]}\n"
        "diary:\n  - {date: 2026-11-10, entries: [banaan]}\n",
    )
    toml = write(
        tmp_path,
        "a.toml",
        "age_years = 41\nsex = 'male'\n[[medicines]]\nname = 'omeprazol'\ntimes = [07:30:00]\n"
        "[[diary]]\ndate = 2026-11-10\nentries = ['banaan']\n",
    )
    json = write(
        tmp_path,
        "a.json",
        '{"age_years": 41, "sex": "male", "medicines": [{"name": "omeprazol", "times": ["7:30"]}],'
        ' "diary": {"days": [{"date": "2026-11-10", "entries": [{"text": "banaan"}]}]}}',
    )
    assert read_person(yaml) == read_person(toml) == read_person(json)
    medicines = read_person(yaml).profile.medicines
    assert medicines is not None
    assert medicines[0].times == ("07:30",)


@pytest.mark.parametrize(
    ("key", "written", "value"),
    [
        ("weight_kg", "70 kg", 70.0),
        ("weight_kg", "70,5", 70.5),
        ("weight_kg", "11 st 4 lb", 71.668),
        ("weight_kg", "154 lb", 69.853),
        ("height_cm", "178 cm", 178.0),
        ("height_cm", "1.78 m", 178.0),
        ("height_cm", "1m78", 178.0),
        ("height_cm", "5 ft 10 in", 177.8),
        ("age_years", "41 jaar", 41.0),
        ("age_years", "8 maanden", 0.667),
        ("sleep_hours", "7 uur 30", 7.5),
        ("fluid_litres", "1800 ml", 1.8),
        ("egfr", "45 ml/min/1.73 m2", 45.0),
    ],
)
def test_an_amount_with_a_unit_is_brought_to_the_unit_of_its_key(
    key: str, written: str, value: float
) -> None:
    profile = person_from({key: written}, "x").profile
    assert getattr(profile, key) == pytest.approx(value, abs=1e-3)


def test_a_laboratory_value_may_carry_its_unit() -> None:
    profile = person_from({"laboratory": [{"test": "serum", "value": "0,82 mmol/l"}]}, "x").profile
    assert profile.laboratory is not None
    assert (profile.laboratory[0].value, profile.laboratory[0].unit) == (0.82, "mmol/l")


@pytest.mark.parametrize("written", ["1.500", "1,500", "1.500 mg"])
def test_a_number_that_may_be_a_thousand_is_asked_and_not_guessed(written: str) -> None:
    with pytest.raises(InputError) as caught:
        person_from({"supplements": [{"amount_mg": written}]}, "x")
    assert [problem.id for problem in caught.value.problems] == ["error.thousands"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"weight_kg": "78 cm"}, "error.unit-unknown"),
        ({"weight_kg": "-5 kg"}, "error.unit-unknown"),
        ({"weight_kg": True}, "error.not-a-number"),
        ({"weight_kg": float("nan")}, "error.not-a-number"),
        ({"laboratory": [{"test": "serum", "value": float("inf")}]}, "error.not-a-number"),
        ({"age_years": 180}, "error.too-high"),
        ({"age_years": -1}, "error.too-low"),
        ({"sex": "femal"}, "error.value-suggest"),
        ({"sex": "x"}, "error.value-unknown"),
        ({"pregnant": "misschien"}, "error.not-yes-or-no"),
        ({"medicines": "paracetamol"}, "error.not-a-list"),
        ({"training": "5 uur"}, "error.not-a-block"),
        ({"medicines": [{"times": ["08:00"]}]}, "error.key-missing"),
        ({"medicines": [{"name": "x", "times": ["25:00"]}]}, "error.time-wrong"),
        ({"medicines": [{"name": "x", "atc": "banaan"}]}, "error.atc-wrong"),
        ({"name": 12}, "error.not-text"),
        ({"usual_intake": {"mg_per_day": 200, "low": 300}}, "error.not-in-order"),
        ({"laboratory": [{"test": "x", "value": "1 mmol/L", "unit": "mg/dL"}]}, "error.two-units"),
        ({"leeftijd": 41}, "error.key-suggest"),
        ({"zwabber": 41}, "error.key-unknown"),
        ({"diary": [{"date": "10-11-2026"}]}, "error.date-wrong"),
        ({"diary": [{"date": "2026-02-30"}]}, "error.date-impossible"),
        ({"diary": "elders.csv"}, "error.diary-inline"),
        ({"diary": 12}, "error.diary-shape"),
        ([], "error.profile-shape"),
        ({}, "error.profile-shape"),
        ("tekst", "error.profile-shape"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_own_message(
    kb: Knowledge, data: Any, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        person_from(data, "mensen.jsonl:3")
    assert [problem.id for problem in caught.value.problems] == [message]
    for language in ("nl", "en"):
        said = problem_text(caught.value.problems[0], kb, language)
        assert said.startswith("mensen.jsonl:3: ")
        assert "[[" not in said


@pytest.mark.parametrize(
    ("dutch", "key"),
    [("leeftijd", "age_years"), ("gewicht", "weight_kg"), ("medicijnen", "medicines"),
     ("zwanger", "pregnant"), ("geslacht", "sex"), ("nieren", "kidney_disease"),
     ("age_yeers", "age_years"), ("dagboek", "diary"), ("Height", "height_cm")],
)  # fmt: skip
def test_a_dutch_or_misspelt_key_is_answered_with_the_right_one(dutch: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        person_from({dutch: 1, "id": "x"}, "x")
    assert caught.value.problems[0].values["suggestion"] == key


def test_all_mistakes_of_a_file_come_at_once_in_order_with_their_lines(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "ik.yaml",
        "leeftijd: 41\nsex: femal\nweight_kg: 780\nmedicines:\n  - name: a\n    times: [25:00]\n"
        "diary:\n  - date: 10-11-2026\n  - date: 2026-11-10\n    complete: soms\n"
        "  - date: 2026-11-10\n    datum: 1\n",
    )
    assert mistakes(path) == [
        ("1", "error.key-suggest"),
        ("2", "error.value-suggest"),
        ("3", "error.too-high"),
        ("6", "error.time-wrong"),
        ("8", "error.date-wrong"),
        ("10", "error.not-yes-or-no"),
        ("11", "error.day-double"),
        ("12", "error.key-suggest"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("leeg.yaml", "", [("", "error.file-empty")]),
        ("leeg.json", " \n ", [("", "error.file-empty")]),
        ("binair.yaml", b"\x00\x01\x02", [("", "error.file-binary")]),
        ("bom.yaml", b"\xff\xfeabc\xd8", [("", "error.file-binary")]),
        ("lijst.yaml", "- 1\n- 2\n", [("", "error.profile-shape")]),
        ("dubbel.yaml", "a: 1\nsex: male\nsex: female\n", [("3", "error.key-double")]),
        ("kapot.yaml", "sex: [male\nage: 2\n", [("2", "error.yaml-line")]),
        ("tag.yaml", "sex: !!python/object:os.system x\n", [("1", "error.yaml-line")]),
        ("verwijzing.yaml", "a: &x [1]\nb: *x\n", [("1", "error.yaml-reference")]),
        ("diep.yaml", "[" * 500, [("1", "error.too-deep")]),
        ("diep.json", "[" * 200_000, [("", "error.too-deep")]),
        ("dubbel.json", '{"sex": "male", "sex": "female"}', [("", "error.key-double")]),
        ("nan.json", '{"age_years": NaN}', [("", "error.not-a-number")]),
        ("kapot.json", '{"sex": ', [("1", "error.json")]),
        ("lang.json", '{"age_years": ' + "9" * 5000 + "}", [("", "error.json")]),
        ("kapot.toml", "sex = = 1", [("1", "error.toml")]),
        ("soort.docx", "x", [("", "error.file-kind")]),
        ("diary-kop.csv", "datum,tijd,tekst\n", [("1", "error.key-suggest")] * 3),
        ("diary-kolom.csv", "time,text\n8:00,x\n", [("1", "error.column-missing")]),
        ("diary-dubbel.csv", "date,date,text\n", [("1", "error.column-double")]),
        ("diary-vakken.csv", "date,time,text\n2026-11-10,,a,b\n", [("2", "error.csv-cells")]),
        ("diary-datum.csv", "date,text\n10/11/2026,x\n", [("2", "error.date-wrong")]),
        ("diary-tijd.csv", "date,time,text\n2026-11-10,ochtend,x\n", [("2", "error.time-wrong")]),
        ("diary-geen.csv", "date,text\n,x\n", [("2", "error.key-missing")]),
        ("diary-haak.csv", 'date,text\n2026-11-10,"x\n', [("", "error.csv")]),
        (
            "diary-beide.csv",
            "date,text,complete\n2026-11-10,x,ja\n2026-11-10,y,nee\n",
            [("3", "error.day-both")],
        ),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_one_clear_message(
    tmp_path: Path, name: str, content: str | bytes, found: list[tuple[str, str]]
) -> None:
    assert mistakes(write(tmp_path, name, content))[: len(found)] == found


def test_a_missing_file_a_folder_and_a_huge_file_are_told_apart(tmp_path: Path) -> None:
    assert mistakes(tmp_path / "weg.yaml") == [("", "error.file-missing")]
    folder = tmp_path / "map.yaml"
    folder.mkdir()
    assert mistakes(folder) == [("", "error.file-is-folder")]
    huge = write(tmp_path, "groot.yaml", b"x" * (LARGEST_BYTES + 1))
    assert mistakes(huge) == [("", "error.file-too-big")]


def test_a_yaml_bomb_costs_nothing(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert mistakes(write(tmp_path, "bom.yaml", "\n".join(lines))) == [
        ("1", "error.yaml-reference")
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_diary_from_any_spreadsheet_is_read(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    rows = [
        ["date", "time", "text"],
        ["2026-11-10", "8.30", "crème brûlée"],
        ["2026-11-10", "", "thee"],
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    diary = read_diary(write(tmp_path, "d.csv", text.encode(encoding)))
    assert [(entry.time, entry.text) for entry in diary.days[0].entries] == [
        ("08:30", "crème brûlée"),
        (None, "thee"),
    ]


def test_a_diary_in_another_encoding_is_read_and_the_reader_is_told(tmp_path: Path) -> None:
    write(tmp_path, "d.csv", "date,text\n2026-11-10,crème brûlée\n".encode("latin-1"))
    person = read_person(write(tmp_path, "ik.yaml", "sex: male\ndiary: d.csv\n"))
    assert person.diary.days[0].entries[0].text == "crème brûlée"
    assert [notice.id for notice in person.notices] == ["error.not-utf8"]


def test_a_diary_on_the_command_line_goes_before_the_one_in_the_profile(tmp_path: Path) -> None:
    diary = write(tmp_path, "d.csv", "date,text\n2026-11-11,thee\n")
    profile = write(tmp_path, "ik.yaml", "diary:\n  - {date: 2026-11-10, entries: [koffie]}\n")
    assert [day.date for day in read_person(profile, diary=diary).diary.days] == ["2026-11-11"]


def test_what_is_not_said_stays_unknown_and_an_empty_list_means_none(tmp_path: Path) -> None:
    path = write(
        tmp_path, "ik.yaml", "pregnant: onbekend\nmedicines: []\nconditions:\nage_years: onbekend\n"
    )
    profile = read_person(path).profile
    assert (profile.pregnant, profile.medicines, profile.conditions) == (None, (), None)
    assert profile.age_years is None
    assert profile.kidney_disease is None


def test_words_that_yaml_would_change_stay_words(tmp_path: Path) -> None:
    text = "pregnant: no\ndislikes: [no, on, 'yes', 010]\nmeal_times: [10:30, 08:00]\ncountry: no\n"
    with pytest.raises(InputError) as caught:
        read_person(write(tmp_path, "ik.yaml", text))
    assert [p.values["field"] for p in caught.value.problems] == ["dislikes[4]"]  # a number, not 8
    profile = read_person(write(tmp_path, "ik.yaml", text.replace(", 010", ""))).profile
    assert profile.country == "no"
    assert profile.dislikes == ("no", "on", "yes")
    assert profile.meal_times == ("10:30", "08:00")
