"""Reference values, upper levels and claims as they stand in the knowledge base."""

import pytest

from magwise import Knowledge
from magwise.core.sourced import How


def test_every_reference_value_names_an_authority_and_a_source_that_exist(kb: Knowledge) -> None:
    for record in kb.requirements.values():
        assert record.authority in kb.authorities, record.id
        assert record.value.source in kb.sources, record.id
        assert record.provisional_from is None or record.provisional_from in kb.authorities
    for limit in kb.limits.values():
        assert limit.authority in kb.authorities, limit.id
        assert limit.value.source in kb.sources, limit.id
    for assumption in kb.assumptions.values():
        assert assumption.value.source in kb.sources, assumption.id
    for label in kb.label_values.values():
        assert label.value.source in kb.sources, label.id
    for country in kb.countries.values():
        assert {*country.requirements, *country.limits} <= set(kb.authorities)


def test_a_source_that_was_never_read_gives_no_primary_figure(kb: Knowledge) -> None:
    figures = [(one.id, one.value) for one in kb.requirements.values()]
    figures += [(one.id, one.value) for one in kb.limits.values()]
    for name, value in figures:
        if kb.sources[value.source].read in (How.RECALLED, How.ASSUMED):
            assert value.how is not How.PRIMARY, name


def test_every_country_of_a_profile_has_an_order(kb: Knowledge) -> None:
    from typing import get_args

    from magwise.person.profile import Country

    assert set(kb.countries) == set(get_args(Country))


def test_bands_of_one_authority_and_kind_never_overlap(kb: Knowledge) -> None:
    current = [record for record in kb.requirements.values() if record.retired is None]
    for age in [month / 12 for month in range(0, 1200)]:
        seen: dict[tuple[str, str, str, str], str] = {}
        for record in current:
            if not record.group.holds(age):
                continue
            for sex in ("female", "male") if record.group.sex is None else (record.group.sex,):
                key = (record.authority, record.kind, record.group.state, sex)
                assert key not in seen, (age, seen.get(key), record.id)
                seen[key] = record.id


@pytest.mark.parametrize(
    ("record", "mg"),
    [
        ("efsa-2015.1-2", 170),  # not the 160 of the consultation draft
        ("efsa-2015.3-9", 230),
        ("efsa-2015.10-17-f", 250),
        ("efsa-2015.18-m", 350),
        ("iom-1997.ear-31-f", 265),
        ("iom-1997.ear-pregnant-31", 300),
        ("dach-2021.breastfeeding", 300),  # not the 390 of 2000
        ("gr-2021.breastfeeding", 300),  # not the 280 of NNR 2012
        ("coma-1991.lrni-19-f", 150),
        ("fao-who-2004.65-m", 224),
    ],
)
def test_figures_that_are_easily_got_wrong(record: str, mg: float, kb: Knowledge) -> None:
    assert kb.requirements[record].value.value == mg
    assert kb.requirements[record].retired is None


def test_the_traps_are_recorded_as_retired_with_a_reason(kb: Knowledge) -> None:
    retired = {
        (record.authority, record.value.value): record.retired
        for record in kb.requirements.values()
        if record.retired
    }
    for trap in (
        ("efsa", 160),
        ("dach", 390),
        ("dach", 400),
        ("nnr", 280),
        ("gezondheidsraad", 85),
    ):
        assert retired[trap]


def test_unknown_dutch_child_figures_are_null(kb: Knowledge) -> None:
    unknown = [r for r in kb.requirements.values() if r.norm_version == "GR 2025"]
    assert unknown
    assert all(record.value.value is None for record in unknown)


def test_magnesium_upper_levels_never_count_plain_food(kb: Knowledge) -> None:
    for limit in kb.limits.values():
        if limit.nutrient == "magnesium":
            assert limit.basis == "added", limit.id


def test_no_upper_level_is_invented_for_european_toddlers(kb: Knowledge) -> None:
    assert kb.limits["scf-2001-under-4"].value.value is None
    assert kb.limits["scf-2001-under-4"].status == "none-set"


def test_label_thresholds_follow_from_the_label_value(kb: Knowledge) -> None:
    nrv = kb.label_values["eu-nrv"].value.value
    assert nrv is not None
    assert kb.label_values["eu-source-of-food"].value.value == pytest.approx(0.15 * nrv)
    assert kb.label_values["eu-source-of-drink"].value.value == pytest.approx(0.075 * nrv)


def test_there_are_ten_claims_and_none_about_cramps_or_sleep(kb: Knowledge) -> None:
    claims = [claim for claim in kb.claims.values() if claim.nutrient == "magnesium"]
    assert len(claims) == 10
    for claim in claims:
        words = f"{claim.en.text} {claim.nl.text}".casefold()
        for forbidden in ("cramp", "kramp", "sleep", "slaap", "recover", "herstel", "stress"):
            assert forbidden not in words, claim.id


def test_quantities_have_bounds_that_hold_ordinary_values(kb: Knowledge) -> None:
    for name, ordinary in (("magnesium-serum", 0.85), ("egfr", 90), ("body-mass", 70)):
        quantity = kb.quantities[name]
        assert quantity.plausible_low < ordinary < quantity.plausible_high
    assert kb.quantities["magnesium-serum"].plausible_high < 9  # 9 mmol/L is asked back
