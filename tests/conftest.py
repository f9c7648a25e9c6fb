"""What every test shares: the knowledge base, a fixed day, and no skips in CI."""

import os
from collections.abc import Generator
from datetime import date

import hypothesis
import pytest

from magwise import Knowledge

# The same examples each time: a failure that one person sees, everybody sees. `make validate`
# looks further by asking for more people.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("same")

IN_CI = os.environ.get("CI", "").casefold() not in ("", "0", "false", "no")


@pytest.fixture(scope="session")
def kb() -> Knowledge:
    """The knowledge base as it ships."""
    return Knowledge.load()


@pytest.fixture(scope="session", autouse=True)
def _own_folder(tmp_path_factory: pytest.TempPathFactory) -> Generator[None, None, None]:
    """What somebody keeps on this machine changes no test, and no test changes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAGWISE_HOME", str(tmp_path_factory.mktemp("magwise")))
        yield


@pytest.fixture(scope="session")
def today() -> date:
    """A Sunday on which nothing depends."""
    return date(2026, 11, 22)


def _refused(report: pytest.TestReport | pytest.CollectReport) -> None:
    """A test that does not run proves nothing, so in CI a skip counts as a failure."""
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipped, and in CI a skip is a failure: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refused(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refused(report)
    return report
