"""Draws all published rows beside the model for the method page.

python -m validation.body.figure
"""

from pathlib import Path

import numpy as np

from magwise import Knowledge
from magwise.models.body import qualify
from magwise.report.qualification import qualification_svg, tally

PAGE = Path(__file__).resolve().parents[2] / "docs/method/body-rows.svg"


def main() -> None:
    """Write the picture and print the verdict."""
    rows = qualify(Knowledge.load(), np.random.default_rng(1))
    PAGE.write_text(qualification_svg(rows), encoding="utf-8")
    print(tally(rows))


if __name__ == "__main__":
    main()
