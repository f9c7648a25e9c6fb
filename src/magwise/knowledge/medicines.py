"""Finds medicines by what people call them, and what is known about them and magnesium.

A name is matched exactly, or with so few letters wrong that no other medicine comes near. Names
that look alike stay ambiguous: a question is better than the wrong medicine.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.medicine import Interaction, Medicine, MedicineGroup

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


# Words around a name that say how much, how, when or by whom, not what.
_NOISE = frozenset(
    """
    tablet tabletten tabletje tabletjes tablets tabl tab tabs pil pillen pilletje pilletjes pill
    pills capsule capsules caps cap zakje zakjes sachet sachets druppel druppels drops drop drank
    drankje siroop syrup suspensie suspension poeder powder kauwtablet kauwtabletten chewable
    bruistablet bruistabletten effervescent injectie injection injecties spuit prik pen pleister
    pleisters patch patches zalf crème creme cream gel spray infuus infusion ampul smelttablet
    filmomhulde film coated dispersible oros
    mg mcg ug g gram ml µg μg microgram milligram ie iu eh mmol ng
    retard mga xr xl sr er cr mr la zoc chrono durette durettes depot slow long release
    gereguleerde afgifte msr maagsapresistent maagsapresistente gastro resistant
    dagelijks dagelijkse daags dag dagen per x maal keer dd 1dd 2dd 3dd 4dd daily day once twice
    od bd bid tid qid weekly week wekelijks maand month elke every each iedere a an een de het the
    mijn my s ochtends ochtend avonds avond middag nacht morning evening night noon breakfast
    ontbijt lunch dinner diner voor na bij before after with met at in op om en and of or sinds
    since half halve twee drie vier two three four one ook also nog soms sometimes indien nodig
    zonodig zo as needed prn
    natrium sodium kalium potassium calcium magnesium hcl hydrochloride hydrochloor hydrobromide
    besilaat besilate besylate maleaat maleate mesilaat mesilate tartraat tartrate succinaat
    succinate fumaraat fumarate sulfaat sulfate sulphate fosfaat phosphate citraat citrate
    acetaat acetate nitraat nitrate medoxomil cilexetil disoproxil alafenamide marboxil axetil
    teva sandoz mylan viatris accord ratiopharm actavis aurobindo cf pch eg apotex stada krka
    zentiva hexal centrafarm pfizer bayer novartis kruidvat etos trekpleister da healthypharm
    leidapharm care linn generic merkloos
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_NEGATION = frozenset(("geen", "niet", "zonder", "no", "not", "without", "never", "nooit"))
_PILL_WORDS = frozenset(
    """
    tablet tabletten tabletje tabletjes tablets tabl pil pillen pilletje pilletjes pill pills
    capsule capsules caps mg mcg µg microgram milligram ie iu mmol supplement supplementen
    supplements medicijn medicijnen medicine medicines medication medicatie slik slikte geslikt
    ingenomen kuur recept voorgeschreven prescribed prescription apotheek pharmacy zakje sachet
    druppels drops injectie
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_DOSE = re.compile(
    r"\b\d+(?:[.,]\d+)?(?:\s*/\s*\d+(?:[.,]\d+)?)*\s*"
    r"(?:mg|mcg|µg|μg|ug|g|gram|ml|microgram|milligram|ie|iu|mmol|eh|%)(?:\s*/\s*(?:ml|dag|day|\d+\s*ml))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\d+(?:[.,]\d+)?(?:x|dd|mg|mcg|µg|ug|g|ml|ie|iu)?$")
_TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*", re.UNICODE)
_LONGEST_NAME = 6  # words
_LONGEST_TEXT = 400  # characters of a name; nobody's medicine is called longer


def _folded(text: str) -> str:
    """Lower case, without accents, and with one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+|_", " ", plain).split())


def _without_links(name: str) -> str:
    """``losartan met hydrochloorthiazide`` as people write it: ``losartan hydrochloorthiazide``."""
    return " ".join(word for word in name.split() if word not in ("met", "with", "en", "and"))


def _written(name: str) -> set[str]:
    """The ways one name is written: with and without what stands in brackets, and shortened."""
    ways = {_folded(name), _folded(re.sub(r"\(.*?\)", " ", name))}
    ways |= {_without_links(way) for way in ways}
    for way in tuple(ways):
        if " " in way:
            ways.add(re.sub(r"\bhydrochloorthiazide\b|\bhydrochlorothiazide\b", "hct", way))
            ways.add(re.sub(r"\bhydrochloorthiazide\b|\bhydrochlorothiazide\b", "hctz", way))
    return ways


@dataclass(frozen=True, slots=True)
class _Index:
    """Every name in one knowledge base; built once."""

    medicines: dict[str, Medicine]
    groups: dict[str, MedicineGroup]
    names: dict[str, tuple[str, ...]]  # folded name -> ids of medicines
    everyday: dict[str, str]  # folded word -> id of a group
    bare: frozenset[str]  # names that are ordinary words outside a list of medicines
    typed: tuple[str, ...]  # names long enough to be compared letter by letter
    former: dict[str, str]  # former ATC code -> today's code


_INDEXES: dict[str, _Index] = {}


def _index(kb: Knowledge) -> _Index:
    known = _INDEXES.get(kb.hash)
    if known and known.medicines is kb.medicines and known.groups is kb.medicine_groups:
        return known
    names: dict[str, dict[str, None]] = {}
    bare: set[str] = set()
    former: dict[str, str] = {}
    for medicine in kb.medicines.values():
        for name in (
            medicine.id.replace("-", " "),
            medicine.names.nl,
            medicine.names.en,
            *medicine.brands,
            *medicine.words.nl,
            *medicine.words.en,
            *medicine.bare_words,
        ):
            for alias in _written(name):
                names.setdefault(alias, {})[medicine.id] = None
        bare.update(_folded(word) for word in medicine.bare_words)
        for code in medicine.former_atc:
            if medicine.atc:
                former[code] = medicine.atc
    for interaction in kb.interactions.values():
        former.update(interaction.former_atc)
    everyday = {
        _folded(word): group.id
        for group in kb.medicine_groups.values()
        for word in (group.names.nl, group.names.en, *group.words.nl, *group.words.en)
    }
    index = _Index(
        kb.medicines,
        kb.medicine_groups,
        {name: tuple(ids) for name, ids in names.items()},
        everyday,
        frozenset(bare),
        tuple(name for name in dict.fromkeys((*names, *everyday)) if len(name) >= 5),
        former,
    )
    while len(_INDEXES) >= 4:
        _INDEXES.pop(next(iter(_INDEXES)))
    _INDEXES[kb.hash] = index
    return index


def _candidates(index: _Index, scores: dict[str, float], limit: int) -> tuple[Candidate, ...]:
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Candidate(id_, index.medicines[id_].atc, round(score, 3)) for id_, score in best[:limit]
    )


def _of_names(
    index: _Index, words: str, names: dict[str, float], *, certain: bool, limit: int
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


def _spans(tokens: list[str], known: _Index) -> list[tuple[int, int, str]]:
    """Names inside a row of words, longest first, none overlapping: (first, last + 1, name)."""
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(tokens):
        for length in range(min(_LONGEST_NAME, len(tokens) - at), 0, -1):
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


def _nearly(index: _Index, text: str) -> tuple[dict[str, float], bool]:
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
    index = _index(kb)
    words = text.strip()[:_LONGEST_TEXT]
    dose = _DOSE.search(words) or re.search(r"(?<=\s)\d+(?:[.,]\d+)?$", words)
    match = _recognise(index, words, limit)
    if dose is None or match.status == "unknown":
        return match
    return MedicineMatch(
        match.words, match.status, match.candidates, match.atc_codes, match.group, match.certain,
        dose.group(0),
    )  # fmt: skip


def _recognise(index: _Index, words: str, limit: int) -> MedicineMatch:
    folded = _folded(words)
    if not folded:
        return MedicineMatch(words, "unknown")
    for whole in (folded, _without_links(folded)):
        if whole in index.names or whole in index.everyday:
            return _of_names(index, words, {whole: 1.0}, certain=True, limit=limit)

    tokens = _folded(_DOSE.sub(" ", words)).split()
    found = _spans(tokens, index)
    inside = {place for first, last, _ in found for place in range(first, last)}
    rest = [
        token
        for place, token in enumerate(tokens)
        if place not in inside and token not in _NOISE and not _NUMBER.match(token)
    ]
    # "atorvastatine calcium": the salt is not a second medicine, nor is "losartan bloeddrukpil".
    named = [name for _, _, name in found if not (name in _NOISE and len(found) > 1)]
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
    kept = [token for token in tokens if token not in _NOISE and not _NUMBER.match(token)]
    for attempt in dict.fromkeys((" ".join(kept), *kept[:4])):
        beginning = _begun(index, attempt)
        if beginning:
            return _of_names(index, words, beginning, certain=False, limit=limit)
        near, found_near = _nearly(index, attempt)
        if found_near:
            return _of_names(index, words, near, certain=False, limit=limit)
    return MedicineMatch(words, "unknown")


def _group_codes(index: _Index, name: str) -> tuple[str, ...]:
    return index.groups[index.everyday[name]].candidates


def _begun(index: _Index, text: str) -> dict[str, float]:
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
    index = _index(kb)
    places = list(_TOKEN.finditer(text[:20_000]))
    # One written word may fold into two ("co-codamol"); keep the place of each part.
    parts: list[tuple[str, int]] = [
        (part, number)
        for number, place in enumerate(places)
        for part in _folded(place.group(0)).split()
    ]
    tokens = [part for part, _ in parts]
    results: list[tuple[str, MedicineMatch]] = []
    for first, last, name in _spans(tokens, index):
        around = {*tokens[max(0, first - 2) : first], *tokens[last : last + 2]}
        strength = any(re.fullmatch(r"\d+(?:mg|mcg|µg|g|ie|iu)", word) for word in around)
        if name in index.bare and not (around & _PILL_WORDS or strength):
            continue
        if first and tokens[first - 1] in _NEGATION:
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
            or _folded(text[end + dose.end() :]).split()[:1] in (["en"], ["and"], ["met"], ["with"])
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
    return _index(kb).former.get(atc, atc)


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
