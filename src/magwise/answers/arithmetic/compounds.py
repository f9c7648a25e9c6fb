"""Sums on a compound and on labels beside each other: pieces, how much holds an amount."""

import re
from dataclasses import replace
from math import floor

from magwise.answers.arithmetic.beside import COMPUTED, FIGURE, beside_limit
from magwise.answers.arithmetic.labelsums import pieces_on_label, pieces_taken
from magwise.answers.arithmetic.working_out import (
    AMERICAN_DAILY_VALUE_MG,
    amount_beside_limit,
    work_out,
)
from magwise.answers.asked import Asked, fact, judged
from magwise.answers.reading.cutpieces import part_of_piece
from magwise.answers.reading.portions import PIECE, number
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty, Fact
from magwise.knowledge.forms import elemental_share_of

_MASS = re.compile(rf"{FIGURE} ?(mg|milligram\w*|g|gr|grams?)\b")
_COMPOUND_NAME = (
    r"(?:magnesium ?)?(?:\w*citra\w*|(?:bis)?glycin\w*|oxid\w*|mal(?:aat|ate)|taur\w*|chlorid\w*|"
    r"sul(?:f|ph)a\w*|threon\w*|lacta\w*|carbona\w*|hydroxid\w*|orota\w*)"
)
_HOW_MUCH_COMPOUND = re.compile(
    rf"(?:hoeveel|how much|how many (?:mg|milligrams|grams) (?:of )?|how many g of) ?(?:gram |mg )?"
    rf"(?:van |of )?{_COMPOUND_NAME}\b[^.?]{{0,48}}?"
    rf"(?:voor|for|to get|om|geven|give|nodig|need\w*|gelijk aan|equals?|levert|provides?)"
    rf"[^.?\d]{{0,24}}{FIGURE} ?(?:mg|milligram\w*)"
)
# The limit itself is no mass of a piece: "under the 250 mg limit".
_THE_LIMIT = re.compile(
    rf"{FIGURE} ?mg[- ]?(?:limit|limiet|grens|bovengrens)\b|"
    rf"\b(?:limit|limiet|grens|bovengrens) (?:of|van) {FIGURE} ?mg\b"
)
_HOW_MANY = re.compile(
    rf"(?:hoeveel|how many)(?: van die| of those| of them)? ?(?:{PIECE})?[^.?]{{0,40}}?"
    r"\b(?:mag|kan|can|may|max\w*|hoogstens|allowed|safe\w*|veilig|fit|passen|under|onder)\b"
)
_ONE_PIECE = re.compile(
    rf"{PIECE}[^.?;\d]{{0,16}}{FIGURE} ?mg\b|{FIGURE} ?mg[^.?;\d]{{0,12}}{PIECE}"
)
_AMERICAN_SHARE = re.compile(
    r"(\d{1,3}) ?(?:%|procent|percent|per cent)(?: of| van)?(?: the)? ?dv\b"
)
_EUROPEAN_SHARE = re.compile(
    r"(\d{1,3}) ?(?:%|procent|percent|per cent)(?: of| van)?(?: the| de)? ?(?:nrv|ri|adh|vnr)\b"
)
_MOST_PIECES = 12
_ONE_FIGURE = 1.05  # variants this near are told as one figure


def pieces_of_compound(asked: Asked) -> tuple[Fact, ...]:
    """The magnesium in several pieces, where a label gives the mass of the compound in one."""
    flat = folded(asked.question)
    said = asked.said
    masses = _MASS.findall(flat)
    if len(said.forms) != 1 or said.labelled_mg or said.named_as or len(masses) != 1:
        return ()
    each = number(masses[0][0]) * (1000 if masses[0][1].startswith("g") else 1)
    taken = pieces_taken(flat)
    whole = said.amount_mg
    if taken is None or not 1 < taken <= _MOST_PIECES or not 50 <= each <= 5000:
        return ()
    if whole is None or whole not in (each, each * taken):
        return ()
    share = elemental_share_of(said.forms[0], asked.kb)
    if share is None or (each <= 250 and not re.search(r"pure|puur|zuiver|compound", flat)):
        return ()  # so little in a piece is mostly magnesium itself: said elsewhere
    total = replace(asked, said=replace(said, amount_mg=each * taken, elemental=False))
    held = [one for one in work_out("label", total).facts if one.id in _OF_COMPOUND]
    if not held:
        return ()
    values = {"pieces": taken, "each": each, "salt": each * taken, "form": said.forms[0]}
    first = fact(asked, "answer.pieces-of-compound", COMPUTED, Certainty.COMPUTED, **values)
    return (first, *held, *beside_limit(asked, magnesium_in(held)), judged(asked, "answer.label"))


def pieces_of_label(asked: Asked) -> tuple[Fact, ...]:
    """What somebody takes of a serving, where a label gives the magnesium itself in it."""
    flat = folded(asked.question)
    itself, on_label, taken = asked.said.labelled_mg, pieces_on_label(flat), pieces_taken(flat)
    part = part_of_piece(flat)
    if itself is not None and part is not None and on_label in (None, 1):
        values = {"amount": itself * part, "each": itself}
        half = fact(asked, "answer.part-piece", COMPUTED, Certainty.COMPUTED, **values)
        return (half, *beside_limit(asked, itself * part))
    if itself is None or not on_label or not taken or taken == on_label or taken > _MOST_PIECES:
        return ()
    each = itself / on_label
    values = {"amount": each, "whole": itself, "pieces": on_label}
    one = fact(asked, "answer.per-piece", COMPUTED, Certainty.COMPUTED, **values)
    values = {"pieces": taken, "each": each, "amount": each * taken}
    total = fact(asked, "answer.pieces-total", COMPUTED, Certainty.COMPUTED, **values)
    return (one, total, *beside_limit(asked, each * taken))


def magnesium_in(held: list[Fact]) -> float:
    """The most magnesium that facts on a compound name [mg]."""
    return max(float(str(one.values.get("high", one.values.get("best", 0.0)))) for one in held)


def compound_for(asked: Asked) -> tuple[Fact, ...]:
    """How much of a compound holds an amount of magnesium itself."""
    hit = _HOW_MUCH_COMPOUND.search(folded(asked.question))
    if hit is None or len(asked.said.forms) != 1 or asked.said.labelled_mg:
        return ()
    share = elemental_share_of(asked.said.forms[0], asked.kb)
    amount = number(hit.group(1))
    if share is None or not 10 <= amount <= 2000:
        return ()
    low, high = amount / share.high, amount / share.low
    values: dict[str, object] = {"amount": amount, "form": asked.said.forms[0]}
    key = "answer.compound-for"
    if high < _ONE_FIGURE * low:
        key, values = "answer.compound-for-one", {**values, "best": amount / share.best}
    else:
        values |= {"low": low, "high": high}
    source = ("magwise-computed", "iupac-2021")
    first = fact(asked, key, source, Certainty.COMPUTED, **values)
    above = [one for one in beside_limit(asked, amount) if one.id == "answer.amount-above"]
    return (first, *above)


def most_pieces(asked: Asked) -> tuple[Fact, ...]:
    """How many pieces of a label stay within the upper level."""
    flat = _THE_LIMIT.sub(" ", folded(asked.question))
    piece = _ONE_PIECE.search(flat)
    if not _HOW_MANY.search(flat) or piece is None or len(_MASS.findall(flat)) != 1:
        return ()
    each = number(next(one for one in piece.groups() if one))
    held: tuple[Fact, ...] = ()
    if asked.said.forms and not asked.said.elemental:
        share = elemental_share_of(asked.said.forms[0], asked.kb)
        if share is None or share.high >= _ONE_FIGURE * share.low or len(asked.said.forms) > 1:
            return ()  # a compound of which the label must tell what it holds
        one_piece = replace(asked, said=replace(asked.said, amount_mg=each), question="")
        held = tuple(one for one in work_out("label", one_piece).facts if one.id in _OF_COMPOUND)
        each = round(each * share.best)
    limit = amount_beside_limit(
        replace(asked, said=replace(asked.said, amount_mg=each, forms=()), question="")
    )
    level = limit[0].values.get("limit") if limit else None
    if not isinstance(level, float) or not 10 <= each <= 2000:
        return ()
    fitting = floor(level / each)
    if fitting < 1:
        return (*held, *limit)
    values = {"pieces": fitting, "each": each, "amount": fitting * each, "limit": level,
              "more": fitting + 1, "over": (fitting + 1) * each}  # fmt: skip
    source = (*limit[0].sources, *COMPUTED)
    most = fact(asked, "answer.most-pieces", source, Certainty.COMPUTED, **values)
    return (*held, most)


def two_labels(asked: Asked) -> tuple[Fact, ...]:
    """A share on an American label beside one on a European label."""
    flat = folded(asked.question)
    american, european = _AMERICAN_SHARE.search(flat), _EUROPEAN_SHARE.search(flat)
    if american is None or european is None:
        return ()
    label = asked.kb.label_values["eu-nrv"].value
    share = number(american.group(1)) / 100
    values = {"share": share, "amount": share * AMERICAN_DAILY_VALUE_MG,
              "american": AMERICAN_DAILY_VALUE_MG}  # fmt: skip
    source = ("eu-1169-2011",)
    first = fact(asked, "answer.share-american", source, Certainty.OFFICIAL, **values)
    share = number(european.group(1)) / 100
    values = {"share": share, "amount": share * (label.value or 0.0)}
    second = fact(asked, "answer.share-amount", (label.source,), Certainty.COMPUTED, **values)
    near = abs(float(str(first.values["amount"])) - float(str(second.values["amount"]))) <= 10
    key = "answer.labels-alike" if near else "answer.labels-differ"
    return (judged(asked, key), first, second)


_OF_COMPOUND = frozenset(("answer.salt", "answer.salt-exact", "answer.salt-hydrate"))
