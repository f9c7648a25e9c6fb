"""What helps, or where to go, where magnesium has no answer of its own."""

import re

from magwise.answers.reading.words import folded

# Complaints on which no evidence on magnesium was assessed, with what is known to matter there.
_HELP = (
    (
        re.compile(
            r"haaruitval|\bmijn haar\b|haar(?: laten)? groei|\bkaal\b|\bhair|\bbald"
        ),
        "answer.elsewhere-hair",
    ),
    (re.compile(r"fibromyalg"), "answer.elsewhere-fibromyalgia"),
    (
        re.compile(r"long ?-?covid|post ?-?covid|\bme/?cvs\b|\bcvs\b|me/cfs|chronic fatigue"),
        "answer.elsewhere-pacing",
    ),
    (
        re.compile(
            r"rugpijn|rugklacht|hernia|ischias|knie|gewricht|artrose|artritis|reuma|schouder|"
            r"\bpees|\bpezen|achilles|tennisarm|back pain|sciatic|slipped disc|knee|joint|arthrit|"
            r"rheumat|shoulder|tend[io]n|tennis elbow|plantar|hielspoor|heel spur|shin splint"
        ),
        "answer.elsewhere-joints",
    ),
    (
        re.compile(r"tandenknars|kaak|bruxis|knarse|grind|\bjaw|clench|\btmj\b"),
        "answer.elsewhere-jaw",
    ),
    (re.compile(r"tinnitus|oorsui|ringing in"), "answer.elsewhere-ears"),
    (re.compile(r"snurk|apneu|snor|apn(?:o)?ea"), "answer.elsewhere-snoring"),
    (re.compile(r"cholesterol"), "answer.elsewhere-cholesterol"),
    (
        re.compile(r"verkoud|griep|weerstand|immuun|\bflu\b|\bcold\b|immun"),
        "answer.elsewhere-cold",
    ),
    (
        re.compile(
            r"vruchtbaar|sperm|zwanger te|sneller zwanger|fertil|conceiv|getting pregnant"
        ),
        "answer.elsewhere-fertility",
    ),
    (re.compile(r"acne|puist|eczeem|psoria|pimple|eczema"), "answer.elsewhere-skin"),
)  # fmt: skip
# Herbs that people swallow beside magnesium.
_HERB = re.compile(
    r"ashwag|kurkuma|curcum|turmeric|rhodiola|ginkgo|ginseng|sint[- ]?jan|st\.? john|echinacea|"
    r"passi(?:e|on) ?(?:bloem|flower)|\bcbd\b|mariadistel|milk thistle|saffraan|saffron|berberin|"
    r"groene ?thee ?extract|green tea extract|lion'?s mane|reishi|tongkat|zoethout|li[qc]uorice|"
    r"shilajit|black seed|zwarte komijn"
)


def help_for(question: str) -> str | None:
    """The message that says what matters with a complaint that magnesium has no answer to."""
    flat = folded(question)
    return next((key for words, key in _HELP if words.search(flat)), None)


def names_herb(question: str) -> bool:
    """Whether a herb stands in the question, on which only general things can be said."""
    return bool(_HERB.search(folded(question)))
