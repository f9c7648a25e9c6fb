"""The stop rules on every page: worked out once for as long as nothing changes."""

from datetime import date
from typing import TYPE_CHECKING

from fastapi import Request

if TYPE_CHECKING:
    from magwise.followup.watching import Watch
    from magwise.web.site import Site


def watched(site: "Site") -> "Watch":
    """What the log says against going on, for the plan and the experiment that run."""
    from magwise.followup.watching import Watch, watch

    me, today = site.me, site.today()
    log, course, experiment = me.logbook.log(), me.courses.current(), me.experiments.current()
    if not log.days and course is None:
        return Watch(alone=False, facts=())
    start = None if course is None else course.start
    trial_from = None
    if experiment is not None and experiment.state == "running":
        trial_from = date.fromisoformat(str(experiment.design["start"]))
    profile = site.profile()
    key = repr((log, start, trial_from, profile, today))
    known = site.recall(key)
    if known is None:
        known = watch(log, profile, site.kb, today=today, start=start, trial_from=trial_from)
        site.remember(key, known)
    return known


_FROM_INSIDE = ("missing", "invalid")  # refusals that come after the door


def shown_on(site: "Site", request: Request, page: str, reason: str) -> "Watch | None":
    """The watch for one page; None for a device that is not connected: it may know nothing.

    A page that says what went wrong cannot itself go wrong on the watch.
    """
    state = request.scope.get("state") or {}
    if page == "pair" or (state.get("networked") and state.get("device") is None):
        return None
    if page != "refused":
        return site.watch()
    if site.door is not None and reason not in _FROM_INSIDE:
        return None  # refused before anybody looked who it is
    try:
        return site.watch()
    except Exception:
        return None
