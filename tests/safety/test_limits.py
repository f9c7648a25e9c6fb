"""Two readings of the same table of upper levels, written apart, agree for everybody."""

from hypothesis import given, settings

from magwise import Knowledge, Profile
from magwise.models.need import upper_level as upper_level_of_need
from magwise.safety.limits import nutrient_limit, upper_level
from tests.safety.people import someone
from tests.strategies import profiles


@settings(max_examples=300)
@given(profile=profiles())
def test_safety_and_need_name_the_same_upper_level(kb: Knowledge, profile: Profile) -> None:
    ours, theirs = upper_level(profile, kb), upper_level_of_need(profile, kb)
    assert ours.mg_per_day == theirs.mg_per_day
    assert ours.authority == theirs.authority


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
