"""How the value of each kind of slot is written; one formatter for each `SlotKind`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from magwise.text import names, numbers
from magwise.text.numbers import Language
from magwise.text.quoting import clean, quoted

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Writer:
    """The knowledge base and the language a sentence is written with."""

    kb: "Knowledge"
    language: Language

    def word(self, key: str, **values: str) -> str:
        """An entry of the catalogue, with its own small slots filled in."""
        text = self.kb.text(self.language)[f"word.{key}"]
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        return text

    def counted(self, value: float, key: str, places: int = 1) -> str:
        """``1 dag``, ``2 dagen``: a number with a word that bends with it."""
        number = numbers.decimal(value, self.language, places)
        return f"{number} {self.word(f'{key}-one' if number == '1' else f'{key}-many')}"


Formatter = Callable[[Any, Writer], str]


def _amount(unit: str, places: Callable[[float], int] = numbers.places_for) -> Formatter:
    def write(value: Any, writer: Writer) -> str:
        return f"{numbers.decimal(float(value), writer.language, places(float(value)))} {unit}"

    return write


def _range(unit: str, places: Callable[[float], int] = numbers.places_for) -> Formatter:
    def write(value: Any, writer: Writer) -> str:
        low, high = ends(value)
        written = numbers.span(low, high, writer.language, places(high))
        return f"{written} {unit}".rstrip()

    return write


def ends(value: Mapping[str, float]) -> tuple[float, float]:
    """The low and the high end of ``{low, best, high}``."""
    return float(value["low"]), float(value["high"])


def _percent(value: Any, writer: Writer) -> str:
    share = float(value)
    if 0 < share < 0.01:
        return writer.word("percent-below", n="1")
    if 0.99 < share < 1:
        return writer.word("percent-above", n="99")
    return f"{numbers.decimal(100 * share, writer.language)} %"


def _percent_interval(value: Any, writer: Writer) -> str:
    low, high = ends(value)
    if high < 0.01 or low > 0.99:
        # An estimate never knows that a chance is nothing at all, or certain.
        return (
            writer.word("percent-below", n="1")
            if high < 0.01
            else writer.word("percent-above", n="99")
        )
    if low < 0.01 and high > 0.99:
        return f"0{numbers.EN_DASH}100 %"
    if low < 0.01:
        return writer.word("percent-at-most", n=numbers.decimal(100 * high, writer.language))
    if high > 0.99:
        return writer.word("percent-at-least", n=numbers.decimal(100 * low, writer.language))
    return f"{numbers.span(100 * low, 100 * high, writer.language, 0)} %"


def _hours(value: Any, writer: Writer) -> str:
    hours = float(value)
    if 0 < hours < 1:
        return writer.counted(60 * hours, "minute", 0)
    return writer.counted(hours, "hour")


def _measured(key: str, places: int = 1) -> Formatter:
    return lambda value, writer: writer.counted(float(value), key, places)


def _laboratory(value: Any, writer: Writer) -> str:
    return f"{numbers.fixed(float(value), writer.language, 2)} mmol/L"


def _laboratory_interval(value: Any, writer: Writer) -> str:
    low, high = (numbers.fixed(end, writer.language, 2) for end in ends(value))
    return f"{low if low == high else low + numbers.EN_DASH + high} mmol/L"


def _name(kind: str) -> Formatter:
    return lambda value, writer: names.name(str(value), kind, writer.kb, writer.language)


def _several(formatter: Formatter) -> Formatter:
    def write(value: Any, writer: Writer) -> str:
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise TypeError(f"a plural slot holds a tuple, not {value!r}")
        if not value:
            return writer.word("none")
        return numbers.listed([formatter(part, writer) for part in value], writer.language)

    return write


def _foods(value: Any, writer: Writer) -> str:
    """Foods in a row; a comma inside a name becomes brackets, so that the row can be read."""

    def one(part: Any, writer: Writer) -> str:
        name, _, rest = _name("food")(part, writer).partition(", ")
        return f"{name} ({rest})" if rest else name

    return _several(one)(value, writer)


def _portion(value: Any, writer: Writer) -> str:
    measure, count, grams = str(value["measure"]), float(value["count"]), value.get("grams")
    written = numbers.plain(count, writer.language)
    if measure in ("g", "gram"):
        return f"{numbers.decimal(float(grams or count), writer.language)} g"
    if measure == "ml":
        return f"{written} ml"
    noun = names.measure(measure, count, writer.kb, writer.language)
    weight = f" ({numbers.decimal(float(grams), writer.language)} g)" if grams else ""
    return f"{written} {noun}{weight}"


def _country(value: Any, writer: Writer) -> str:
    found = None if value == "other" else numbers.country(str(value), writer.language)
    return found or writer.word("country-other")


FORMATTERS: dict[str, Formatter] = {
    "number": lambda value, writer: numbers.plain(float(value), writer.language),
    "count": lambda value, writer: numbers.decimal(int(value), writer.language),
    "interval": _range(""),
    "mg": _amount("mg"),
    "mg_interval": _range("mg"),
    "g": _amount("g"),
    "g_interval": _range("g"),
    "ml": _amount("ml"),
    "ml_per_min": _amount("ml/min"),
    "mmol_per_l": _laboratory,
    "mmol_per_l_interval": _laboratory_interval,
    "percent": _percent,
    "percent_interval": _percent_interval,
    "litres": _measured("litre"),
    "hours": _hours,
    "minutes": _measured("minute", 0),
    "days": _measured("day"),
    "weeks": _measured("week"),
    "years": _measured("year"),
    "time": lambda value, writer: numbers.clock(int(value)),
    "times": _several(lambda value, writer: numbers.clock(int(value))),
    "date": lambda value, writer: numbers.day(str(value), writer.language),
    "text": lambda value, writer: quoted(str(value), writer.language),
    "texts": _several(lambda value, writer: quoted(str(value), writer.language)),
    "unit": lambda value, writer: clean(str(value), 40),
    "code": lambda value, writer: clean(str(value), 400),
    "portion": _portion,
    "country": _country,
    "word": lambda value, writer: writer.word(str(value)),
    "words": _several(lambda value, writer: writer.word(str(value))),
    "source": _name("source"),
    "cause": _name("cause"),
    "test": _name("test"),
    "measure": _name("measure"),
    "outcome": _name("outcome"),
    **{
        key: write
        for one, many in (
            ("food", "foods"),
            ("medicine", "medicines"),
            ("form", "forms"),
            ("authority", "authorities"),
            ("condition", "conditions"),
            ("sign", "signs"),
            ("nutrient", "nutrients"),
        )
        for key, write in ((one, _name(one)), (many, _several(_name(one))))
    },
    "foods": _foods,
}
NAMED = frozenset(
    ("food", "foods", "medicine", "medicines", "form", "forms", "authority", "authorities",
     "condition", "conditions", "sign", "signs", "cause", "test", "measure", "word", "words",
     "nutrient", "nutrients", "country", "outcome", "percent", "percent_interval")
)  # fmt: skip


def write(kind: str, value: Any, writer: Writer) -> str:
    """A value as its kind is written; a missing value is said to be unknown, never 0."""
    if value is None:
        return writer.word("unknown")
    return FORMATTERS[kind](value, writer)
