"""Sentences in which food is named and nobody eats it: thoughts, jobs, sayings, other things.

Each class is one pattern over folded text without apostrophes. A new wording goes into its
class; a class stands for a way of speaking, not for a line that failed.
"""

from magwise.foods.sayings import SAYINGS
from magwise.foods.words import one_of, words_in

EATEN = one_of(
    r"""
    \btreated (?:myself|us)\b|\bhaving an? \w|\b(?:ate|eaten|had
    |having had|drank|drunk|gegeten|gehad|genomen|gedronken|gesnoept|gesnackt
    |weggewerkt|opgegeten|opgedronken|leeggegeten|leeggedronken|naar binnen|finished|polished
    |scoffed|munched|snacked|grabbed|nibbled|gobbled|downed|sipped|devoured|wolfed|tucked
    |verorberd|genuttigd|gesnaaid|gepeuzeld|geknabbeld|ontbeten|geluncht|gedineerd|besteld
    |gehaald|werd het|is het .* geworden|(?:ik|we|wij) (?:at|aten|dronk|dronken|nam|namen)|(?:i
    |we) (?:took|got|ordered))\b
    """
)
_RELATIVE = "|".join(
    words_in(
        """
        wife husband partner flatmate roommate son daughter kids? children mum mom dad
        mother father sister brother friend boss colleague neighbou?r dog cat horse
        rabbit gran grandma grandad nan aunt uncle girlfriend boyfriend man vrouw zoon
        zoontje dochter dochtertje kind kinderen moeder vader mama papa oma opa zus
        zusje broer broertje vriend vriendin baas collega buurman buurvrouw buren hond
        kat poes paard konijn tante oom huisgenoot
        """
    )
)
_RELATIVE = f"(?:{_RELATIVE})"
_BESIDE = ("with my", "from my", "by my", "bij mijn", "van mijn", "met mijn", "bij", "van", "met")
_UNLESS = "".join(f"(?<!{before} )" for before in (*_BESIDE, "from", "with"))
_THOUGHT = one_of(
    r"""
    \b(?:maakt?|maken|eten|eet|kookt?|koken|komt|gaan?|gaat|bakt?) morgen\b
    \bthink(?:ing)? (?:of|about)\b|\bmight\b|\bplan(?:s|ning|ned)?\b|\bdying for\b|^fancy\b
    \b(?:i|you|we) fancy\b|\bfancying\b|\bwish(?:ed|ing)?\b|\bhop(?:e|ing) (?:for|to)\b
    \bconsider(?:ed|ing)?\b|\btempt(?:ed|ing|ation)\b|\bin the mood\b|\bkill for\b
    \bmurder an?\b
    ^(?:want|wanted|should|need|must|will|lets|trying|try|would|could|wanna|may|looking
    |saving)\b
    \b(?:wants?|wanted|needs?|needed|meant|tried|trying) (?:to|an?|some|more)\b|\blooking for\b
    \babout to\b|\b(?:almost|nearly) (?:had|ate|bought|ordered|got|went|chose)\b
    \b(?:decided|advised|warned) (?:against|not)\b|\bsaving (?:the|my|some|it)\b
    \blets (?:get|eat)\b|\b(?:ik )?(?:denk|dacht|denken|dachten) (?:aan|over|eraan|na over)\b
    \btwijfel\w*\b|\boverwe(?:eg|gen|gend|egt)\b|\bliefst\b|\bwou\b
    \bwilde?n?\b(?! zwijn| zalm| rijst)|\bzou(?:den)?\b|\bplannen\b|\bboodschappen\w*\b
    \bkan niet wachten\b|\bop het menu\b|\bhopelijk\b|\bhoop op\b
    \b(?:vanavond|straks|dadelijk|zaterdag|zondag|maandag|dinsdag|woensdag|donderdag
    |vrijdag) (?:eten|eet|drinken|maak|maken|bestellen|koken|kook) (?:ik|we|wij|jullie)\b
    \bvoor morgen\b
    \bbijna (?:een |de |het |wat )?(?:\w+ ){0,4}(?:gekocht|besteld|genomen|gepakt|gegeten)\b
    \bshopping list\b|\bboodschappenlijst\w*\b|\b(?:nodig|needed):|\bmealprep voor\b
    """
)
_REFUSED = one_of(
    r"""
    \b(?:gave|given|giving) up\b|\b(?:give|gaf|geef|geven) \w+ op\b
    \bcut(?:ting)? (?:down|out|back)\b|\bavoid(?:ed|ing|s)?\b|\bresist(?:ed|ing)\b
    \bturned down\b|\bpassed on\b|\bsaid no to\b|\bstay(?:ed|ing)? (?:away|off|clear)\b
    ^off (?:the )?\w+|\bgoing (?:vegan|without)\b|\bquit\b|\bskip(?:ped|ping)? (?:the|my)\b
    \bstopped (?:eating|drinking|with|having)\b|\bnot (?:even )?an? single\b
    \b(?:weerstaan|afgebleven|bedankt voor|gestopt met|stoppen met|geminderd|minderen|vermijd\w*
    |mijd)\b
    \bniet eens\b|\bnot even an?\b|\bgeen (?:druppel|hap|slok|kruimel)\b|\bstaak\b|\bik niet$
    \bnot me$|\bgeen (?:trek|zin|honger|tijd)\b|\bno (?:appetite|time)\b|\bnog geen\b
    \bstaan deze\b
    \b(?:cannot|cant|can not|dont|do not|never|nooit|doesnt|havent|hasnt|wont) (?:\w+ )?(?:eat
    |ate|eaten|drink|touch|like|stand|do|have|had)\b
    \bik (?:eet|drink) (?:nooit|geen|niet)\b
    """
)
_DISPOSED = one_of(
    r"""
    \b(?:spilled|spilt|spilling|dropped|threw|thrown|binned|sold|selling|planted|planting
    |gemorst|gevallen|verkocht|geplukt|gepoot|geplant|gezaaid|geoogst|weggegooid|weggegeven
    |gestolen|stolen|gevoerd|fed|feeding|mouldy|moldy|beschimmeld|bedorven|ontdooi\w*|defrost\w*
    |thaw\w*|smeared|spotted|geperst voor|gestrooid|carving|carved|dyed|voor jou|voor jullie)\b
    \b(?:left|forgot|lost|burnt|burned|cleaned|washed) (?:the|my|our|his|her|it|them)\b
    \bgone off\b|\bpicked (?:\d|some|the|a few|lots)\b
    \blaten (?:liggen|vallen|staan|aanbranden)\b|\baangebrand\b
    \bput\b.*\b(?:in|into) the (?:freezer|fridge|oven|slow cooker|shed|bin)\b
    \b(?:staat|staan|stond|zit|zat|ligt|liggen|lag|pruttelt|gaat|hangt|groeit
    |groeien)\b.*\b(?:op|in|te|aan)\b
    \bin de (?:vriezer|koelkast|oven|vuilnisbak|prullenbak|tuin) (?:gelegd|gezet|gedaan
    |gegooid)\b
    \buit de vriezer\b(?=.*\bgehaald\b)
    \b(?:prices?|prijs|prijzen|aanbieding|for sale|on sale)\b
    \b(?:smells?|stinkt|ruikt|closed|broken|kapot|crashed|delayed|gesloten|defect|lekt)\b
    apparaat stuk\b|\bgaat niet\b|\b(?:ge)?smeerd voor\b|\bwas (?:op|zuur|rot|leeg)\b
    \b(?:bak(?:ed|ing)?|cooked|made|gebakken|gekookt|gemaakt)\b.*\b(?:for|voor) (?:the|a|my|his
    |her|our|de|het|mijn|onze|een|t)? ?(?:\w+ )?(?:neighbou?rs?|buren|school\w*|fair|party
    |feest\w*|kids|children\w*|kinderen|lunch boxes|office|collegas|klas|class|church|kerk|markt
    |market|birthday|tomorrow|morgen|vrienden|friends|gasten|guests|visite)\b
    """
)
_OTHERS = one_of(
    r"""
    UNLESS\bRELATIVE (?:is|are|was|has|had|hates?|likes?|loves?|ate|eats?|drank|drinks|wants?
    |stole|bakes?|baking|steals|finished|prefers|refused|lust|houdt|is|heeft|eet|eten|at|aten
    |dronk|drinkt|wil|wilde|bakt|kookt|bakte|kreeg|krijgt|vindt|haalt|neemt|nam
    |wou)\b(?! (?:gekookt|gemaakt))
    \b(?:gave|giving|gaf|geef|gegeven aan) (?:the |my |de |het |mijn |onze |our )?RELATIVE\b
    \b(?:my|our|mijn|onze|ons|the|de|het) (?:baby|toddler|peuter|kleuter) (?:had|ate|has|likes?
    |loves?|eats?|drank|at|heeft|kreeg|lust|wil)\b
    \b(?:voor|for) (?:mijn|my|the|de|onze|our|ons|m n|mn) RELATIVE\b
    \b(?:can|could) (?:someone|somebody|you)\b|\bkan iemand\b
    \bvoor (?:het|de|t|een)? ?(?:feest|schoonmaak|sinterklaas|kerst|verjaardag|buren|kinderen
    |visite) (?:\w+ ){0,3}(?:gehaald|gekocht|geperst|klaargelegd|meegenomen|gemaakt|gebakken)\b
    \bwatch(?:ed|ing)? (?:my |the |a )?RELATIVE\b
    \b(?:he|she|they|hij|zij|ze)\b (?:\w+ )?(?:had|ate|eats?|drank|drinks|nam|at|aten|dronk\w*
    |heeft|eet|eten|kreeg|took|stole|likes?|loves?|hates?|is|was)\b
    \b(?:eend|eenden|eendjes|vogels|vogeltjes|ducks|birds|pigeons|duiven|kippen|schapen
    |geiten)\b.*\b(?:gevoerd|voeren|brood|bread|seeds?)\b
    \bheeft (?:\w+ ){1,4}(?:opgegeten|gestolen|gegeten|opgedronken)\b
    """.replace("RELATIVE", _RELATIVE).replace("UNLESS", _UNLESS)
)
_LIKENESS = one_of(
    r"""
    \b\w+ as (?:an?|two|the) (?!snack|side|starter|main|treat|dessert|meal|lunch|breakfast
    |dinner)
    \b(?<!something )(?<!tasted )like (?:an?|two|the) \w+ (?:in|on|to|of)\b|\bare like\b
    \blike an? horse\b|\bzo \w+ als (?:een|de|het)?\b
    \bals (?:haringen|een vis|een kool|een aardappel|water)\b|\bvergelijk\w*\b
    \bcompared (?:with|to)\b
    """
)
_NOT_ON_A_PLATE = one_of(
    r"""
    \b(?:on|in|over|op|onder|to|into) (?:my|mijn|zijn|haar|her|his|your|je|the|de|het|mn
    |m n) (?:\w+ )?(?:eyes?|skin|face|hair|head|shirt|trousers|jeans|carpet|floor|drain|kettle
    |feet|hands|nails|huid|ogen|gezicht|haar|broek|hoofd|vloer|waterkoker|muur|banden|handen
    |voeten|kleed|jas|trui|blouse|bank|toetsenbord|keyboard|laptop|phone|telefoon|shower|bad
    |bath)\b
    \b(?:oil|olie|balm) (?:on|op) (?:a|een|my|mijn|the|de) (?:dry |droge )?(?:spot|skin|puistje
    |plek|huid)
    \b(?:to|om) (?:clean|wash|polish|unblock|remove|het schoon|schoon te maken)\b
    \btegen (?:kalk|mieren)\b|\bfor the (?:drain|kettle|oven|garden|birds|compost)\b
    \b(?:face|gezichts|komkommer)\s?mas(?:k|ker)\b|\bepsom\b
    \b(?:foot|milk|melk) ?(?:bath|bad)\b|\bbath with\b|\bmassage\w*\b
    \b(?:pink|roze|coloured|colored|kleurige?|bruin|bruine) (?:curtains?|dress|trui|jurk|jas
    |haar|muur|hair|sofa|bank|wall|shoes|schoenen|gordijnen)\b
    \b(?:geverfd|painted|getimmerd|gebreid|knitted)\b|\b\w*roze muur\b|\bhaar geverfd\b
    kleurige \w+\b|bruine (?:jas|trui|tas|schoenen)\b
    \b(?:coffee|koffie|tea|rice|sandwich|bread|pasta|popcorn|soup) ?(?:machine|maker|cooker|bin
    |zetapparaat|apparaat)\b
    \begg timer\b|eierwekker|broodrooster|theedoek|theemuts|eierdop\b
    \b(?:chip shop|bakery|supermarket|bakker\w*|slager) (?:was|is|were|had|closed|opened)\b
    \b(?:fish tank|milk teeth|horse chestnut|chestnut tree|apple tree|\w+ tree in|\w+boom\b)
    \boil change\b|\bolie (?:ververs\w*|ververst|verversen|peil|bij)\b|\boliepeil\b
    \bburst tyre\b|\b(?:cookie|cookies) (?:settings|policy|banner|consent|accepted|melding)\b
    \bspam (?:folder|mail|box)\b
    \b(?:raspberry pi|java|javascript|coffee ?script|blackberry phone|apple (?:laptop|tv|id
    |watch|store)|macbook|iphone|applewatch|ipad)\b
    \bsettings\b|\blaptop\b|\btaartdiagram\b|\bpie chart\b|\b(?:traffic|paper|printer) jam\b
    \bjam on the\b|\b(?:orange|lime|cherry) line\b|\bin de file\b
    \b(?:sandwich|crash|english|online) course\b|\badvert\w*\b|\bclinic\b|\bon tv\b|\bop tv\b
    \btoast (?:to|op) (?:the|het|de|our)\b|\b\w+ appointment\b|\bsugar daddy\b|\bblood sugar\b
    \bmeal deal (?:prices|went)\b|\bflat tyre\b|\ballerg(?:y|ic|ie)\b
    \b(?:exam|test|match) was\b|\bhoney,? (?:i|im|can|could|where|are|dear|the)\b|\bby my side\b
    \bpitch\b|\bsoepkip in\b|\bon the scales?\b|\b\d+ ?stone\b|\bst \d+ lbs?\b
    \bop de weegschaal\b|\bsquats?\b|\bbench press\b|\bbig cheese\b|\bsmall fry\b
    \bhead office\b|\btheir? (?:price|name)\b|\bcalled her\b|\bschool fair\b
    """
)
_CLASSES = (_THOUGHT, _REFUSED, _DISPOSED, _OTHERS, _NOT_ON_A_PLATE, SAYINGS)

# *That exam was a piece of cake*: only a meal, a time or "it" can be what was eaten.
_BEING = one_of(
    r"""
    (?<!that )(?<!die )(?<!dat )(?<!which )\b(?:is|was|are|were|waren|wordt|werd)\b
    """
)
_CAN_BE_A_MEAL = one_of(
    r"""
    ^(?:(?:the|de|het|my|mijn|ons|our|todays?|vandaag|yesterdays?|gisteren|this|that|it|dat|dit
    |er|there|morning|evening|afternoon|night|late|early|second|first|main|big|small|quick|light
    |breakfast|brekkie|lunch|dinner|supper|tea|snack|meal|brunch|starter|dessert|pudding|pud
    |drink|drinks|food|ontbijt|avondeten|diner|eten|tussendoortje|toetje|nagerecht|voorgerecht
    |hoofdgerecht|warme|maaltijd|middag|ochtend|avond|s|smorgens|savonds|smiddags|monday|tuesday
    |wednesday|thursday|friday|saturday|sunday|maandag|dinsdag|woensdag|donderdag|vrijdag
    |zaterdag|zondag|at|om|in|for|to|als|bij|after|na|and|en|was|is|\d+)[ :,]*)*$
    """
)


def is_story(plain: str) -> bool:
    """True when a folded sentence tells of food that nobody ate."""
    if any(pattern.search(plain) for pattern in _CLASSES):
        return True
    if _LIKENESS.search(plain) and not EATEN.search(plain):
        return True
    being = _BEING.search(plain)
    return being is not None and not _CAN_BE_A_MEAL.match(plain[: being.start()])
