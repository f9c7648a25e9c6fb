"""Finds medicines by what people call them, and what is known about them and magnesium.

A name is matched exactly, or with so few letters wrong that no other medicine comes near. Names
that look alike stay ambiguous: a question is better than the wrong medicine.
"""

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from magwise.knowledge.base import Knowledge
from magwise.knowledge.medicine_names import (
    DOSE,
    LONGEST_NAME,
    LONGEST_TEXT,
    NEGATION,
    NOISE,
    NUMBER,
    PILL_WORDS,
    WORD,
    NameIndex,
    folded,
    name_index,
    without_links,
)
from magwise.knowledge.schema.medicine import Interaction

Status = Literal["recognised", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One medicine that may be meant, with how well the words fit [0-1]."""

    id: str
    atc: str | None
    score: float


@dataclass(frozen=True, slots=True)
class MedicineMatch:
    """What a piece of text says about a medicine.

    Attributes
    ----------
    words
        The person's own words.
    status
        ``recognised``: exactly one medicine. ``ambiguous``: several, or a class of medicines;
        the strictest of them counts until the person says which. ``unknown``: none.
    candidates
        Best first; for an everyday word such as ``plaspil`` the examples to ask about.
    atc_codes
        Codes, or beginnings of codes, that the words may stand for.
    group
        Id of the everyday word in ``kb.medicine_groups``, if it is one.
    certain
        False when letters had to be corrected: worth asking "do you mean ...?".
    dose
        The strength as it was written (``100 mcg``), or None.
    """

    words: str
    status: Status
    candidates: tuple[Candidate, ...] = ()
    atc_codes: tuple[str, ...] = ()
    group: str | None = None
    certain: bool = True
    dose: str | None = None

    @property
    def medicine(self) -> str | None:
        """Id of the one medicine that is meant; None when that is not clear."""
        return self.candidates[0].id if self.status == "recognised" else None


def _candidates(index: NameIndex, scores: dict[str, float], limit: int) -> tuple[Candidate, ...]:
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Candidate(id_, index.medicines[id_].atc, round(score, 3)) for id_, score in best[:limit]
    )


def _of_names(
    index: NameIndex, words: str, names: dict[str, float], *, certain: bool, limit: int
) -> MedicineMatch:
    """The match for one or more names that fit, each with its score."""
    scores: dict[str, float] = {}
    codes: dict[str, None] = {}
    groups: dict[str, None] = {}
    for name, score in names.items():
        for id_ in index.names.get(name, ()):
            scores[id_] = max(score, scores.get(id_, 0.0))
            codes[index.medicines[id_].atc or ""] = None
        group = index.everyday.get(name)
        if group:
            groups[group] = None
            codes.update(dict.fromkeys(index.groups[group].candidates))
            for id_ in index.groups[group].examples:
                scores.setdefault(id_, score * 0.5)
    atc_codes = tuple(code for code in codes if code)
    if not groups and len(scores) > 1:
        # Paracetamol and acetaminophen: two names in our list for one medicine.
        meant = {(index.medicines[i].atc, index.medicines[i].route) for i in scores}
        if len(meant) == 1 and len(atc_codes) == 1 and len(atc_codes[0]) == 7:
            first = max(scores, key=lambda id_: (scores[id_], id_))
            scores = {first: scores[first]}
    status: Status = "recognised" if len(scores) == 1 and not groups else "ambiguous"
    return MedicineMatch(
        words,
        status,
        _candidates(index, scores, max(limit, 6) if groups else limit),
        atc_codes,
        next(iter(groups), None),
        certain,
    )


def _spans(tokens: list[str], known: NameIndex) -> list[tuple[int, int, str]]:
    """Names inside a row of words, longest first, none overlapping: (first, last + 1, name)."""
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(tokens):
        for length in range(min(LONGEST_NAME, len(tokens) - at), 0, -1):
            name = " ".join(tokens[at : at + length])
            if name in known.names or name in known.everyday:
                found.append((at, at + length, name))
                at += length - 1
                break
        at += 1
    return found


def _allowed_errors(name: str) -> int:
    """How many wrong letters a name of this length may have."""
    if len(name) < 6:
        return 0
    return 1 if len(name) < 9 else 2


def _nearly(index: NameIndex, text: str) -> tuple[dict[str, float], bool]:
    """Names that are this text but for a few letters, and whether they are one medicine.

    The margin keeps look-alikes apart: a second medicine that is at most one letter further off
    makes it ambiguous (hydroxyzine and hydralazine, quinine and quinidine).
    """
    allowed = _allowed_errors(text)
    if not allowed:
        return {}, False
    hits = extract(
        text, index.typed, scorer=OSA.distance, score_cutoff=allowed + 1, limit=12, processor=None
    )
    if not hits or hits[0][1] > allowed:
        return {}, False
    nearest = hits[0][1]
    near = {name: 1 - distance / len(text) for name, distance, _ in hits if distance <= nearest + 1}
    return near, True


def recognise(text: str, kb: Knowledge, *, limit: int = 3) -> MedicineMatch:
    """Which medicine someone means by a name in a list of medicines.

    Strengths, forms and times are taken off first: ``Euthyrox 100 mcg`` is levothyroxine. A
    name with a wrong letter is recognised when no other medicine is near, and ``certain`` is
    then False. Two names that look alike give ``ambiguous``, never a silent guess.

    Parameters
    ----------
    limit
        How many candidates to return at most (an everyday word always returns its examples).

    Examples
    --------
    >>> from magwise import Knowledge
    >>> kb = Knowledge.load()
    >>> recognise("Euthyrox 100 mcg", kb).medicine
    'levothyroxine'
    >>> recognise("plaspil", kb).status
    'ambiguous'
    """
    index = name_index(kb)
    words = text.strip()[:LONGEST_TEXT]
    dose = DOSE.search(words) or re.search(r"(?<=\s)\d+(?:[.,]\d+)?$", words)
    match = _recognise(index, words, limit)
    if dose is None or match.status == "unknown":
        return match
    return MedicineMatch(
        match.words, match.status, match.candidates, match.atc_codes, match.group, match.certain,
        dose.group(0),
    )  # fmt: skip


def _recognise(index: NameIndex, words: str, limit: int) -> MedicineMatch:
    plain = folded(words)
    if not plain:
        return MedicineMatch(words, "unknown")
    for whole in (plain, without_links(plain)):
        if whole in index.names or whole in index.everyday:
            return _of_names(index, words, {whole: 1.0}, certain=True, limit=limit)

    tokens = folded(DOSE.sub(" ", words)).split()
    found = _spans(tokens, index)
    inside = {place for first, last, _ in found for place in range(first, last)}
    rest = [
        token
        for place, token in enumerate(tokens)
        if place not in inside and token not in NOISE and not NUMBER.match(token)
    ]
    # "atorvastatine calcium": the salt is not a second medicine, nor is "losartan bloeddrukpil".
    named = [name for _, _, name in found if not (name in NOISE and len(found) > 1)]
    codes = [index.medicines[id_].atc or "" for name in named for id_ in index.names.get(name, ())]
    named = [
        name
        for name in named
        if name in index.names
        or not any(code.startswith(_group_codes(index, name)) for code in codes)
    ]
    if named:
        together = " ".join(named)
        if together in index.names:
            named = [together]
        return _of_names(
            index,
            words,
            dict.fromkeys(named, 0.9 if rest else 1.0),
            certain=not rest,
            limit=limit,
        )
    kept = [token for token in tokens if token not in NOISE and not NUMBER.match(token)]
    for attempt in dict.fromkeys((" ".join(kept), *kept[:4])):
        beginning = _begun(index, attempt)
        if beginning:
            return _of_names(index, words, beginning, certain=False, limit=limit)
        near, found_near = _nearly(index, attempt)
        if found_near:
            return _of_names(index, words, near, certain=False, limit=limit)
    return MedicineMatch(words, "unknown")


def _group_codes(index: NameIndex, name: str) -> tuple[str, ...]:
    return index.groups[index.everyday[name]].candidates


def _begun(index: NameIndex, text: str) -> dict[str, float]:
    """Names that begin with this text, for names that were cut short; none under six letters."""
    if len(text) < 6 or " " in text:
        return {}
    one_word = [name for name in index.typed if name.startswith(text) and " " not in name]
    return {name: len(text) / len(name) for name in one_word[:12]}


def find_in_line(text: str, kb: Knowledge) -> tuple[tuple[str, MedicineMatch], ...]:
    """Medicines named in running text, such as a diary line: their words and what they are.

    Only names that are spelt as we know them count, because ``melk`` is not a medicine and a
    typing error in a food must not become one. Words that are mostly food or something else
    (``ijzer``, ``Centrum``) count only next to a word such as ``tablet`` or ``mg``; a name after
    ``geen`` or ``no`` does not count.

    Examples
    --------
    >>> from magwise import Knowledge
    >>> kb = Knowledge.load()
    >>> [words for words, _ in find_in_line("Euthyrox 100 en een maagzuurremmer", kb)]
    ['Euthyrox 100', 'maagzuurremmer']
    """
    index = name_index(kb)
    places = list(WORD.finditer(text[:20_000]))
    # One written word may fold into two ("co-codamol"); keep the place of each part.
    parts: list[tuple[str, int]] = [
        (part, number)
        for number, place in enumerate(places)
        for part in folded(place.group(0)).split()
    ]
    tokens = [part for part, _ in parts]
    results: list[tuple[str, MedicineMatch]] = []
    for first, last, name in _spans(tokens, index):
        around = {*tokens[max(0, first - 2) : first], *tokens[last : last + 2]}
        strength = any(re.fullmatch(r"\d+(?:mg|mcg|µg|g|ie|iu)", word) for word in around)
        if name in index.bare and not (around & PILL_WORDS or strength):
            continue
        if first and tokens[first - 1] in NEGATION:
            continue
        start = places[parts[first][1]].start()
        end = places[parts[last - 1][1]].end()
        dose = re.match(
            r"\s*(\d+(?:[.,]\d+)?(?:\s*(?:mg|mcg|µg|μg|ug|g|microgram|milligram|ie|iu))?)\b",
            text[end:],
            re.IGNORECASE,
        )
        # A number that begins the next item is not a strength: "omeprazol 2 boterhammen".
        strength_here = dose and (
            re.search(r"[a-zµμ]", dose.group(1), re.IGNORECASE)
            or not re.match(r"\s*[^\W\d_]", text[end + dose.end() :])
            or folded(text[end + dose.end() :]).split()[:1] in (["en"], ["and"], ["met"], ["with"])
        )
        if dose and strength_here:
            end += dose.end(1)
        match = _of_names(index, text[start:end], {name: 1.0}, certain=True, limit=3)
        if dose and strength_here:
            match = MedicineMatch(
                match.words, match.status, match.candidates, match.atc_codes, match.group,
                True, dose.group(1).strip(),
            )  # fmt: skip
        results.append((text[start:end], match))
    return tuple(results)


def current_code(atc: str, kb: Knowledge) -> str:
    """Today's ATC code for a code that may be an old one (N03AX12 is N02BF01 since 2023)."""
    return name_index(kb).former.get(atc, atc)


def classes(atc: str, kb: Knowledge) -> tuple[str, ...]:
    """All beginnings of a code, widest first: C03CA01 belongs to C, C03, C03C, C03CA and itself."""
    code = current_code(atc, kb)
    return tuple(code[:length] for length in (1, 3, 4, 5, 7) if length <= len(code))


def interactions_for(atc: str, kb: Knowledge) -> tuple[Interaction, ...]:
    """The rows of the interaction table that are about this code; old codes count too.

    A code that is cut short (``C03``) stands for everything it may mean. The row for unlisted
    medicines is never among them; see `interactions_of`.
    """
    code = current_code(atc, kb)
    return tuple(
        row
        for row in kb.interactions.values()
        if not row.is_default and (row.covers(code) or row.covers(atc))
    )


def default_interaction(kb: Knowledge) -> Interaction:
    """The row for medicines that no other row knows: keep the hours apart and ask."""
    return next(row for row in kb.interactions.values() if row.is_default)


def may_be_swallowed(match: MedicineMatch, kb: Knowledge) -> bool:
    """False only when every medicine that can be meant is injected, inhaled or put on the skin."""
    if match.status == "unknown":
        return True
    if match.group is None:
        return any(kb.medicines[item.id].route == "oral" for item in match.candidates)
    codes = match.atc_codes
    return any(
        medicine.route == "oral"
        for medicine in kb.medicines.values()
        if medicine.atc and medicine.atc.startswith(codes)
    )


def interactions_of(match: MedicineMatch, kb: Knowledge) -> tuple[Interaction, ...]:
    """Every row that may hold for what someone wrote; never nothing for something swallowed.

    An ambiguous match gives the rows of all its candidates. The default row comes along when
    the medicine is unknown or ambiguous, and when no other row is about it.
    """
    rows = {row.id: row for code in match.atc_codes for row in interactions_for(code, kb)}
    if may_be_swallowed(match, kb) and (match.status != "recognised" or not rows):
        default = default_interaction(kb)
        rows[default.id] = default
    return tuple(rows[id_] for id_ in sorted(rows))
