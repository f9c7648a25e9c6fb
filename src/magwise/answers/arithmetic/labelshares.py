"""Arithmetic on shares of a label: of the compound, and of the label value."""

import re

from magwise.answers.arithmetic.beside import COMPUTED, beside_limit
from magwise.answers.arithmetic.labelsums import (
    COMPOUND,
    LABEL,
    of_pieces,
    pieces_on_label,
    pieces_taken,
)
from magwise.answers.arithmetic.working_out import AMERICAN_DAILY_VALUE_MG
from magwise.answers.asked import Asked, fact
from magwise.answers.reading.portions import number
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty, Fact
from magwise.knowledge.forms import elemental_share_of

_STATED = re.compile(
    r"(\d{1,2}(?:[.,]\d{1,2})?) ?(?:%|procent|per ?cent)(?! ?(?:van de |of the )?(?:ri\b|nrv|dv\b|"
    r"rda|adh|daily|dagel|dv|vnr))"
)
_AMERICAN = re.compile(r"\bdv\b|daily value|american|\bus\b|amerik")

_ASKS_SHARE = re.compile(r"hoeveel (?:procent|%)|what (?:per ?cent\w*|%|share)|how many per ?cent")


def stated_share(asked: Asked) -> tuple[Fact, ...]:
    """A mass of compound times the share of magnesium that the question names."""
    flat = folded(asked.question)
    share, salt = _STATED.search(flat), COMPOUND.search(flat)
    if share is None or salt is None:
        return ()
    part = number(share.group(1)) / 100
    mass = number(salt.group(1)) * (1000 if salt.group(2).startswith("g") else 1)
    if not 0.03 <= part <= 0.7 or not 50 <= mass <= 20000 or len(COMPOUND.findall(flat)) > 2:
        return ()
    of_magnesium = re.match(r" ?(?:elementa\w* |is |of it is |ervan is )?(?:magnes|mg\b)",
                            flat[share.end() :])  # fmt: skip
    if not asked.said.forms and "elementa" not in flat and not of_magnesium:
        return ()
    amount = part * mass
    found = [fact(asked, "answer.stated-share", COMPUTED, Certainty.COMPUTED, share=part, salt=mass,
                  amount=amount)]  # fmt: skip
    pieces = of_pieces(asked, amount, flat)
    if re.search(r"\b(?:nrv|ri|375)\b", flat):
        label = asked.kb.label_values["eu-nrv"].value
        ids = [one.id for one in pieces]
        at = ids.index("answer.pieces-total") + 1 if "answer.pieces-total" in ids else 0
        whole = pieces[at - 1].values["amount"] if at else amount
        values = {"amount": whole, "share": float(str(whole)) / (label.value or 1)}
        of_label = fact(asked, "answer.amount-share", (label.source,), Certainty.COMPUTED, **values)
        pieces = (*pieces[:at], of_label, *pieces[at:])
    return (*found, *pieces, *_more_than_pure(asked, part))


def _more_than_pure(asked: Asked, part: float) -> tuple[Fact, ...]:
    """A share that the compound by itself cannot hold."""
    form = next(iter(asked.said.forms), None)
    held = elemental_share_of(form, asked.kb) if form else None
    if held is None or part <= held.high * 1.08:
        return ()
    values = {"stated": part, "form": form, "share": held.as_dict()}
    return (fact(asked, "answer.label-more", COMPUTED, Certainty.COMPUTED, **values),)


def share_of_pieces(asked: Asked) -> tuple[Fact, ...]:
    """A share of the label value on each piece, times the pieces."""
    flat = folded(asked.question)
    share = asked.said.label_share
    if share is None or share.share is None or asked.said.forms or not LABEL.search(flat):
        return ()
    told = pieces_taken(flat) or pieces_on_label(flat)
    if told is None or COMPOUND.search(flat):
        return ()
    if _AMERICAN.search(flat):
        whole = AMERICAN_DAILY_VALUE_MG
        values = {"share": share.share, "amount": share.share * whole, "american": whole}
        first = fact(
            asked, "answer.share-american", ("eu-1169-2011",), Certainty.OFFICIAL, **values
        )
    else:
        label = asked.kb.label_values["eu-nrv"].value
        whole = label.value or 0.0
        values = {"share": share.share, "amount": share.share * whole}
        first = fact(asked, "answer.share-amount", (label.source,), Certainty.COMPUTED, **values)
    return (first, *of_pieces(asked, share.share * whole, flat))


def share_of_each(asked: Asked) -> tuple[Fact, ...]:
    """What share of the label value one piece is, and what share several are."""
    flat = folded(asked.question)
    masses = {number(one.group(1)) for one in COMPOUND.finditer(flat) if one.group(2)[0] == "m"}
    taken = pieces_taken(flat)
    asks = len(_ASKS_SHARE.findall(flat)) > 1 and LABEL.search(flat)
    if not asks or len(masses) != 1 or not taken or taken == 1 or asked.said.forms:
        return ()
    label = asked.kb.label_values["eu-nrv"].value
    (one,) = masses
    shares = tuple(
        fact(asked, "answer.amount-share", (label.source,), Certainty.COMPUTED, amount=amount,
             share=amount / (label.value or 1))
        for amount in (one, one * taken)
    )  # fmt: skip
    return (*shares, *beside_limit(asked, one * taken))
