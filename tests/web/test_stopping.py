"""The app as it is run: its log holds nothing of anybody, and what was said to be kept is kept."""

import json
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from magwise.store import Store, store_path
from tests.web.conftest import PATIENCE_SECONDS, free_port

SECRET = "kwintelier"


class Person:
    """Somebody with a browser of the plainest kind, at the app as it is run."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open
        page = self.get("/en/data")
        self.token = re.findall(r'name="token" value="([0-9a-f]{64})"', page)[0]

    def get(self, path: str) -> str:
        with self._open(f"{self.address}{path}", timeout=PATIENCE_SECONDS) as answer:
            return str(answer.read().decode())

    def post(self, path: str, **given: str) -> str:
        body = urllib.parse.urlencode({"token": self.token, **given}).encode()
        asked = urllib.request.Request(
            f"{self.address}{path}", data=body, headers={"origin": self.address}
        )
        with self._open(asked, timeout=PATIENCE_SECONDS) as answer:
            return str(answer.read().decode())


@contextmanager
def running(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The app with its log on, until it stops by itself or is stopped."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "magwise", "serve", "--no-open", "--log", "--port", str(port),
         "--data", str(folder)],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                    break
            except OSError:
                assert server.poll() is None
                time.sleep(0.2)
        yield server, address
    finally:
        if server.poll() is None:
            server.kill()
        if server.stderr is not None:
            server.stderr.close()
        server.wait(timeout=PATIENCE_SECONDS)


def lines_kept(folder: Path) -> list[str]:
    store = Store(store_path(folder))
    try:
        return [entry.text for day in store.dossier().days() for entry in day.entries]
    finally:
        store.close()


def test_a_line_that_was_said_to_be_kept_survives_a_program_that_is_killed(tmp_path: Path) -> None:
    with running(tmp_path) as (server, address):
        somebody = Person(address)
        said: list[str] = []

        def write() -> None:
            for number in range(400):
                try:
                    somebody.post("/en/diary/2026-11-22/add", text=f"apple {number}")
                except (urllib.error.URLError, OSError):
                    return
                said.append(f"apple {number}")

        writing = threading.Thread(target=write)
        writing.start()
        until = time.monotonic() + PATIENCE_SECONDS
        while len(said) < 3 and time.monotonic() < until:
            time.sleep(0.02)
        server.kill()  # no chance to finish anything
        writing.join(timeout=PATIENCE_SECONDS)
        assert server.wait(timeout=PATIENCE_SECONDS) == -signal.SIGKILL
    assert len(said) >= 3
    kept = lines_kept(tmp_path)
    assert kept[: len(said)] == said
    assert len(kept) <= len(said) + 1  # the one that was under way is there whole, or not at all


def test_asked_to_stop_it_finishes_what_is_under_way_and_its_log_holds_nothing_of_anybody(
    tmp_path: Path,
) -> None:
    with running(tmp_path) as (server, address):
        somebody = Person(address)
        somebody.post("/en/diary/2026-11-22/add", text=f"{SECRET} 200 g")
        somebody.post("/en/questions/health", **{"shown-medicines": "1", "medicines": SECRET})
        somebody.post("/en/ask", question=SECRET)
        for path in (f"/en/{SECRET}?q={SECRET}", f"/en/diary/{SECRET}"):
            with pytest.raises(urllib.error.HTTPError) as refused:
                somebody.get(path)
            assert SECRET not in refused.value.read().decode()
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=PATIENCE_SECONDS) == 0
        assert server.stderr is not None
        log = server.stderr.read()
    assert SECRET not in log
    assert "2026-11-22" not in log
    assert somebody.token not in log
    records = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert len(records) >= 5
    assert {key for one in records for key in one} == {"event", "method", "route", "status", "ms"}
    assert lines_kept(tmp_path) == [f"{SECRET} 200 g"]


def test_two_windows_on_one_day_lose_nothing_silently(tmp_path: Path) -> None:
    with running(tmp_path) as (_, address):
        one, two = Person(address), Person(address)
        day = "/en/diary/2026-11-22"
        one.post(f"{day}/add", text="an apple")
        seen = re.findall(r'name="version" value="(\d+)"', two.get(day))[0]
        entry = re.findall(r'name="entry" value="(\d+)"', two.get(day))[0]
        one.post(f"{day}/add", text="a pear")
        one.post(f"{day}/change", entry=entry, text="two apples", time="",
                 version=re.findall(r'name="version" value="(\d+)"', one.get(day))[0])  # fmt: skip
        with pytest.raises(urllib.error.HTTPError) as late:
            two.post(f"{day}/change", entry=entry, text="three apples", time="", version=seen)
        assert late.value.code == 409
        told = late.value.read().decode()
        assert "two apples" in told
        assert "three apples" in told
    assert lines_kept(tmp_path) == ["two apples", "a pear"]
