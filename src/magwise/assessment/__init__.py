"""Where someone stands: intake against need, risks, other causes, and what safety says."""

from magwise.assessment.assessing import assess
from magwise.assessment.records import Assessment

__all__ = ["Assessment", "assess"]
