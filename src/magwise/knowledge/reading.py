"""Reads ``knowledge/data`` strictly: nothing is skipped, nothing unknown is accepted.

YAML where people edit, CSV where rows are many. All problems of all files come in one error,
because a file that silently drops out is a rule that silently drops out.
"""

import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from magwise.core.errors import KnowledgeError, Problem, collect
from magwise.knowledge.schema import registry


class StrictLoader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Safe YAML that refuses doubled keys and reads ``no`` as a word, not as False."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} stands here twice", key_node.start_mark
            )
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
# YAML 1.1 reads yes, no, on, off as booleans and bare dates as dates; people mean words.
StrictLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
StrictLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf")
)


def read_yaml(text: str, where: str) -> Any:
    """One YAML document, read strictly.

    Raises
    ------
    KnowledgeError
        When it cannot be read; the message has the line.
    """
    try:
        return yaml.load(text, Loader=StrictLoader)
    except yaml.YAMLError as error:
        detail = " ".join(str(error).split())
        raise KnowledgeError(Problem("error.yaml", where, {"detail": detail})) from error


def _rows(path: Path, where: str) -> Iterator[tuple[str, Any]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                yield f"{where}:{number}", {k: v for k, v in row.items() if v not in ("", None)}
        return
    content = read_yaml(path.read_text(encoding="utf-8"), where)
    if isinstance(content, dict) and "id" not in content:
        for key, value in content.items():
            yield f"{where}:{key}", {"id": key, **value} if isinstance(value, dict) else value
    else:
        for item in content if isinstance(content, list) else [content]:
            label = item.get("id", "?") if isinstance(item, dict) else "?"
            yield f"{where}:{label}", item


def _read_records(
    directory: Path, pattern: str, model: type[BaseModel], problems: list[Problem]
) -> dict[str, BaseModel]:
    records: dict[str, BaseModel] = {}
    for path in sorted(directory.glob(pattern)):
        where = path.relative_to(directory).as_posix()
        try:
            rows = list(_rows(path, where))
        except KnowledgeError as error:
            problems.extend(error.problems)
            continue
        for place, row in rows:
            try:
                record = model.model_validate(row)
            except ValidationError as error:
                for item in error.errors():
                    at = ".".join(str(part) for part in item["loc"])
                    problems.append(
                        Problem("error.record", place, {"field": at, "detail": item["msg"]})
                    )
                continue
            key = str(getattr(record, "id"))  # noqa: B009 - the model is only known at run time
            if key in records:
                problems.append(Problem("error.double-id", place, {"id": key}))
            records[key] = record
    return records


def _read_text(directory: Path, language: str, problems: list[Problem]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in sorted((directory / "text" / language).glob("*.yaml")):
        where = path.relative_to(directory).as_posix()
        try:
            content = read_yaml(path.read_text(encoding="utf-8"), where) or {}
        except KnowledgeError as error:
            problems.extend(error.problems)
            continue
        for key, value in content.items():
            if not isinstance(value, str) or not value.strip():
                problems.append(Problem("error.text-empty", f"{where}:{key}"))
            elif key in texts:
                problems.append(Problem("error.double-id", f"{where}:{key}", {"id": key}))
            else:
                texts[key] = " ".join(value.split())
    return texts


def directory_hash(directory: Path) -> str:
    """SHA-256 over the names and contents of all data files."""
    digest = hashlib.sha256()
    for path in sorted(directory.rglob("*")):
        if path.is_file() and path.suffix in (".yaml", ".csv"):
            digest.update(path.relative_to(directory).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def directory_version(directory: Path) -> str:
    """The version people gave these data; 0 when they gave none."""
    version = directory / "VERSION"
    return version.read_text(encoding="utf-8").strip() if version.exists() else "0"


def read_directory(directory: Path) -> dict[str, dict[str, Any]]:
    """All records of a data directory, by collection and id.

    Raises
    ------
    KnowledgeError
        With every problem of every file.
    """
    problems: list[Problem] = []
    content: dict[str, Any] = {
        collection.name: _read_records(directory, collection.pattern, collection.model, problems)
        for collection in registry.COLLECTIONS
    }
    content["text_nl"] = _read_text(directory, "nl", problems)
    content["text_en"] = _read_text(directory, "en", problems)
    collect(problems, KnowledgeError)
    return content
