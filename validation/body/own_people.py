"""What the rows for use ``test`` become with the sex and age of each study's own people.

    python -m validation.body.own_people

The verdicts use one reference adult (decision 14); this shows what hangs on that.
"""

from magwise import Knowledge
from magwise.models.body.qualification import Laboratory
from magwise.models.body.subject import EGFR_LOSS_PER_YEAR, REFERENCE_EGFR, typical

# study: its rows, fat-free mass [kg], age [years]. Elderly is taken as 70, young as 25.
STUDIES: dict[str, tuple[tuple[str, ...], float, float]] = {
    "Joris, men and women of 62": (("joris-urine", "joris-serum"), 52.0, 62.0),
    "Shils, elderly men": (("shils-plasma", "shils-red-cells"), 60.0, 70.0),
    "Sabatier 2011, young men": (
        ("sabatier-2011-seven", "sabatier-2011-two", "sabatier-2011-ratio"), 60.0, 25.0,
    ),
    "Sabatier 2002, young women": (("tracer-in-urine",), 44.0, 25.0),
    "infusion, pregnant women": (("infusion-clearance",), 44.0, 30.0),
    "infusion, pregnant women with 7 kg more": (("infusion-clearance",), 51.0, 30.0),
    "Verhas, men": (("verhas-water",), 60.0, 25.0),
}  # fmt: skip


def main() -> None:
    """Print each row for the reference adult and for the study's own people."""
    kb = Knowledge.load()
    reference = Laboratory(kb, typical(kb)).predictions()
    for study, (rows, fat_free_kg, age) in STUDIES.items():
        kidney = 1 - EGFR_LOSS_PER_YEAR * max(0.0, age - 40) / REFERENCE_EGFR
        own = Laboratory(
            kb, typical(kb), kidney=kidney, fat_free_kg=fat_free_kg, age_years=age
        ).predictions()
        for row in rows:
            one = kb.observations[row]
            here, there = float(reference[row]()[0]), float(own[row]()[0])
            verdict = "in band" if one.low <= there <= one.high else "outside"
            print(f"{study:42}{row:22}{here:8.3f}{there:8.3f}  {verdict}")


if __name__ == "__main__":
    main()
