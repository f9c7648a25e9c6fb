"""The authorised sentences on products that a question comes near to."""

import re

from magwise.answers.asked import Asked, Outcome, fact
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty

_CLAIMED = {
    key: re.compile(words)
    for key, words in (
        ("claim-fatigue", r"\bmoe\b|moeheid|vermoeid|tired|fatigue"),
        ("claim-muscle", r"spierfunctie|werking van (?:de|je) spieren|muscle function|"
                         r"spieren\b(?! pijn)|\bmuscles\b"),
        ("claim-nerves", r"zenuw(?!ac)|nerv(?:e|es|ous system)\b"),
        ("claim-bones", r"\bbot(?:ten)?\b|\bbones?\b"),
        ("claim-teeth", r"tand(?:en)?\b|gebit|teeth"),
        ("claim-energy", r"energie|energy"),
        ("claim-electrolytes", r"ele[ck]trol"),
        ("claim-protein", r"eiwit|protein"),
        ("claim-psychological", r"psych|\bmental[e]?\b|geestelijk"),
        ("claim-cell-division", r"celdeling|cell division"),
    )
}  # fmt: skip


def product_claims(asked: Asked) -> Outcome:
    """The authorised sentences that come near to what the question names, word for word."""
    flat = folded(asked.question)
    found = []
    for key, words in _CLAIMED.items():
        claim = asked.kb.claims[key]
        text = claim.nl.text if asked.language == "nl" else claim.en.text
        if words.search(flat):
            source = ("eu-432-2012",)
            found.append(
                fact(asked, "answer.claim-allowed", source, Certainty.OFFICIAL, claim=text)
            )
    return Outcome(tuple(found[:2]))
