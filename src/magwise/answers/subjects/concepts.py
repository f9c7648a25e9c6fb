"""Reads a question into concepts: what it is about, for whom, and what is wanted.

Every concept carries its spellings in the knowledge base, so a person can see why a subject was
chosen: the words that were found, and the combination that asks for them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from magwise.answers.reading.foodwords import denied_before
from magwise.answers.reading.words import ORDINARY, folded, stem
from magwise.answers.records import Language

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_SENTENCE = re.compile(r"[.?!;\n]+(?=\s|$)")
_CLAUSE = re.compile(r",(?=\s|$)")
_GAP = 2  # words that may stand between the words of a phrase
_LEAST_GAP = 1  # behind a preposition: "bij PMS en hoeveel" is no "bij hoeveel"
_LEADING = frozenset(
    ("bij", "vanaf", "voor", "van", "met", "over", "onder", "boven", "tegen", "uit", "aan", "op",
     "in", "na", "te", "at", "for", "from", "with", "over", "under", "above", "after", "before",
     "off", "on", "of", "to", "by", "through")
)  # fmt: skip
_SHORT = 4  # letters of a stem below which only the word itself counts
_LONG = 6  # letters from which a word of the other language counts too
# "take it", "helpt het tegen", "does it help": in this place that is magnesium.
_POINTS = re.compile(
    r"\b(?:take|taking|took|use|stop|start|give|absorb\w*|need|combine|mix|have) (?:it|this|"
    r"that stuff|them|these)"
    r"\b|"
    r"\b(?:does|will|would|can|could|is|do) (?:it|this|this stuff|that stuff|they|these)\b|"
    r"\b(?:more|enough|much|lots) of it\b|\bi need more\b|ik (?:dan )?meer nodig|\bit (?:help|"
    r"work|lower|do|make|take|kick)|"
    r"\b(?:helpt|werkt|doet|slik|neem|pak|pakte|gebruik|mag|kan|is|moet|verlaagt|geeft|stop) "
    r"(?:ik |je |ge |gij |jij |we |u )?(?:het|dat|da|dit|die|'t|deze|dees)\b|"
    r"\b(?:het|dat|dit|die|'t|da) (?:nemen|slikken|innemen|gebruiken|pakken|helpt|werkt|spul)\b"
)
_MOST_REMEMBERED = 20_000
_PASSING = "in-passing"  # "warm water", "speed it up": no water, no performance
_NOT = frozenset(("not", "isn't", "aren't", "niet", "longer"))
_NONE = frozenset(("no", "geen", "zonder", "without", "any", "other", "andere"))


@dataclass(frozen=True, slots=True)
class Found:
    """A concept in a question: where its words stand, and how they were written there."""

    concept: str
    first: int
    last: int
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as concepts.

    Attributes
    ----------
    found
        Every concept with its place, in reading order.
    asked
        The concepts that stand in the sentence that asks; all of them when none clearly asks.
    corrected
        Words that were read as another word because of a misspelling.
    refers
        Whether something is only pointed at ("can I take it?"); here that is magnesium.
    strange, strange_at
        Words that neither a concept nor everyday language knows, and their places.
    """

    words: tuple[str, ...]
    found: tuple[Found, ...]
    asked: frozenset[str]
    strange: tuple[str, ...] = ()
    strange_at: tuple[int, ...] = ()
    refers: bool = False
    corrected: tuple[str, ...] = ()

    @property
    def concepts(self) -> frozenset[str]:
        """Ids of all concepts."""
        return frozenset(one.concept for one in self.found)


@dataclass(slots=True)
class Lexicon:
    """The spellings of all concepts, ready to be looked up."""

    words: dict[Language, dict[str, list[tuple[str, tuple[str, ...]]]]] = field(
        default_factory=dict
    )
    stars: dict[Language, list[tuple["re.Pattern[str]", str, tuple[str, ...]]]] = field(
        default_factory=dict
    )
    prefixes: dict[Language, dict[str, list[tuple[str, tuple[str, ...]]]]] = field(
        default_factory=dict
    )
    plain: dict[Language, list[str]] = field(default_factory=dict)
    corrected: dict[tuple[Language, str], str | None] = field(default_factory=dict)
    starred: dict[tuple[Language, str], tuple[tuple[str, tuple[str, ...]], ...]] = field(
        default_factory=dict
    )

    def openings(self, word: str, language: Language) -> list[tuple[str, tuple[str, ...]]]:
        """What may begin at a word: concepts, each with the words that must follow."""
        other: Language = "en" if language == "nl" else "nl"
        found = self._plain(word, language)
        found += self._stars(word, language)
        if not found and len(word) >= _LONG and word not in ORDINARY:
            found = [*self._plain(word, other), *self._stars(word, other, least=_LONG)]
        return found

    def _plain(self, word: str, language: Language) -> list[tuple[str, tuple[str, ...]]]:
        found = list(self.words[language].get(stem(word), ()))
        return found + list(self.words[language].get(f"={word}", ()))

    def _stars(
        self, word: str, language: Language, least: int = 2
    ) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What spellings with a star find in a word; ``least`` letters must be written out."""
        key = (language, f"{least}{word}")
        if key not in self.starred:
            if len(self.starred) > _MOST_REMEMBERED:
                self.starred.clear()
                self.corrected.clear()
            begun = self.prefixes[language]
            self.starred[key] = (
                *(
                    one
                    for length in range(least, len(word) + 1)
                    for one in begun.get(word[:length], ())
                ),
                *(
                    (concept, rest)
                    for pattern, concept, rest in self.stars[language]
                    if pattern.fullmatch(word) and len(pattern.pattern) - 2 >= least
                ),
            )
        return self.starred[key]

    def correction(self, word: str, language: Language) -> str | None:
        """The known word that a misspelt one stands for; None when nothing is near enough."""
        key = (language, word)
        if key not in self.corrected:
            self.corrected[key] = self._nearest(word, language)
        return self.corrected[key]

    def _nearest(self, word: str, language: Language) -> str | None:
        allowed = 0 if len(word) < _LONG - 1 else 1 if len(word) < 9 else 2
        if not allowed or word[0].isdigit():
            return None
        hits = extract(
            word, self.plain[language], scorer=OSA.distance, score_cutoff=allowed, limit=1
        )
        if not hits or hits[0][0][0] != word[0] or is_ordinary(word, language):
            return None
        return str(hits[0][0])


def is_ordinary(word: str, language: Language) -> bool:
    """Whether a word is everyday language, so that it is no misspelling of another."""
    if word in ORDINARY:
        return True
    import simplemma  # its word lists are only read for a word that nothing here knows

    return bool(simplemma.is_known(word, lang=language))


def _spoken(flat: str) -> str:
    """A sign that is read as a word, so that "hoeveel %" asks more than "hoeveel"."""
    return flat.replace("%", " procent ")


def words_of(text: str) -> tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]:
    """The words of a text, and the numbers of the sentence and the clause of each."""
    words: list[str] = []
    sentences: list[int] = []
    clauses: list[int] = []
    clause = 0
    for number, sentence in enumerate(_SENTENCE.split(_spoken(folded(text)))):
        clause += 1  # two apart between sentences: no phrase steps over that
        for part in _CLAUSE.split(sentence):
            clause += 1
            for word in _WORD.findall(part):
                parts = [word]
                if word.startswith("magnesium") and len(word) > 11:
                    parts = ["magnesium", word.removeprefix("magnesium")]
                words.extend(parts)
                sentences.extend([number] * len(parts))
                clauses.extend([clause] * len(parts))
    return tuple(words), tuple(sentences), tuple(clauses)


def read(text: str, language: Language, kb: "Knowledge", *, as_written: bool = False) -> Reading:
    """The concepts of a question.

    Parameters
    ----------
    as_written
        Take no word for a misspelling: for words of the other language.

    Examples
    --------
    >>> from magwise import Knowledge
    >>> sorted(read("kramp in bed, helpt magnesium?", "nl", Knowledge.load()).concepts)
    ['cramp', 'help', 'magnesium', 'night']
    """
    lexicon = lexicon_of(kb)
    words, sentences, clauses = words_of(text)
    found: list[Found] = []
    strange: list[int] = []
    misspelt: list[str] = []
    for at, written in enumerate(words):
        word = written
        openings = lexicon.openings(word, language)
        here = list(_completed(openings, at, words, clauses))
        if not here and word not in ORDINARY:  # a phrase that only begins here says nothing
            corrected = None if as_written else lexicon.correction(word, language)
            if corrected is None:
                if not openings:
                    strange.append(at)
                continue
            if corrected != word:
                misspelt.append(word)
            here = list(_completed(lexicon.openings(corrected, language), at, words, clauses))
        found += here
    found = [one for one in _longest(found, kb) if not _denied(one, words)]
    closing = {one.last for one in found}  # "weeg" after "ik": a part of what was read
    strange = [at for at in strange if at not in closing]
    asked = _asked(found, text, sentences)
    refers = bool(_POINTS.search(folded(text))) or " mg " in f" {' '.join(words)} "
    return Reading(
        words,
        tuple(found),
        asked,
        tuple(words[at] for at in strange),
        tuple(strange),
        refers,
        tuple(misspelt),
    )


def _completed(
    openings: list[tuple[str, tuple[str, ...]]],
    at: int,
    words: tuple[str, ...],
    clauses: tuple[int, ...],
) -> Iterable[Found]:
    """The concepts whose whole spelling stands at a place."""
    for concept, rest in openings:
        last = _follows(at, rest, words, clauses)
        if last is not None:
            yield Found(concept, at, last, " ".join(words[at : last + 1]))


def _denied(one: Found, words: tuple[str, ...]) -> bool:
    """Whether a word says something else here: "no medicines", "do I need to stop"."""
    before = words[one.first - 1] if one.first else ""
    after = words[one.last + 1] if one.last + 1 < len(words) else ""
    if one.concept == "need" and one.words in ("need", "needs"):
        return after == "to" and words[one.last + 2 : one.last + 3] not in (("get",), ("eat",))
    if one.concept == "pregnant":
        return before in _NOT and after not in ("yet", "nog")
    if one.concept == "rich-food":
        return denied_before(" ".join(words[max(0, one.first - 6) : one.first]))
    return one.concept == "medicine" and before in _NONE


def _longest(found: list[Found], kb: "Knowledge") -> list[Found]:
    """Without what is only a part of a longer phrase: "water" in "water pill" is no water."""
    return [
        one
        for one in found
        if kb.concepts[one.concept].kind in ("anchor", "weak")
        or not any(
            other.first <= one.first
            and one.last <= other.last
            and other.last - other.first > one.last - one.first
            and other.concept not in (one.concept, "medicine")
            and (kb.concepts[other.concept].kind == "subject" or other.concept == _PASSING)
            and other.last - other.first == len(other.words.split()) - 1 <= 2
            for other in found
        )
    ]


def _follows(
    at: int, rest: tuple[str, ...], words: tuple[str, ...], clauses: tuple[int, ...]
) -> int | None:
    """The place of the last word of a phrase that begins here; None when the rest is missing.

    Other words may stand between, but no comma: "magnesium in my blood, pills give" gives none.
    """
    place = at
    for wanted in rest:
        gap = _LEAST_GAP if words[at] in _LEADING else _GAP
        for step in range(1, gap + 2):
            here = place + step
            if here >= len(words) or (clauses[here] - clauses[place] > (step == 1)):
                return None
            if _same(words[here], wanted):
                place = here
                break
        else:
            return None
    return place


def _same(word: str, wanted: str) -> bool:
    if wanted.startswith("="):
        return word == wanted[1:]
    if wanted.endswith("*"):
        return word.startswith(wanted[:-1])
    return word == wanted or stem(word) == stem(wanted)


def _asked(found: list[Found], text: str, sentences: tuple[int, ...]) -> frozenset[str]:
    """The concepts of the sentence that asks: the last one with a question mark."""
    everything = frozenset(one.concept for one in found)
    ends = [end.group(0) for end in _SENTENCE.finditer(folded(text))]
    asking = {number for number, end in enumerate(ends) if "?" in end}
    if not asking or not sentences or len(set(sentences)) == 1:
        return everything
    return frozenset(one.concept for one in found if sentences[one.first] in asking)


def build(kb: "Knowledge") -> Lexicon:
    """The lexicon of one knowledge base."""
    lexicon = Lexicon()
    for language in ("nl", "en"):
        words: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        stars: list[tuple[re.Pattern[str], str, tuple[str, ...]]] = []
        begun: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        plain: dict[str, None] = {}
        for concept in kb.concepts.values():
            for spelling in concept.nl if language == "nl" else concept.en:
                first, *rest = _parts(spelling)
                if first.endswith("*") and "*" not in first[:-1]:
                    begun.setdefault(first[:-1], []).append((concept.id, tuple(rest)))
                    if not rest:
                        plain[first[:-1]] = None
                    continue
                if "*" in first:
                    pattern = ".*".join(re.escape(part) for part in first.split("*"))
                    stars.append((re.compile(pattern), concept.id, tuple(rest)))
                    continue
                short = len(stem(first)) < _SHORT and not first.startswith("=")
                key = f"={first}" if short else first if first[0] == "=" else stem(first)
                words.setdefault(key, []).append((concept.id, tuple(rest)))
                if not rest:
                    plain[first.removeprefix("=")] = None
        lexicon.words[language] = words
        lexicon.stars[language] = stars
        lexicon.prefixes[language] = begun
        lexicon.plain[language] = [word for word in plain if len(word) >= _LONG - 1]
    return lexicon


def _parts(spelling: str) -> Iterable[str]:
    parts = re.findall(r"=?[a-z0-9*]+(?:'[a-z]+)?", _spoken(folded(spelling)))
    if not parts:
        raise ValueError(f"no letters in {spelling!r}")
    return parts


_LEXICONS: dict[str, Lexicon] = {}


def lexicon_of(kb: "Knowledge") -> Lexicon:
    """The lexicon of a knowledge base, built once for each version of it."""
    if kb.hash not in _LEXICONS:
        if len(_LEXICONS) > 4:
            _LEXICONS.clear()
        _LEXICONS[kb.hash] = build(kb)
    return _LEXICONS[kb.hash]
