"""How long a pack lasts, and which of several packs gives most magnesium for the money."""

import re
from dataclasses import dataclass
from itertools import pairwise

from magwise.answers.arithmetic.beside import COMPUTED, FIGURE, beside_limit
from magwise.answers.asked import Asked, fact
from magwise.answers.reading.portions import COUNT, PIECE, count, number
from magwise.answers.reading.servings import serving_in
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty, Fact
from magwise.knowledge.forms import elemental_share_of, recognise_forms

_MONEY = re.compile(
    r"(?:([€$£]|eur|gbp) ?(\d{1,3}(?:[.,]\d{1,2})?)|"
    r"(\d{1,3}(?:[.,]\d{1,2})?) ?(€|euro?s?|eur|pounds?|quid|dollars?|bucks|\$|£)(?!\w))"
)
_IN_PACK = re.compile(
    rf"\b(\d{{2,4}}) ?(?:"
    rf"(?:x |vegan |st\.? |stuks |magnesium ?|mag |more |remaining )?{PIECE}\b|"
    r"(?:van |x ?)(?=\d{2,4} ?mg))"
)
_MG = re.compile(rf"{FIGURE} ?(?:mg|milligram\w*)\b")
_SHARE = re.compile(r"\b(\d{1,2}(?:[.,]\d)?) ?(?:%|procent|per ?cent)(?! (?:korting|off|discount))")
_OF_ALL = re.compile(r"\b(?:both|each|all|allebei|beide|elk|allemaal|same|dezelfde)\b")
_BARE_PRICE = re.compile(r"(?:costs?|kost\w*|paid|betaal\w*|price|prijs|voor|for|van|"
                         r"tabl\w*,?|caps\w*,?|stuks,?) ?"
                         r"(?:me )?(?:is |was )?()(\d{1,3}[.,]\d{2})"
                         r"(?!\d|[.,]\d| ?(?:mg|g\b|ml|%))")  # fmt: skip
_PER_TIME = re.compile(r"(?:a|per|each|every|elke) (?:day|dag|month|maand)|daily|monthly|dagelijks")
_COST = re.compile(r"cost|kost|spend|\bpay|betaal|price|prijs|kwijt|uitgeven|uit ?geef|"
                   r"cents?\b|pence|expensive|"
                   r"duur\b|how much (?:money|is (?:that|it) (?:a|per))|£|€|\$|euro")  # fmt: skip
_DEAR = re.compile(
    r"cheap|goedkoop|goedkoper|voordelig|value|per mg|per milligram|price|prijs|duur|expensive|"
    r"better (?:deal|buy)|best (?:deal|buy)|beste? koop|bang for|cost|kost|worth the|waar voor"
)
_LASTS = re.compile(
    r"how long (?:does|will|do|would)[^?]{0,40}\b(?:last|get me|do)\b|\blasts?\b|"
    r"hoe ?lang (?:doe|kan|"
    r"ga|gaat|heb|kom|en)[^?]{0,40}|how many (?:days|weeks|months)|hoeveel (?:dagen|weken|maanden)|"
    r"days(?: supply)? (?:in|is)|run out|is (?:de pot|het potje|t potje|de pot dan) (?:leeg|op)|"
    r"(?:pot|potje|doosje|doos) (?:leeg|op)\b|re-?order|bijbestel|nieuwe? (?:pot|doos)|"
    r"new (?:pack|pot|bottle)"
)
_DAILY = re.compile(
    rf"\b{COUNT} ?(?:{PIECE} |x |keer |times )?(?:a |per |elke |each |every )?(?:day|dag|daily|"
    r"dagelijks|daags|night|avond|evening)\b|"
    rf"\b(?:per dag|a day|per day|daily)[ ,]+(?:bij|at|with|voor|for|on|if i (?:take|have)|als ik) "
    rf"{COUNT} ?{PIECE}\b"
)
_SOME_DAYS = re.compile(
    rf"\b{COUNT} ?(?:{PIECE} )?(every (?:other|second|two|2|three|3|third) days?|"
    r"om de (?:andere |twee |2 |drie |3 )?dag(?:en)?|elke (?:twee|2|drie|3) dagen)"
)
_TWICE = re.compile(r"\b(twice|tweemaal|driemaal|thrice)\b")
_WANTED = re.compile(
    rf"(?:only )?(?:want|need|take|neem|wil|nodig|slik|for|voor)[^.?]{{0,24}}?{FIGURE} ?(?:mg|"
    rf"milligram\w*)"
    r"(?: magnesium)? ?(?:a|per|elke|each|every)? ?(?:day|dag|daily|dagelijks)|"
    rf"{FIGURE} ?(?:mg|milligram\w*)(?: magnesium)? (?:a|per|each|every|elke) ?(?:day|dag)"
)
_EACH_PIECE = re.compile(rf"{FIGURE} ?mg(?: magnesium)?(?: (?:each|per|a|elk|per stuk))?")
_PART = re.compile(
    r"\b(?:or|of|vs\.?|versus|en|and|against|tegen|while|terwijl)\b|[;,?!\n]|\.(?!\d)|"
    r"\b(?:pot|jar|brand|merk|product|pack|doos|tub|bottle|optie|option) (?:b|c|2|3)\b"
)
_MONTH_DAYS = 30.0
_YEAR_DAYS = 365
_LONGEST_DAYS = 2000.0


@dataclass(frozen=True, slots=True)
class Pack:
    """A product on offer: its price, its pieces, and the magnesium in one piece [mg]."""

    price: float
    pieces: float
    mg: float

    @property
    def per_100_mg(self) -> float:
        """What 100 mg of magnesium costs [money]."""
        return 100 * self.price / (self.pieces * self.mg)


def daily_cost(asked: Asked) -> tuple[Fact, ...]:
    """How long one pack lasts, and what that costs by the day, in a month and in a year."""
    written, flat = asked.question.casefold(), folded(asked.question)
    prices = list(_MONEY.finditer(written)) or list(_BARE_PRICE.finditer(written))
    pack = max((float(one.group(1)) for one in _IN_PACK.finditer(flat)), default=0.0)
    if len(prices) != 1 or pack < 10:
        return ()
    asks = _COST.search(_MONEY.sub(" ", written)) and _PER_TIME.search(flat)
    if not asks and not _LASTS.search(flat):
        return ()
    daily = _pieces_a_day(flat)
    paid = number(next(one for one in prices[0].groups()[1:] if one))
    if daily is None or paid <= 0 or not 1 <= pack / daily <= _LONGEST_DAYS:
        return ()
    cost = paid * daily / pack
    lasting = {"pack": pack, "daily": round(daily, 2), "days": float(int(pack / daily + 1e-9))}
    values = {"days": lasting["days"], "cents": round(100 * cost, 1),
              "month": round(cost * _MONTH_DAYS, 2), "year": round(cost * _YEAR_DAYS)}  # fmt: skip
    each = None if asked.said.forms else _mg_of_piece(flat)
    taken = {"pieces": daily, "each": each, "amount": (each or 0.0) * daily}
    together = fact(asked, "answer.pieces-total", COMPUTED, Certainty.COMPUTED, **taken)
    return (
        fact(asked, "answer.pack-days", COMPUTED, Certainty.COMPUTED, **lasting),
        fact(asked, "answer.pack-cost", COMPUTED, Certainty.COMPUTED, **values),
        *((together, *beside_limit(asked, each * daily)) if each else ()),
    )


def price(asked: Asked) -> tuple[Fact, ...]:
    """Packs compared by the price of 100 mg of magnesium itself."""
    flat = folded(asked.question)
    if not _DEAR.search(flat):
        return ()
    packs = _packs(asked)
    if not packs:
        return ()
    facts = [
        fact(asked, "answer.pack-price", COMPUTED, Certainty.COMPUTED, number=place,
             cents=round(100 * pack.per_100_mg, 1), amount=100.0, held=pack.mg)
        for place, pack in enumerate(packs, 1)
    ]  # fmt: skip
    if len(packs) == 1:
        return tuple(facts)
    cheapest = min(range(len(packs)), key=lambda one: packs[one].per_100_mg)
    dearest = max(range(len(packs)), key=lambda one: packs[one].per_100_mg)
    ratio = packs[dearest].per_100_mg / packs[cheapest].per_100_mg
    if ratio < 1.03:
        return (fact(asked, "answer.packs-same", COMPUTED, Certainty.COMPUTED), *facts)
    chosen = cheapest + 1
    first = fact(asked, "answer.pack-cheapest", COMPUTED, Certainty.COMPUTED, number=chosen)
    wanted = _wanted(flat)
    if wanted is not None:
        saved = (packs[dearest].per_100_mg - packs[cheapest].per_100_mg) * wanted / 100
        values = {"amount": wanted, "saved": round(saved * _MONTH_DAYS, 2), "days": _MONTH_DAYS}
        more = fact(asked, "answer.pack-saved", COMPUTED, Certainty.COMPUTED, **values)
        facts.append(more)
        if len(packs) == 2:
            daily = [round(one.per_100_mg * wanted, 1) for one in packs]  # in cents
            values = {"amount": wanted, "first": daily[0], "second": daily[1]}
            facts.append(fact(asked, "answer.packs-wanted", COMPUTED, Certainty.COMPUTED, **values))
    return (first, *facts, *(beside_limit(asked, wanted) if wanted else ()))


def per_day(asked: Asked) -> tuple[Fact, ...]:
    """Two packs compared by what a day costs, where no magnesium in a piece is told."""
    flat = asked.question.casefold()
    prices = list(_MONEY.finditer(flat))
    if len(prices) != 2 or _MG.search(flat) or not _DEAR.search(folded(asked.question)):
        return ()
    cents = []
    for hit, (start, end) in zip(
        prices, _halves(flat, [(one.start(), one.end()) for one in prices]), strict=True
    ):
        part = folded(flat[start:end])
        pack, daily = _IN_PACK.search(part), _told_daily(part)
        price_ = number(hit.group(2) or hit.group(3))
        if pack is None or daily is None or price_ <= 0:
            return ()
        cents.append(100 * price_ * daily / float(pack.group(1)))
    cheaper = 1 + cents.index(min(cents))
    values = {"number": float(cheaper), "first": round(cents[0], 1), "second": round(cents[1], 1)}
    return (fact(asked, "answer.packs-a-day", COMPUTED, Certainty.COMPUTED, **values),)


def _halves(flat: str, prices: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where the second pack begins: at its sentence, else half-way between the prices."""
    (_, first), (second, _) = prices
    cuts = [one.start() for one in re.finditer(r"\.(?!\d)|;|\b(?:and|en) (?:a|the|een|de) ", flat)]
    cut = next((one for one in cuts if first <= one <= second), (first + second) // 2)
    return [(0, cut), (cut, len(flat))]


def _packs(asked: Asked) -> list[Pack]:
    """The packs of a question, each from the words around its price."""
    flat = asked.question.casefold()
    masses = _MG.findall(flat)
    if len(masses) == 1 and _OF_ALL.search(flat):  # "both 200 mg" holds for every pack
        flat = _MG.sub(" ", flat)
        flat = _IN_PACK.sub(lambda hit: f"{hit.group(0)} {masses[0]} mg", flat)
    prices = list(_MONEY.finditer(flat)) or list(_BARE_PRICE.finditer(flat))
    if not prices:
        return []
    found = []
    bounds = _bounds(flat, [(one.start(), one.end()) for one in prices])
    for hit, (start, end) in zip(prices, bounds, strict=True):
        part = flat[start:end]
        pieces = max(_IN_PACK.finditer(part), key=lambda one: float(one.group(1)), default=None)
        behind = _MG.match(part, pieces.end()) if pieces else None  # "120 x 400 mg"
        mass = behind or _MG.search(part)
        cost = number(hit.group(2) or hit.group(3))
        if pieces is None or mass is None or cost <= 0:
            continue
        mg = number(mass.group(1))
        served = serving_in(part)
        if served:
            mg = served.each_mg
        stated = _SHARE.search(part)
        if stated:
            mg *= number(stated.group(1)) / 100
        forms = () if stated else recognise_forms(part, asked.kb)
        around = part[mass.end() : mass.end() + 30]
        if forms and re.match(
            r" ?(?:of )?(?:magnesium ?)?(?:\w*citra|\w*glyc|oxid|mala|"
            r"taur)",
            around,
        ):
            share = elemental_share_of(forms[0], asked.kb)
            mg *= share.best if share else 1.0
        found.append(Pack(cost, float(pieces.group(1)), mg))
    return found


def _bounds(flat: str, prices: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """For every price the stretch of text that belongs to it."""
    cuts = [0]
    for (_, first), (second, _) in pairwise(prices):
        between = [one.start() for one in _PART.finditer(flat, first, second)] or [second]
        whole = (cut for cut in between if _is_whole(flat[cuts[-1] : cut]))
        cuts.append(next(whole, between[-1]))
    return list(pairwise([*cuts, len(flat)]))


def _is_whole(part: str) -> bool:
    """Whether a stretch of text holds a pack and the magnesium in a piece."""
    return bool(_IN_PACK.search(part) and _MG.search(part))


def _wanted(flat: str) -> float | None:
    hit = _WANTED.search(flat)
    return number(hit.group(1) or hit.group(2)) if hit else None


def _mg_of_piece(flat: str) -> float | None:
    served = serving_in(flat)
    if served:
        return served.each_mg
    hit = _EACH_PIECE.search(flat)
    return number(hit.group(1)) if hit else None


def _told_daily(flat: str) -> float | None:
    """The pieces of a day as they are told: "2 a day", "per day at 2 tablets"."""
    hit = _DAILY.search(flat)
    return count(hit.group(1) or hit.group(2)) if hit else None


def _pieces_a_day(flat: str) -> float | None:
    """Pieces of a day: those that bring a wanted amount, or those that are taken."""
    served, wanted, each = serving_in(flat), _wanted(flat), _mg_of_piece(flat)
    daily, twice = _told_daily(flat), _TWICE.search(flat)
    spread = _SOME_DAYS.search(flat)
    if spread:
        return count(spread.group(1)) / (3 if re.search(r"3|three|drie", spread.group(2)) else 2)
    if wanted and each and (served or wanted != each):
        return wanted / each
    if daily is not None and daily <= 12:
        return daily
    return count(twice.group(1)) if twice else None


def days(asked: Asked) -> tuple[Fact, ...]:
    """How many days a pack lasts."""
    flat = folded(asked.question)
    pack = max((float(one.group(1)) for one in _IN_PACK.finditer(flat)), default=0.0)
    if pack < 10 or not _LASTS.search(flat):
        return ()
    each, daily = _mg_of_piece(flat), _pieces_a_day(flat)
    if daily is None:
        return ()
    length = pack / daily
    if not 1 <= length <= _LONGEST_DAYS:
        return ()
    values = {"pack": pack, "daily": round(daily, 2), "days": float(int(length + 1e-9))}
    first = fact(asked, "answer.pack-days", COMPUTED, Certainty.COMPUTED, **values)
    if not each:
        return (first,)
    values = {"pieces": round(daily, 2), "each": each, "amount": each * daily}
    together = fact(asked, "answer.pieces-total", COMPUTED, Certainty.COMPUTED, **values)
    several = (together,) if daily != 1 and not asked.said.forms else ()
    return (first, *several, *beside_limit(asked, each * daily))
