"""The interaction table keeps what the sources ask for, in the strict direction."""

import re

import pytest
from pydantic import ValidationError

from magwise import Knowledge
from magwise.knowledge.medicines import (
    classes,
    current_code,
    default_interaction,
    interactions_for,
)
from magwise.knowledge.schema.medicine import Interaction, Spacing


def _row(kb: Knowledge, number: int) -> Interaction:
    return next(row for id_, row in kb.interactions.items() if id_.startswith(f"di{number:02d}-"))


def _ids(kb: Knowledge, atc: str) -> set[str]:
    return {row.id[:4] for row in interactions_for(atc, kb)}


def test_all_thirty_eight_interactions_are_there(kb: Knowledge) -> None:
    numbers = {int(id_[2:4]) for id_ in kb.interactions if re.match(r"di\d\d-", id_)}
    assert set(range(1, 39)) <= numbers


def test_no_gap_is_shorter_than_any_source_in_its_record(kb: Knowledge) -> None:
    for row in kb.interactions.values():
        for spacing in row.spacings:
            for index, order in enumerate(("medicine-first", "magnesium-first")):
                figures = [spacing.medicine_first_hours, spacing.magnesium_first_hours][index]
                others = [o.hours for o in spacing.also if o.order in (order, "either")]
                for figure in (figures, *others):
                    assert spacing.hours[index] >= max(figure.value or 0, figure.high or 0), row.id


def test_a_record_with_a_gap_shorter_than_its_sources_is_refused() -> None:
    hours = {"unit": "h", "source": "smpc", "locator": "4.5", "how": "primary"}
    with pytest.raises(ValidationError, match="asks for 4"):
        Spacing.model_validate(
            {
                "medicine_first_hours": {"value": 2, **hours},
                "magnesium_first_hours": {"value": 4, **hours},
                "also": [{"order": "medicine-first", "hours": {"value": 4, **hours}}],
            }
        )


def test_a_figure_from_memory_never_shortens_the_general_gap(kb: Knowledge) -> None:
    general = default_interaction(kb).spacings[0].hours
    for row in kb.interactions.values():
        for spacing in row.spacings:
            for figure, least in zip(
                (spacing.medicine_first_hours, spacing.magnesium_first_hours), general, strict=True
            ):
                assert figure.how.is_firm or (figure.value or 0) >= least, row.id


@pytest.mark.parametrize(
    ("atc", "medicine_first", "magnesium_first"),
    [
        ("J01MA02", 2, 6),  # Nix 1989: no effect 2 h after and 6 h before
        ("J01MA14", 6, 8),  # moxifloxacin asks for more
        ("H03AA01", 4, 4),
        ("B02BX05", 4, 4),
        ("J05AJ03", 2, 6),
        ("J05AR21", 4, 6),
        ("M05BA04", 4, 4),
        ("B03AA02", 4, 4),
        ("M01CC01", 4, 4),
    ],
)
def test_gaps_differ_by_order_where_the_sources_do(
    kb: Knowledge, atc: str, medicine_first: float, magnesium_first: float
) -> None:
    (row,) = interactions_for(atc, kb)
    spacing = row.spacing_for(atc)
    assert spacing is not None
    assert spacing.hours == (medicine_first, magnesium_first)


def test_four_hours_after_an_antacid_is_not_enough_for_ciprofloxacin(kb: Knowledge) -> None:
    spacing = _row(kb, 1).spacing_for("J01MA02")
    assert spacing is not None
    assert spacing.magnesium_first_hours.value == 6
    assert any(other.hours.value == 4 for other in spacing.also)  # kept, and not used


def test_raltegravir_stops_magnesium_and_other_integrase_inhibitors_get_no_gap(
    kb: Knowledge,
) -> None:
    assert _row(kb, 8).actions == ("stop",)
    assert _row(kb, 9).actions == ("pharmacist",)
    assert _row(kb, 9).spacings == ()
    assert {"di08"} == _ids(kb, "J05AJ01") == _ids(kb, "J05AX08")
    assert _ids(kb, "J05AR20") == {"di09"}


def test_gabapentin_is_found_under_both_codes_and_pregabalin_under_none(kb: Knowledge) -> None:
    assert _ids(kb, "N02BF01") == _ids(kb, "N03AX12") == {"di10"}
    assert _ids(kb, "N02BF02") == _ids(kb, "N03AX16") == set()
    assert current_code("N03AX12", kb) == "N02BF01"
    assert "N02B" in classes("N03AX12", kb)


@pytest.mark.parametrize(
    ("former", "today"),
    [("L04AA10", "L04AH01"), ("L01XC06", "L01FE01"), ("L01XC08", "L01FE02")],
)
def test_former_codes_lead_to_the_same_rows(kb: Knowledge, former: str, today: str) -> None:
    assert _ids(kb, former) == _ids(kb, today) != set()


def test_proton_pump_inhibitors_are_on_two_lists(kb: Knowledge) -> None:
    effects = {effect for row in interactions_for("A02BC01", kb) for effect in row.effects}
    assert {"lowers-magnesium", "less-dissolved"} <= effects


def test_digoxin_is_watched_and_kept_apart(kb: Knowledge) -> None:
    (row,) = interactions_for("C01AA05", kb)
    assert {"monitor", "separate"} <= set(row.actions)


def test_potassium_sparing_diuretics_stop_even_in_a_combination_with_a_thiazide(
    kb: Knowledge,
) -> None:
    rows = interactions_for("C03EA01", kb)
    assert {"di21", "di22"} == {row.id[:4] for row in rows}
    assert any("stop" in row.actions for row in rows)


def test_a_bowel_preparation_stops_other_magnesium_and_an_antacid_is_counted(
    kb: Knowledge,
) -> None:
    row = _row(kb, 31)
    assert "stop" in row.actions_for("A06AB58")
    assert row.actions_for("A02AA04") == ("duplicate",)


def test_a_code_that_is_cut_short_gets_everything_it_may_mean(kb: Knowledge) -> None:
    assert {"di20", "di21", "di22"} <= _ids(kb, "C03")
    spacing = _row(kb, 1).spacing_for("J01MA")
    assert spacing is not None
    assert spacing.hours == (6, 8)
    assert "stop" in _row(kb, 31).actions_for("A06AB")


def test_oxide_and_hydroxide_get_the_longer_gap_next_to_antacid_sensitive_medicines(
    kb: Knowledge,
) -> None:
    row = _row(kb, 35)
    antacid = row.spacing_for("R06AX26", antacid_salt=True)
    neutral = row.spacing_for("R06AX26", antacid_salt=False)
    unknown = row.spacing_for("R06AX26")
    assert antacid is not None
    assert neutral is not None
    assert unknown is not None
    assert antacid.hours == unknown.hours == (4, 4)
    assert neutral.hours == (3, 3)


def test_injections_of_the_same_class_are_left_out(kb: Knowledge) -> None:
    assert _ids(kb, "M05BA08") == set()  # zoledronic acid through a drip
    assert _ids(kb, "B03AC") == set()
    assert _ids(kb, "M03AX01") == set()  # botulinum toxin


def test_every_row_about_medicines_has_a_medicine_with_a_name(kb: Knowledge) -> None:
    for row in kb.interactions.values():
        if row.is_default or row.trigger:
            continue
        covered = [m for m in kb.medicines.values() if m.atc and row.covers(m.atc)]
        assert covered, row.id


def test_every_row_says_why_in_both_languages_and_names_its_sources(kb: Knowledge) -> None:
    for row in kb.interactions.values():
        for word in (row.reason, row.effect):
            if word:
                assert f"word.{word}" in kb.text_nl
                assert f"word.{word}" in kb.text_en
        if row.ask:
            assert f"word.whom-{row.ask}" in kb.text_nl
        for test in row.tests:
            assert f"word.blood-{test}" in kb.text_en
        used = [citation.source for citation in row.citations]
        for spacing in row.spacings:
            used += [spacing.medicine_first_hours.source, spacing.magnesium_first_hours.source]
            used += [other.hours.source for other in spacing.also]
        assert set(used) <= set(kb.sources), row.id


def test_nothing_claims_a_review_that_nobody_signed(kb: Knowledge) -> None:
    assert all(row.review.status == "not-reviewed" for row in kb.interactions.values())
