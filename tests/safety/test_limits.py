"""Upper levels: the country's own, the lowest where that is unknown, never a law for products."""

import pytest

from magwise import Knowledge
from magwise.safety.limits import nutrient_limit, upper_level
from tests.safety.people import someone


@pytest.mark.parametrize(
    ("country", "age", "expected"),
    [
        ("nl", 34, 250), ("be", 34, 250), ("de", 34, 250), ("us", 34, 350), ("gb", 34, 400),
        ("no", 34, 350), ("no", 5, 110), (None, 34, 250), ("other", 34, 250), ("nl", 5, 250),
        ("nl", 3, None), ("us", 3, 65), ("us", 5, 110), ("us", 9, 350), (None, 3, None),
        ("gb", 12, 250), ("nl", None, None),
    ],
)  # fmt: skip
def test_the_upper_level_is_the_countrys_own_and_the_lowest_where_unknown(
    country: str | None, age: float | None, expected: float | None, kb: Knowledge
) -> None:
    assert upper_level(someone(country=country, age_years=age), kb).mg_per_day == expected


def test_the_lowest_level_holds_where_the_country_is_unknown(kb: Knowledge) -> None:
    for age in (5, 10, 16, 40, 80):
        lowest = upper_level(someone(country=None, age_years=age), kb).mg_per_day
        assert lowest is not None
        for country in kb.countries:
            if country == "other":
                continue
            own = upper_level(someone(country=country, age_years=age), kb).mg_per_day
            assert own is None or lowest <= own


def test_a_legal_maximum_is_nobody_s_upper_level(kb: Knowledge) -> None:
    assert upper_level(someone(country="be"), kb).mg_per_day == 250


def test_an_unknown_age_gets_the_lowest_level_of_every_age(kb: Knowledge) -> None:
    for nutrient in ("selenium", "zinc", "iodine"):
        unknown = nutrient_limit(nutrient, someone(age_years=None), kb)
        grown = nutrient_limit(nutrient, someone(), kb)
        assert unknown is not None
        assert grown is not None
        assert (unknown.value.value or 0) < (grown.value.value or 0)


def test_caffeine_in_pregnancy_has_the_lower_level(kb: Knowledge) -> None:
    expecting = nutrient_limit("caffeine", someone(sex="female", pregnant=True), kb)
    assert expecting is not None
    assert expecting.value.value == 200
