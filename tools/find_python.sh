#!/bin/sh
# Prints the newest Python on which Magwise is tested, or any other from 3.11 on; one that is
# named as argument comes first. Says what to do when there is none.
for candidate in "$@" python3.13 python3.12 python3.11 python3 python3.14 python; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        if "$candidate" -c 'import venv, ensurepip' >/dev/null 2>&1; then
            command -v "$candidate"
            exit 0
        fi
        incomplete="$candidate"
    fi
done
if [ -n "$incomplete" ]; then
    echo "$incomplete cannot make a virtual environment: its modules venv and ensurepip are missing." >&2
    echo "On Debian and Ubuntu: sudo apt install python3-venv. Then run the same command again." >&2
else
    echo "Magwise needs Python 3.11 or newer, and none was found on this machine." >&2
    echo "Install one, or name it: make demo PYTHON=/path/to/python3.12" >&2
fi
exit 1
