"""How a source is named: a short label in the text, a full line in the list of sources."""

from magwise.knowledge.schema.message import Source

_ETC = 2  # authors named before the rest becomes "et al."


def _surnames(authors: str) -> list[str]:
    """Surnames of ``Nielsen FH, Lukaski HC`` or ``Nielsen; Lukaski``."""
    parts = [part.strip() for part in authors.replace(";", ",").split(",") if part.strip()]
    return [
        " ".join(w for w in part.split() if not (w.isupper() and len(w) <= 4)) for part in parts
    ]


def label(source: Source) -> str:
    """The short form that stands behind a statement, such as ``EFSA 2015``."""
    who = source.publisher or source.title
    if source.authors:
        names = [name for name in _surnames(source.authors) if name and name != "et al."]
        if len(names) > _ETC or "et al" in source.authors:
            who = f"{names[0]} et al."
        elif names:
            who = " & ".join(names)
    who = who if len(who) <= 48 else who[:47].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
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
