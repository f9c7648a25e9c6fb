"""Every name of every medicine, folded so that spelling, accents and brackets do not matter."""

import re
import unicodedata
from dataclasses import dataclass

from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.medicine import Medicine, MedicineGroup

# Words around a name that say how much, how, when or by whom, not what.
NOISE = frozenset(
    """
    tablet tabletten tabletje tabletjes tablets tabl tab tabs pil pillen pilletje pilletjes pill
    pills capsule capsules caps cap zakje zakjes sachet sachets druppel druppels drops drop drank
    drankje siroop syrup suspensie suspension poeder powder kauwtablet kauwtabletten chewable
    bruistablet bruistabletten effervescent injectie injection injecties spuit prik pen pleister
    pleisters patch patches zalf crème creme cream gel spray infuus infusion ampul smelttablet
    filmomhulde film coated dispersible oros
    mg mcg ug g gram ml µg μg microgram milligram ie iu eh mmol ng
    retard mga xr xl sr er cr mr la zoc chrono durette durettes depot slow long release
    gereguleerde afgifte msr maagsapresistent maagsapresistente gastro resistant
    dagelijks dagelijkse daags dag dagen per x maal keer dd 1dd 2dd 3dd 4dd daily day once twice
    od bd bid tid qid weekly week wekelijks maand month elke every each iedere a an een de het the
    mijn my s ochtends ochtend avonds avond middag nacht morning evening night noon breakfast
    ontbijt lunch dinner diner voor na bij before after with met at in op om en and of or sinds
    since half halve twee drie vier two three four one ook also nog soms sometimes indien nodig
    zonodig zo as needed prn
    natrium sodium kalium potassium calcium magnesium hcl hydrochloride hydrochloor hydrobromide
    besilaat besilate besylate maleaat maleate mesilaat mesilate tartraat tartrate succinaat
    succinate fumaraat fumarate sulfaat sulfate sulphate fosfaat phosphate citraat citrate
    acetaat acetate nitraat nitrate medoxomil cilexetil disoproxil alafenamide marboxil axetil
    teva sandoz mylan viatris accord ratiopharm actavis aurobindo cf pch eg apotex stada krka
    zentiva hexal centrafarm pfizer bayer novartis kruidvat etos trekpleister da healthypharm
    leidapharm care linn generic merkloos
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
NEGATION = frozenset(("geen", "niet", "zonder", "no", "not", "without", "never", "nooit"))
PILL_WORDS = frozenset(
    """
    tablet tabletten tabletje tabletjes tablets tabl pil pillen pilletje pilletjes pill pills
    capsule capsules caps mg mcg µg microgram milligram ie iu mmol supplement supplementen
    supplements medicijn medicijnen medicine medicines medication medicatie slik slikte geslikt
    ingenomen kuur recept voorgeschreven prescribed prescription apotheek pharmacy zakje sachet
    druppels drops injectie
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
DOSE = re.compile(
    r"\b\d+(?:[.,]\d+)?(?:\s*/\s*\d+(?:[.,]\d+)?)*\s*"
    r"(?:mg|mcg|µg|μg|ug|g|gram|ml|microgram|milligram|ie|iu|mmol|eh|%)(?:\s*/\s*(?:ml|dag|day|\d+\s*ml))?",
    re.IGNORECASE,
)
NUMBER = re.compile(r"^\d+(?:[.,]\d+)?(?:x|dd|mg|mcg|µg|ug|g|ml|ie|iu)?$")
WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*", re.UNICODE)
LONGEST_NAME = 6  # words
LONGEST_TEXT = 400  # characters of a name; nobody's medicine is called longer


def folded(text: str) -> str:
    """Lower case, without accents, and with one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+|_", " ", plain).split())


def without_links(name: str) -> str:
    """``losartan met hydrochloorthiazide`` as people write it: ``losartan hydrochloorthiazide``."""
    return " ".join(word for word in name.split() if word not in ("met", "with", "en", "and"))


def _written(name: str) -> set[str]:
    """The ways one name is written: with and without what stands in brackets, and shortened."""
    ways = {folded(name), folded(re.sub(r"\(.*?\)", " ", name))}
    ways |= {without_links(way) for way in ways}
    for way in tuple(ways):
        if " " in way:
            ways.add(re.sub(r"\bhydrochloorthiazide\b|\bhydrochlorothiazide\b", "hct", way))
            ways.add(re.sub(r"\bhydrochloorthiazide\b|\bhydrochlorothiazide\b", "hctz", way))
    return ways


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Every name in one knowledge base; built once."""

    medicines: dict[str, Medicine]
    groups: dict[str, MedicineGroup]
    names: dict[str, tuple[str, ...]]  # folded name -> ids of medicines
    everyday: dict[str, str]  # folded word -> id of a group
    bare: frozenset[str]  # names that are ordinary words outside a list of medicines
    typed: tuple[str, ...]  # names long enough to be compared letter by letter
    former: dict[str, str]  # former ATC code -> today's code


_INDEXES: dict[str, NameIndex] = {}


def name_index(kb: Knowledge) -> NameIndex:
    """All names of this knowledge base; built at the first question and kept."""
    known = _INDEXES.get(kb.hash)
    if known and known.medicines is kb.medicines and known.groups is kb.medicine_groups:
        return known
    names: dict[str, dict[str, None]] = {}
    bare: set[str] = set()
    former: dict[str, str] = {}
    for medicine in kb.medicines.values():
        for name in (
            medicine.id.replace("-", " "),
            medicine.names.nl,
            medicine.names.en,
            *medicine.brands,
            *medicine.words.nl,
            *medicine.words.en,
            *medicine.bare_words,
        ):
            for alias in _written(name):
                names.setdefault(alias, {})[medicine.id] = None
        bare.update(folded(word) for word in medicine.bare_words)
        for code in medicine.former_atc:
            if medicine.atc:
                former[code] = medicine.atc
    for interaction in kb.interactions.values():
        former.update(interaction.former_atc)
    everyday = {
        folded(word): group.id
        for group in kb.medicine_groups.values()
        for word in (*group.words.nl, *group.words.en)
    }
    index = NameIndex(
        kb.medicines,
        kb.medicine_groups,
        {name: tuple(ids) for name, ids in names.items()},
        everyday,
        frozenset(bare),
        tuple(name for name in dict.fromkeys((*names, *everyday)) if len(name) >= 5),
        former,
    )
    while len(_INDEXES) >= 4:
        _INDEXES.pop(next(iter(_INDEXES)))
    _INDEXES[kb.hash] = index
    return index
