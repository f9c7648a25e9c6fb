"""Finds the subject a question is about: words and letter groups, weighed by how rare they are.

No language model and no network. The index is small enough to be built in memory from the
subjects of the knowledge base; it is kept for as long as that base lives.
"""

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from magwise.answers.reading.words import content, language_of, stem, tokens
from magwise.answers.records import Language

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

_GRAM = 4  # letters in a group
_LEAST_ALIKE = 84  # of 100: below this a word is not a misspelling of another
_WORD_BONUS = 0.3
_NEARBY = 0.6  # how much a word of another subject still shows that a question is our field
_DUTCH_LETTERS = re.compile(r"ij|sch|aa|uu|oe|eu|kr[ae]mp")
_PREFIXES = ("ver", "uit", "ge", "be", "ont", "op", "aan", "af", "in", "over", "re", "un")
_MOST_REMEMBERED = 20_000  # words kept, so that a server does not grow
_LONG_PART = 6  # letters of a known word that count in a compound by themselves
_STRANGE_WEIGHT = 2.0  # how much an unknown word tells against a subject
_KNOWN_SHARE = 0.62  # letters of a compound that known words must fill


@dataclass(frozen=True, slots=True)
class Match:
    """A subject, how well it fits, and how much of the question it explains [0-1]."""

    topic: str
    score: float
    explained: float


@dataclass(slots=True)
class Index:
    """The subjects of one knowledge base, ready to be searched."""

    phrases: list[str] = field(default_factory=list)  # the subject of each phrase
    postings: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    vocabulary: dict[str, None] = field(default_factory=dict)
    topic_words: dict[str, dict[str, None]] = field(default_factory=dict)
    pointers: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    corrected: dict[str, str | None] = field(default_factory=dict)
    spoken: dict[str, set[str]] = field(default_factory=dict)
    compounds: dict[str, list[str]] = field(default_factory=dict)

    def known(self, word: str) -> str | None:
        """The known stem this stem is, or is a misspelling of; None when there is none."""
        if word in self.vocabulary:
            return word
        if word not in self.corrected:
            bare = next(
                (
                    word.removeprefix(start)
                    for start in _PREFIXES
                    if word.startswith(start) and word.removeprefix(start) in self.vocabulary
                ),
                None,
            )
            self.corrected[word] = bare or self._nearest(word)
        return self.corrected[word]

    def _nearest(self, word: str) -> str | None:
        if len(word) < 5:
            return None
        hit = process.extractOne(
            word, self.vocabulary.keys(), scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE
        )
        return str(hit[0]) if hit and str(hit[0])[0] == word[0] else None

    def parts(self, word: str) -> list[str]:
        """Known words inside a compound (``kuitkramp``): they must fill most of it."""
        if word not in self.compounds:
            if len(self.compounds) > _MOST_REMEMBERED:
                self.compounds.clear()
                self.corrected.clear()
            self.compounds[word] = self._parts(word)
        return self.compounds[word]

    def _parts(self, word: str) -> list[str]:
        found = [
            known
            for known in self.vocabulary
            if len(known) >= 4
            and known != word
            and (word.startswith(known) or word.endswith(known))
        ]
        if not found:
            return []
        best = sorted(found, key=len, reverse=True)
        head = next((one for one in best if word.startswith(one)), "")
        tail = next((one for one in best if word.endswith(one) and one != head), "")
        filled = min(len(word), len(head) + len(tail)) / len(word)
        if filled < _KNOWN_SHARE and max(len(head), len(tail)) < _LONG_PART:
            return []
        return [one for one in (head, tail) if one]

    def language(self, text: str) -> Language | None:
        """Dutch or English by the small words, else by the words of our field."""
        sure = language_of(text)
        if sure is not None:
            return sure
        words = tokens(text)
        dutch = sum(
            self.spoken.get(word) == {"nl"} or bool(_DUTCH_LETTERS.search(word)) for word in words
        )
        english = sum(self.spoken.get(word) == {"en"} for word in words)
        if dutch == english:
            return None
        return "nl" if dutch > english else "en"

    def reading(self, text: str) -> tuple[list[str], list[str]]:
        """The known stems of a question, and the words that nothing here knows."""
        known: list[str] = []
        strange: list[str] = []
        for word in content(tokens(text)):
            base = self.known(word)
            pieces = [base] if base else self.parts(word)
            if pieces:
                known.extend(pieces)
            else:
                strange.append(word)
        return known, strange

    def search(self, text: str) -> list[Match]:
        """Subjects that fit, best first."""
        known, strange = self.reading(text)
        vector = _unit(self._vector(known))
        everything = {*known, *(stem(word) for word in tokens(text))}
        scores: dict[str, float] = defaultdict(float)
        alike: dict[int, float] = defaultdict(float)
        for key, weight in vector.items():
            for place, own in self.postings.get(key, ()):
                alike[place] += weight * own
        for place, shared in alike.items():
            topic = self.phrases[place]
            scores[topic] = max(scores[topic], shared)
        bonus: dict[str, float] = defaultdict(float)
        pointed: set[str] = set()
        for topic, words in self.pointers:
            if all(word in everything for word in words):
                weight = sum(self.weights.get(word, 3.0) for word in words)
                bonus[topic] = max(bonus[topic], weight / 5.0 + 0.8 * (len(words) - 1))
                if len(words) > 1:
                    pointed.add(topic)
        for topic, extra in bonus.items():
            scores[topic] += _WORD_BONUS * extra
        found = [
            Match(
                topic,
                round(score, 4),
                max(self._explained(topic, known, strange), 0.5 if topic in pointed else 0.0),
            )
            for topic, score in scores.items()
            if score > 0
        ]
        return sorted(found, key=lambda match: (-match.score, match.topic))

    def _explained(self, topic: str, known: list[str], strange: list[str]) -> float:
        """The share of the question's words, by weight, that belong to a subject."""
        own = self.topic_words[topic]
        weight = {word: max(self.weights.get(word, 0.0), _STRANGE_WEIGHT) for word in known}
        total = sum(weight[word] for word in known) + _STRANGE_WEIGHT * len(strange)
        if not total:
            return 0.0
        explained = sum(weight[word] * (1.0 if word in own else _NEARBY) for word in known)
        return explained / total

    def _vector(self, words: list[str]) -> dict[str, float]:
        vector: dict[str, float] = {}
        for word in words:
            vector[word] = self.weights.get(word, 1.0)
            for gram in _grams(word):
                vector[gram] = vector.get(gram, 0.0) + self.weights.get(gram, 0.0) * 0.35
        return vector


def _grams(word: str) -> list[str]:
    return [f"#{word[at : at + _GRAM]}" for at in range(len(word) - _GRAM + 1)]


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {key: weight / length for key, weight in vector.items()} if length else {}


def build(kb: "Knowledge") -> Index:
    """The index of one knowledge base: its subjects, their phrases, words and claims."""
    index = Index()
    texts: list[tuple[str, list[str]]] = []
    for topic in kb.topics.values():
        own: dict[str, None] = {}
        phrases = [
            *topic.asked.nl, *topic.asked.en, topic.names.nl, topic.names.en,
        ]  # fmt: skip
        for claim in topic.claims:
            record = kb.claim_catalogue.get(claim)
            if record is not None:
                phrases += [record.names.nl, record.names.en]
        for phrase in phrases:
            words = content(tokens(phrase))
            if words:
                texts.append((topic.id, words))
                own.update(dict.fromkeys(words))
        for line in (*topic.words.nl, *topic.words.en):
            pointer = tuple(stem(word) for word in tokens(line))
            index.pointers.append((topic.id, pointer))
            words = content(tokens(line))
            own.update(dict.fromkeys(words))
            if words and len(pointer) == 1:
                texts.append((topic.id, words))
        for language in ("nl", "en"):
            for phrase in (*topic.asked.of(language), *topic.words.of(language)):
                for word in tokens(phrase):
                    index.spoken.setdefault(word, set()).add(language)
        index.topic_words[topic.id] = own
    spread: Counter[str] = Counter()
    for words_of_topic in index.topic_words.values():
        spread.update(
            {*words_of_topic, *(gram for word in words_of_topic for gram in _grams(word))}
        )
    count = len(index.topic_words)
    index.weights = {key: math.log(1 + count / number) for key, number in spread.items()}
    index.vocabulary = {
        word: None for words_of_topic in index.topic_words.values() for word in words_of_topic
    }
    for topic_id, words in texts:
        place = len(index.phrases)
        index.phrases.append(topic_id)
        for key, weight in _unit(index._vector(words)).items():
            index.postings.setdefault(key, []).append((place, weight))
    return index


_INDEXES: dict[str, Index] = {}


def index_of(kb: "Knowledge") -> Index:
    """The index of a knowledge base, built once for each version of it."""
    if kb.hash not in _INDEXES:
        if len(_INDEXES) > 4:  # what-if bases come and go
            _INDEXES.clear()
        _INDEXES[kb.hash] = build(kb)
    return _INDEXES[kb.hash]
