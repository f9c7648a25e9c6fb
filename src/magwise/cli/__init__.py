"""The command line: reads, calls the stages, shows. Nothing is calculated here."""

import gc
import os
import sys
from collections.abc import Sequence

OK, BAD_INPUT, FAULT, INTERRUPTED = 0, 2, 1, 130

__all__ = ["BAD_INPUT", "FAULT", "INTERRUPTED", "OK", "main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and end with its exit code.

    0: an answer was given, whatever it says. 2: something in the input cannot be used, and
    nothing was written. 1: a fault of the program. 130: stopped with Ctrl-C.
    """
    # A start makes some hundred thousand objects that all stay: looking for waste among them
    # costs a fifth of the time and finds none. `advise --people` turns it on again.
    gc.disable()
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a sign shows ? instead
            stream.reconfigure(errors="replace")
    try:
        from magwise.cli.app import run

        code = run(given)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of the pipe had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = OK
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)
