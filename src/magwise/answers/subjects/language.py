"""In which language somebody asks."""

from typing import TYPE_CHECKING

from magwise.answers.records import Language
from magwise.answers.subjects.concepts import read
from magwise.answers.subjects.index import index_of
from magwise.person import Profile

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge


def language_asked(text: str, language: str | None, profile: Profile, kb: "Knowledge") -> Language:
    """The language that is asked for, else that of the question, else that of the person."""
    if language in ("nl", "en"):
        return "nl" if language == "nl" else "en"
    return (
        index_of(kb).language(text)
        or _by_words(text, kb)
        or profile.language
        or ("nl" if profile.country == "nl" else "en")
    )


def _by_words(text: str, kb: "Knowledge") -> Language | None:
    """The language that knows more of the words, where small words do not tell."""
    dutch, english = (len(read(text, one, kb).strange) for one in ("nl", "en"))
    if dutch == english:
        return None
    return "nl" if dutch < english else "en"
