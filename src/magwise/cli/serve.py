"""``magwise serve``: the app in the browser, on this computer only."""

import gc
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from magwise.cli import importing, screen
from magwise.cli.words import Language
from magwise.core.errors import InputError, Problem

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

_Command = Callable[..., None]
_Commands = Callable[[typer.Typer, str, str], Callable[[_Command], _Command]]
ADDRESS = "127.0.0.1"  # nobody outside this computer can reach it
PORT = 8765
_STOP_SECONDS = 5


def commands(app: typer.Typer, h: Callable[[str], str], command: _Commands, lang: Any) -> None:
    """Add ``magwise serve``; ``h`` gives the words of the help."""

    @command(app, "serve", "serve")
    def serve_(
        port: Annotated[
            int, typer.Option("--port", min=1, max=65535, metavar="PORT", help=h("serve-port"))
        ] = PORT,
        data: Annotated[
            Path | None, typer.Option("--data", metavar="FOLDER", help=h("data-folder"))
        ] = None,
        no_open: Annotated[bool, typer.Option("--no-open", help=h("serve-no-open"))] = False,
        log: Annotated[bool, typer.Option("--log", help=h("serve-log"))] = False,
        lang_: lang = None,
    ) -> None:
        from magwise.cli.app import STATE, chosen_language, knowledge

        language = chosen_language(lang_) or STATE.language
        serve(knowledge(), language, port=port, data=data, browse=not no_open, log=log)


def serve(
    kb: "Knowledge", language: Language, *, port: int, data: Path | None, browse: bool, log: bool
) -> None:
    """Run the app until it is stopped; what is under way is finished first.

    Raises
    ------
    InputError
        When the packages of the app are missing, the port is in use, or the store is.
    """
    try:
        import uvicorn

        from magwise.store import Store, store_path
        from magwise.web import create_app
    except ModuleNotFoundError as error:
        raise InputError(Problem("error.web-missing")) from error
    from magwise.foods.folder import held

    path = store_path(data)
    with held(path):
        store = Store(path)
        try:
            listening = _listening(port)
            hosts = [f"{name}:{port}" for name in (ADDRESS, "localhost")]
            if port == 80:
                hosts += [ADDRESS, "localhost"]
            app = create_app(
                kb,
                store,
                hosts=hosts,
                corrections=importing.corrections(kb, wanted=data is None),
                body=fast_enough(),
            )
            _log_lines(log)
            address = f"http://{ADDRESS}:{port}/{language}/"
            for key, value in (("open", address), ("place", str(path)), ("stop", "")):
                said = kb.text(language)[f"ui.web-serve-{key}"]
                screen.note(said.replace("{address}", value).replace("{path}", value))
            gc.collect()
            gc.freeze()  # the knowledge base stays; what one page leaves behind does not
            gc.enable()
            server = uvicorn.Server(
                uvicorn.Config(
                    app,
                    access_log=False,
                    log_config=None,
                    lifespan="off",
                    server_header=False,
                    date_header=False,
                    timeout_graceful_shutdown=_STOP_SECONDS,
                    limit_concurrency=200,
                    h11_max_incomplete_event_size=16_384,
                )
            )
            if browse:
                _open(address)
            # the server stops by itself and then sends the signal on: being asked is no fault
            stopped = signal.signal(signal.SIGTERM, lambda *_: None)
            try:
                server.run(sockets=[listening])
            except KeyboardInterrupt:
                pass
            finally:
                signal.signal(signal.SIGTERM, stopped)
                listening.close()
        finally:
            store.close()


def fast_enough() -> bool:
    """Whether the model of the body answers while somebody waits: with numba it does."""
    from importlib.util import find_spec

    return find_spec("numba") is not None


def _listening(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((ADDRESS, port))
    except OSError as error:
        made.close()
        raise InputError(Problem("error.port-busy", values={"port": str(port)})) from error
    return made


def _open(address: str) -> None:
    import threading
    import webbrowser

    threading.Timer(0.7, webbrowser.open, (address,)).start()


def _log_lines(wanted: bool) -> None:
    """One JSON object a line on standard error; faults always, requests when asked."""
    import logging
    import sys

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    own = logging.getLogger("magwise.web")
    own.handlers = [handler]
    own.setLevel(logging.INFO if wanted else logging.ERROR)
    own.propagate = False
    # A server's own words could repeat what somebody sent: they are not written anywhere.
    logging.getLogger("uvicorn").addHandler(logging.NullHandler())
    logging.getLogger("uvicorn").propagate = False
