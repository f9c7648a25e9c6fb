"""Medicines as the person takes them: which they may be, when, and the magnesium in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from magwise.core.interval import Interval
from magwise.knowledge import Knowledge
from magwise.knowledge.medicines import (
    MedicineMatch,
    current_code,
    default_interaction,
    interactions_for,
    interactions_of,
    may_be_swallowed,
    recognise,
)
from magwise.knowledge.schema.medicine import Interaction, MagnesiumContent
from magwise.person import Medicine, Profile
from magwise.person.times import minutes_of

if TYPE_CHECKING:  # the gate must stand when reading the diary does not
    from magwise.foods.records import Item


@dataclass(frozen=True, slots=True)
class TakenMedicine:
    """One medicine someone takes.

    Attributes
    ----------
    words
        The person's own words.
    id
        Id of the medicine, of the everyday word, or of the row for unlisted medicines.
    codes
        ATC codes it may have; empty when it was not recognised.
    rows
        The rows of the interaction table that may hold, each with the code it holds for.
    magnesium_mg_per_day
        Magnesium it brings a day [mg]; None when it holds some and the amount is not known.
    """

    words: str
    id: str
    match: MedicineMatch
    codes: tuple[str, ...]
    rows: tuple[tuple[Interaction, str], ...]
    contradicted: bool = False
    minutes: tuple[int, ...] = ()
    fasting: bool = False
    since_weeks: float | None = None
    started_before_complaint: bool | None = None
    elemental_mg: float | None = None
    magnesium_mg_per_day: Interval | None = None
    holds_magnesium: bool = False
    prescribed: bool = True
    swallowed: bool = True
    from_diary: bool = False
    form: str | None = None

    def may_be(self, prefixes: Iterable[str]) -> bool | None:
        """Whether a code starts like this; None when the medicine was not recognised.

        Of several medicines that may be meant, one is enough.
        """
        if not self.codes:
            return None
        wanted = tuple(prefixes)
        return any(
            code.startswith(wanted) or any(prefix.startswith(code) for prefix in wanted)
            for code in self.codes
        )


def taken_medicines(
    profile: Profile, diary_items: Iterable["Item"], kb: Knowledge
) -> tuple[TakenMedicine, ...]:
    """Every medicine of the profile, and those that only the diary names."""
    taken = [_taken(medicine, kb) for medicine in profile.medicines or ()]
    taken.extend(_minerals(profile, kb))
    known = {one.id for one in taken} | {code for one in taken for code in one.codes}
    for item in diary_items:
        if item.kind != "medicine":
            continue
        found = _taken(Medicine(name=(item.words.strip() or "?")[:200]), kb, item)
        if found.id not in known or found.match.status == "unknown":
            taken.append(found)
            known.add(found.id)
    return tuple(sorted(taken, key=lambda one: (one.id, one.words.casefold(), one.minutes)))


def _minerals(profile: Profile, kb: Knowledge) -> list[TakenMedicine]:
    """Supplements such as iron, which need hours apart as a medicine does."""
    found = []
    for supplement in profile.supplements or ():
        if "magnes" in supplement.name.casefold():
            continue
        taken = _taken(Medicine(name=supplement.name, times=supplement.times), kb)
        if any("separate" in row.actions and not row.is_default for row, _ in taken.rows):
            found.append(replace(taken, holds_magnesium=False, magnesium_mg_per_day=None))
    return found


def _taken(medicine: Medicine, kb: Knowledge, item: "Item | None" = None) -> TakenMedicine:
    match = recognise(medicine.name, kb)
    by_name = match.atc_codes
    rows = _rows_of_match(match, kb)
    codes = by_name
    contradicted = False
    if medicine.atc is not None:
        given = current_code(medicine.atc, kb)
        contradicted = bool(by_name) and not any(
            code.startswith(given) or given.startswith(code) for code in by_name
        )
        own = tuple((row, given) for row in interactions_for(given, kb))
        if not own:
            own = ((default_interaction(kb), given),)
        # The code counts; a name that says something else counts too until that is cleared up.
        rows = (*own, *rows) if contradicted else own
        codes = (given, *by_name) if contradicted else (given,)
    key = match.medicine or match.group
    if contradicted:
        key = default_interaction(kb).id  # "this medicine": which of the two it is, we asked
    if key is None:
        key = match.candidates[0].id if match.candidates else default_interaction(kb).id
    record = kb.medicines.get(match.medicine or "")
    contents = record.magnesium if record is not None else ()
    amount = _magnesium(medicine, contents)
    if amount is None and item is not None and item.magnesium_mg is not None:
        amount = item.magnesium_mg if item.magnesium_mg.high > 0 else None
    duplicate = any("duplicate" in row.actions_for(code) for row, code in rows)
    return TakenMedicine(
        words=medicine.name,
        id=key,
        match=match,
        codes=tuple(dict.fromkeys(codes)),
        rows=rows,
        contradicted=contradicted,
        minutes=minutes_of(medicine.times),
        fasting=medicine.fasting is True or (record is not None and record.fasting),
        since_weeks=medicine.since_weeks,
        started_before_complaint=medicine.started_before_complaint,
        elemental_mg=medicine.elemental_mg,
        magnesium_mg_per_day=amount,
        holds_magnesium=bool(contents) or duplicate,
        prescribed=record is not None and record.kind == "prescription",
        swallowed=may_be_swallowed(match, kb),
        from_diary=item is not None,
    )


def _rows_of_match(match: MedicineMatch, kb: Knowledge) -> tuple[tuple[Interaction, str], ...]:
    pairs: list[tuple[Interaction, str]] = []
    for row in interactions_of(match, kb):
        codes = [code for code in match.atc_codes if row.covers(code)] or [""]
        pairs.extend((row, code) for code in codes)
    return tuple(pairs)


def _magnesium(medicine: Medicine, contents: Sequence[MagnesiumContent]) -> Interval | None:
    """Magnesium a day [mg]: what was said, else pieces a day times the richest product."""
    if medicine.elemental_mg is not None:
        return Interval.exact(medicine.elemental_mg)
    amounts = [
        content.elemental_mg.value * times
        for content in contents
        if content.elemental_mg.value is not None
        and (times := medicine.per_day or content.usual_per_day) is not None
    ]
    if not amounts:
        return None
    return Interval(min(amounts), amounts[0], max(amounts))
