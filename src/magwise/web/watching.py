"""The stop rules on every page: worked out once for as long as nothing changes."""

from datetime import date
from typing import TYPE_CHECKING

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
