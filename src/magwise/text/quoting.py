"""What people typed, made safe to show: nothing in it can act, hide or break the page."""

import unicodedata

LONGEST = 120  # characters of someone's own words that a sentence can carry
_QUOTES = {"nl": ("\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"),
           "en": ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}")}  # fmt: skip


def clean(words: str, longest: int = LONGEST) -> str:
    r"""One line without control, direction or private characters, cut where it gets too long.

    >>> clean("twee\x1b[31m bananen\n")
    'twee [31m bananen'
    """
    # Only the start can be shown, so only the start is read: a line may be ten megabytes.
    head = words[: longest * 4]
    kept = "".join(
        " " if unicodedata.category(letter)[0] in "CZ" else letter
        for letter in unicodedata.normalize("NFC", head)
    )
    line = " ".join(kept.split())
    if len(line) > longest or len(words) > len(head):
        line = line[: longest - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    return line


def quoted(words: str, language: str) -> str:
    """Someone's own words between quotation marks."""
    left, right = _QUOTES[language]
    return f"{left}{clean(words)}{right}"
