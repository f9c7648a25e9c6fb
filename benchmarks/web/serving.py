"""The app with somebody in it, or a bare FastAPI route, on a free port of this machine.

python -m benchmarks.web.serving app|bare FOLDER
"""

import gc
import socket
import sys
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

HOSTS = ("127.0.0.1", "localhost")


def bare() -> Any:
    """The least that FastAPI can do: one route, no words, nothing kept."""
    made = FastAPI()

    @made.get("/")
    def nothing() -> dict[str, str]:
        return {"said": "nothing"}

    return made


def lived_in(folder: Path, port: int) -> Any:
    """The app as it is served, with the answers and diary of an example person."""
    from magwise import Knowledge
    from magwise.person.reading import read_person
    from magwise.store import Store, store_path
    from magwise.web import create_app

    store = Store(store_path(folder))
    me = store.dossier()
    me.answer({"red-flags-emergency": [], "red-flags-today": [], "country": "nl", "age": 41.0,
               "sex": "male", "kidneys": "no-problem", "conditions": []})  # fmt: skip
    root = Path(__file__).resolve().parents[2]
    me.add_diary(read_person(root / "examples" / "runner.yaml").diary)
    hosts = [f"{name}:{port}" for name in HOSTS]
    app = create_app(Knowledge.load(), store, hosts=hosts, requests_per_second=1e9)
    gc.collect()
    gc.freeze()
    return app


def main() -> None:
    """Serve until it is stopped; the port is the first thing said."""
    listening = socket.socket(proto=socket.IPPROTO_TCP)  # as `magwise serve` does
    listening.bind(("127.0.0.1", 0))
    port = int(listening.getsockname()[1])
    app = bare() if sys.argv[1] == "bare" else lived_in(Path(sys.argv[2]), port)
    print(port, flush=True)
    config = uvicorn.Config(app, access_log=False, log_config=None, lifespan="off")
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
