"""Reads one diary line: what was eaten and drunk, how much, how much magnesium, what to ask."""

import re
import unicodedata
from dataclasses import replace

from magwise.core.facts import Fact, Severity
from magwise.core.interval import Interval
from magwise.core.records import Origin
from magwise.foods import amounts, gates, marks, stories, unclear
from magwise.foods.everyday import EVERYDAY
from magwise.foods.index import FoodIndex, index_of, parts_of
from magwise.foods.language import CHATTER, COMMON, FILLER
from magwise.foods.meals import Table
from magwise.foods.mentions import Gathered, gathered
from magwise.foods.parts import Eaten
from magwise.foods.reading import Lexeme, lexemes_of
from magwise.foods.records import Corrections, Item, Kind, ParsedLine
from magwise.foods.supplements import not_food_items
from magwise.foods.words import MAX_CHARACTERS, canonical, readable, words_in
from magwise.knowledge.base import Knowledge

_STORY_WORDS = COMMON | EVERYDAY
_UNSURE = 0.55  # readings less sure than this are shown with wider intervals

_STATED = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*mg\s*(?:magnesium|mg)?\s*(?:/|per)\s*(?:l|liter|"
    r"litre)\b(?:\s*(?:magnesium|mg)\b)?"
)


def parse_line(
    text: str,
    kb: Knowledge,
    *,
    language: str | None = None,
    corrections: Corrections | None = None,
) -> ParsedLine:
    """What a person ate, from one line in their own words.

    Parameters
    ----------
    text
        Dutch, English or both, as typed.
    language
        ``nl`` or ``en`` when known; otherwise the words of the line decide where it matters.
    corrections
        The person's own choices; they go before everything else.

    Returns
    -------
    ParsedLine
        Items with weight [g] and magnesium [mg], each low, best and high, and questions. What is
        not understood is a question and never a number.
    """
    questions: list[Fact] = []
    if len(text) > MAX_CHARACTERS:
        questions.append(_question("ask.line-too-long", limit=MAX_CHARACTERS))
        shortened = text[:MAX_CHARACTERS]
    else:
        shortened = text
    plain = readable(shortened)
    flat = marks.plain_marks(_flattened(plain))
    plain = _overlaid(plain, flat, _flattened(plain))
    index = _personal(index_of(kb), corrections)
    items: list[Item] = []
    nothing = False
    for start, end in gates.sentences(flat):
        told, share = marks.shared(flat[start:end])
        words = _overlaid(plain[start:end], told, flat[start:end])
        verdict = gates.judge(told)
        nothing = nothing or verdict == "nothing-eaten"
        parts = [(0, len(told))] if verdict == "food" else gates.clauses(told)
        for first, last in parts:
            found, asked = _sentence(
                words[first:last],
                told[first:last],
                kb,
                index,
                language=language,
                corrections=corrections,
                share=share,
            )
            items.extend(found)
            questions.extend(asked)
    if not items and not questions and not nothing and unclear.is_unclear(flat):
        questions.append(_question("ask.food-unknown", words=text.strip()[:80]))
    unique = tuple({question.key(): question for question in questions}.values())
    return ParsedLine(text, tuple(items), unique, nothing and not items)


def _question(message: str, **values: object) -> Fact:
    return Fact(message, values, severity=Severity.ASK, subject="diary")


def _flattened(text: str) -> str:
    """Lower case without accents, every character in its place."""
    flat = []
    for char in text:
        low = unicodedata.normalize("NFKD", char.lower())
        flat.append(low[0] if low and not unicodedata.combining(low[0]) else " ")
    return "".join(flat)


def _overlaid(text: str, changed: str, flat: str) -> str:
    """The text as typed, with what was changed in its folded form."""
    if changed == flat:
        return text
    pairs = zip(text, changed, flat, strict=True)
    return "".join(char if now == before else now for char, now, before in pairs)


def _personal(index: FoodIndex, corrections: Corrections | None) -> FoodIndex:
    """The index with a person's own words for foods before all others."""
    if corrections is None or not corrections.foods:
        return index
    from magwise.foods.index import Entry

    phrases = dict(index.phrases)
    words = set(index.words)
    short = set(index.short)
    for name, food in corrections.foods.items():
        parts = parts_of(name)
        keys = [canonical(part) for part in parts]
        if not keys:
            continue
        key = " ".join(keys)
        phrases[key] = (Entry(food, -1, "nl"),)
        for measure in index.measures:  # a bowl of it is a bowl of what the person means by it
            known = index.phrases.get(f"{measure} {key}")
            if known and known[0].measure:
                phrases[f"{measure} {key}"] = (Entry(food, -1, "nl", known[0].measure),)
        words.update(keys)
        short.update(part for part in parts if len(part) <= 3)
    return replace(index, phrases=phrases, words=frozenset(words), short=frozenset(short))


def _sentence(
    text: str,
    flat: str,
    kb: Knowledge,
    index: FoodIndex,
    *,
    language: str | None,
    corrections: Corrections | None,
    share: Interval | None = None,
) -> tuple[list[Item], list[Fact]]:
    stated: float | None = None
    match = _STATED.search(flat)
    if match:
        stated = float(match.group(1).replace(",", "."))
        blank = " " * (match.end() - match.start())
        text = text[: match.start()] + blank + text[match.end() :]
        flat = flat[: match.start()] + blank + flat[match.end() :]
    others, questions, text = not_food_items(text, flat, kb)
    lexemes = lexemes_of(text, index)
    found = gathered(lexemes, index)
    spoken = language or _language_of(lexemes)
    table = Table(kb, index, spoken, corrections.measures if corrections else {})
    mentions = [m for m in found.mentions if all(e.food in kb.foods for e in m.entries)]
    if _is_chatter(lexemes, found, flat):
        found.unknown.extend((m.clause, " ".join(m.words), True) for m in mentions)
        mentions = found.mentions = []
    items: list[Item] = []
    refused = False  # what lies on bread that nobody can have eaten is refused with it
    for eaten in table.lay(mentions):
        if refused and eaten.role in ("topping", "addition"):
            continue
        shared = share is not None and not _is_part(eaten)
        grams = amounts.combined(eaten.grams, share) if share and shared else eaten.grams
        item, asked = _item(replace(eaten, grams=grams), kb, stated)
        stated = (
            None if stated is not None and item is not None and item.kind == "drink" else stated
        )
        refused = item is None
        if item is not None:
            items.append(item)
        questions.extend(asked)
    questions.extend(_unplaced(found, bool(items or others), bool(found.negated)))
    return [*items, *others], questions


def _is_part(eaten: Eaten) -> bool:
    """True for *half a smoothie, shared with a friend*: the half is what was shared."""
    count = eaten.mention.count
    return count is not None and count.best < 1 and not eaten.mention.vague


def _language_of(lexemes: list[Lexeme]) -> str | None:
    votes = {"nl": 0.0, "en": 0.0}
    for lexeme in lexemes:
        word = lexeme.words.lower()
        if word in _DUTCH:
            votes["nl"] += 1
        elif word in _ENGLISH:
            votes["en"] += 1
        languages = {entry.language for entry in lexeme.entries}
        if len(languages) == 1:
            votes[languages.pop()] += 1
    if votes["nl"] == votes["en"]:
        return None
    return "nl" if votes["nl"] > votes["en"] else "en"


_DUTCH = frozenset(
    words_in(
        """
            een het de en met bij op uit van plakje glas kop kopje bord bakje kom
            schaaltje stuk stuks twee drie halve half el eetlepel theelepel handje snee
            gekookt gekookte gebakken rauwe blik portie zakje
        """
    )
)
_ENGLISH = frozenset(
    words_in(
        """
            a an the and with of on for some two three cup bowl slice slices tbsp tsp tin
            can glass handful mug piece pieces boiled cooked fried raw small large packet
            pint
        """
    )
)


def _is_chatter(lexemes: list[Lexeme], found: Gathered, flat: str) -> bool:
    """True when a sentence tells a story in which a food happens to be named."""
    foods = len(found.mentions)
    if foods == 0:
        return False
    strange = [lexeme for lexeme in lexemes if lexeme.kind == "unknown"]
    amounts_said = sum(mention.has_amount for mention in found.mentions)
    measured = any(lexeme.kind == "measure" for lexeme in lexemes)
    told = stories.EATEN.search(flat) is not None
    elsewhere = sum(t in CHATTER for lexeme in _in_the_open(lexemes) for t in lexeme.texts)
    many = len(strange) >= 3 or elsewhere >= 2
    if not measured and not told and elsewhere and (amounts_said == 0 or many):
        return True
    guessed = all(m.sure < 0.8 and len("".join(m.texts)) <= 6 for m in found.mentions)
    if guessed and amounts_said == 0 and not measured:
        return True  # a short word with a letter changed proves nothing
    counted = any(
        m.measures or m.entries[0].measure or (m.count is not None and not m.weak)
        for m in found.mentions
    )
    if not told and not measured and not counted:
        # words of another story weigh double: a word nobody knows may be a brand
        weight = sum(2 if _is_everyday(lexeme) else 1 for lexeme in _in_the_open(lexemes))
        if weight >= 2 * foods:
            return True
    return len(strange) >= 3 and len(strange) >= 2 * foods + 2 * amounts_said


def _is_everyday(lexeme: Lexeme) -> bool:
    return not _STORY_WORDS.isdisjoint(lexeme.texts)


def _in_the_open(lexemes: list[Lexeme]) -> list[Lexeme]:
    """The strange words that do not just say where, when or with whom."""
    found: list[Lexeme] = []
    beside = False  # after a preposition
    for lexeme in lexemes:
        if lexeme.kind in ("on", "with") or lexeme.words.lower() in _BESIDE:
            beside = True
        elif lexeme.kind == "unknown":
            if not beside:
                found.append(lexeme)
        elif lexeme.kind != "fill" or lexeme.words.lower() not in _ARTICLES:
            beside = False
    return found


_BESIDE = frozenset(
    words_in("at during after before while for bij na voor tijdens naast uit langs from to naar")
)
_ARTICLES = frozenset(words_in("the a an de het een my mijn our onze n"))


def _item(
    eaten: Eaten, kb: Knowledge, stated_mg_per_l: float | None
) -> tuple[Item | None, list[Fact]]:
    mention, meaning = eaten.mention, eaten.meaning
    food = meaning.food
    words = " ".join(mention.words)
    questions: list[Fact] = []
    if mention.grouped and mention.count is not None:
        thousands = mention.count.best * 1000
        liquid = food.kind == "drink" and mention.measures and mention.measures[0] == "millilitre"
        if not liquid:
            questions.append(
                _question(
                    "ask.amount-thousands", words=words, small=mention.count.best, large=thousands
                )
            )
            return None, questions
        grams = eaten.grams.scaled(1000)
    else:
        grams = eaten.grams
    count = mention.count if not amounts.is_exact(mention.measures) else None
    if amounts.is_implausible(grams, food, count.best if count else 0.0):
        questions.append(
            _question("ask.amount-implausible", words=words, food=food.id, amount=grams.best)
        )
        return None, questions
    if meaning.unsettled:
        questions.append(_question("ask.which-food", words=words, foods=meaning.unsettled))
    sure = max(0.05, min(1.0, eaten.sure - 0.05 * mention.loose_words))
    density = meaning.magnesium_mg_per_100g
    if stated_mg_per_l is not None and food.kind == "drink":
        density = Interval.exact(stated_mg_per_l / 10)
    elif food.stated_mg_per_l is not None:
        value = food.stated_mg_per_l.value / 10
        density = Interval(value * 0.9, value, value * 1.1)
    magnesium = amounts.combined(grams, density.scaled(0.01)) if density is not None else None
    if magnesium is not None:
        magnesium = _widened(magnesium, _doubt(eaten, sure, kb))
    kind: Kind = "drink" if food.kind == "drink" else "food"
    origin = Origin.FORTIFIED if food.fortified else Origin.FOOD
    item = Item(
        words, kind, food.id, grams, magnesium, round(sure, 3), meaning.candidates, origin,
    )  # fmt: skip
    return item, questions


def _doubt(eaten: Eaten, sure: float, kb: Knowledge) -> float:
    """How many times wider the range is than portion and composition alone make it."""
    factor = 1.2 if sure < _UNSURE else 1.0
    mention, food = eaten.mention, eaten.meaning.food
    if amounts.is_exact(mention.measures):
        return factor
    if food.is_dish or food.group in ("dish", "soup"):
        return factor * kb.servings["doubt-dish"].best
    return factor * kb.servings["doubt-bare"].best if not mention.has_amount else factor


def _widened(value: Interval, factor: float) -> Interval:
    return Interval(
        max(0.0, value.best - (value.best - value.low) * factor),
        value.best,
        value.best + (value.high - value.best) * factor,
    )


def _unplaced(found: Gathered, anything: bool, negated: bool) -> list[Fact]:
    """A question for words that look like a food of their own and could not be placed."""
    clauses = {mention.clause for mention in found.mentions}
    loose: dict[int, list[str]] = {}
    for clause, words, _had_amount in found.unknown:
        if clause in clauses or clause in found.headings:
            continue  # a brand or description beside a food that was understood
        if words.lower() in FILLER or len(words) < 2:
            continue
        if anything and not {words.lower()}.isdisjoint(_STORY_WORDS):
            clauses.add(clause)  # a word of the story around the food
            loose.pop(clause, None)
            continue
        loose.setdefault(clause, []).append(words)
    if not loose or (negated and not anything):
        return []
    strange = [word for together in loose.values() for word in together]
    if not anything:
        return [_question("ask.food-unknown", words=" ".join(strange[:8]))]
    # one or two words where a food could stand; three and more tell something else
    named = [word for few in loose.values() if len(few) <= 2 for word in few]
    if named and len(strange) <= 6:
        return [_question("ask.food-unknown", words=" ".join(named))]
    return []
