"""What a question itself tells about the person, the amounts and the medicines in it."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from magwise.answers.reading.ages import age_in, children_named, is_youth_team
from magwise.answers.reading.amounts import Conversion, amount_in, conversion_in
from magwise.answers.reading.bloodvalues import laboratory_values
from magwise.answers.reading.labels import LabelShare, label_share_in
from magwise.answers.reading.places import country_in
from magwise.answers.reading.portions import mmol_of_product
from magwise.answers.reading.words import folded, tokens, word_set
from magwise.knowledge.forms import recognise_forms
from magwise.knowledge.medicines import find_in_line, recognise
from magwise.person import LaboratoryResult, Profile

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

_CHILD = word_set(
    """
    kind kinderen kindje kleuter kleuters peuter peuters dochter dochters zoon zonen zoontje
    dochtertje baby baby's tiener tieners puber pubers jongetje meisje kleinzoon kleindochter
    kleinkind kleinkinderen dreumes zuigeling minderjarig minderjarige scholier neefje nichtje
    brugklasser jeugd jeugdteam child children child's toddler toddlers daughter daughters
    son sons kid kids
    teenager teenagers teen teens teenage infant infants boy girl grandson granddaughter
    grandchild grandchildren newborn preschooler youngster adolescent adolescents baby's babies
    u8 u9 u10 u11 u12 u13 u14 u15 u16 u17 u18 kiddo kiddos bairn bairns wean ukkie kleintje
    toddler's kid's son's daughter's"""
)
_FEMALE = word_set("vrouw vrouwen moeder meisje dochter woman women female mother girl daughter")
_MALE = word_set("man mannen vader jongen zoon men male father boy son guy dude lad bloke kerel")
_PREGNANT = ("zwanger", "pregnan")
_NOT_PREGNANT = re.compile(
    r"\b(?:not|isn't|aren't|no longer|niet|niet meer) (?:zwanger|pregnant)\b(?! (?:yet|nog))|"
    r"\b(?:get|getting|become|becoming|fall|falling) pregnant\b|"
    r"\bzwanger (?:te )?(?:worden|raken)\b|\bzwanger (?:wil|wilt) (?:worden|raken)\b"
)
_FEEDING = ("borstvoeding", "breastfe")
_BLOOD_VALUE = re.compile(
    r"\d+(?:[.,]\d+)? ?(?:mg|mmol|meq)? ?(?:/|per) ?d?l\b|(?<![\d.,])\d[.,]\d{1,2}(?!\d| ?m?g\b)",
    re.IGNORECASE,
)
_EGFR = re.compile(
    r"(?:egfr|nierfunctie|nieren werken|kidney function|kidneys work|gfr)[^\d.?!]{0,24}(\d{1,3})\b"
    r"(?! ?(?:mg|jaar|year|uur|hour|week|keer))"
)
_KIDNEYS = re.compile(
    r"nierziek|nierpati|nierfal|nierinsuf|nierschade|nierprobl|niertranspl|donornier|dialys|"
    r"(?:slechte|zwakke|kapotte|halve|beschadigde|geen goede|niet goede) nier|"
    r"(?:verminderde|slechte|matige|lage|halve) nierfunctie|"
    r"nier\w* (?:\w+ ){0,3}(?:niet|minder|slecht\w*|half|maar|achteruit|kapot|zwak|op)\b|"
    r"(?:last|problemen?) (?:van|met) (?:\w+ ){0,2}nieren|"
    r"\b(?:een|1) nier\b|nefro|kidney (?:disease|failure|patient|problem|transplant|damage|"
    r"trouble)|"
    r"(?:bad|weak|poor|failing|damaged|dodgy|poorly working) kidney|renal|\bckd\b|nephr|"
    r"kidneys? (?:\w+ ){0,3}(?:not|fail\w*|bad|weak|poor\w*|half|only|aren't|don't|struggl\w*|shot|"
    r"packing|damaged|declin\w*)\b|(?:poor|low|reduced|impaired) kidney function|"
    r"\b(?:one|single) kidney\b|(?:trouble|problems?) with (?:\w+ ){0,2}kidneys"
)
_HEALTHY_KIDNEYS = re.compile(
    r"(?:gezonde|goede|normale) nier|nieren (?:zijn|werken) (?:\w+ )?(?:goed|gezond|prima|normaal)|"
    r"geen (?:\w+ )?nier|nothing wrong with (?:my|his|her) kidneys|"
    r"(?:healthy|good|normal) kidney|no kidney|"
    r"kidneys (?:are |work )?(?:fine|ok|well|healthy|normal|good)|normal (?:renal|kidney) function|"
    r"(?:renal|kidney) function (?:is |was )?(?:normal|fine|good)|"
    r"nierfunctie (?:is )?(?:normaal|goed)"
)
_DIED_OF_KIDNEYS = re.compile(
    r"\b(?:overleden aan|gestorven aan|died of|died from|died with|lost to) "
    r"(?:\w+ )?(?:nier|kidney|renal)"
)
_HARMS_KIDNEYS = re.compile(
    r"\b(?:caus\w*|veroorza\w*|krijg je|slecht voor|bad for|harms?|damages?|beschadig\w*)\b"
    r"(?: \w+){0,3} (?:kidney|nier)"
)
_ELEMENTAL = re.compile(
    r"(?<!niet )(?<!not )(?<!geen )elementa|zuiver magnesium|puur magnesium|actual magnesium|"
    r"pure magnesium"
)
_PRESCRIBED = re.compile(
    r"(?:dokter|arts|huisarts|specialist|doctor|gp|consultant|cardioloog|nefroloog)\b.{0,40}\b"
    r"(?:schreef|voorgeschreven|schrijft|gaf|prescri\w*|put me on|gave)|op recept|on prescription|"
    r"voorgeschreven|prescribed|magnence"
)
_HAS = re.compile(r"\b(?:have|had|has|got|with|heb|had|heeft|met|is|was|mijn|my)\s+(?:\w+\s+)?$")
_DENIED = re.compile(r"\b(?:geen|niet|no|not|without|zonder)\s+(?:\w+\s+)?$")
# What somebody wants to prevent is no disease they have.
_CHANCE_OF = re.compile(
    r"\b(?:kans op|risico op|risk of|chance of|chances of|prevents?|preventing|voorkomt?|"
    r"voorkomen van|overleden aan|gestorven aan|died of|died from)\s+(?:\w+\s+)?$"
)
# Somebody who died of it is not the one who asks.
_DIED = re.compile(r"^.{0,25}\b(?:overleden|gestorven|died|passed away)\b")
_LEAST_LETTERS = 5  # of a disease named in running text; "als" and "ms" are other words too
_SERIOUS = frozenset(("stop", "refer"))
# Common words that are conditions too: they are what the question is about, not who asks.
_NOT_ASKED_OF = frozenset(
    ("hypomagnesaemia", "constipation", "child", "acute-diarrhoea", "acute-vomiting", "pregnancy",
     "breastfeeding", "dehydration", "chronic-diarrhoea")
)  # fmt: skip
_DOSE = re.compile(
    r"\b(?:dosis|dosering|dose|dosage|hoeveel tablet\w*|hoeveel pil\w*|"
    r"(?:hoeveel|how much)\b.*\b(?:nemen|neem|innemen|slik\w*|take|give|geven|geef|gebruik\w*|"
    r"mag|can))\b"
)
_TOGETHER = re.compile(
    r"\b(?:samen|tegelijk|tussen|ertussen|combin\w*|erbij|naast|together|between|spacing|apart|"
    r"interact\w*|uur|uren|hours?|alongside)\b|"
    r"\bmagnesium with\b|\bwith magnesium\b|\bmet magnesium\b"
)
_PERMISSION = re.compile(
    r"\b(?:can|may|should|could|mag|kan|moet|zou|mogen)\b.{0,12}\b(?:i|we|ik|wij|he|she|hij|zij|"
    r"ze|men|je|you)\b"
    r".*\b(?:take|have|use|start|nemen|gebruiken|slikken|hebben|beginnen)\b"
)
_QUITTING = re.compile(r"\bvan (?:mijn|de|die|haar|zijn|m'n|mn) [\w -]{3,30} af\b")
_QUITTING_MAGNESIUM = re.compile(
    r"\b(?:stop\w*|quit\w*|come off|skip\w*|afbouw\w*)(?: (?:met|taking|using|the|my|mijn|de|het|"
    r"slikken van|nemen van|innemen van)){0,3} mag(?:nes|\b)|"
    r"magnesium\w* (?:stoppen|afbouwen|laten staan)"
)
_FROM_MAGNESIUM = re.compile(
    r"\b(?:kan|kunnen|can|does|could|might|may) (?:too much |te veel |my |mijn )?magnesium\w*"
    r"(?! ?tekort| ?defici)(?: \w+){0,5} (?:veroorza\w*|caus\w*)\b|"
    r"\bmagnesium\w* (?:gives|gave|makes|made|geeft|gaf|maakt) (?:me|mij|my)\b|"
    r"\b(?:krijg\w*|kreeg|heb|got|get|getting|have|word|werd|feel|since|sinds)\b"
    r"(?!.{0,40}\b(?:minder|less|fewer|meer|more|iets|merk)\b).{0,40}"
    r"\b(?:van|door|from|since|sinds|na|after) (?:de |the |my |mijn |taking |het |een |starting )*"
    r"magnesium(?! ?tekort| ?gebrek| ?defici)"
)
_NO_MEDICINE = re.compile(
    r"magnes|epsom|bitterzout|^testosterone?$|^vit|^b ?6$|^b ?12$|^d3$|^reflux$|"
    r"^(?:potassium|kalium|sodium|natrium) \d|colecalcif|pyridox"
)
_MEDICINE = (
    r"(?:(?:my |the |mijn |de |een |a |taking |starting |m'n |haar |zijn )*(?:[\w'-]+ ){0,2}?"
    r"(?:medic\w*|meds?|pills?|pillen|tablets? (?:my|the) doctor|antidepress\w*|drugs?|"
    r"treatment|behandeling|insulin\w*|statin\w*|bloeddruk\w*|beta ?-?block\w*|"
    r"betablok\w*|plaspil\w*|slaappil\w*|prescription|sertralin\w*|metformin\w*))"
)
_REPLACING = re.compile(
    rf"\b(?:replac\w*|instead of|rather than|in place of|swap\w*(?: out)?|in plaats van|ipv|"
    rf"i\.p\.v\.?|vervang\w*|ruilen voor) {_MEDICINE}|"
    rf"\b(?:rather|prefer|liever)\b.{{0,30}}\bmagnes\w*.{{0,14}}\b(?:than|dan|to)\b"
    rf"(?: (?:start\w*|take|taking|begin\w*|aan|met|go on|going on|nemen))* {_MEDICINE}|"
    rf"\b{_MEDICINE} (?:door|for|met|by|with) magnes\w*\b.{{0,12}}\b(?:vervang|replac|ruil)\w*"
)
_NAMED_AS = re.compile(r"magnesium ?\((?:as|from|als|uit|van|in de vorm van|\w*oxid|\w*citra)\b")
# A laxative or antacid of magnesium that is taken for long.
_LAXATIVE_LONG = re.compile(
    r"(?:laxati\w*|laxeer\w*|milk of magnesia|magnesiamelk|magnesium ?hydroxide?|antacid\w*|"
    r"maagzuurremmer met magnesium)(?=.{0,80}\b(?:daily|every day|months?|years?|weeks|dagelijks|"
    r"elke dag|maanden|jaren|jaar|weken)\b)"
)
_WITH_CHILD = re.compile(
    r"in verwachting|\bexpecting\b(?! (?:too|it|to|that))|weeks? along|weken ver\b|"
    r"baby (?:on the way|op komst)|mijn ongeboren|my unborn|"
    r"\b(?:ik ben|i'?m|i am) \d{1,2} (?:weken|weeks)\b(?! (?:in|into|out|post|gestopt|bezig|aan))"
)
# "doxycyclinekuur", "metoprololtabletten": the name of the medicine stands in front.
_NAME_IN_FRONT = re.compile(r"\b(\w{5,})(kuur|tabletten|pillen|capsules|spuit)\b", re.IGNORECASE)
# what magnesium itself is called, no medicine beside it
_KIND = (
    r"(?:muscle relaxant|spierverslapper|laxative|laxeermiddel|blood thinner|bloedverdunner|"
    r"sedative|tranquilli[sz]er|kalmeringsmiddel|kalmerend middel|slaapmiddel|slaappil|"
    r"sleeping (?:pill|tablet)|antacid|maagzuurremmer|diuretic|plaspil|painkiller|pijnstiller|"
    r"antidepressant|antidepressivum)"
)
_OWN_EFFECT = re.compile(
    rf"\b(?:natural|natuurlijke?) {_KIND}|\b(?:as|als) (?:a |an |een )?{_KIND}|"
    rf"\bmagnesium (?:is )?(?:a|an|een|really an?|actually an?) {_KIND}",
    re.IGNORECASE,
)
_CHILD_AGES = 18
_GIVES_CHILD = re.compile(
    r"\b(?:give|giving|gave|geef\w*|geven|gaf)\b(?! (?:\w+ )?borst).{0,30}"
    r"\b(?:baby|him|her|child|hem|haar|kind)|"
    r"\b(?:baby|hem|haar|kind\w*)\b.{0,25}\b(?:geven|have|take)\b"
)
EATEN = frozenset(("rich-food", "poor-food", "plain-food"))  # what a way of eating holds


@dataclass(frozen=True, slots=True)
class Particulars:
    """Figures and circumstances that stand in a question; None and empty mean "not said"."""

    age_years: float | None = None
    sex: str | None = None
    pregnant: bool = False
    breastfeeding: bool = False
    child: bool = False
    egfr: float | None = None
    kidney_disease: bool = False
    healthy_kidneys: bool = False
    dialysis: bool = False
    conditions: tuple[str, ...] = ()
    laboratory: tuple[LaboratoryResult, ...] = ()
    food: str | None = None
    eats: frozenset[str] = frozenset()  # what somebody tells of their eating, as concepts
    amount_mg: float | None = None
    added_up: bool = False
    elemental: bool = False
    compound_mg: float | None = None
    labelled_mg: float | None = None
    label_share: LabelShare | None = None
    conversion: Conversion | None = None
    prescribed: bool = False
    country: str | None = None
    forms: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    asks_dose: bool = False
    asks_together: bool = False
    asks_permission: bool = False
    asks_quitting: bool = False
    quits_magnesium: bool = False
    from_magnesium: bool = False
    replaces: bool = False
    named_as: bool = False
    laxative: bool = False

    @property
    def tells_of_safety(self) -> bool:
        """Whether the question holds something that the gate must judge."""
        return (
            self.child
            or self.egfr is not None
            or self.kidney_disease
            or bool(self.conditions)
            or bool(self.laboratory)
        )

    def joined(self, profile: Profile) -> Profile:
        """The profile with what the question adds; what the profile says itself stays."""
        said = {
            "age_years": self.age_years,
            "sex": self.sex,
            "pregnant": self.pregnant or None,
            "breastfeeding": self.breastfeeding or None,
            "egfr": self.egfr,
            "country": self.country,
            "kidney_disease": self.kidney_disease or None,
            "dialysis": self.dialysis or None,
        }
        added: dict[str, object] = {
            key: value
            for key, value in said.items()
            if value is not None and getattr(profile, key) is None
        }
        if self.conditions:
            added["conditions"] = (*(profile.conditions or ()), *self.conditions)
        if self.laboratory:
            added["laboratory"] = (*(profile.laboratory or ()), *self.laboratory)
        if profile.sex == "male":
            added.pop("pregnant", None)
            added.pop("breastfeeding", None)
        return profile.model_copy(update=added)


def particulars(question: str, kb: "Knowledge") -> Particulars:
    """Read age, sex, kidney function, amounts, forms and medicines from a question.

    Examples
    --------
    >>> from magwise import Knowledge
    >>> particulars("hoeveel voor een vrouw van 34?", Knowledge.load()).age_years
    34.0
    """
    flat = folded(question)
    words = frozenset(tokens(question))
    age = age_in(question)
    egfr = _EGFR.search(flat)
    young = children_named(flat, words & _CHILD)
    child = (bool(young) or is_youth_team(flat)) and (age is None or age < _CHILD_AGES)
    female, male = bool(words & _FEMALE), bool(words & _MALE)
    feeding = any(word.startswith(_FEEDING) for word in words)
    feeding = feeding and not _GIVES_CHILD.search(flat)
    if feeding:  # the mother asks for herself
        age, child = (None if age is not None and age < _CHILD_AGES else age), False
    expecting = _NOT_PREGNANT.sub(" ", flat)
    pregnant = any(word.startswith(_PREGNANT) for word in tokens(expecting))
    pregnant = pregnant or bool(_WITH_CHILD.search(flat))
    child = child and not (pregnant and (age is None or age >= _CHILD_AGES))
    sex = None
    if pregnant or feeding:
        sex = "female"
    elif female != male:
        sex = "female" if female else "male"
    conversion = conversion_in(question)
    of_product = conversion is not None or mmol_of_product(question)
    results = () if of_product else laboratory_values(question)
    kidneys = bool(_KIDNEYS.search(flat)) and not _HEALTHY_KIDNEYS.search(flat)
    kidneys = kidneys and not _DIED_OF_KIDNEYS.search(flat)
    kidneys = kidneys and not _HARMS_KIDNEYS.search(flat)
    forms = recognise_forms(question, kb)
    spelled = _NAME_IN_FRONT.sub(r"\1 \2", question)
    medicines = tuple(
        found
        for found, match in find_in_line(_OWN_EFFECT.sub("", spelled), kb)
        if not _is_no_medicine(found)
    )
    medicines = _most_exact(medicines, kb)
    taken = _BLOOD_VALUE.sub(" ", question) if results else question
    said = amount_in(taken, grams=bool(forms), others=medicines)
    return Particulars(
        age_years=age,
        sex=sex,
        pregnant=pregnant,
        breastfeeding=feeding,
        child=child or (age is not None and age < _CHILD_AGES),
        egfr=float(egfr.group(1)) if egfr and float(egfr.group(1)) <= 200 else None,
        kidney_disease=kidneys,
        healthy_kidneys=bool(_HEALTHY_KIDNEYS.search(flat)),
        dialysis=kidneys and "dialy" in flat,
        conditions=_conditions(flat, kb),
        laboratory=results,
        amount_mg=said.mg,
        added_up=said.added_up,
        elemental=bool(_ELEMENTAL.search(flat)) or said.labelled_mg is not None,
        compound_mg=said.compound_mg,
        labelled_mg=said.labelled_mg,
        label_share=label_share_in(question),
        conversion=conversion,
        prescribed=bool(_PRESCRIBED.search(flat)),
        country=country_in(question),
        forms=forms,
        medicines=medicines,
        asks_dose=bool(_DOSE.search(flat)),
        asks_together=bool(_TOGETHER.search(flat)),
        asks_permission=bool(_PERMISSION.search(flat)),
        asks_quitting=bool(_QUITTING.search(flat)),
        from_magnesium=bool(_FROM_MAGNESIUM.search(flat)),
        quits_magnesium=bool(_QUITTING_MAGNESIUM.search(flat)),
        named_as=bool(_NAMED_AS.search(flat)),
        replaces=bool(_REPLACING.search(flat)),
        laxative=bool(_LAXATIVE_LONG.search(flat)),
    )


def _most_exact(medicines: tuple[str, ...], kb: "Knowledge") -> tuple[str, ...]:
    """Where a medicine is named, the word for its own kind ("water tablets") says nothing more."""
    matches = {one: recognise(one, kb) for one in medicines}
    exact = [
        code
        for match in matches.values()
        if match.status == "recognised"
        for code in match.atc_codes
    ]
    return tuple(
        one
        for one, match in matches.items()
        if match.status == "recognised"
        or not any(code.startswith(match.atc_codes) for code in exact)
    )


def _conditions(flat: str, kb: "Knowledge") -> tuple[str, ...]:
    """Diseases named in a question for which the gate stops or refers; none after "no"."""
    found: dict[str, None] = {}
    for key, sought, pattern in _serious(kb):
        if key in found or sought not in flat:
            continue
        hit = pattern.search(flat)
        if hit and "magnesium" in sought and not _HAS.search(flat[: hit.start()]):
            continue  # "high magnesium lunch" is no blood value
        if "overdos" in sought:
            continue  # what somebody swallowed is an alarm or a question, no blood value
        before = flat[: hit.start()] if hit else ""
        of_another = hit and (_CHANCE_OF.search(before) or _DIED.search(flat[hit.end() :]))
        if hit and not of_another and not _DENIED.search(before):
            found[key] = None
    return tuple(found)


_SERIOUS_WORDS: dict[str, tuple[tuple[str, str, "re.Pattern[str]"], ...]] = {}


def _serious(kb: "Knowledge") -> tuple[tuple[str, str, "re.Pattern[str]"], ...]:
    """The words of every serious condition, folded once for each knowledge base."""
    if kb.hash not in _SERIOUS_WORDS:
        if len(_SERIOUS_WORDS) > 4:
            _SERIOUS_WORDS.clear()
        _SERIOUS_WORDS[kb.hash] = tuple(
            (record.id, sought, re.compile(rf"\b{re.escape(sought)}\b"))
            for record in kb.conditions.values()
            if record.id not in _NOT_ASKED_OF
            and any(rule.status in _SERIOUS for rule in record.rules)
            for word in (*record.words.nl, *record.words.en)
            if len(sought := folded(word)) >= _LEAST_LETTERS
        )
    return _SERIOUS_WORDS[kb.hash]


def _is_no_medicine(words: str) -> bool:
    """Magnesium itself, a vitamin, or a hormone of one's own that people want more of."""
    return bool(_NO_MEDICINE.search(folded(words)))
