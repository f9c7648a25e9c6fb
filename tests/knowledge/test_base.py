"""The knowledge base is frozen, reads only what is asked for, and is one however it is read."""

import subprocess
import sys

import pytest

from magwise import Knowledge
from magwise.knowledge.base import DATA
from magwise.knowledge.schema import registry
from magwise.report.document import RULES


def test_compiled_and_read_from_the_files_are_the_same(kb: Knowledge) -> None:
    files = Knowledge.from_directory(DATA)
    assert files.hash == kb.hash
    for name in kb.collections:
        assert getattr(files, name) == getattr(kb, name), name


def test_every_collection_is_declared_and_every_declaration_is_a_collection() -> None:
    declared = set(Knowledge.__annotations__) - {"hash", "version"}
    assert declared == set(registry.NAMES)


def test_the_knowledge_base_cannot_be_changed(kb: Knowledge) -> None:
    with pytest.raises(AttributeError, match="frozen"):
        kb.version = "mine"


def test_a_collection_that_does_not_exist_is_said(kb: Knowledge) -> None:
    with pytest.raises(AttributeError, match="recipes_of_aunt"):
        getattr(kb, "recipes_of_aunt")  # noqa: B009 - it is not there


def test_a_what_if_base_differs_in_what_was_changed_and_in_its_hash(kb: Knowledge) -> None:
    limit = next(iter(kb.limits.values()))
    other = kb.with_records(limits={limit.id: limit.model_copy(update={"note": "what if"})})
    assert other.hash != kb.hash
    assert other.limits[limit.id].note == "what if"
    assert kb.limits[limit.id].note != "what if"
    assert other.foods is kb.foods


def test_advice_reads_no_studies() -> None:
    code = (
        "import sys; from magwise import Diary, Knowledge, Profile, assess, propose;"
        "kb = Knowledge.load(); propose(assess(Profile(), Diary(), kb), None, kb);"
        "sys.exit('magwise.knowledge.schema.evidence' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_rule_that_a_clinician_signs_is_counted() -> None:
    signed = {
        name
        for name in registry.NAMES
        if name not in registry.TEXTS and "review" in registry.model_of(name).model_fields
    }
    assert set(RULES) == signed - {"syntheses"}  # studies are graded, not signed
