"""Alarm signs in a question: they are answered first and alone.

The lines of the knowledge base say how people write them. What is denied, long past or asked
about in general is no alarm; in doubt it is one.
"""

import re
from datetime import date
from typing import TYPE_CHECKING

from magwise.answers.reading.measured import measured_alarms
from magwise.answers.reading.words import folded
from magwise.answers.refusing.acute import (
    fails_now,
    injected_and_ill,
    labour_begins,
    poisoned,
)
from magwise.answers.refusing.despair import another_in_despair, tells_of_another
from magwise.answers.refusing.excess import too_much_now
from magwise.answers.refusing.overdose import SWALLOWED_THEM, overdose
from magwise.answers.refusing.signs import (
    despair_in_parts,
    findings_in_parts,
    flags_in_parts,
    is_long_dry,
)
from magwise.core.facts import Certainty, Fact, Severity
from magwise.models.status import laboratory_alert
from magwise.person import Profile
from magwise.safety import Status, gate_before
from magwise.safety.redflags import care_for

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

_FIGURE_OF_SPEECH = re.compile(r"haha|\blol\b|verliefd|in love|als ik (?:haar|hem) zie|crush")
# "dont", "cant": the sign is often left out in haste
_UNWRITTEN = re.compile(r"\b(do|ca|wo|is|does|did|could|should|would|have|has|are)nt\b")
# Flemish and hasty spelling of "niet".
_NIET = re.compile(r"\b(?:nie|ni|nt)\b")
# Waking at three is no wish to die.
_AT_NIGHT = re.compile(
    r"never (?:\w+ to )?wak(?:e|ing) up (?:at|in the (?:night|middle)|during|around)"
)
# Nobody dies laughing, or of the price.
_SAYING = re.compile(
    r"(?:nearly |almost |bijna )?(?:passed out|died|fainted|collapsed|flauwgevallen|doodgegaan)"
    r"(?: (?:laughing|with laughter|of laughter|from laughing|van het lachen|at the price|"
    r"when i saw the price|van de prijs))"
)
_DESPAIR = "answer.self-harm"
_SLOW_PULSE = 40  # beats a minute; below this in somebody who is not an athlete
_REACH = 14  # words within which the words of one sign stand
# What was taken may be named in another sentence than the two signs it led to.
_TAKEN = frozenset(
    ("magnesium", "magnesia", "magnesiamelk", "epsom", "bitterzout", "antacid", "maagtablet")
)
# Going less often is no alarm; not at all is.
_LESS_OFTEN = re.compile(r"(?:not|stopped) peeing (?:so|as|every|that|all|more)\b")
_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z]+)*|[,.;!?]")
_ENDS = frozenset((",", ".", ";", "!", "?", "maar", "but", "wel"))
_NEGATIONS = frozenset(("geen", "zonder", "nooit", "no", "without", "never", "nor", "noch"))
_NOT = frozenset(("not", "don't", "doesn't", "haven't", "hasn't", "didn't", "niet"))
_HAVE = frozenset(("have", "having", "got", "had", "any", "heb", "hebben", "feel", "get", "echt"))
_AND = frozenset(("of", "or", "en", "and", "noch", "nor"))
_NO_NEGATION = frozenset(("idee", "idea", "clue", "benul", "doubt", "wonder", "zin", "one"))
_PAST = re.compile(
    r"(?:weken|maanden|jaar|jaren|weeks|months|years|year) (?:geleden|ago|back|terug)|vorig jaar|"
    r"last year|vroeger|\booit\b|als kind|as a child|in het verleden|in the past|history of|"
    r"\bin (?:19|20)\d\d\b|een keer gehad|"
    r"(?:beroerte|hartinfarct|hartaanval|tia|herseninfarct) (?:gehad|achter de rug|doorgemaakt)|"
    r"had a (?:stroke|heart attack|tia)|(?:nieuwe|tweede) te voorkomen|"
    r"prevent (?:another|a second)|used to|in mijn jeugd|once had|jarenlang geleden"
)
_NOW = re.compile(
    r"\b(?:nu|now|sinds|since|vandaag|today|weer|again|nog steeds|still|vannacht|tonight|net|"
    r"just)\b"
)
_GENERAL = re.compile(
    r"veroorza|\bcauses?\b|leiden tot|lead to|krijg je|kun je|kan je|can you|bijwerking|"
    r"side effect|"
    r"infuus|drip|risico|risk of|voorkom|prevent|kans op|gevaarlijk|dangerous|dodelijk|lethal|"
    r"\bdosis\b|\bdose\b|hoeveel is|how much is|teken van|sign of|symptom|herken"
)
# "can magnesium slow your pulse?", without anything that is happening to somebody
_WHETHER = re.compile(
    r"\b(?:krijg (?:ik|je) van|kan (?:te veel )?magnesium|can (?:too much )?magnesium|"
    r"could magnesium|"
    r"does (?:too much )?magnesium|geeft magnesium|zorgt magnesium|wor[dt]{1,2} (?:je|men)|"
    r"maakt magnesium (?:je|mensen)|waarom (?:krijg(?:en|t)|geven|geeft) (?:mensen|ze|men|artsen|"
    r"ziekenhuizen|iemand)|why (?:do|does) (?:they|doctors|hospitals|people|a doctor|someone)|"
    r"why is magnesium (?:given|used)|waarom wordt magnesium)\b"
)
_HAPPENING = re.compile(
    r"\b(?:weken zwanger|weeks pregnant|zwanger,|pregnant and|zien?|seeing|"
    r"ik heb|ik ben|ik voel|i have|i am|i'm|i feel|sinds|since|heeft|has|hij|zij|ze|he|she|"
    r"mijn|"
    r"my|m'n|his|her|haar|nu|now|net|just)\b"
)
_CHANCE = re.compile(
    r"(?:kans op|risico op|risk of|chance of) (?:een |a |having a )?"
    r"(?:beroerte|hart|stroke|heart|infarct|toeval|seizure)"
)
_OWN = re.compile(
    r"\b(?:ik|mijn|m'n|mn|me|mij|hij|zij|ze|haar|zijn vrouw|we|wij|ons|onze|i|i'm|i've|my|he|she|"
    r"his|her|we|our|it hurts)\b"
)
# The drip against fits was given: that is asked about, unless a sign is told as well.
_TREATED = re.compile(
    r"^(?!.*(?:headache|hoofdpijn|vision|spots|flash|vlekken|lichtflits|ribs|ribben|nu\b|now\b))"
    r".*\b(?:drip|infuus|infusion|iv|prevent|voorkom\w*)\b"
)
# Somebody who is drowsy and takes no magnesium asks about a shortage.
_TOO_LITTLE = re.compile(
    r"^(?!.*\b(?:tak(?:es|ing|e)|took|slikt?|slikken|neem|neemt|nam|gave|gives|kreeg|krijgt|"
    r"genomen|laxati\w*|laxeer\w*)\b.{0,40}(?:magn|epsom|bitterzout)|"
    r"(?:since|sinds|after|na|from|van) (?:\w+ ){0,2}(?:magn|epsom|bitterzout))"
    r".*(?:\b(?:low|lack of|short of|too little|need) (?:\w+ )?magn|"
    r"magn\w* (?:defici|shortage|tekort)|magnesiumtekort|magnesiumgebrek|te weinig magn|tekort)"
)
_ASKED_FOR = re.compile(r"magnes|epsom|bitterzout")
_SAID_ALREADY = frozenset(("magnesium-excess",))
_PULSE = re.compile(
    r"\b(?:pols|polsslag|hartslag|hart|pulse|heart ?rate|heart ?beat|heart|bpm)\b[^.?!\d]{0,24}\b"
    r"(\d{2})\b(?! ?(?:jaar|year|mg|weken|weeks))"
)
_TRAINED = re.compile(
    r"rustpols|resting|sporter|athlete|wielrenner|cyclist|runner|getraind|trained"
)


def alarm(question: str, profile: Profile, kb: "Knowledge", today: date) -> tuple[Fact, ...]:
    """What is said instead of an answer when the question or the profile holds an alarm sign.

    The signs of the question join those of the profile, and the same gate as for advice decides
    what is said. Empty when there is no alarm.
    """
    flat = _LESS_OFTEN.sub("", _UNWRITTEN.sub(r"\1n't", folded(question)))
    flat = _SAYING.sub("", _AT_NIGHT.sub("", _NIET.sub("niet", flat)))
    words = _WORD.findall(flat)
    general = bool(_GENERAL.search(flat)) and not _OWN.search(flat)
    general = general or (bool(_WHETHER.search(flat)) and not _HAPPENING.search(flat))
    general = general or bool(_CHANCE.search(flat))
    past = bool(_PAST.search(flat)) and not _NOW.search(flat)
    begins = frozenset(word[:end] for word in words for end in range(1, len(word) + 1))
    flags: dict[str, None] = {}
    own: list[Fact] = []
    ordered = sorted(kb.alarm_words.values(), key=lambda one: one.finding != _DESPAIR)
    for signs in ordered:
        crisis = signs.finding == _DESPAIR
        if (general or past) and not crisis:
            continue
        if signs.red_flag == "palpitations" and _FIGURE_OF_SPEECH.search(flat):
            continue
        if signs.red_flag == "pre-eclampsia" and _TREATED.search(flat):
            continue
        if signs.red_flag == "magnesium-excess" and _TOO_LITTLE.search(flat):
            continue
        lines = (*signs.nl, *signs.en)
        near = [line for line in lines if _may_stand(line, begins)]
        if not any(stands(line, words, deny=not crisis) for line in near):
            continue
        if signs.red_flag is not None:
            flags[signs.red_flag] = None
        elif signs.finding is not None:
            key = "answer.self-harm-other" if crisis and tells_of_another(flat) else signs.finding
            own.append(_spoken(key, profile, kb))
    despair = despair_in_parts(flat)
    despairs = despair or any(one.id.startswith(_DESPAIR) for one in own)
    if not own and (despair or another_in_despair(flat)):
        mine = despair and not tells_of_another(flat)
        own.append(_spoken(_DESPAIR if mine else "answer.self-harm-other", profile, kb))
    if not past and not general:
        told = () if _TREATED.search(flat) else flags_in_parts(flat)
        flags.update(dict.fromkeys(told))
        if "pre-eclampsia" in told:  # a swollen face is then no allergy
            own = [one for one in own if one.id != "answer.allergy"]
        own += [
            _spoken(one, profile, kb)
            for one in findings_in_parts(flat)
            if not (one == "answer.no-urine" and flags)
        ]
        if labour_begins(flat):
            own.append(_spoken("answer.labour", profile, kb))
        if (
            overdose(flat)
            or poisoned(flat)
            or injected_and_ill(flat)
            or (own and SWALLOWED_THEM.search(flat))
        ):
            own.insert(0, _spoken("answer.overdose", profile, kb))
        elif too_much_now(flat) and not (
            despairs or {"seizure", "stroke-signs", "chest-pain"} & set(flags)
        ):
            own.insert(0, _spoken("answer.excess-now", profile, kb))
        elif _slow(flat):
            own.append(_spoken("answer.slow-pulse", profile, kb))
    if not past and poisoned(flat):
        own.insert(0, _spoken("answer.overdose", profile, kb))
    if not past:  # a figure is somebody's, however it is asked
        own += [_spoken(one, profile, kb) for one in measured_alarms(flat)]
    if is_long_dry(flat):
        own = [one for one in own if one.id != "answer.alcohol-withdrawal"]
    if own:  # a life in danger: one number to call, nothing else
        return tuple({fact.id: fact for fact in own}.values())
    if "saddle-numbness" in flags:  # then it is the nerves that stop the bladder
        flags.pop("muscle-breakdown-no-urine", None)
    found = _gated(flags, profile, kb, today)
    if found and flags and not _SAID_ALREADY & set(flags) and _ASKED_FOR.search(flat):
        return (*found, _spoken("answer.emergency-no-magnesium", profile, kb))
    if not found and not past and not general and fails_now(flat):
        return (_spoken("answer.acute", profile, kb),)
    return found


def _gated(
    flags: dict[str, None], profile: Profile, kb: "Knowledge", today: date
) -> tuple[Fact, ...]:
    known = tuple(profile.red_flags or ())
    urgent = bool(profile.laboratory) and laboratory_alert(profile, kb, today) in (
        Severity.EMERGENCY,
        Severity.URGENT,
    )
    if not flags and not known and not urgent:
        return ()
    person = profile.model_copy(update={"red_flags": (*known, *flags)})
    verdict = gate_before(person, kb, today=today)
    return verdict.findings if verdict.status is Status.EMERGENCY else ()


def _slow(flat: str) -> bool:
    hit = _PULSE.search(flat)
    return bool(hit and int(hit.group(1)) <= _SLOW_PULSE and not _TRAINED.search(flat))


def _spoken(finding: str, profile: Profile, kb: "Knowledge") -> Fact:
    record = kb.findings[finding]
    values = {"number": care_for(profile, kb).emergency_number} if "number" in record.slots else {}
    return Fact(
        finding,
        values,
        ("magwise-judgement",),
        record.severity,
        "red-flag:question",
        Certainty.JUDGEMENT,
    )


def _may_stand(line: str, begins: frozenset[str]) -> bool:
    """Whether every word of a line begins some word of the question; quick, before the rest."""
    return all(one.removeprefix("=") in begins for one in line.split())


def stands(line: str, words: list[str], *, deny: bool = True) -> bool:
    """Whether every word of a line stands in the question, near together and not denied.

    ``=`` asks for the whole word; otherwise a word also stands for longer ones. Beside two other
    words or more, what was taken may stand anywhere.
    """
    sought = line.split()
    signs = [one for one in sought if one not in _TAKEN]
    if len(signs) > 1:
        named = set(sought) - set(signs)
        if not all(any(_is(word, one) for word in words) for one in named):
            return False
        sought = signs
    for start, word in enumerate(words):
        if not any(_is(word, one) for one in sought):
            continue
        window = range(start, min(len(words), start + _REACH))
        places = [next((at for at in window if _is(words[at], one)), None) for one in sought]
        if any(place is None for place in places):
            continue
        negated_by_line = any(one.removeprefix("=") in _NEGATIONS | _NOT for one in sought)
        if not deny or negated_by_line or not _denied(words, start):
            return True
    return False


def _is(word: str, sought: str) -> bool:
    return word == sought[1:] if sought.startswith("=") else word.startswith(sought)


def _denied(words: list[str], at: int) -> bool:
    """Whether a word is denied: "no chest pain", or the end of "no fever or chest pain"."""
    chained = False
    for back in range(1, 9):
        place = at - back
        if place < 0 or words[place] in _ENDS:
            return False
        if words[place] in _AND:
            chained = True
        if words[place] in _NOT:
            having = place + 1 < at and words[place + 1] in _HAVE
            if back == 1 or (having and (back <= 4 or chained)):
                return True
        if words[place] in _NEGATIONS:
            return words[place + 1] not in _NO_NEGATION and (back <= 3 or chained)
    return False
