"""How the app holds up: twenty people, then as many as it can take, and its memory afterwards.

python -m benchmarks.web.load [--seconds 30] [--step 4] [--requests 20000] [--most-seconds 300]

Everything stays on this machine and ends by itself. The one who asks shares its two cores with the
one who answers. A bare FastAPI route is asked in the same run, so that the machine can be told
from the app. No request is the same as the one before: nothing is answered from memory.
"""

import argparse
import asyncio
import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from magwise.person.reading import read_person

ROOT = Path(__file__).resolve().parents[2]
USERS = 20
PAUSE_SECONDS = 2.0
GOALS_MS = {"page": 100, "parse": 50, "assess": 250}
PAGES = ("", "diary", "magnesium", "plan", "result", "ask", "data", "questions/health")
STEPS = (1, 2, 4, 8, 16, 32)
_FOODS = (
    "porridge", "bread with cheese", "chilli", "apple", "milk", "almonds", "spinach", "soup"
)  # fmt: skip


@dataclass(frozen=True)
class Server:
    """A server that runs: its process and port."""

    process: int
    port: int

    def memory_mb(self) -> float:
        """What it holds in memory now [MB]."""
        said = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(self.process)],
            capture_output=True,
            text=True,
            check=True,
        )
        return int(said.stdout) / 1024


@contextmanager
def serving(kind: str) -> Iterator[Server]:
    """Start a server, and stop it afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        started = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.web.serving", kind, folder],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert started.stdout is not None
            yield Server(started.pid, int(started.stdout.readline()))
        finally:
            started.terminate()
            started.wait(timeout=30)


class Asker:
    """Somebody with a connection that stays open."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: bytes) -> float:
        """Seconds from the question to the whole answer."""
        began = time.perf_counter()
        if self._ends is None:
            self._ends = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._ends
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.split(b"\r\n")[0].decode())
        length = next(
            int(line.split(b":")[1])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length")
        )
        await reader.readexactly(length)
        if b"connection: close" in head.lower():
            self.close()
        return time.perf_counter() - began

    def close(self) -> None:
        """Let go of the connection."""
        if self._ends is not None:
            self._ends[1].close()
            self._ends = None


class Questions:
    """Requests of each kind, each different from the one before."""

    def __init__(self, port: int, seed: int = 7) -> None:
        self._port = port
        self._chance = random.Random(seed)
        self._pages = itertools.cycle(PAGES)
        someone = read_person(ROOT / "examples" / "runner.yaml")
        self._profile = someone.profile.model_dump(
            mode="json", exclude_none=True, exclude_defaults=True
        )
        self._days = someone.diary.model_dump(mode="json", exclude_none=True)["days"]

    def of(self, kind: str) -> bytes:
        """One request."""
        if kind == "bare":
            return self._get("/")
        if kind == "page":
            return self._get(f"/en/{next(self._pages)}")
        if kind == "parse":
            return self._post("parse", {"lines": [self._line()], "language": "en"})
        days = [
            {**day, "entries": [{"text": self._line()} for _ in day["entries"]]}
            for day in self._days
        ]
        return self._post("assess", {"profile": self._profile, "diary": {"days": days}})

    def _line(self) -> str:
        return f"{self._chance.randrange(20, 400)} g {self._chance.choice(_FOODS)}"

    def _get(self, path: str) -> bytes:
        return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n\r\n".encode()

    def _post(self, name: str, content: object) -> bytes:
        body = json.dumps(content).encode()
        head = (
            f"POST /api/v1/{name} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


async def twenty(port: int, kinds: tuple[str, ...], seconds: float) -> dict[str, list[float]]:
    """Times [s] by kind, with twenty people who each ask something every two seconds."""
    took: dict[str, list[float]] = defaultdict(list)
    questions = Questions(port)
    until = time.perf_counter() + seconds

    async def person(number: int) -> None:
        asker = Asker(port)
        at = time.perf_counter() + number * PAUSE_SECONDS / USERS
        for turn in itertools.count(number):
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            at += PAUSE_SECONDS
            if time.perf_counter() > until:
                break
            kind = kinds[turn % len(kinds)]
            took[kind].append(await asker.ask(questions.of(kind)))
        asker.close()

    await asyncio.gather(*(person(number) for number in range(USERS)))
    return took


async def per_second(port: int, kind: str, askers: int, seconds: float) -> tuple[float, float]:
    """How many are answered a second, and the 95th percentile [ms], when nobody ever waits."""
    questions = Questions(port)
    took: list[float] = []
    began = time.perf_counter()

    async def person() -> None:
        asker = Asker(port)
        while time.perf_counter() - began < seconds:
            took.append(await asker.ask(questions.of(kind)))
        asker.close()

    await asyncio.gather(*(person() for _ in range(askers)))
    return len(took) / (time.perf_counter() - began), p95(took)


async def many(server: Server, requests: int, most_seconds: float) -> list[tuple[int, float]]:
    """Memory [MB] after each tenth of so many requests of all kinds."""
    questions = Questions(server.port)
    kinds = itertools.cycle(("page",) * 3 + ("parse",) * 6 + ("assess",))
    done, began = 0, time.perf_counter()
    seen = [(0, server.memory_mb())]

    async def person() -> None:
        nonlocal done
        asker = Asker(server.port)
        while done < requests and time.perf_counter() - began < most_seconds:
            done += 1
            await asker.ask(questions.of(next(kinds)))
            if done % (requests // 10) == 0:
                seen.append((done, server.memory_mb()))
        asker.close()

    await asyncio.gather(*(person() for _ in range(4)))
    return [*seen, (done, server.memory_mb())]


def p95(took: list[float]) -> float:
    """The time [ms] below which 95 of 100 stay."""
    return statistics.quantiles(took, n=20)[-1] * 1000 if len(took) > 1 else took[0] * 1000


async def measured(options: argparse.Namespace) -> None:
    """Ask, and show what was measured."""
    screen = Console(width=100)
    with serving("app") as app, serving("bare") as plain:
        for kind in GOALS_MS:  # the first of each is not measured
            asker = Asker(app.port)
            for _ in range(len(PAGES) if kind == "page" else 2):
                await asker.ask(Questions(app.port).of(kind))
            asker.close()
        calm = await twenty(app.port, tuple(GOALS_MS), options.seconds)
        calm |= await twenty(plain.port, ("bare",), options.seconds / 3)
        table = Table(title=f"{USERS} people, each asking every {PAUSE_SECONDS:g} s")
        for head in ("asked for", "answers", "median ms", "p95 ms", "goal ms"):
            table.add_column(head, justify="left" if head == "asked for" else "right")
        for kind in (*GOALS_MS, "bare"):
            times = calm[kind]
            table.add_row(
                kind, str(len(times)), f"{statistics.median(times) * 1000:.0f}",
                f"{p95(times):.0f}", str(GOALS_MS.get(kind, "")),
            )  # fmt: skip
        screen.print(table)
        table = Table(title="Rising until it takes no more: answers a second (p95 ms)")
        for head in ("asked for", *(str(step) for step in STEPS), "most a second"):
            table.add_column(head, justify="left" if head == "asked for" else "right")
        for kind in (*GOALS_MS, "bare"):
            port = plain.port if kind == "bare" else app.port
            steps = [await per_second(port, kind, step, options.step) for step in STEPS]
            cells = [f"{rate:.0f} ({slow:.0f})" for rate, slow in steps]
            table.add_row(kind, *cells, f"{max(rate for rate, _ in steps):.0f}")
        screen.print(table)
        table = Table(title="Memory")
        table.add_column("requests", justify="right")
        table.add_column("MB", justify="right")
        for number, held in await many(app, options.requests, options.most_seconds):
            table.add_row(str(number), f"{held:.0f}")
        screen.print(table)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    screen.print(f"Load of this machine over 1, 5, 15 minutes: {load} on {os.cpu_count()} cores.")


def main() -> None:
    """Measure with what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--step", type=float, default=4.0)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--most-seconds", type=float, default=300.0)
    asyncio.run(measured(parser.parse_args()))


if __name__ == "__main__":
    main()
