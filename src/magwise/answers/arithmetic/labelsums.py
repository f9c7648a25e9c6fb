"""Arithmetic on labels: shares of a compound or of the label value, pieces, and millimoles."""

import re
from dataclasses import replace

from magwise.answers.arithmetic.beside import COMPUTED, FIGURE, beside_limit
from magwise.answers.arithmetic.working_out import work_out
from magwise.answers.asked import Asked, fact, judged
from magwise.answers.reading.cutpieces import and_a_whole, part_of_piece
from magwise.answers.reading.portions import COUNT, PIECE, count, number
from magwise.answers.reading.servings import serving_in
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty, Fact
from magwise.core.units import MG_PER_MMOL
from magwise.knowledge.forms import elemental_share_of

COMPOUND = re.compile(rf"{FIGURE} ?(mg|milligram\w*|g|gram|grams)\b")
_PER_PIECES = re.compile(
    rf"(?:per|in|/|=|serving size(?: is|:| of|=)?|(?:serving|portie|dagdosering) ?(?:is|=|:|van|of)"
    rf") ?{COUNT} ?{PIECE}|\b{COUNT} ?(?:level |volle |afgestreken |heaped )?{PIECE} ?"
    r"(?:\([^)]{1,14}\) ?)?(?:=|is|bevat\w*|contains?|have|gives?|geven|provides?|leveren|"
    r"levert|samen)"
)
_TAKEN = re.compile(
    rf"\b(?:neem|slik|pak|take|taking|took|met|with|from|uit|for|bij|i have|"
    rf"gebruik|doe|do|spuit|manage|use|have|get)(?: ik)?(?: er)?"
    rf"(?: dagelijks| just| only| maar| daily| nu)? {COUNT}(?: ?{PIECE}|\b(?= ?(?:$|[?.,!]|"
    rf"am i|is that|is dat|ben ik|zit ik|kom ik|a day|per dag|op een dag|"
    rf"daily|per day|in totaal)))|\b{COUNT} ?{PIECE} ?(?:a day|per dag|daily|per day|dagelijks)|"
    rf"\b{COUNT} (?:a day|per dag|per day)\b|"
    rf"(?:hoeveel|how much)(?: zit er| is er| is)? in {COUNT}\b"
)
LABEL = re.compile(r"\b(?:ri|nrv|dv|rda|adh|rdi|vnr|daily value|dagwaarde|referentie-?inname)\b")
_MMOL_PIECE = re.compile(rf"{FIGURE} ?(mmol|meq)\b(?! ?/ ?l| per l| per 24)")
_BLOOD = re.compile(r"blood|bloed|serum|uitslag|\blab\b|result|level|spiegel|waarde|\bvalue\b")
_MILLIGRAMS = re.compile(rf"{FIGURE} ?(?:mg|milligram\w*)\b(?! ?(?:/|per) ?d?l)")
_MOMENT = (
    r"(?:(?:in the |at |s |'s |for |bij het |voor het )*(?:ochtends?|sochtends|morgens?|"
    r"smorgens|middags?|"
    r"smiddags|avonds?|savonds|nachts|morning|noon|lunch|afternoon|evening|night|bed|bedtime|"
    r"slapen|dinner|"
    r"breakfast|ontbijt|avondeten))"
)
_AT_A_TIME = re.compile(
    rf"\b{COUNT} ?(?:{PIECE} )?{_MOMENT}\b|"
    rf"\b{_MOMENT} (?:neem ik )?{COUNT}\b(?! ?(?:mg|g\b))"
)
_ASKED = re.compile(
    r"hoeveel|how much|how many|total|totaal|what (?:do|am|would) i get|limit|grens|te ?veel|"
    r"too much|equals?\b|what'?s that|is that|is dat|what am i (?:on|getting|taking)|wat krijg ik|"
    r"\bover\b|boven|too high|te hoog|samen"
)
_TOO_MUCH = re.compile(
    r"limit|grens|te ?veel|too much|\bover\b|boven|above|\bunder\b|below|onder|binnen de|within|"
    r"safe|veilig"
)
_PIECE_WORD = re.compile(
    rf"\b(?:{PIECE})\b|breek|break|cut|snij|scoop|\d ?x\b|"
    r"\d ?mg[^.?]{0,14}\b(?:times|keer|maal|twice|thrice|daags|tweemaal)\b"
)
_SAID = re.compile(r"compound|verbinding|\bsalt\b|\bzout\b|of (?:the )?oxide")
_OF_COMPOUND = re.compile(
    r"compound|verbinding|\bsalt\b|\bzout\b|hoeveel|how much|"
    r"\d ?mg (?:of )?magnesium ?(?:\w*citra|\w*gly|"
    r"oxi|mala|taur|chlor|sul|threo)|(?:citra\w*|glycin\w*|oxide?|malaa?te?) (?:van |of )?\d+ ?mg"
)
_MG_PER_ML = re.compile(
    r"(?P<mg>\d{1,4}(?:[.,]\d)?) ?(?P<u>mg|milligram\w*)\b[^.,;?]{0,24}?(?:per|in|/|each|a) ?"
    r"(?P<per>\d{1,3}(?:[.,]\d)?)? ?ml\b|(?P<per2>\d{1,3}(?:[.,]\d)?) ?ml (?:(?:of|van) "
    r"(?:\w+ ){1,3})?(?:is|="
    r"|contains?|bevat|has|gives|geeft) (?P<mg2>\d{1,4}) ?(?P<u2>mg)"
)
# "3 x 20 druppels", where 20 is what the label counts
_TIMES_A_SERVING = re.compile(rf"\b{COUNT} ?(?:x|keer|times|maal) ?{COUNT}\b(?! ?(?:mg|g\b))")
_ML_TAKEN = re.compile(rf"{FIGURE} ?ml\b")
_MG_PER_G = re.compile(
    r"(?P<mg>\d{1,5}(?:[.,]\d)?) ?(?P<u>mg|milligram\w*|g|"
    r"gram)\b(?: of)?(?: elementa\w*)?(?: magnesium)?"
    r" ?(?:per|in|/) ?(?P<per>\d{1,3}(?:[.,]\d)?) ?(?:g|gr|grams?)\b|"
    r"(?P<per2>\d{1,3}(?:[.,]\d)?) ?(?:g|gr|grams?)\)? (?:poeder |powder |scoop )?(?:is|=|"
    r"contains?|bevat|"
    r"has|gives|geeft) (?P<mg2>\d{1,5}(?:[.,]\d)?) ?(?P<u2>mg|g|gram)\b"
)
_G_TAKEN = re.compile(
    rf"(?:neem|slik|take|took|use|gebruik|doe|do|put|meng|have|gooi)\b[^.,;?]{{0,20}}?"
    rf"{FIGURE} ?(?:g|gr|grams?)\b|"
    rf"{FIGURE} ?(?:g|gr|grams?) (?:a day|per dag)"
)
_OFTEN = re.compile(
    rf"\b(twice|tweemaal|driemaal|thrice)\b|\b{COUNT} ?(?:x|keer|times|maal)\b"
    r"(?! ?(?:a|per|in de) (?:week|maand|month)|\d)"
)
_EACH_DAY = re.compile(
    rf"\b(twice|thrice|tweemaal|driemaal)\b|\b{COUNT} ?(?:x|keer|times|maal)\b|"
    rf"\b{COUNT} ?(?:{PIECE} )?(?:a day|per dag|daily|dagelijks|per day)"
)
_EACH_PIECE = re.compile(
    rf" ?(?:mg )?(?:elementa\w* )?(?:magnesium )?(?:each|apiece|per stuk|elk|"
    rf"(?:per|a|/) ?{PIECE})\b"
)
_WHAT_IS_IN_IT = re.compile(
    r"elementa|zuiver|puur|pure|actual|\bzelf\b|itself|compound|verbinding|\bzout\b|\bsalt\b"
)
_ASKS_ITSELF = re.compile(
    r"(?:hoeveel|how much|how many mg)[^.?\d]{0,24}(?:zuiver|elementa|puur|pure|actual|real|echt)"
)
_ASKS_SPLITTING = re.compile(
    r"splitting (?:\w+ )?(?:make|help|matter|worth|better|any)|(?:better|need|have) to split|"
    r"(?:verdelen|splitsen) (?:\w+ )?(?:beter|zin|nodig|uit)|of (?:alles )?in (?:een|1) keer|"
    r"or all (?:at once|together|in one)"
)
_LIKELY_ITSELF = 250.0  # mg in a piece; above it a compound is usually meant
_PER_WEEK = re.compile(
    r"(?:how much|how many mg|hoeveel)[^.?]{0,20}(?:per|a|in (?:a|een|the|de)|each|elke) week|"
    r"(?:per|a) week\?"
)
_ON_SKIN = re.compile(r"\bspray|\bolie\b|\boil\b|lotion|creme|cream|\bgel\b")
PRODUCT_UNIT = re.compile(r"tabl|caps|sachet|zakje|\bpil|ampul|drank|drink|powder|poeder")


def taken_of_label(asked: Asked) -> tuple[Fact, ...]:
    """What somebody takes of one product: millilitres, grams, or pieces of what a label gives."""
    flat = folded(asked.question)
    amount = _by_measure(flat)
    if amount is not None and 1 <= amount <= 5000:
        values = {"amount": amount}
        found = [fact(asked, "answer.measure-total", COMPUTED, Certainty.COMPUTED, **values)]
        if asked.said.forms and not asked.said.elemental:
            found.append(fact(asked, "answer.sum-as-written", COMPUTED, Certainty.JUDGEMENT))
        return (*found, *_limit_or_skin(asked, amount, flat))
    masses = _MILLIGRAMS.findall(flat)
    whole_day = _morning_and_night(flat)
    as_label = bool(asked.said.forms) and _is_label_figure(asked, flat)
    part = part_of_piece(flat)
    if (
        len(masses) != 1
        or (asked.said.forms and not as_label)
        or not (part or whole_day or _ASKED.search(flat))
        or _ASKS_SPLITTING.search(flat)
    ):
        return ()
    if not _PIECE_WORD.search(flat) or (LABEL.search(flat) and "%" not in flat):
        return ()
    mg, on_label = number(masses[0]), pieces_on_label(flat) or 1.0
    taken = part or whole_day or pieces_taken(flat) or _times_a_day(flat)
    if part == 0.5 and and_a_whole(flat):
        part, taken = None, 1.5
    elif part and whole_day:
        part, taken = None, whole_day
    elif part is not None and (often := _times_a_day(flat)):
        taken, part = part * often, None
    cut = taken != pieces_taken(flat)
    if (
        taken is None
        or (taken == on_label and not cut)
        or not 10 <= mg <= 2000
        or not 0 < taken / on_label <= 20
    ):
        return ()
    total = mg / on_label * taken
    found = []
    if on_label > 1:
        values = {"amount": mg / on_label, "whole": mg, "pieces": on_label}
        found.append(fact(asked, "answer.per-piece", COMPUTED, Certainty.COMPUTED, **values))
    if re.search(r"\b(?:nrv|ri)\b", flat):
        label = asked.kb.label_values["eu-nrv"].value
        values = {"amount": total, "share": total / (label.value or 1.0)}
        source = (label.source,)
        found.append(fact(asked, "answer.amount-share", source, Certainty.COMPUTED, **values))
    key = "answer.part-piece" if part else "answer.pieces-total"
    values = {"amount": total, "each": mg / on_label}
    values |= {} if part else {"pieces": taken}
    if taken == 1 and cut:  # two halves
        key, values = "answer.measure-total", {"amount": total}
    if taken != 1 or part or cut:
        found.append(fact(asked, key, COMPUTED, Certainty.COMPUTED, **values))
    if _PER_WEEK.search(flat):
        found.append(of_seven_days(asked, total))
    if as_label and not asked.said.elemental:
        found.append(fact(asked, "answer.sum-as-written", COMPUTED, Certainty.JUDGEMENT))
    return (*found, *_limit_or_skin(asked, total, flat))


def of_seven_days(asked: Asked, amount: float) -> Fact:
    """What an amount of a day is in a week."""
    values = {"amount": amount, "week": 7 * amount}
    return fact(asked, "answer.day-week", COMPUTED, Certainty.COMPUTED, **values)


def asks_week(flat: str) -> bool:
    """Whether a question wants to know an amount by the week."""
    return bool(_PER_WEEK.search(flat))


def _is_label_figure(asked: Asked, flat: str) -> bool:
    """Whether a figure beside the name of a compound is that of one piece on a label."""
    hit = _MILLIGRAMS.search(flat)
    if hit is None or len(asked.said.forms) != 1 or asked.said.named_as:
        return False
    if _WHAT_IS_IN_IT.search(flat) or not _EACH_PIECE.match(flat[hit.end() :]):
        return False
    return number(hit.group(1)) <= _LIKELY_ITSELF


def salt_and_limit(asked: Asked) -> tuple[Fact, ...]:
    """The magnesium in a mass of compound, held against the upper level that is asked about."""
    flat = folded(asked.question)
    said = asked.said
    mass = said.amount_mg
    one_mass = len(COMPOUND.findall(flat)) == 1
    if len(said.forms) != 1 or mass is None or not one_mass or not _TOO_MUCH.search(flat):
        return ()
    told = said.elemental and not _ASKS_ITSELF.search(flat)
    if told or said.named_as or said.labelled_mg or not _OF_COMPOUND.search(flat):
        return ()
    share = elemental_share_of(said.forms[0], asked.kb)
    if share is None:
        return ()
    mass *= _times_taken(flat, mass)
    found = work_out("label", replace(asked, said=replace(said, amount_mg=mass))).facts
    found = tuple(one for one in found if one.id.startswith("answer.salt"))
    left_out = {"answer.salt-above"} | ({"answer.salt-if-itself"} if _SAID.search(flat) else set())
    kept = tuple(one for one in found if one.id not in left_out)
    if not kept:
        return ()
    held = max(float(str(one.values.get("high", one.values.get("best", 0.0)))) for one in kept)
    return (*kept, *beside_limit(asked, held), judged(asked, "answer.label"))


def _times_taken(flat: str, mass: float) -> float:
    """How many pieces of a label somebody takes, where the mass read is still that of one."""
    hit = COMPOUND.search(flat)
    if hit is None:
        return 1.0
    written = number(hit.group(1)) * (1000 if hit.group(2).startswith("g") else 1)
    taken = pieces_taken(flat)
    if taken is None or abs(written - mass) > 1 or not 0 < taken <= 12:
        return 1.0
    return taken / (pieces_on_label(flat) or 1.0)


def _by_measure(flat: str) -> float | None:
    """Magnesium in the millilitres or grams that are taken [mg]; None when none are named."""
    for content, taken in ((_MG_PER_ML, _ML_TAKEN), (_MG_PER_G, _G_TAKEN)):
        hit = content.search(flat)
        if hit is None:
            continue
        groups = hit.groupdict()
        mass = number(groups["mg"] or groups["mg2"])
        mass *= 1000 if (groups["u"] or groups["u2"] or "mg").startswith("g") else 1
        per = number(groups["per"] or groups["per2"] or "1")
        rest = flat[: hit.start()] + " ; " + flat[hit.end() :]
        own = taken.search(rest)
        if own is not None and per > 0:
            return mass / per * number(next(one for one in own.groups() if one))
    return None


def _morning_and_night(flat: str) -> float | None:
    """Pieces of a day that are told apart: "one in the morning and two at night"."""
    told = [count(one.group(1) or one.group(2)) for one in _AT_A_TIME.finditer(flat)]
    return sum(told) if len(told) > 1 else None


def _times_a_day(flat: str) -> float | None:
    hit = _OFTEN.search(flat)
    return count(hit.group(1) or hit.group(2)) if hit else None


def _limit_or_skin(asked: Asked, amount: float, flat: str) -> tuple[Fact, ...]:
    if _ON_SKIN.search(flat):
        return (judged(asked, "answer.spray-unsure"),)
    return beside_limit(asked, amount)


def mmol_pieces(asked: Asked) -> tuple[Fact, ...]:
    """Tablets in mmol or mEq, for one and for the day."""
    flat = folded(asked.question)
    hit = _MMOL_PIECE.search(flat)
    if hit is None or not (PRODUCT_UNIT.search(flat) or not _BLOOD.search(flat)):
        return ()
    value = number(hit.group(1))
    if value < 1.5 and not PRODUCT_UNIT.search(flat):
        return ()
    mmol = value / (2 if hit.group(2) == "meq" else 1)
    pieces = 1.0
    often = _EACH_DAY.search(flat)
    if often:
        pieces = count(next(one for one in often.groups() if one))
    if pieces == 1 and asked.said.conversion is not None:
        return ()  # one plain conversion; that subject has its own answer
    found = [fact(asked, "answer.converted-mg", ("iupac-2021",), Certainty.COMPUTED, mmol=mmol,
                  amount=mmol * MG_PER_MMOL)]  # fmt: skip
    if pieces != 1:
        values = {"mmol": mmol * pieces, "amount": mmol * pieces * MG_PER_MMOL}
        found.append(fact(asked, "answer.mmol-day", ("iupac-2021",), Certainty.COMPUTED, **values))
    limit = () if asked.said.prescribed else beside_limit(asked, mmol * pieces * MG_PER_MMOL)
    above = any(one.id == "answer.amount-above" for one in limit)
    shown = (above and pieces != 1) or bool(_TOO_MUCH.search(flat))
    return (*found, *(limit if shown else ()))


def of_pieces(asked: Asked, amount: float, flat: str) -> tuple[Fact, ...]:
    """An amount on a label, for one piece and for as many as are taken."""
    on_label, taken = pieces_on_label(flat) or 1.0, pieces_taken(flat)
    found = []
    one = amount / on_label
    if on_label > 1:
        values = {"amount": one, "whole": amount, "pieces": on_label}
        found.append(fact(asked, "answer.per-piece", COMPUTED, Certainty.COMPUTED, **values))
    total = amount
    if taken == 1:
        total = one
    elif taken and taken != on_label:
        total = one * taken
        values = {"pieces": taken, "amount": total, "each": one}
        found.append(fact(asked, "answer.pieces-total", COMPUTED, Certainty.COMPUTED, **values))
    return (*found, *beside_limit(asked, total))


def pieces_on_label(flat: str) -> float | None:
    """For how many pieces a label gives its figure; None when the question does not say."""
    served = serving_in(flat)
    if served:
        return served.pieces
    hit = _PER_PIECES.search(flat)
    return count(hit.group(1) or hit.group(2)) if hit else None


def pieces_taken(flat: str) -> float | None:
    """How many pieces somebody takes in a day; None when the question does not say."""
    served = serving_in(flat)  # what the label says is not what is taken
    if served:
        flat = flat[: served.start] + " ; " + flat[served.end :]
    if served and (several := _TIMES_A_SERVING.search(flat)):
        taken = count(several.group(1)) * count(several.group(2))
        return taken if count(several.group(2)) == served.pieces else None
    hits = list(_TAKEN.finditer(flat))
    return count(next(one for one in hits[-1].groups() if one)) if hits else None
