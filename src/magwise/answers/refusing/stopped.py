"""After a stop nothing may undercut it: no timing, no sums of doses; what to do comes instead."""

import re
from dataclasses import replace

from magwise.answers.asked import Asked, judged
from magwise.answers.reading.words import folded
from magwise.answers.records import Answer
from magwise.core.facts import Fact, Severity

# Sentences that read as "go on": when, with what and how to take it, which one, what a label holds.
UNDERCUTS = frozenset(
    ("answer.timing", "answer.timing-disagree", "answer.with-drink", "answer.crush",
     "answer.long-use", "answer.forgotten", "answer.splitting", "answer.duration",
     "answer.duration-disagree", "answer.best-form", "answer.best-form-disagree",
     "answer.forms-compared", "answer.citrate-disagree", "answer.oxide",
     "answer.oxide-disagree", "answer.forms-compared-choose", "answer.citrate",
     "answer.bisglycinate", "answer.bisglycinate-share", "answer.other-forms", "answer.quality",
     "answer.gentle-form", "answer.shape", "answer.minerals-together", "answer.salt",
     "answer.salt-share", "answer.salt-hydrate", "answer.salt-above", "answer.label",
     "answer.label-as", "answer.label-itself", "answer.label-pure", "answer.label-less",
     "answer.label-more", "answer.converted-mg", "answer.converted-mmol", "answer.conversion",
     "answer.amount-share", "answer.share-amount", "answer.share-fits", "answer.share-differs",
     "answer.share-american", "answer.beside-supplements", "answer.size-citrate",
     "answer.size-sleep-minutes", "answer.laxative-speed", "answer.dependence",
     "answer.no-known-interaction", "answer.above-what", "answer.does-it-work", "answer.laxative",
     "answer.milk-of-magnesia", "answer.effervescent", "answer.side-effects",
     "answer.migraine-doctor", "answer.medicine-kidneys-first",
     "answer.accident")
)  # fmt: skip
_SAYS_WHAT_NEXT = frozenset(("one-kidney",))
_CRAMP = re.compile(r"\b\w*kramp\w*|\bcramp\w*|charl")
_SLEEP = re.compile(r"\bslaap\w*|\bslap(?:en|e)\b|slapeloos|\bsleep\w*|insomnia|inslap|doorslap")
_CONSTIPATED = re.compile(
    r"verstop|obstipa|constipa|laxe|laxat|stoelgang|ontlasting hard|bunged|backed up|hard poo|"
    r"hard stool|milk of magnesia|magnesiamelk"
)
_CHILDS = re.compile(
    r"groeipijn|growing pain|kramp|cramp|adhd|druk(?:te)?\b|hyper|concentra|angst|anxi|stress|"
    r"hoofdpijn|headache|migraine|rusteloos|restless|\btics?\b|moe\b|tired|buikpijn|tummy"
)


def without_undercutting(found: Answer, asked: Asked) -> Answer:
    """The answer to somebody who is stopped: the reason, then what to do now.

    Sentences that only make sense for somebody who takes a product are left out. A complaint in
    the question gets its own sentence, without a product.
    """
    if not _is_stopped(found):
        return found
    short = _kept(found.short)
    also = tuple(one for one in found.also if _kept(one.short))
    left_out = len(short) < len(found.short)
    return replace(
        found,
        short=short or _reason(found, asked),
        calculated=_kept(found.calculated),
        whom=_kept(found.whom),
        size=_kept(found.size),
        others=_kept(found.others),
        instead=(*_kept(found.instead), *_about_complaint(found, asked)),
        doctor=(*_next(found, asked), *_without_kidney_question(found, asked)),
        claims=() if left_out else found.claims,
        also=also,
    )


def _is_stopped(found: Answer) -> bool:
    return any(one.severity is Severity.STOP for one in found.blocked_by) or any(
        one.id.startswith(("safety.kidney", "safety.child", "safety.dialysis"))
        for one in found.blocked_by
    )


def _kept(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(one for one in facts if one.id not in UNDERCUTS)


def _without_kidney_question(found: Answer, asked: Asked) -> tuple[Fact, ...]:
    """On dialysis nobody needs to ask how well the kidneys work."""
    dialysis = asked.said.dialysis or asked.profile.dialysis
    left_out = "answer.kidney-doctor" if dialysis else ""
    return tuple(one for one in _kept(found.doctor) if one.id != left_out)


def _of_child(found: Answer) -> bool:
    return any(one.id.startswith("safety.child") for one in found.blocked_by)


def _reason(found: Answer, asked: Asked) -> tuple[Fact, ...]:
    """What stands where the short answer would have told to go on."""
    keys = ["answer.no-amount"]
    if any(one.id.startswith(("safety.kidney", "safety.dialysis")) for one in found.blocked_by):
        keys.insert(0, "answer.kidney")
    return tuple(judged(asked, key) for key in keys)


def _next(found: Answer, asked: Asked) -> tuple[Fact, ...]:
    if _of_child(found) or found.topic in _SAYS_WHAT_NEXT:
        return ()
    keys = ["answer.stopped-next"]
    if asked.said.dialysis or asked.profile.dialysis:
        keys.insert(0, "answer.stopped-dialysis")
    return tuple(judged(asked, key) for key in keys)


def _about_complaint(found: Answer, asked: Asked) -> tuple[Fact, ...]:
    flat = folded(asked.question)
    if _of_child(found):
        if _CONSTIPATED.search(flat):
            return (judged(asked, "answer.children-constipation"),)
        wanted = bool(_CHILDS.search(flat))
        return (judged(asked, "answer.children-complaint"),) if wanted else ()
    keys = []
    if _CRAMP.search(flat):
        dialysis = asked.said.dialysis or asked.profile.dialysis
        keys.append("answer.stopped-dialysis-cramp" if dialysis else "answer.stopped-cramp")
    if _SLEEP.search(flat):
        keys.append("answer.stopped-sleep")
    if _CONSTIPATED.search(flat):
        keys.append("answer.stopped-constipation")
    said = {one.id for one in found.facts}
    if said & {"answer.sleep", "answer.night-cramps", "answer.cramps-in-general"}:
        keys = [key for key in keys if key not in ("answer.stopped-sleep", "answer.stopped-cramp")]
    return tuple(judged(asked, key) for key in keys)
