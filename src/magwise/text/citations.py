"""How a source is named: a short label in the text, a full line in the list of sources."""

import re

from magwise.knowledge.schema.message import Source

_ETC = 2  # authors named before the rest becomes "et al."
_LONGEST = 44  # characters of a name in a label
# Nielsen FH; Nielsen F.H.; Nielsen, but not "Institute of Medicine"
_PERSON = re.compile(r"^[A-Z][\w'’\-]+(?: (?:[A-Z]\.?-?){1,4})?$")
_ACRONYM = re.compile(r"\b(?:[A-Z]{3,6}|[A-Z][a-z][A-Z])\b")


def _who(authors: str) -> str | None:
    """``Nielsen & Lukaski`` or ``Garrison et al.``; None when the author is a body."""
    parts = [part.strip() for part in authors.replace(";", ",").split(",") if part.strip()]
    names = [part for part in parts if part.removesuffix(".") != "et al"]
    if not names or not all(_PERSON.match(part) for part in names):
        return None
    surnames = [name.split(" ")[0] for name in names]
    if len(names) > _ETC or len(names) < len(parts):
        return f"{surnames[0]} et al."
    return " & ".join(surnames)


def label(source: Source) -> str:
    """The short form that stands behind a statement, such as ``EFSA 2015``."""
    who = _who(source.authors) if source.authors else None
    if who is None:
        body = source.authors or source.publisher or source.title
        acronym = _ACRONYM.search(body)
        who = acronym.group() if acronym and len(body) > _LONGEST // 2 else body
    if len(who) > _LONGEST:
        who = who[: _LONGEST - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    return who if source.year is None or str(source.year) in who else f"{who} {source.year}"


def address(source: Source) -> str | None:
    """Where it can be read: its DOI, its page, or its PubMed entry."""
    if source.doi:
        return f"https://doi.org/{source.doi}"
    if source.url and source.url.startswith(("https://", "http://")):
        return source.url
    return f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/" if source.pmid else None


def citation(source: Source) -> str:
    """The full line: who, title, publisher, year."""
    who = source.authors.rstrip(".") + ". " if source.authors else ""
    tail = ", ".join(
        part
        for part in (source.publisher, str(source.year) if source.year is not None else None)
        if part
    )
    title = source.title.rstrip(".")
    return f"{who}{title}. {tail}." if tail else f"{who}{title}."
