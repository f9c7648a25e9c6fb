"""The plan as PDF: two pages, the same bytes each time, nothing fetched. Needs Pango."""

import re
import zlib
from datetime import date
from pathlib import Path

import pytest

from magwise import Knowledge, assess, propose
from magwise.person.reading import read_person
from magwise.plan.weeks import programme
from magwise.report import plan_pages as pages
from magwise.report import plan_sheets as sheets
from magwise.report.plan import Paper, paper
from magwise.text.rendering import Language

try:
    import weasyprint
except (ImportError, OSError):  # OSError: Pango is not on this system
    pytest.skip("the extra pdf is not there", allow_module_level=True)

KB = Knowledge.load()
DAY = date(2026, 11, 22)
EXAMPLES = Path(__file__).parents[2] / "examples"


def written(name: str, language: Language) -> Paper:
    person = read_person(EXAMPLES / f"{name}.yaml")
    one = propose(assess(person.profile, person.diary, KB, today=DAY), None, KB)
    return paper(one, programme(one, KB), KB, language)


def page_count(made: bytes) -> int:
    """Pages are objects of their own, some of them inside compressed streams."""
    found = made
    for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, flags=re.S):
        try:
            found += zlib.decompress(part)
        except zlib.error:
            continue
    return len(re.findall(rb"/Type ?/Page\b(?!s)", found))


@pytest.mark.parametrize(
    ("name", "language"),
    [("thyroid", "nl"), ("older-medicines", "en"), ("ultra-runner", "nl"), ("kidney", "en")],
)
def test_a_plan_is_two_pages(name: str, language: Language) -> None:
    made = pages.plan_pdf(written(name, language))
    assert made.startswith(b"%PDF-")
    assert page_count(made) == 2
    assert len(made) < 200_000


def test_the_same_plan_is_the_same_file() -> None:
    page = pages.plan_page(written("ultra-runner", "nl"))
    assert pages.pdf(page) == pages.pdf(page)


def test_a_card_and_a_letter_are_one_page_each() -> None:
    person = read_person(EXAMPLES / "older-medicines.yaml")
    one = propose(assess(person.profile, person.diary, KB, today=DAY), None, KB)
    card = sheets.day_card(one, programme(one, KB), KB, "nl")
    letter = sheets.letter(one, KB, "nl")
    assert letter is not None
    assert page_count(pages.pdf(pages.card_page(card))) == 1
    assert page_count(pages.pdf(pages.letter_page(letter))) == 1


def test_a_page_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(self: object, url: str, headers: object = None) -> None:
        asked.append(url)
        raise ValueError(url)

    monkeypatch.setattr(weasyprint.urls.URLFetcher, "fetch", refuse)
    made = pages.pdf('<p>x</p><img src="http://x.example/a.png"><link rel="stylesheet" href="b">')
    assert made.startswith(b"%PDF-")
    assert asked == []  # our own fetcher stands before the library's
