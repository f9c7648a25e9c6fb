"""A body that fails now, in whatever words: nobody should wait for an answer about magnesium.

This is the net below the alarm signs. It names no cause; it sends to a doctor.
"""

import re

_FAILS = (
    # consciousness and mind
    r"\b(?:pass|passes|passing|passed|black|blacking|blacks|blacked) out\b",
    r"tegen de vlakte|\bik val weg\b|"
    r"\bvalt (?:steeds |telkens )?weg\b|raakt? (?:steeds |even )?weg\b",
    r"\b(?:is|zijn|was|erg|heel|ineens|plots)\b(?: \w+){0,3} in de war\b|valt steeds om\b|"
    r"(?:suddenly|since this morning)(?: \w+){0,3} (?:confused|muddled)|"
    r"\bijl(?:t|en|de)\b|delirious|\braving|talking to (?:the wall|people who)|hallucin",
    # sight
    r"\b(?:zie|ziet|zien)\b(?: \w+){0,5} (?:niks|niets)\b.{0,24}(?:oog|ogen)\b|"
    r"(?:gone|went|going) blind|lost (?:the |my |his |her )?(?:sight|vision)|"
    r"can't see (?:\w+ ){0,4}(?:eye|anything)\b",
    # pain
    r"worst pain|ergste pijn|tearing (?:pain|through)|scheurende pijn|ondraaglijke pijn|"
    r"unbearable pain|in agony|pain (?:\w+ ){0,3}(?:unbearable|tearing)",
    # breath and blood
    r"breathing (?:\w+ ){0,2}(?:funny|weird|fast|deep|strange|quick|noisy)|"
    r"\b(?:ademt|adem(?:en|haling)?)(?: \w+){0,2} (?:raar|gek|vreemd|snel|diep|reutelt)|"
    r"(?:cough\w*|hoest\w*)(?: \w+){0,3} (?:pink|blood|bloed|roze)|"
    r"(?:pear drops|aceton|nail varnish|nail polish)\b.{0,40}(?:breath|smell|adem|ruik)|"
    r"(?:breath|smells?|adem|ruikt)\b.{0,40}(?:pear drops|aceton|nail varnish|nail polish)",
    r"\b(?:hij|ze|zij|he|she|da|dad|mum|mam|skin|huid|ogen|eyes|man|vrouw|husband|wife|baby)"
    r"(?:'s)?(?: \w+){0,3} (?:yellow|geel)\b",
    # skin
    r"(?:vlek\w*|uitslag|puntjes)(?: \w+){0,4} (?:niet wegdruk\w*|niet weg te drukken|"
    r"blijven staan)|"
    r"(?:rash|spots)(?: \w+){0,4} (?:won't|doesn't|don't|not) (?:fade|blanch|go away when)",
    # fluids
    r"(?:not|n't) (?:kept|keep|keeping)(?: \w+){0,2} (?:drop|thing|water|fluids?|anything)\b|"
    r"(?:niks|niets|geen slok|geen druppel) (?:\w+ )?binnen(?:houden| houden|gehouden)?\b",
    r"(?:barely|hardly|scarcely) (?:wee\w*|pee\w*)",
    r"\b(?:spuugt?|spuwt?|kotst?) (?:\w+ )?bloed\b|\bbloed (?:\w+ )?(?:gespuugd|gespuwd|gekotst)|"
    r"\b(?:spitting|spits?|bringing) (?:up )?blood",
    r"(?:niet|geen) (?:\w+ )?(?:geplast|urine|plas\b).{0,40}\b(?:suf|verward|slap|misselijk)\b|"
    r"(?:\bnot|n't|no) (?:\w+ )?(?:pee\w*|urinat\w*|passed (?:any )?(?:urine|water)|urine|wee\w*)"
    r"\b.{0,40}\b(?:drowsy|confused|weak|sick)\b",
    # strength
    r"(?:zie\w* dubbel|dubbel (?:zien|beeld)|seeing double|double vision)\b.{0,50}\b(?:val|valt|om|"
    r"scheef|raar|duizel\w*|slap|fall\w*|slur\w*|unsteady|dizzy|weak|droop\w*)",
    r"(?:can't|cannot) (?:stand|get) up any ?more|kan niet meer (?:staan|lopen|overeind)\b",
    r"neergegaan|zomaar (?:\w+ )?neer\b|\bzie(?:t)? zwart\b|zwart voor (?:mijn|zijn|haar|de) ogen|"
    r"(?:went|gone|turned) gr[ea]y and|"
    r"springt van \d+ naar \d+|(?:jump\w*|swing\w*|going) from \d+ to 1\d\d",
    r"(?:loads?|lots?|pints?|heaps?|much) of blood|(?:veel|plas|hoop) bloed|"
    r"bloed(?: \w+){0,3} (?:wc|toilet)|blood (?:\w+ ){0,3}toilet",
    r"breathing like|\bhijgt\b|\bpanting (?:like|hard)",
    r"\bgrey and\b|lijkbleek|asgrauw|blauwe lippen|blue lips|ice cold and",
)
_NOW_FAILING = re.compile("|".join(_FAILS))
# What nobody should swallow, and a child least of all.
_POISON = re.compile(
    r"(?=.*\b(?:swallow\w*|ate|eaten|drank|drunk|licked|ingeslikt|geslikt|gedronken|opgegeten|"
    r"doorgeslikt|binnen)\b)(?=.*(?:batter(?:y|ij)|bleach|chloor|detergent|wasmiddel|antifreeze|"
    r"antivries|magnet|magneet|magneetjes|terpentine|white spirit|lamp oil|lampolie|drain cleaner|"
    r"ontstopper|vaatwastablet|dishwasher tablet))"
)
_INJECTED = re.compile(
    r"(?=.*(?:magnesiumspuit|magnes\w*.{0,40}(?:spuit|inject|geprikt|needle)|"
    r"(?:inject\w*|gespoten|ingespoten|geprikt|spuit).{0,40}magnes))"
    r"(?=.*\b(?:gezet|gespoten|ingespoten|geprikt|injected|jabbed|shot up|did)\b)"
    r"(?=.*\b(?:nu|now|slap|warm|weak|faint|duizel\w*|dizzy|tintel\w*|tingl\w*|suf|drowsy)\b)"
)
_TIGHT_BELLY = re.compile(
    r"(?=.*(?:zwanger|pregn|\b(?:2\d|3[0-6]) ?(?:weken|weeks?|wks?|wk)\b))"
    r"(?=.*(?:harde? buik|hard (?:belly|tummy|bump)|tighten|buikpijn|contraction|wee(?:en)?\b|"
    r"cramps?\b|kramp))"
    r"(?=.*(?:om de (?:\w+ )?(?:min|paar min)|every (?:\w+ )?(?:min|few min)|minutes apart))"
)
_WATERS = re.compile(
    r"(?=.*(?:zwanger|pregn|labou?r|\b(?:2\d|3\d|4[0-2]) ?(?:weken|weeks?|wks?|wk)\b))"
    r"(?=.*(?:\bmy waters?\b.{0,20}(?:gone|broke|went|leak)|vruchtwater|vliezen (?:\w+ )?gebroken))"
)
_ASKED_IN_GENERAL = re.compile(
    r"\b(?:people|mensen|iemand|someone|patients?|waarom|why do|wat is|what is|can magnesium|"
    r"kan magnesium|could magnesium|does magnesium)\b(?!.{0,60}\b(?:i|my|he|she|ik|mijn|hij|ze)\b)"
)


def fails_now(flat: str) -> bool:
    """Whether a body fails in a way that no answer about magnesium may delay."""
    return bool(_NOW_FAILING.search(flat)) and not _ASKED_IN_GENERAL.search(flat)


def poisoned(flat: str) -> bool:
    """Whether something poisonous was swallowed."""
    return bool(_POISON.match(flat))


def injected_and_ill(flat: str) -> bool:
    """Whether somebody injected magnesium and feels it."""
    return bool(_INJECTED.match(flat))


def labour_begins(flat: str) -> bool:
    """Whether a pregnant belly tightens every few minutes, or the waters have broken."""
    return bool(_TIGHT_BELLY.match(flat) or _WATERS.match(flat))
