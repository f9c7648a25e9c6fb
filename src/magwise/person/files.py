"""Files as plain data: YAML, TOML and JSON read strictly, with the line of each part.

Nothing hostile gets far: no references that multiply, no endless depth, no huge or binary file.
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from magwise.core.errors import InputError, Problem, collect

LARGEST_BYTES = 20_000_000
DEEPEST = 20  # levels of lists and blocks; a profile needs five

YAML, TOML, JSON = (".yaml", ".yml"), (".toml",), (".json",)


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a file, and on which line each part of it."""

    data: Any
    where: str
    lines: Mapping[tuple[int | str, ...], int]
    notices: tuple[Problem, ...] = ()

    def place(self, loc: tuple[int | str, ...]) -> str:
        """File and line of a part, or of what holds it."""
        for end in range(len(loc), 0, -1):
            if loc[:end] in self.lines:
                return f"{self.where}:{self.lines[loc[:end]]}"
        return self.where


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Problems without doubles, by file and line, as one would walk through them."""

    def line(problem: Problem) -> int:
        tail = problem.where.rpartition(":")[2]
        return int(tail) if tail.isdigit() else 0

    unique = list({(p.id, p.where, str(p.values)): p for p in problems}.values())
    return sorted(unique, key=lambda problem: (problem.where.partition(":")[0], line(problem)))


def read_json(text: str, where: str) -> Any:
    """One JSON document, strictly: no doubled keys, no NaN.

    Raises
    ------
    InputError
        When it cannot be read; the message has the line.
    """
    doubles: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            doubles.extend(sorted({key for key in keys if keys.count(key) > 1}))
        return found

    def refused(word: str) -> float:
        raise InputError(Problem("error.not-a-number", where, {"field": "JSON", "given": word}))

    try:
        data = json.loads(text, object_pairs_hook=once, parse_constant=refused)
    except json.JSONDecodeError as error:
        at = f"{where}:{error.lineno}"
        raise InputError(Problem("error.json", at, {"line": error.lineno})) from error
    except RecursionError as error:
        raise InputError(Problem("error.too-deep", where)) from error
    except ValueError as error:  # a number of thousands of digits
        raise InputError(Problem("error.json", where, {"line": 1})) from error
    collect([Problem("error.key-double", where, {"key": key}) for key in doubles])
    return data


def _bytes(path: Path) -> bytes:
    where = str(path)
    try:
        if path.is_dir():
            raise InputError(Problem("error.file-is-folder", where))
        with path.open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(Problem("error.file-missing", where)) from error
    except (OSError, ValueError) as error:
        raise InputError(Problem("error.file-unreadable", where)) from error
    if len(raw) > LARGEST_BYTES:
        raise InputError(
            Problem("error.file-too-big", where, {"limit": LARGEST_BYTES // 1_000_000})
        )
    if not raw.strip():
        raise InputError(Problem("error.file-empty", where))
    return raw


def read_text(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file, and a notice when it was not in UTF-8.

    Raises
    ------
    InputError
        When there is no such file, or it is a folder, too big, empty or not text.
    """
    raw, where = _bytes(path), str(path)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16"), ()
        except UnicodeDecodeError as error:
            raise InputError(Problem("error.file-binary", where)) from error
    if b"\x00" in raw:
        raise InputError(Problem("error.file-binary", where))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = sum(byte < 0x20 and byte not in b"\t\n\r\f" for byte in raw[:10_000])
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            bad = len(raw)
        if bad:
            raise InputError(Problem("error.file-binary", where)) from error
        return text, (Problem("error.not-utf8", where),)
    return text, ()


def read_file(path: Path, kinds: tuple[str, ...]) -> Content:
    """A file as plain data.

    Raises
    ------
    InputError
        When it cannot be read; the message has the line.
    """
    suffix = path.suffix.casefold()
    where = str(path)
    if path.is_dir():
        raise InputError(Problem("error.file-is-folder", where))
    if suffix not in kinds:
        if not path.exists():
            raise InputError(Problem("error.file-missing", where))
        raise InputError(Problem("error.file-kind", where, {"allowed": ", ".join(kinds)}))
    text, notices = read_text(path)
    if suffix in JSON:
        return Content(read_json(text, where), where, {}, notices)
    if suffix in TOML:
        try:
            return Content(tomllib.loads(text), where, {}, notices)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            number_of_line = int(line.group(1)) if line else 1
            raise InputError(
                Problem("error.toml", f"{where}:{number_of_line}", {"line": number_of_line})
            ) from error
        except RecursionError as error:
            raise InputError(Problem("error.too-deep", where)) from error
    data, lines = _yaml(text, where)
    return Content(data, where, lines, notices)


class _PersonLoader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Safe YAML in which words stay words and ``10:30`` is not the number 630."""


_PersonLoader.yaml_implicit_resolvers = {}
_PersonLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|false|True|False)$"), list("tfTF")
)
_PersonLoader.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""]
)
_PersonLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^[-+]?\d{1,18}$"), list("-+0123456789")
)
_PersonLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d{1,3})?$"),
    list("-+.0123456789"),
)
# YAML 1.1 would read 010 as eight.
_PersonLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
_PersonLoader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def _yaml(text: str, where: str) -> tuple[Any, dict[tuple[int | str, ...], int]]:
    """The document and the line of each part; references between parts are refused."""
    problems: list[Problem] = []
    lines: dict[tuple[int | str, ...], int] = {}
    try:
        _no_references(text, where)
        loader = _PersonLoader(text)
        try:
            node = loader.get_single_node()
            _walk(node, (), lines, problems, where)
            collect(problems)
            return (None if node is None else loader.construct_document(node)), lines
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        raise InputError(Problem("error.yaml-line", f"{where}:{line}", {"line": line})) from error
    except RecursionError as error:
        raise InputError(Problem("error.too-deep", where)) from error
    except (ValueError, TypeError) as error:  # a tag that its value does not fit, a list as key
        raise InputError(Problem("error.yaml-line", f"{where}:1", {"line": 1})) from error


def _line(part: Any) -> int:
    return int(part.start_mark.line) + 1


def _no_references(text: str, where: str) -> None:
    """Anchors can make a small file endless, and a profile never needs one."""
    depth = 0
    for event in yaml.parse(text, Loader=_PersonLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            line = _line(event)
            raise InputError(Problem("error.yaml-reference", f"{where}:{line}", {"line": line}))
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise InputError(Problem("error.too-deep", f"{where}:{_line(event)}"))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            depth -= 1


def _walk(
    node: yaml.Node | None,
    loc: tuple[int | str, ...],
    lines: dict[tuple[int | str, ...], int],
    problems: list[Problem],
    where: str,
) -> None:
    if node is None:
        return
    lines.setdefault(loc, _line(node))
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name, line = str(key.value), _line(key)
            if name in seen:
                problems.append(Problem("error.key-double", f"{where}:{line}", {"key": name}))
            seen.add(name)
            lines[(*loc, name)] = line
            _walk(value, (*loc, name), lines, problems, where)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*loc, index), lines, problems, where)
