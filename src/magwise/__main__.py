"""``python -m magwise`` is the same as ``magwise``."""

from magwise.cli import main

main()
