"""The whole knowledge base, read collection by collection as it is asked for.

A start reads one file and turns only those collections into records that somebody looks at:
advice needs no studies, a question about evidence needs no foods.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from types import GenericAlias
from typing import TYPE_CHECKING, Any, Self

from pydantic import TypeAdapter

from magwise.knowledge.schema import registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from magwise.knowledge.schema.advising import Addition, Exchange, Withheld, Yardstick
    from magwise.knowledge.schema.claim import (
        AlarmWords,
        CirculatingClaim,
        Contradiction,
        ReferenceAudit,
        Topic,
    )
    from magwise.knowledge.schema.concept import Concept
    from magwise.knowledge.schema.evidence import Arm, Outcome, Pool, Synthesis, Threshold, Trial
    from magwise.knowledge.schema.followup import CheckIn, SideEffect, StopRule
    from magwise.knowledge.schema.foods import Figures, Food, Measure, Serving
    from magwise.knowledge.schema.forms import Form
    from magwise.knowledge.schema.medicine import Interaction, Medicine, MedicineGroup
    from magwise.knowledge.schema.message import Finding, Source
    from magwise.knowledge.schema.need import (
        Assumption,
        Authority,
        Claim,
        CountryOrder,
        DayVariation,
        EnergyEquation,
        LabelValue,
        Limit,
        PopulationIntake,
        Quantity,
        Requirement,
    )
    from magwise.knowledge.schema.physiology import (
        BodyFactor,
        BodyParameter,
        FormClass,
        Observation,
    )
    from magwise.knowledge.schema.programme import LetterReason, Task
    from magwise.knowledge.schema.questionnaire import Page, Question
    from magwise.knowledge.schema.recipe import Recipe
    from magwise.knowledge.schema.safety import (
        Allergen,
        Bound,
        Care,
        Cause,
        Complaint,
        Condition,
        FoodRule,
        RedFlag,
        Remedy,
        SupplementKind,
    )
    from magwise.knowledge.schema.status import (
        LaboratoryBand,
        LaboratoryTest,
        RiskFactor,
        Score,
        Sign,
    )
    from magwise.knowledge.schema.suggestion import Suggestion
    from magwise.knowledge.schema.trial import TrialFigure, TrialInstrument, TrialPrior

DATA = Path(__file__).parent / "data"
COMPILED = Path(__file__).parent / "compiled" / "knowledge.jsonl"


@cache
def _reader(name: str) -> TypeAdapter[dict[str, Any]]:
    """Reads and writes one collection as JSON."""
    kind: Any = GenericAlias(dict, (str, registry.model_of(name)))
    return TypeAdapter(kind)


class Knowledge:
    """Every fact Magwise reasons with, by kind and id; always passed in, never a global.

    Examples
    --------
    >>> kb = Knowledge.load()
    >>> len(kb.hash)
    64
    """

    hash: str
    version: str
    sources: dict[str, Source]
    findings: dict[str, Finding]
    foods: dict[str, Food]
    measures: dict[str, Measure]
    figures: dict[str, Figures]
    servings: dict[str, Serving]
    interactions: dict[str, Interaction]
    medicines: dict[str, Medicine]
    medicine_groups: dict[str, MedicineGroup]
    authorities: dict[str, Authority]
    countries: dict[str, CountryOrder]
    requirements: dict[str, Requirement]
    label_values: dict[str, LabelValue]
    limits: dict[str, Limit]
    claims: dict[str, Claim]
    quantities: dict[str, Quantity]
    day_variations: dict[str, DayVariation]
    population_intakes: dict[str, PopulationIntake]
    assumptions: dict[str, Assumption]
    energy_equations: dict[str, EnergyEquation]
    forms: dict[str, Form]
    conditions: dict[str, Condition]
    red_flags: dict[str, RedFlag]
    care: dict[str, Care]
    complaints: dict[str, Complaint]
    causes: dict[str, Cause]
    remedies: dict[str, Remedy]
    bounds: dict[str, Bound]
    tasks: dict[str, Task]
    letter_reasons: dict[str, LetterReason]
    programme_figures: dict[str, Bound]
    nutrient_limits: dict[str, Limit]
    food_rules: dict[str, FoodRule]
    withheld: dict[str, Withheld]
    exchanges: dict[str, Exchange]
    additions: dict[str, Addition]
    yardsticks: dict[str, Yardstick]
    allergens: dict[str, Allergen]
    supplement_kinds: dict[str, SupplementKind]
    suggestions: dict[str, Suggestion]
    recipes: dict[str, Recipe]
    body_parameters: dict[str, BodyParameter]
    form_classes: dict[str, FormClass]
    body_factors: dict[str, BodyFactor]
    observations: dict[str, Observation]
    laboratory: dict[str, LaboratoryTest]
    laboratory_bands: dict[str, LaboratoryBand]
    signs: dict[str, Sign]
    risk_factors: dict[str, RiskFactor]
    scores: dict[str, Score]
    question_pages: dict[str, Page]
    questions: dict[str, Question]
    claim_catalogue: dict[str, CirculatingClaim]
    topics: dict[str, Topic]
    concepts: dict[str, Concept]
    alarm_words: dict[str, AlarmWords]
    contradictions: dict[str, Contradiction]
    reference_audit: dict[str, ReferenceAudit]
    outcomes: dict[str, Outcome]
    syntheses: dict[str, Synthesis]
    thresholds: dict[str, Threshold]
    pools: dict[str, Pool]
    trials: dict[str, Trial]
    trial_arms: dict[str, Arm]
    trial_instruments: dict[str, TrialInstrument]
    trial_priors: dict[str, TrialPrior]
    trial_figures: dict[str, TrialFigure]
    side_effects: dict[str, SideEffect]
    stop_rules: dict[str, StopRule]
    check_ins: dict[str, CheckIn]
    text_nl: dict[str, str]
    text_en: dict[str, str]

    def __init__(
        self,
        *,
        hash: str,  # noqa: A002 - the field's own name
        version: str,
        records: Mapping[str, dict[str, Any]] | None = None,
        unread: Mapping[str, bytes] | None = None,
    ) -> None:
        """Records that are there, and collections still to be read from their JSON text."""
        self._set("hash", hash)
        self._set("version", version)
        self._set("_unread", dict(unread or {}))
        for name, content in (records or {}).items():
            self._set(name, content)

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"the knowledge base is frozen: use with_records to change {name}")

    def __getattr__(self, name: str) -> Any:
        """Read a collection on first use."""
        unread = self.__dict__.get("_unread", {})
        if name not in unread:
            raise AttributeError(f"the knowledge base has no {name!r}")
        content = _reader(name).validate_json(unread[name])
        self._set(name, content)
        return content

    @property
    def collections(self) -> tuple[str, ...]:
        """Names of all collections, in the order of the register."""
        return registry.NAMES

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """The compiled knowledge base that ships with this version.

        In a source tree it is compiled again whenever a file of ``knowledge/data`` changed, so
        what is read is always what is written there.
        """
        compiled = path or COMPILED
        if path is None and DATA.is_dir():
            from magwise.knowledge.compilation import refresh

            refresh(DATA, compiled)
        head, *lines = compiled.read_bytes().split(b"\n")
        index = json.loads(head)
        return cls(
            hash=index["hash"],
            version=index["version"],
            unread=dict(zip(index["collections"], lines, strict=True)),
        )

    @classmethod
    def from_directory(cls, directory: Path) -> Self:
        """Read and check the YAML and CSV files themselves, all problems at once."""
        from magwise.knowledge.reading import directory_hash, directory_version, read_directory

        return cls(
            hash=directory_hash(directory),
            version=directory_version(directory),
            records=read_directory(directory),
        )

    def compiled(self) -> str:
        """The whole base as JSON lines: an index, then one line for each collection."""
        index = {"hash": self.hash, "version": self.version, "collections": self.collections}
        lines = [json.dumps(index)]
        for name in self.collections:
            lines.append(_reader(name).dump_json(getattr(self, name)).decode())
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"Knowledge(version={self.version!r}, hash={self.hash[:12]!r})"

    def with_records(self, **collections: dict[str, Any]) -> Self:
        """A new base in which some records are replaced or added, for what-if questions.

        A record given as None is taken out.
        """
        changed = {
            name: {
                key: record
                for key, record in {**getattr(self, name), **records}.items()
                if record is not None
            }
            for name, records in collections.items()
        }
        content = repr([(name, sorted(records.items())) for name, records in collections.items()])
        return self._with(hashlib.sha256((self.hash + content).encode()).hexdigest(), "+", changed)

    def with_collections(self, name: str, digest: str, **collections: dict[str, Any]) -> Self:
        """A new base in which whole collections are replaced; what was not read stays unread.

        ``name`` goes into the version and ``digest`` into the hash, so that a result shows it.
        """
        told = hashlib.sha256(f"{self.hash}:{digest}".encode()).hexdigest()
        return self._with(told, f"+{name}", collections)

    def _with(self, digest: str, suffix: str, collections: Mapping[str, dict[str, Any]]) -> Self:
        read = {key: self.__dict__[key] for key in self.collections if key in self.__dict__}
        return type(self)(
            hash=digest,
            version=f"{self.version}{suffix}",
            records={**read, **collections},
            unread={
                key: text
                for key, text in self.__dict__["_unread"].items()
                if key not in read and key not in collections
            },
        )

    def text(self, language: str) -> dict[str, str]:
        """The message catalogue of one language (``nl`` or ``en``)."""
        return self.text_nl if language == "nl" else self.text_en
