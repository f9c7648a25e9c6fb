"""Values are written as Dutch and British readers write them, and claim no more than is known."""

from typing import Any

import pytest

from magwise import Knowledge
from magwise.knowledge.schema.message import Source
from magwise.text.citations import citation, label
from magwise.text.quoting import LONGEST, clean, quoted
from magwise.text.slots import Writer, write


@pytest.mark.parametrize(
    ("kind", "value", "nl", "en"),
    [
        ("mg", 4.25, "4,2 mg", "4.2 mg"),
        ("mg", 9.97, "10 mg", "10 mg"),
        ("mg", 141.3, "141 mg", "141 mg"),
        ("mg", 1234.0, "1.234 mg", "1,234 mg"),
        ("mg_interval", {"low": 210.4, "best": 260, "high": 320.4}, "210–320 mg", "210–320 mg"),
        ("mg_interval", {"low": 250, "best": 250, "high": 250}, "250 mg", "250 mg"),
        ("percent", 0.62, "62 %", "62 %"),
        ("percent", 0.004, "minder dan 1 %", "less than 1 %"),
        ("percent", 0.997, "meer dan 99 %", "more than 99 %"),
        ("percent", 0.0, "0 %", "0 %"),
        ("percent", 1.0, "100 %", "100 %"),
        ("percent_interval", {"low": 0.4, "best": 0.6, "high": 0.75}, "40–75 %", "40–75 %"),
        ("percent_interval", {"low": 0, "best": 0, "high": 0.2}, "hoogstens 20 %", "at most 20 %"),
        ("percent_interval", {"low": 0.9, "best": 1, "high": 1}, "minstens 90 %", "at least 90 %"),
        ("percent_interval", {"low": 0.0, "best": 0.4, "high": 1}, "0–100 %", "0–100 %"),
        ("hours", 1.0, "1 uur", "1 hour"),
        ("hours", 4.0, "4 uur", "4 hours"),
        ("hours", 0.5, "30 minuten", "30 minutes"),
        ("days", 1, "1 dag", "1 day"),
        ("weeks", 8, "8 weken", "8 weeks"),
        ("time", 485, "08:05", "08:05"),
        ("times", (480, 720, 1110), "08:00, 12:00 en 18:30", "08:00, 12:00 and 18:30"),
        ("date", "2026-11-02", "2 november 2026", "2 November 2026"),
        ("mmol_per_l", 0.8, "0,80 mmol/L", "0.80 mmol/L"),
        ("litres", 1.5, "1,5 liter", "1.5 litres"),
        ("country", "gb", "Verenigd Koninkrijk", "United Kingdom"),
        ("country", "other", "een ander land", "another country"),
        ("number", -0.001, "0", "0"),
        ("mg", None, "onbekend", "unknown"),
        ("foods", (), "geen", "none"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_its_reader_writes_it(
    kb: Knowledge, kind: str, value: Any, nl: str, en: str
) -> None:
    assert write(kind, value, Writer(kb, "nl")) == nl
    assert write(kind, value, Writer(kb, "en")) == en


def test_an_unknown_amount_is_never_written_as_zero(kb: Knowledge) -> None:
    for kind in ("mg", "g", "percent", "hours", "mg_interval", "count"):
        assert "0" not in write(kind, None, Writer(kb, "nl"))


@pytest.mark.parametrize(
    "words",
    [
        "banaan\x1b[31mrood",
        "twee\nregels\r\nen\tmeer",
        "\u202egnitsrever",
        "nul\x00teken",
        "\u2028regel\u2029einde",
    ],
)
def test_what_someone_typed_cannot_act_on_the_screen(words: str) -> None:
    said = clean(words)
    assert said.isprintable()
    assert not set(said) & set("\x1b\u202e\u2028\u2029\x00\n\r")


def test_ten_megabytes_of_words_fit_in_a_sentence() -> None:
    assert len(clean("banaan " * 1_500_000)) <= LONGEST


def test_words_of_the_person_stand_between_the_quotes_of_the_language() -> None:
    assert quoted("bammetje", "nl") == "‘bammetje’"
    assert quoted("toast", "en") == "“toast”"


@pytest.mark.parametrize(
    ("authors", "publisher", "short"),
    [
        ("Nielsen FH, Lukaski HC", "Magnesium Research", "Nielsen & Lukaski 2006"),
        ("Garrison SR, Allan GM, Sekhon RK", None, "Garrison et al. 2006"),
        ("EFSA Panel on Dietetic Products, Nutrition and Allergies (NDA)", "EFSA", "EFSA 2006"),
        (None, "Gezondheidsraad", "Gezondheidsraad 2006"),
        (None, None, "A title 2006"),
    ],
)
def test_a_source_has_a_short_label(authors: str | None, publisher: str | None, short: str) -> None:
    source = Source(
        id="x", kind="report", title="A title", authors=authors, publisher=publisher, year=2006,
        read="primary",  # type: ignore[arg-type]
    )  # fmt: skip
    assert label(source) == short
    assert "A title" in citation(source)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_source_has_a_label_that_fits_behind_a_sentence(kb: Knowledge, language: str) -> None:
    assert not [key for key, source in kb.sources.items() if not 3 <= len(label(source)) <= 50]
