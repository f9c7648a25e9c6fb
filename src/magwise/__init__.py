"""Magwise: do I get enough magnesium, would more help, and is it safe?

The journey is ``person -> assessment -> plan``: a `Profile` and a `Diary` go into `assess`,
its `Assessment` goes into `propose`, and out comes a `Plan`. `Knowledge` holds every fact with
its source and is always passed in.

>>> import magwise
>>> "assess" in magwise.__all__
True
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from magwise.assessment import Assessment as Assessment
    from magwise.assessment import assess as assess
    from magwise.core.errors import MagwiseError as MagwiseError
    from magwise.knowledge import Knowledge as Knowledge
    from magwise.person import Diary as Diary
    from magwise.person import Profile as Profile
    from magwise.plan import Plan as Plan
    from magwise.plan import propose as propose

__version__ = "0.1.0"

# Loaded on first use, so that `import magwise` and `magwise --help` stay fast.
_WHERE = {
    "Assessment": "magwise.assessment",
    "Diary": "magwise.person",
    "Knowledge": "magwise.knowledge",
    "MagwiseError": "magwise.core.errors",
    "Plan": "magwise.plan",
    "Profile": "magwise.person",
    "assess": "magwise.assessment",
    "propose": "magwise.plan",
}
__all__ = [
    "Assessment",
    "Diary",
    "Knowledge",
    "MagwiseError",
    "Plan",
    "Profile",
    "assess",
    "propose",
]


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'magwise' has no attribute {name!r}")
