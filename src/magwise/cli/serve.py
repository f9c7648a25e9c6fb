"""``magwise serve``: the app in the browser, on this computer only unless asked otherwise."""

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
    from magwise.web.door import Door

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
        lan: Annotated[bool, typer.Option("--lan", help=h("serve-lan"))] = False,
        address: Annotated[
            str | None, typer.Option("--address", metavar="ADDRESS", help=h("serve-address"))
        ] = None,
        lang_: lang = None,
    ) -> None:
        from magwise.cli.app import STATE, chosen_language, knowledge

        language = chosen_language(lang_) or STATE.language
        near = home_address(address) if lan or address else None
        serve(knowledge(), language, port=port, data=data, browse=not no_open, log=log, near=near)


def serve(
    kb: "Knowledge",
    language: Language,
    *,
    port: int,
    data: Path | None,
    browse: bool,
    log: bool,
    near: str | None = None,
) -> None:
    """Run the app until it is stopped; what is under way is finished first.

    ``near`` is the address of this computer in the home network, when phones may come in there.

    Raises
    ------
    InputError
        When the packages of the app are missing, the port is in use, or the store is.
    """
    try:
        import uvicorn

        from magwise.store import Store, store_path
        from magwise.web import create_app
        from magwise.web.door import Door
    except ModuleNotFoundError as error:
        raise InputError(Problem("error.web-missing")) from error
    from magwise.foods.folder import held

    path = store_path(data)
    with held(path):
        store = Store(path)
        try:
            listening = [_listening(ADDRESS, port)]
            door = None
            if near is not None:
                listening.append(_listening(near, port))
                door = Door(tuple(_hosts(port, near)), store.devices)
            app = create_app(
                kb,
                store,
                hosts=_hosts(port, ADDRESS, "localhost"),
                corrections=importing.corrections(kb, wanted=data is None),
                body=fast_enough(),
                door=door,
            )
            _log_lines(log)
            address = f"http://{ADDRESS}:{port}/{language}/"
            for key, value in (("open", address), ("place", str(path)), ("stop", "")):
                said = kb.text(language)[f"ui.web-serve-{key}"]
                screen.note(said.replace("{address}", value).replace("{path}", value))
            if door is not None:
                _invite(door, kb, language)
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
                    proxy_headers=False,  # who asks is told by the connection and nothing else
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
                server.run(sockets=listening)
            except KeyboardInterrupt:
                pass
            finally:
                signal.signal(signal.SIGTERM, stopped)
                for one in listening:
                    one.close()
        finally:
            store.close()


def fast_enough() -> bool:
    """Whether the model of the body answers while somebody waits: with numba it does."""
    from importlib.util import find_spec

    return find_spec("numba") is not None


def home_address(named: str | None) -> str:
    """The address of this computer in the home network: the one named, else the usual one.

    Raises
    ------
    InputError
        When there is none, or it is an address of the internet.
    """
    from magwise.web.door import near

    if named is not None:
        if not near(named) or named == ADDRESS:
            raise InputError(Problem("error.lan-public", values={"given": named}))
        return named
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))  # sends nothing: it only asks which way it would go
            found = str(asked.getsockname()[0])
        except OSError as error:
            raise InputError(Problem("error.lan-none")) from error
    if found.startswith("127."):
        raise InputError(Problem("error.lan-none"))
    if not near(found):
        raise InputError(Problem("error.lan-public", values={"given": found}))
    return found


def _hosts(port: int, *names: str) -> list[str]:
    """Names under which a browser asks; it leaves out the port when that is the usual one."""
    with_port = [f"{f'[{name}]' if ':' in name else name}:{port}" for name in names]
    return with_port + ([one.removesuffix(":80") for one in with_port] if port == 80 else [])


def _listening(address: str, port: int) -> socket.socket:
    kind = socket.AF_INET6 if ":" in address else socket.AF_INET
    # Named as TCP, so that asyncio sends small answers at once (it looks at the protocol).
    made = socket.socket(kind, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((address, port))
    except OSError as error:
        made.close()
        if address != ADDRESS:
            values = {"given": address, "port": str(port)}
            raise InputError(Problem("error.lan-busy", values=values)) from error
        raise InputError(Problem("error.port-busy", values={"port": str(port)})) from error
    return made


def _invite(door: "Door", kb: "Knowledge", language: Language) -> None:
    """Say where a phone finds the app; the code only where somebody is looking."""
    import sys

    import segno

    from magwise.web.door import MINUTES

    text = kb.text(language)
    address = f"http://{door.hosts[0]}/{language}/pair"
    screen.note(text["ui.web-serve-lan"].replace("{address}", address))
    if sys.stderr.isatty():
        code = door.codes.make()
        segno.make(f"{address}/{code.text}", micro=False).terminal(sys.stderr, compact=True)
        said = text["ui.web-serve-lan-code"].replace("{code}", code.shown)
        screen.note(said.replace("{minutes}", str(MINUTES)))
    screen.note(text["ui.web-serve-lan-plain"])


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
