"""Rules and verdicts: one gate before planning, one after, and other causes of complaints."""

from magwise.safety.after import fingerprint, gate_after
from magwise.safety.causes import other_causes
from magwise.safety.gate import gate_before
from magwise.safety.records import Clearance, FoodChange, Gap, Review, Status, Verdict

__all__ = [
    "Clearance",
    "FoodChange",
    "Gap",
    "Review",
    "Status",
    "Verdict",
    "fingerprint",
    "gate_after",
    "gate_before",
    "other_causes",
]
