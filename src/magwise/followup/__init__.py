"""Did it work, and is it still safe: check-ins and the review after eight weeks."""

from magwise.followup.checking import check_in
from magwise.followup.records import Change, CheckIn, Signal, Start, Step, start_of
from magwise.followup.reviewing import Review, review
from magwise.followup.signals import signals

__all__ = [
    "Change",
    "CheckIn",
    "Review",
    "Signal",
    "Start",
    "Step",
    "check_in",
    "review",
    "signals",
    "start_of",
]
