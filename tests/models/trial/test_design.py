"""A design is drawn by a lot that anybody can check, and says beforehand what it cannot do."""

import hashlib
import re

import pytest

from magwise.core.errors import InputError
from magwise.core.facts import Severity
from magwise.knowledge import Knowledge
from magwise.models import trial
from tests.models.trial.building import plan_of


def test_the_draw_can_be_checked_without_this_program() -> None:
    digest = hashlib.sha256(b"magwise trial 42 pair 0").hexdigest()
    assert trial.draw(42, 6)[0] is (int(digest[:2], 16) % 2 == 1)


def test_the_lot_is_fair_in_every_pair() -> None:
    first = [trial.draw(seed, 12) for seed in range(4000)]
    for pair in range(12):
        share = sum(one[pair] for one in first) / len(first)
        assert abs(share - 0.5) < 4 * 0.5 / len(first) ** 0.5


def test_every_pair_has_one_period_with_and_one_without(kb: Knowledge) -> None:
    plan = plan_of(kb, washout_days=2, run_in_days=5)
    for pair in range(plan.pairs):
        assert sorted(one.active for one in plan.periods if one.pair == pair) == [False, True]
    ends = [one.start + plan.days_per_period for one in plan.periods]
    assert [one.start for one in plan.periods][1:] == [end + 2 for end in ends[:-1]]
    assert ends[-1] == plan.total_days
    assert plan.periods[0].start == 5


def test_dropped_days_do_not_count(kb: Knowledge) -> None:
    plan = plan_of(kb, days_per_period=10, dropped_days=4)
    for one in plan.periods:
        assert one.counted == (one.start + 4, one.start + 10)


def test_a_blinded_design_gives_nothing_away_and_its_seal_holds(kb: Knowledge) -> None:
    plan = trial.design("cramps", kb, seed=991, blinded=True)
    kept = trial.as_record(plan)
    assert kept["seed"] is None
    assert "991" not in str(kept)
    assert trial.from_record(kept, kb, seed=991) == plan
    with pytest.raises(InputError, match="trial-seal"):
        trial.from_record(kept, kb, seed=992)
    facts = trial.design_facts(plan, None, (), kb)
    assert "trial.draw" not in {one.id for one in facts}


def test_the_helper_sees_what_the_person_does_not(kb: Knowledge) -> None:
    plan = trial.design("cramps", kb, seed=5, start="2026-12-01", run_in_days=7)
    rows = trial.helper_sheet(plan)
    assert [one.active for one in rows] == [one.active for one in plan.periods]
    assert rows[0].date == "2026-12-08"


@pytest.mark.parametrize(
    ("wishes", "wrong"),
    [
        ({"pairs": 0}, "trial-pairs"),
        ({"pairs": 13}, "trial-pairs"),
        ({"days_per_period": 2}, "trial-days"),
        ({"days_per_period": 10, "dropped_days": 8}, "trial-days"),
        ({"washout_days": -1}, "trial-gap"),
        ({"run_in_days": 400}, "trial-gap"),
        ({"start": "tomorrow"}, "trial-date"),
    ],
)
def test_what_cannot_be_is_refused(kb: Knowledge, wishes: dict[str, int], wrong: str) -> None:
    with pytest.raises(InputError, match=wrong):
        trial.design("cramps", kb, seed=1, **wishes)  # type: ignore[arg-type]


@pytest.mark.parametrize("broken", [{"pairs": "6"}, {"pairs": True}, {"seed": None}, {"start": 3}])
def test_a_broken_design_file_is_refused(kb: Knowledge, broken: dict[str, object]) -> None:
    kept = {**trial.as_record(plan_of(kb)), **broken}
    with pytest.raises(InputError, match=re.escape("error.trial-file")):
        trial.from_record(kept, kb)


def test_fewer_than_six_pairs_are_announced_as_an_estimate_only(kb: Knowledge) -> None:
    facts = {one.id: one for one in trial.design_facts(plan_of(kb, pairs=5), None, (), kb)}
    assert facts["trial.estimate-only"].severity is Severity.WARN
    assert "trial.estimate-only" not in {
        one.id for one in trial.design_facts(plan_of(kb, pairs=6), None, (), kb)
    }


def test_every_design_says_what_it_cannot_test_and_when_to_stop(kb: Knowledge) -> None:
    for pairs in (1, 3, 6, 12):
        ids = {one.id for one in trial.design_facts(plan_of(kb, pairs=pairs), None, (), kb)}
        assert {"trial.stores-not-tested", "trial.stop-rules", "trial.safety-first"} <= ids
