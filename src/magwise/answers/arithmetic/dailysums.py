"""Sums about a day: a week spread out, pieces to reach an amount, portions, body weight."""

import re
from dataclasses import replace

from magwise.answers.arithmetic.beside import COMPUTED, FIGURE, beside_limit
from magwise.answers.arithmetic.figures import figure
from magwise.answers.arithmetic.working_out import work_out
from magwise.answers.asked import Asked, fact, judged
from magwise.answers.reading.portions import COUNT, FOOD, PIECE, count, number
from magwise.answers.reading.weeks import days_a_week, total_of_days
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty, Fact
from magwise.knowledge.forms import recognise_forms

_MG = re.compile(rf"(?<![\w.,]){FIGURE} ?(?:mg|milligram\w*|mgs)\b(?! ?(?:/|per) ?(?:d?l|kg|kilo))")
_HOW_MUCH = re.compile(r"hoeveel|how much|how many|what (?:is|does|do|would|am)|what's|wat is|welk")
_AVERAGE = re.compile(
    r"average|gemiddeld|per da[yg]\b|a day|daily|dagelijks|limit|grens|te ?veel|too much|\bover\b|"
    r"per day|per week|in (?:a|een|the|de) week|in tota"
)
_TIMES_A_DAY = re.compile(
    rf"\b(twice|thrice|tweemaal|driemaal)\b(?! ?(?:a|per|in de) week)|"
    rf"\b{COUNT} ?(?:x|keer|times|maal|{PIECE}) ?(?:daags|daily|(?:per|a|elke|each) (?:dag|day))\b"
)
_BARE_WANTED = re.compile(
    r"\b(?:onder|under|below|boven|over|above|reach|hit|tot|to|for|voor|make|aan|de|the|get|"
    r"limit of|grens van) (?:de |the |about |around )?([1-9]\d{2})\b"
    r"(?! ?(?:mg|g\b|ml|days|dagen|tabl|caps|pil|stuks))"
)
_SEVERAL_HOLD = re.compile(
    rf"\b{COUNT} ?{PIECE} ?(?:=|is|are|zijn|hold|contain|give|geven|bevatten|samen)* ?{FIGURE} ?mg"
)
_LIMIT = re.compile(r"limit|grens|maxim|te ?veel|too much|\bmax\b")
_HOW_MANY = re.compile(
    rf"(?:how many|hoeveel)(?: (?:van (?:die|deze|mijn)|of (?:the|these|those|my)|such|zulke|do|"
    rf"magnesium\w*|mag|whole|hele|extra|more|\d+ ?mg))* ?(?:(?:{PIECE})\b|of them|er\b|heb ik er|"
    rf"moet ik er|mag ik er|kan ik er|"
    rf"zou ik er|(?:do|should|would|must|can|may|could) i (?:need|take|have))|"
    rf"hoeveel (?:stuks|heb ik er|moet ik|mag ik)"
)
_LASTS = re.compile(r"\blasts?\b|days|dagen|weken|weeks|months|maanden|[€$£]|euro|cost|kost")
_EACH = (
    re.compile(rf"{FIGURE} ?(?:mg|milligram\w*)(?: (?:of )?(?:elementa\w* )?magnesium)? ?(?:each|"
               rf"apiece|per stuk|elk|(?:per|a|an|in a|in each|in elke?|in een|/) ?{PIECE})\b"),
    re.compile(rf"\b{PIECE} ?(?:of|van|at|with|met|a|are|is|zijn|contain\w*|bevat\w*|hold\w*|has|"
               rf"have|give|gives|geeft|geven|heeft|levert)?(?: about| ongeveer)? ?"
               rf"{FIGURE} ?(?:mg|milligram\w*)\b"),
    re.compile(rf"{FIGURE} ?(?:mg|milligram\w*)(?: magnesium)? {PIECE}"),
)  # fmt: skip
_SPLIT = re.compile(
    rf"(?:split|spread|divid\w*|verdeel\w*|verspreid\w*|verdelen|in|over|into)\b[^.?;]{{0,30}}?\b"
    rf"{COUNT} ?(?:equal |gelijke |losse )?(?:times|keer|doses|dosis|doseringen|meals|maaltijden|"
    rf"moments|momenten|portions|porties|parts|delen|goes|innames|servings|x|sittings)\b"
)
_OTHER_DAY = re.compile(
    r"every (?:other|second) day|om de (?:andere )?dag|on alternate days|"
    r"om de 2 dagen"
)
_EACH_TIME = re.compile(
    r"(?:how much|how many|what|hoeveel|wat)\b[^?]{0,40}(?:each|per (?:keer|time|dose|dosis|"
    r"portion|portie|meal|maaltijd|moment|inname|go|part|deel|serving)|every time|a time)|"
    r"(?:wat|hoe ?groot|what|how big) is (?:1|een|one|each|elke) (?:portie|dosis|keer|portion|"
    r"dose)|"
    r"each (?:dose|time|portion|meal) (?:is|be)|per keer dan"
)
# "1000 mg, providing 140 mg": what counts is the magnesium itself.
_PROVIDES = re.compile(
    r"\d{2,5} ?mg\b[^.;?\d]{0,40}?(?:provid\w*|of which|waarvan|lever\w*|gives|giving|yield\w*|"
    r"goed voor|=) ?(?:about |ongeveer )?(?=\d{2,3} ?mg)"
)
_PER_KG = re.compile(rf"{FIGURE} ?(?:mg|milligram\w*)(?: (?:of )?magnesium)? ?(?:/|per|a|for each|"
                     r"for every|voor elke) ?(?:kg|kilo\w*)\b")  # fmt: skip
_WEIGHT = re.compile(rf"(?<![\w.,/]){FIGURE} ?(kg|kilo\w*|lbs?|pounds?|stones?|st)\b")
_KG = {"l": 0.4536, "p": 0.4536, "s": 6.35}
_DIFFERENCE = re.compile(
    r"scheelt|verschil|difference|differ|how much more|how much less|hoeveel meer|hoeveel minder"
)
_WHICH_SALT = re.compile(
    r"(?:hoeveel|how much|how many mg)(?: \w+){0,3} magnesium|magnesium itself|magnesium zelf|"
    r"elementa|"
    r"which (?:one )?(?:gives|has|contains|holds|provides|is (?:stronger|higher|richer))|"
    r"in welke?\b[^.?]{0,14}\bzit\b|most magnesium|meeste magnesium|"
    r"welke? (?:\w+ )?(?:geeft|bevat|levert|heeft)"
)
_NEAR_BEHIND, _NEAR_BEFORE = 34, 28  # letters between a mass and the name of its compound


def _masses(flat: str) -> list["re.Match[str]"]:
    return list(_MG.finditer(flat))


def _as_written(asked: Asked) -> tuple[Fact, ...]:
    if not asked.said.forms or asked.said.elemental:
        return ()
    return (fact(asked, "answer.sum-as-written", COMPUTED, Certainty.JUDGEMENT),)


def of_week(asked: Asked) -> tuple[Fact, ...]:
    """A total of a week by the day, or a dose on some days as an average."""
    flat = folded(asked.question)
    spread = total_of_days(flat)
    if spread is not None:
        if FOOD.search(flat):
            return ()
        total, length = spread
        values = {"week": total, "days": length, "amount": total / length}
        first = fact(asked, "answer.week-day", COMPUTED, Certainty.COMPUTED, **values)
        return (first, *beside_limit(asked, total / length), *_as_written(asked))
    days, masses = days_a_week(flat), _masses(flat)
    if days is None or len(masses) != 1 or FOOD.search(flat):
        return ()
    if not re.search(r"average|gemiddeld", flat) and not (
        _AVERAGE.search(flat) and _HOW_MUCH.search(flat)
    ):
        return ()
    often = _TIMES_A_DAY.search(flat)
    times = count(next(one for one in often.groups() if one)) if often else 1.0
    amount = times * number(masses[0].group(1))
    values = {"days": days, "amount": amount, "week": days * amount, "average": days * amount / 7}
    if not 10 <= amount <= 3000:
        return ()
    first = fact(asked, "answer.some-days", COMPUTED, Certainty.COMPUTED, **values)
    return (first, *beside_limit(asked, amount), *_as_written(asked))


def pieces_needed(asked: Asked) -> tuple[Fact, ...]:
    """How many pieces bring an amount that a question names; parts of a piece are told apart."""
    flat = _PROVIDES.sub("", folded(asked.question))
    masses = {number(one.group(1)) for one in _masses(flat)}
    if not masses or not _HOW_MANY.search(flat) or _LASTS.search(flat):
        return ()
    upper = None
    if len(masses) == 1:
        bare = _BARE_WANTED.search(flat)
        upper = number(bare.group(1)) if bare else None
        if upper is None and _LIMIT.search(flat):
            upper = figure("upper", asked.kb)
        masses |= {upper} if upper else set()
    if len(masses) != 2:
        return ()
    named = next((one for words in _EACH if (one := words.search(flat))), None)
    each = number(named.group(1)) if named else min(masses)
    each = next(iter(masses - {upper})) if upper else each
    several = _SEVERAL_HOLD.search(flat)
    held = each / (count(several.group(1)) if several else 1.0)
    wanted = next((one for one in masses if one != each), None)
    if wanted is None or each not in masses or not 10 <= wanted <= 2000:
        return ()
    each = held
    pieces = wanted / each
    if abs(pieces - round(pieces)) < _WHOLE:
        pieces = float(round(pieces))
    if each < 2 or not 0.2 <= pieces <= 60:
        return ()
    values = {"amount": wanted, "each": each, "pieces": round(pieces, 2)}
    found = [fact(asked, "answer.pieces-needed", COMPUTED, Certainty.COMPUTED, **values)]
    fewer = float(int(pieces))
    if 1 <= fewer < pieces - 0.02:
        values = {"fewer": fewer, "less": fewer * each, "more": fewer + 1,
                  "most": (fewer + 1) * each}  # fmt: skip
        found.append(fact(asked, "answer.pieces-around", COMPUTED, Certainty.COMPUTED, **values))
    return (*found, *beside_limit(asked, wanted), *_as_written(asked))


def other_days(asked: Asked) -> tuple[Fact, ...]:
    """An amount every other day: the average, and why the day itself counts."""
    flat = folded(asked.question)
    masses = [one.group(1) for one in _masses(flat)]
    if not _OTHER_DAY.search(flat) or asked.said.forms or not masses or len(masses) > 2:
        return ()
    amount = max(number(one) for one in masses)
    values = {"amount": amount, "average": amount / 2}
    source = ("magwise-judgement",)
    first = fact(asked, "answer.every-other", source, Certainty.COMPUTED, **values)
    return (first, *beside_limit(asked, amount))


def each_time(asked: Asked) -> tuple[Fact, ...]:
    """What each portion is when an amount is spread over a day."""
    flat = folded(asked.question)
    masses, split = _masses(flat), _SPLIT.search(flat)
    if len(masses) != 1 or split is None or not _EACH_TIME.search(flat):
        return ()
    total, times = number(masses[0].group(1)), count(split.group(1))
    if not 2 <= times <= 10 or not 10 <= total <= 5000:
        return ()
    values = {"amount": total, "times": times, "each": total / times}
    first = fact(asked, "answer.each-time", COMPUTED, Certainty.COMPUTED, **values)
    return (first, *beside_limit(asked, total), *_as_written(asked))


def of_weight(asked: Asked) -> tuple[Fact, ...]:
    """An amount for each kilogram of body weight, for the weight that a question names."""
    flat = folded(asked.question)
    per = _PER_KG.search(flat)
    if per is None or asked.said.child or asked.profile.is_adult is False:
        return ()
    weight = _WEIGHT.search(flat[: per.start()] + " ; " + flat[per.end() :])
    if weight is None:
        return ()
    kilos = number(weight.group(1)) * _KG.get(weight.group(2)[0], 1.0)
    each = number(per.group(1))
    if not 30 <= kilos <= 250 or not 0.5 <= each <= 50:
        return ()
    values = {"each": each, "weight": round(kilos), "amount": each * kilos}
    first = fact(asked, "answer.of-weight", COMPUTED, Certainty.COMPUTED, **values)
    upper = figure("upper", asked.kb)
    source = ("efsa-2015-magnesium", "scf-2001-magnesium-ul")
    no_matter = fact(asked, "answer.need-weight", source, Certainty.OFFICIAL, upper=upper)
    return (first, *beside_limit(asked, each * kilos), no_matter)


def differing(asked: Asked) -> tuple[Fact, ...]:
    """Two products of which a question asks how much they differ, for the pieces taken."""
    flat = folded(asked.question)
    masses = [
        number(one.group(1)) / (_of_several(flat[one.end() :]) or 1.0) for one in _masses(flat)
    ]
    if len(masses) != 2 or not _DIFFERENCE.search(flat) or not _HOW_MUCH.search(flat):
        return ()
    if FOOD.search(flat) or asked.said.forms or masses[0] == masses[1]:
        return ()
    if not re.search(rf"\b{PIECE}\b|\bmerk|brand|product|supplement|\bpot", flat):
        return ()
    taken = _TAKEN.search(flat)
    pieces = count(next(one for one in taken.groups() if one)) if taken else 1.0
    first, second = (one * pieces for one in masses)
    values = {"pieces": pieces, "first": first, "second": second,
              "difference": abs(first - second)}  # fmt: skip
    differ = fact(asked, "answer.products-differ", COMPUTED, Certainty.COMPUTED, **values)
    return (differ, *beside_limit(asked, max(first, second)))


_TAKEN = re.compile(
    rf"\b{COUNT} ?(?:{PIECE} |x |keer |times )?(?:a day|per dag|daily|dagelijks|per day)\b|"
    rf"\b(?:neem|slik|take|took)(?: ik)?(?: er)?(?: dagelijks)? {COUNT}\b(?! ?mg)|"
    rf"\ber {COUNT} (?:neem|slik)"
)


def _of_several(after: str) -> float | None:
    hit = _PER_SEVERAL.match(after)
    return count(hit.group(1)) if hit else None


_PER_SEVERAL = re.compile(rf" ?(?:magnesium )?(?:per|in|/|for|voor) ?{COUNT} ?{PIECE}\b")
_WHOLE = 0.03  # of a piece; nearer to a whole number than labels are exact


def several_salts(asked: Asked) -> tuple[Fact, ...]:
    """The magnesium itself in several masses of compound, each with its own compound."""
    flat = folded(asked.question)
    itself = asked.said.named_as or "elementa" in flat  # then the figures are no salts
    if len(asked.said.forms) < 2 or not _WHICH_SALT.search(flat) or itself:
        return ()
    masses = _masses(flat)
    if not 2 <= len(masses) <= 3:
        return ()
    facts: list[Fact] = []
    forms = []
    for place, hit in enumerate(masses):
        end = masses[place + 1].start() if place + 1 < len(masses) else len(flat)
        start = masses[place - 1].end() if place else 0
        behind = flat[hit.end() : min(end, hit.end() + _NEAR_BEHIND)]
        before = flat[max(start, hit.start() - _NEAR_BEFORE) : hit.start()]
        named = recognise_forms(behind, asked.kb) or recognise_forms(before, asked.kb)
        if not named:
            return ()
        forms.append(named[0])
        facts.extend(_of_salt(asked, named[0], number(hit.group(1))))
    if len(set(forms)) < len(forms) or not facts:
        return ()
    ranked = sorted(facts, key=lambda one: -_best(one))
    if _best(ranked[0]) > _CLOSE * _best(ranked[1]) > 0:
        values = {"form": ranked[0].values["form"]}
        facts.append(fact(asked, "answer.salt-most", COMPUTED, Certainty.COMPUTED, **values))
    return (*facts, judged(asked, "answer.label"))


def _best(salt: Fact) -> float:
    best = salt.values.get("best")
    return float(best) if isinstance(best, float) else 0.0


def changed(asked: Asked) -> tuple[Fact, ...]:
    """What an amount becomes when a part of it is taken off or added."""
    flat = folded(asked.question)
    masses = {number(one.group(1)) for one in _masses(flat)}
    hit = _CHANGE.search(flat) or _CHANGE_BEHIND.search(flat)
    if len(masses) != 1 or hit is None or not _HOW_MUCH.search(flat):
        return ()
    less, more, part = hit.group("less"), hit.group("more"), hit.group("part")
    share = next((one for words, one in _SHARES if re.fullmatch(words, part)), None)
    share = number(part.split("%")[0].split(" ")[0]) / 100 if share is None else share
    (amount,) = masses
    if not (less or more) or not 0 < share < 1.01 or not 10 <= amount <= 3000:
        return ()
    result = amount * (1 - share if less else 1 + share)
    if result <= 0:
        return ()
    values = {"amount": amount, "step": amount * share, "result": result}
    key = "answer.amount-less" if less else "answer.amount-more"
    first = fact(asked, key, COMPUTED, Certainty.COMPUTED, **values)
    return (first, *beside_limit(asked, result), *_as_written(asked))


_CLOSE = 1.15  # compounds nearer to each other than this differ less than labels do
_SHARES = ((r"third|derde", 1 / 3), (r"half|helft", 0.5), (r"quarter|kwart", 0.25))
_CHANGE = re.compile(
    r"\b(?:(?P<less>cut\w*|reduc\w*|lower\w*|drop\w*|decreas\w*|verlaag\w*|verminder\w*|minder|"
    r"omlaag|afbouw\w*|less)|(?P<more>increas\w*|rais\w*|verhoog\w*|meer|more|omhoog))\b"
    r"[^.?\d]{0,24}?\b(?:by|with|met)? ?(?:a |an |een |de )?"
    r"(?P<part>third|derde|half|helft|quarter|kwart|\d{1,2} ?(?:%|percent|procent))(?!\w)"
)
_CHANGE_BEHIND = re.compile(
    r"(?P<part>third|derde|half|helft|quarter|kwart|\d{1,2} ?(?:%|percent|procent)) "
    r"(?:(?P<less>minder|less|lower|omlaag|fewer|eraf)|(?P<more>meer|more|extra|omhoog|erbij))\b"
)


def _of_salt(asked: Asked, form: str, mass: float) -> tuple[Fact, ...]:
    said = replace(
        asked.said, forms=(form,), amount_mg=mass, compound_mg=None, labelled_mg=None,
        elemental=False, named_as=False,
    )  # fmt: skip
    found = work_out("label", replace(asked, said=said, question="hoeveel")).facts
    return tuple(one for one in found if one.id in _SALT)


_SALT = ("answer.salt", "answer.salt-exact", "answer.salt-unknown")
