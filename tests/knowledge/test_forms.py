"""Supplement forms: shares against printed tables and official texts, and reading of labels."""

import pytest

from magwise.core.units import elemental_share, molar_mass_g_per_mol
from magwise.knowledge import Knowledge
from magwise.knowledge.forms import (
    elemental_range,
    elemental_share_of,
    largest_share,
    recognise_form,
    recognise_forms,
    salt_needed,
)

# Molar mass and share of magnesium as printed in a table worked out apart from this program,
# with the same abridged atomic weights: form, formula, g/mol, per cent, mg of salt for 100 mg.
PRINTED = [
    ("oxide", "MgO", 40.30, 60.30, 166),
    ("hydroxide", "Mg(OH)2", 58.32, 41.68, 240),
    ("carbonate", "MgCO3", 84.31, 28.83, 347),
    ("carbonate", "4MgCO3.Mg(OH)2.5H2O", 485.65, 25.02, 400),
    ("chloride", "MgCl2", 95.21, 25.53, 392),
    ("chloride", "MgCl2.6H2O", 203.30, 11.96, 836),
    ("sulfate", "MgSO4", 120.36, 20.19, 495),
    ("sulfate", "MgSO4.7H2O", 246.47, 9.86, 1014),
    ("citrate", "Mg3(C6H5O7)2", 451.11, 16.16, 619),
    ("citrate", "Mg3(C6H5O7)2.9H2O", 613.25, 11.89, 841),
    ("citrate", "Mg(C6H6O7)", 214.41, 11.34, 882),
    ("bisglycinate", "Mg(C2H4NO2)2", 172.42, 14.10, 709),
    ("bisglycinate", "Mg(C2H4NO2)2.2H2O", 208.45, 11.66, 858),
    ("malate", "MgC4H4O5", 156.38, 15.54, 643),
    ("malate", "MgC4H4O5.3H2O", 210.42, 11.55, 866),
    ("malate", "Mg(C4H5O5)2", 290.46, 8.37, 1195),
    ("taurate", "Mg(C2H6NO3S)2", 272.57, 8.92, 1121),
    ("acetyl-taurate", "Mg(C4H8NO4S)2", 356.65, 6.81, 1467),
    ("threonate", "Mg(C4H7O5)2", 294.50, 8.25, 1212),
    ("threonate", "Mg(C4H7O5)2.H2O", 312.51, 7.78, 1286),
    ("lactate", "Mg(C3H5O3)2", 202.44, 12.01, 833),
    ("lactate", "Mg(C3H5O3)2.2H2O", 238.47, 10.19, 981),
    ("gluconate", "Mg(C6H11O7)2", 414.60, 5.86, 1706),
    ("gluconate", "Mg(C6H11O7)2.2H2O", 450.63, 5.39, 1854),
    ("aspartate", "Mg(C4H6NO4)2", 288.50, 8.42, 1187),
    ("aspartate", "Mg(C4H6NO4)2.2H2O", 324.52, 7.49, 1335),
    ("aspartate", "Mg(C4H6NO4)2.4H2O", 360.56, 6.74, 1483),
    ("orotate", "Mg(C5H3N2O4)2", 334.48, 7.27, 1376),
    ("orotate", "Mg(C5H3N2O4)2.2H2O", 370.51, 6.56, 1524),
    ("pidolate", "Mg(C5H6NO3)2", 280.52, 8.66, 1154),
    ("glycerophosphate", "MgC3H7O6P", 194.36, 12.51, 800),
    ("ascorbate", "Mg(C6H7O6)2", 374.54, 6.49, 1541),
    ("acetate", "Mg(C2H3O2)2", 142.39, 17.07, 586),
    ("acetate", "Mg(C2H3O2)2.4H2O", 214.45, 11.33, 882),
    ("succinate", "MgC4H4O4", 140.38, 17.31, 578),
    ("pyruvate", "Mg(C3H3O3)2", 198.41, 12.25, 816),
    ("phosphate", "Mg3(PO4)2", 262.86, 27.74, 360),
    ("lysinate", "Mg(C6H13N2O2)2", 314.67, 7.72, 1295),
    ("stearate", "Mg(C18H35O2)2", 591.26, 4.11, 2433),
]


@pytest.mark.parametrize(("form", "formula", "mass", "percent", "salt_mg"), PRINTED)
def test_a_share_agrees_with_the_printed_table_to_the_last_digit(
    kb: Knowledge, form: str, formula: str, mass: float, percent: float, salt_mg: int
) -> None:
    assert formula in [variant.formula for variant in kb.forms[form].variants]
    # The masses are printed to two decimals; a last-digit tie may round either way.
    assert molar_mass_g_per_mol(formula) == pytest.approx(mass, abs=0.0101)
    assert round(100 * elemental_share(formula), 2) == percent
    assert round(100 / elemental_share(formula)) == pytest.approx(salt_mg, abs=1)


def test_every_formula_in_use_stands_in_the_printed_table(kb: Knowledge) -> None:
    printed = {formula for _, formula, *_ in PRINTED}
    # The potassium salt came later and has its own check below.
    in_use = {v.formula for form in kb.forms.values() for v in form.variants}
    assert in_use - printed == {"K4MgH(C6H5O7)2"}


@pytest.mark.parametrize(
    ("formula", "salt_mg", "official_mg", "tolerance"),
    [
        # Farmacotherapeutisch Kompas, magnesiumgluconaat: "45 mg = 0.1 mmol = 2.43 mg Mg"
        ("Mg(C6H11O7)2.2H2O", 45, 2.43, 0.005),
        # Magnaspart 10 Fachinformation: 3245 mg = 243 mg = 10 mmol
        ("Mg(C4H6NO4)2.2H2O", 3245, 243, 0.5),
        # Magnesium-ratiopharm: 1803 mg = 121.5 mg = 5 mmol
        ("Mg(C4H6NO4)2.4H2O", 1803, 121.5, 0.5),
        # EFSA 2024: 3000 mg L-threonate holds "about 250 mg"
        ("Mg(C4H7O5)2", 3000, 250, 5),
    ],
)
def test_official_product_texts_give_the_same_magnesium(
    formula: str, salt_mg: float, official_mg: float, tolerance: float
) -> None:
    assert salt_mg * elemental_share(formula) == pytest.approx(official_mg, abs=tolerance)


def test_724_mg_hydroxide_is_500_mg_oxide_as_the_dutch_formulary_says() -> None:
    hydroxide = 724 * elemental_share("Mg(OH)2")
    oxide = 500 * elemental_share("MgO")
    assert hydroxide == pytest.approx(oxide, abs=0.5)


def test_a_thousand_milligrams_bisglycinate_is_141_mg_magnesium(kb: Knowledge) -> None:
    magnesium = elemental_range("bisglycinate", 1000, kb)
    assert magnesium is not None
    assert round(magnesium.high) == 141
    assert round(magnesium.low) == 117


def test_citrate_on_a_label_can_be_three_salts(kb: Knowledge) -> None:
    magnesium = elemental_range("citrate", 1000, kb)
    assert magnesium is not None
    # "113-162 mg" (label traps)
    assert (round(magnesium.low), round(magnesium.high)) == (113, 162)


def test_citrate_malate_keeps_the_range_efsa_printed(kb: Knowledge) -> None:
    share = elemental_share_of("citrate-malate", kb)
    assert share is not None
    assert (share.low, share.high) == (0.12, 0.15)


@pytest.mark.parametrize("form", ["dimagnesium-malate", "amino-acid-chelate", "marine"])
def test_an_unknown_composition_gives_no_number(kb: Knowledge, form: str) -> None:
    assert elemental_share_of(form, kb) is None
    assert elemental_range(form, 1000, kb) is None
    assert largest_share(form, kb) is None
    assert salt_needed(form, 100, kb) is None


def test_no_share_stands_in_the_files(kb: Knowledge) -> None:
    stated = [form.id for form in kb.forms.values() if form.stated_share]
    assert stated == ["citrate-malate"]


def test_at_least_25_forms_have_what_the_plan_needs(kb: Knowledge) -> None:
    known = [form for form in kb.forms.values() if form.is_source and form.variants]
    assert len(known) >= 22
    assert len(kb.forms) >= 25


@pytest.mark.parametrize(
    ("label", "form"),
    [
        ("Magnesiumcitraat 400 mg", "citrate"),
        ("magnesium bisglycinaat poeder", "bisglycinate"),
        ("Magnesium Glycinate 120 caps", "bisglycinate"),
        ("magnesium diglycinate chelate", "bisglycinate"),
        ("Magnesiumtaurinaat", "taurate"),
        ("Magtein®", "threonate"),
        ("bitterzout", "sulfate"),
        ("Epsom salt", "sulfate"),
        ("Epsom salt bath", "sulfate-skin"),
        ("Zechstein magnesiumolie", "chloride-skin"),
        ("marine magnesium", "marine"),
        ("magnesium (amino acid chelate)", "amino-acid-chelate"),
        ("Magnesiumcitraatmalaat", "citrate-malate"),
        ("magnesium hydroxide", "hydroxide"),
        ("gebufferd bisglycinaat", "bisglycinate-buffered"),
        ("magnesiumbisglicinaat", "bisglycinate"),
        ("magnesiumcitraat (vulstof: magnesiumstearaat)", "citrate"),
        ("Magnésium citrate", "citrate"),
        ("zinkoxide, magnesiummalaat", "malate"),
    ],
)
def test_a_label_gives_its_form(kb: Knowledge, label: str, form: str) -> None:
    assert recognise_form(label, kb) == form


@pytest.mark.parametrize(
    "label", ["magnesium 375 mg", "", "zinc oxide", "ijzerfumaraat", "kaliumcitraat 500 mg",
              "calcium carbonate", "titanium dioxide"]
)  # fmt: skip
def test_a_label_without_a_form_of_magnesium_gives_none(kb: Knowledge, label: str) -> None:
    assert recognise_form(label, kb) is None


def test_a_mixture_is_not_taken_for_one_of_its_parts(kb: Knowledge) -> None:
    label = "magnesium (als bisglycinaat en oxide)"
    assert recognise_form(label, kb) is None
    assert recognise_forms(label, kb) == ("bisglycinate", "oxide")


def test_every_name_of_a_form_leads_back_to_it(kb: Knowledge) -> None:
    lost = {
        (form.id, word): recognise_forms(word, kb)
        for form in kb.forms.values()
        for word in (*form.words.nl, *form.words.en)
        if recognise_forms(word, kb) != (form.id,)
    }
    assert lost == {}


def test_threonate_is_kept_from_pregnancy_breastfeeding_and_children(kb: Knowledge) -> None:
    # Implementing Regulation (EU) 2024/2694: adults only, not in pregnancy or lactation
    forbidden = {rule.group for rule in kb.forms["threonate"].not_in if rule.weight == "must-not"}
    assert forbidden == {"pregnancy", "breastfeeding", "under-18"}


def test_what_is_advised_is_listed_in_the_eu_and_swallowed(kb: Knowledge) -> None:
    for form in kb.forms.values():
        if form.advise.choice != "not-advised":
            assert form.route == "oral"
            assert form.is_source
            assert form.eu_status.status == "annex-ii"
            assert elemental_share_of(form.id, kb) is not None


def test_the_default_is_a_soluble_form_that_is_not_an_antacid(kb: Knowledge) -> None:
    defaults = [form for form in kb.forms.values() if form.advise.choice == "default"]
    assert [form.id for form in defaults] == ["citrate"]
    assert defaults[0].water_solubility == "good"
    assert not defaults[0].antacid_type


def test_oxide_hydroxide_and_carbonate_act_as_antacids(kb: Knowledge) -> None:
    pure = {f.id for f in kb.forms.values() if f.antacid_type and f.variants}
    assert pure == {"oxide", "hydroxide", "carbonate"}
