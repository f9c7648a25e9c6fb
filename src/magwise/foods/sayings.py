"""Sayings of Dutch and English that name a food and mean none: *appeltje eitje*, *easy as pie*.

A saying is taken whole; the same food in a meal (*een eitje bij het ontbijt*) stays food.
"""

from magwise.foods.words import one_of

SAYINGS = one_of(
    r"""
    \bbean bag\b|\bin your own\b|^im \w+(?: after\b|$)|\bi am toast\b|\bzonder kop\b
    \b(?:is|da s) andere koek\b|\baan de galg\b|\bpeper en zout ?(?:haar|kleur\w*|stel)
    ^(?:de |het )?\w+ zijn \w+$|\bcouch potato\w*|\bin a pickle\b
    \bbread and butter (?:issue|stuff|topic|work|job|business|politic|question|matter)\w*
    \b(?:is|was|its|thats|be|been|being|as|a total|a real|absolute) (?:an? )?(?:piece of cake
    |pieces of cake|cakewalk|doddle)\b
    \bcakewalk\b|\bapple of \w+ eye\b|\bspil\w* the (?:beans|tea)\b|\bspilt milk\b
    \bpeas in a pod\b|\bcherry on (?:the cake|top)\b
    \b(?:not|isnt|wasnt) (?:really )?my cup of tea\b|\bchalk and cheese\b|\bbutter ?fingers\b
    \bwent bananas\b|\b(?:go|goes|going|gone|went|drives? \w+) (?:nuts|bananas)\b
    \bfull of beans\b|\bbring(?:ing)? home the bacon\b|\begg on (?:my|his|her|your|their) face\b
    \bicing on the cake\b|\bwalking on eggshells\b|\blemon of an?\b|\bbutter wouldnt melt\b
    \bnuts and bolts\b|\bhot potato\b|\bhave (?:ones|your) cake\b|\bgood egg\b|\bbad apple\b
    \bapples and oranges\b|\bsour grapes\b|\bforbidden fruit\b|\blow hanging fruit\b
    \bgravy train\b|\bsalad days\b|\bcut the mustard\b|\bin a nutshell\b|\bpie in the sky\b
    \bhumble pie\b|\bfood for thought\b|\bbutter (?:him|her|them|someone) up\b|\bcheesed off\b
    \bcrying over\b|\bcry over\b|\btake (?:it )?with a (?:pinch|grain) of salt\b
    \bsalt of the earth\b|\bworth (?:his|her|its) salt\b|\bbaker(?:s)? dozen of\b
    \bone smart cookie\b|\btough cookie\b|\bthe way the cookie\b|\bbig fish\b|\bvoor de dorst\b
    \bmosterd na\b|\bde gebakken peren\b
    \bappels (?:en|met) peren (?:met elkaar )?(?:te )?vergel\w*|\bboter op (?:\w+ )?hoofd\b
    \bkool en de geit\b|\been eitje,|\b(?:was|is|wordt) een eitje\b|\bkoek en ei\b
    \bvoor een appel en een ei\b|\bpeulenschil\w*\b|\bzure appel\b
    \bkaas (?:niet )?van (?:het|zijn|haar|mijn|hun|t) brood\b|\bgeen kaas (?:van )?gegeten\b
    \boude koek\b|\bzoete broodjes\b|\bsoep wordt\b|\bheet gegeten\b|\brapen (?:zijn )?gaar\b
    \brotte appel\b|\bkers op de taart\b|\bneusje van de zalm\b|\bmelkkoe\w*\b|\bvis noch vlees\b
    \bvlees noch vis\b|\bgeen vis geen vlees\b|\bgeen vlees geen vis\b|\bboontje komt\b
    \b(?:boterham|brood|kost) (?:te )?verdien\w*\b|\bei van columbus\b|\bin de soep\b|\bpeper in\b
    \bappel valt\b|\bmet hangen en wurgen\b|\bslappe thee$|\bpeentjes zweten\b
    \bgezwete?n? peentjes\b|\bbonen in (?:zijn|haar) oren\b|\bhete aardappel\w*\b
    \bkrenten uit de pap\b|\biets in de melk te\b|\bmelk te brokkelen\b
    \bkat (?:op|bij) het spek\b|\bspek(?:je)? voor\b|\bhaantje\b|\bworst voorhouden\b
    \bals sneeuw voor\b|\bpoot uitdraai\w*\b|\bwijn in oude zakken\b|\bwater bij de wijn\b
    \bzout in de wond\b|\bmet een korreltje zout\b|\bvan de koeken?\b(?! trommel)
    \beieren voor (?:zijn|haar|hun) geld\b|\bappeltje,? ?eitje\b
    \bappeltje (?:met \w+ )?te schillen\b|\b(?:een )?makkie\b|\beitje geeitje\b
    \b(?:n|een) (?:koud )?kunstje\b|\bappels met (?:peren|citroenen)\b
    \bappel(?:tje)?s? voor (?:zijn|haar|de) dorst\b
    \bworst (?:zal |kan |zou )?(?:me|mij|hem|haar|wezen|zijn)\b
    \bzal (?:me|mij|hem|haar|t me|het me|een) (?:een |n )?worst\b
    \b(?:interesseert|boeit) \w+ (?:geen|een) (?:zier|biet|worst|bal)\b
    \bgeen (?:snars|biet|zier)\b|\bboter bij de vis\b|\b(?:neus|gat|kont) in de boter\b
    \bboter aan de galg\b|\bboter, kaas\b|\bkaas van het brood\b|\bbrood op de plank\b
    \bop zijn brood\b|\bop (?:haar|mijn|je|z n|zn|mn) brood\b|\bbroodnijd\b|\bbroodroof\b
    \bbroodje aap ?verha\w*\b|\bbroodheer\b|\bbroodjes? bakken\b|\bkoude kak\b
    \b(?:als|zo) (?:warme|zoete|verse) broodjes\b|\bover de toonbank\b|\bzoet broodje\b
    \bin (?:de|een) (?:pekel|puree|prak|penarie|bonen|pap|gort|soep)\b(?! (?:gegooid|gedaan
    |gebakken))
    \buit de (?:puree|prak)\b|\bgort is gaar\b|\bte (?:dik|gortig)\b|\bgortig\b|\bpap aan\b
    \b(?:geen|niet de) pap (?:van|meer|meer van)\b|\bpap in de benen\b|\bbenen als pap\b
    \bweet van pap\b|\bbokking\b.*\b(?:krijg|halen|geef)\w*\b|\bharing of kuit\b|\bhaaien en\b
    \bpaling in\b|\bspiering (?:uit|om een)\b|\bals een vis in\b|\bvis op het droge\b
    \btroebel water\b|\bspijkers op\b|\bin een ton\b|\bals de kippen\b|\bwortel en de stok\b
    \bei niet kwijt\b|\balle slakken\b|^(?:thats|its|this is) nuts$|\bturned to jelly\b
    \bsandwiched\b|\bzacht eitje,? (?:die|dat|hij|zij)\b|\bbroodnodig\w*\b|\bachter het net\b
    \bgladde aal\b|\bkabeljauw te vangen\b|\bgarnalen?verstand\b|\bgarnalen(?:brein|hersens)\b
    \bkip zonder\b|\bkip(?:pen)?(?:tje)? (?:met de gouden|vel|drift)\b|\bgeen kip\b|\bkippenvel\b
    \bkip ik heb je\b|\bkippig\b|\bals een kip\b|\btok tok\b|\bmet de kippen\b|\bhaantje de\b
    \bhoge bomen\b|\bvreemde eend\b|\blelijke eend\w*\b|\blame (?:duck|eend)\b
    \bgebraden haan\w*\b|\bkwakkel\b|\bgebakken (?:zit|zitten|lucht)\b|\bmet de gebakken\b
    \bmet peren\b(?= vergel)|\bte peren\b|\bgekke? ?bieten?\b|\brode biet\b(?= (?:werd|van|als))
    \bals een (?:biet|kreeft|tomaat)\b|\bzo rood als\b|\bbonen voor\b|\bin de bonen\b
    \bin (?:zn|z n|zijn|haar|hun|mijn) (?:sop|vet|vetje|eigen vet|nopjes)\b
    \bheilig(?:e)? boon\w*\b|\bheilige boontje\w*\b|\bboontje (?:om|komt)\b|\been boontje voor\b
    \bboontjes? (?:moet|zelf)\w*\b
    \b(?:dop|doppen) (?:je|zijn|haar|hun|mijn) (?:eigen )?bo(?:on|nen|ontjes)\b|\beigen boontjes\b
    \bknollen voor citroenen\b|\bcitroenen\b(?= verkocht)|\buitgeperste citroen\b
    \bals een citroen\b|\bpeulen?schil\w*\b|\bpeultje\b|\blust je nog peultjes\b
    \bpeper(?:duur| in (?:je|zijn))\w*\b|\bpeperduur\b
    \bpeper in (?:de|zijn|haar|je) (?:kont|reet|gat)\b|\bgepeperde\b
    \bgezouten (?:mening|kritiek)\b|\bongezouten (?:mening|kritiek|waarheid)\b
    \bzout op (?:elke|alle) slak\w*\b|\bzout der aarde\b|\bhet zout in de pap\b
    \bnog nooit zo zout\b|\bzo zout\b|\bzure (?:appel|druiven|bom|regen)\b|\bde druiven zijn\b
    \bzuur voor\b|\bdoor de zure\b|\brotte (?:appel|appels|peer|vis|eieren)\b
    \bappel van\b(?= mijn oog)|\bde appel valt\b|\boogappel\w*\b|\btwistappel\b
    \bpruimen\b(?= zitten)|\bniet te pruimen\b|\btuttifrutti\b(?= van)|\bpruimenmond\w*\b
    \bgare (?:banaan|pruim)\b|\bmet de hele mikmak\b|\bkrenten?(?:kakker|weger)\w*\b
    \bkrenterig\w*\b|\bkrent(?:en)? (?:op|uit) de\b|\bnoten op (?:zijn|haar|mijn|je|hun) zang\b
    \bharde noot\w*\b|\bnoot(?:je)? te kraken\b|\bnoten kraken\b|\bhele noten\b|\bbittere pil\b
    \bgoede raad\b|\bkoekje van eigen deeg\b|\beigen deeg\b|\bgesneden koek\b|\bkoek is op\b
    \bde koek op\b|\bkoek en zopie\b|\b(?:ei|eieren) kwijt\b|\bhet ei leggen\b|\bop eieren lopen\b
    \bop eieren\b(?= loop)|\blopen op eieren\b|\bzacht eitje\b(?= (?:is|ben|van|die|dat))
    \b(?:een |n )zacht(?:gekookt)? ei\b(?= (?:die|van een|is))|\bei van een\b|\bzo eitje\b
    \bbeter een half ei\b|\blege dop\b|\bkakelvers\b|\bde kip en het ei\b|\bhet ei of de kip\b
    \bdat is het hele eieren ?eten\b|\beieren ?eten\b|\bhele eieren\b(?= eten)
    \bslagroom op de (?:taart|koek)\b|\bkers op\b|\bvan de taart\b(?= willen| krijgen)
    \bstuk(?:je)? van de taart\b(?= \w+en)|\bde room afschep\w*\b|\bafromen\b|\bmelk en honing\b
    \bin de melk\b(?= te brok)|\bmelkmuil\b|\bals melk en\b
    \bhoning om (?:de|zijn) (?:mond|baard)\b|\bstroop (?:om|smeren)\w*\b|\bstroopsmeer\w*\b
    \bstroop\w*likk\w*\b|\bstroperig\w*\b|\bsuiker(?:oom|tante|spin van)\b|\bkoekenbakker\b
    \bkoekwaus\b|\bdrop(?:pie)?\b(?= je)|\bflauwe kul\b|\bvolle bak\b
    \bvan (?:hetzelfde|een) laken\b|\bgoede sier\b|\bsier maken\b|\bmaakt? de soep\b
    \bsoep(?:ie|zootje)\b|\bnatte krant\b|\bappelflauwte\b|\bworstel\w*\b|\bschop onder\b
    \bappels?chudding\b|\bsoepel\w*\b|\bvlees (?:en bloed|is zwak)\b|\bvlees noch\b
    \bhet vlees is\b|\bin de kuip\b(?= hebben)|\bvlees in de kuip\b|\bzwaar op de maag\b
    \bvoor spek\b|\bmet spek schieten\b|\bspekglad\w*\b|\bspekkoper\b|\bspek bij muizen\b
    \bmosterd (?:na|haal)\w*\b|\bmosterd halen\b|\bweten waar\b.*\bmosterd\b|\bwaar abraham\b
    \bmet iemand een appeltje\b|\bte heet gegeten\b|\bals zoete koek\b|\bvoor zoete koek\b
    \bzoete koek\b|\bpot nat\b|\been pot nat\b|\bde pot verwijt\b|\bbord voor\b
    \bsop(?:je)? (?:is )?de kool\b|\bkool (?:niet )?waard\b|\been kool stoven\b
    \bkool(?:tje)? stoven\b|\bgroeien als kool\b|\bgroeit als kool\b
    \bbitter (?:weinig|koud|hard)\b|\bwijn in\b|\bklare wijn\b|\bgoede wijn behoeft\b
    \bbier halen\b(?= waar)|\bna twaalven\b|\bals (?:bier|water|olie) (?:en|op)\b
    \bolie op het vuur\b|\bwater en vuur\b|\bijs (?:gebroken|breken|breekt)\b|\bglad ijs\b
    \bbeslagen ten\b|\bover een nacht ijs\b|\bkomkommertijd\b|\bkomkommernieuws\b|\baugurk van\b
    \btomaten op (?:de|zijn|haar|mijn|je) ogen\b|\bprei te\b|\bwortel en (?:een )?stok\b
    \bwortel voorhoud\w*\b|\bwortel schieten\b|\bwortel geschoten\b
    \bui(?:en)?(?:bak|tje)?\b(?= van een)|\bhelemaal de kluts\b|\bte hooi\b|\bpatat op zijn\b
    \bpatatgeneratie\b|\bfrietje erbij\b(?= nodig)|\bnaam hebben als\b|\bals snoep\b
    \bsnoepreisje\b|\bkippetje\b(?= (?:is|was) een schat)|\bchocola(?:de)? van (?:maken|bakken)\b
    \b(?:geen|er) chocola(?:de)? van\b|\beasy peasy\b|\blemon squeezy\b|\bcool as\b
    \b(?:all|bit|too|so|very|pretty|really) (?:a bit )?cheesy\b
    \bcheesy (?:joke|line|film|movie|grin|smile|song|pickup|music|show|humou?r)\w*\b
    \bsay cheese\b|\bcheese it\b|\bhard cheese\b|\btough cheese\b|\bcheesed\b
    \bwho moved\b.*\bcheese\b|\bspil\w* (?:my |your |his |her |some )?(?:the )?(?:beans|tea)\b
    \bfull of (?:beans|baloney)\b|\b(?:hill|row) of beans\b|\bbean ?counter\w*\b
    \bdoesnt know beans\b|\bcool beans\b
    \b(?:really|just|exactly|more|totally|is|never|much|quite|isnt|arent|not) (?:my|your|his|her
    |our|their|everyones?|everybodys) cup of tea\b
    \btea (?:is )?spilled\b|\ball the tea in\b|\bstorm in a tea\w*\b|\bbutter\w* (?:\w+ ){1,3}up\b
    \bbutter (?:him|her|them|me) up\b|\bbread always\b|\bbreadwinner\w*\b|\bgreatest thing since\b
    \bbest thing since\b|\bsince sliced bread\b|\bwhich side (?:\w+ )*bread\b
    \bbread is buttered\b|\bbread and circuses\b|\bhalf a loaf is\b
    \bbreadcrumbs? (?:trail|trailing)\b|\bbreadcrumbing\b|\buse your loaf\b
    \b(?:eat|ate|eating|eaten) (?:my|your|his|her|their|humble|some humble) (?:words|hat|heart
    |pie)\b
    \beat crow\b|\b(?:slice|piece|share|finger) (?:of|in) the (?:pie|action)\b
    \bfingers? in (?:\w+ )?pies?\b|\beasy as pie\b|\bas pie\b|\bpie eyed\b|\bpie in\b(?= the)
    \bsweetie pie\b|\bpie ?hole\b|\b(?:takes?|took|taking|took) the (?:cake|biscuit)\b
    \b(?:your|their|ones|my|the) cake and eat\b|\bhave \w+ cake and\b|\bselling like\b
    \bsold like\b|\blike hot ?cakes\b|\bhot ?cakes\b(?= (?:sell|sold|off))|\bflat as a pancake\b
    \bas a pancake\b|\bicing on\b|\bcherry ?pick\w*\b|\bsecond bite\b
    \bbite (?:of|at) the cherry\b|\blife is (?:just )?a bowl\b|\bcherry popped\b|\bapple of\b
    \bupset (?:the|my) apple ?cart\b|\bapple ?cart\b|\bapple polish\w*\b|\bbig apple\b
    \bapple doesnt\b|\bapples? (?:to|with|and) (?:apples|oranges|pears)\b|\brotten apple\b
    \bapple a day\b|\bhow do you like them apples\b|\bthem apples\b|\bshes apples\b
    \bas american as\b
    \b(?:goes?|going|gone|went|was|am|im|is|are|youre|hes|shes|its) (?:completely |totally[ ]
    |absolutely |a bit |so |just )?(?:bananas|nuts|crackers|bonkers|nutty|toast|cheesed)\b
    \bdr\w+ (?:me|him|her|us|you|them) (?:nuts|bananas|crackers|round the)\b
    \bbanana (?:republic|skin)\b|\btop banana\b|\bsecond banana\b|\btough nut\b|\bhard nut\b
    \bnut ?case\b|\bnut ?job\b|\bnutshell\b|\bnuts about\b|\bdo(?:es|ing)? (?:my|his|her) nut\b
    \bsoup to nuts\b|\bpeach of\b|\bpeachy\b|\bplum (?:job|role|assignment)\b|\bgoing pear\b
    \bpear shaped\b|\bsour ?grapes\b|\bgrapevine\b|\bgrapes of wrath\b
    \bfruits? of (?:my|our|his|her|their|the) labou?rs?\b|\bbear fruit\b|\bfruitful\b
    \bfruitless\b|\bfruit ?cake\b(?= (?:of|is|mate))|\bnutty as a\b|\bnot give a fig\b
    \bgive a fig\b|\bfig leaf\b|\bbought a lemon\b|\bis a lemon\b|\blemons?,? make\b
    \bgives you lemons\b|\blife (?:hands|gives) you\b|\bgooseberry\b(?=$| (?:with|all|on))
    \bplay\w* gooseberry\b|\braspberry\b(?= at)|\bbl[eo]w\w* a raspberry\b
    \bcarrots? (?:and|or) (?:the )?sticks?\b|\bdangl\w+ (?:a|the) carrots?\b|\bcarrot top\b
    \bcold turkey\b|\btalk\w* turkey\b|\bturkeys? voting\b|\bspring chicken\b
    \bchicken(?:ed|ing)? out\b|\bchicken and egg\b|\bchickens? (?:come|before|home)\b
    \bcount\w* (?:your|my|our|his|her) chickens\b|\bheadless chicken\b|\bfeeling chicken\b
    \bchicken feed\b|\brunning around like\b|\b(?:is|was|such|hes|shes|youre|im) (?:a )?chicken\b$
    \blike (?:a )?(?:sardines|two peas)\b|\bpacked like\b|\bpea ?brain\w*\b
    \bpea soup\w*\b(?= (?:fog|outside|out there))|\bword salad\b|\bhot potatoes?\b
    \bsmall potatoes\b|\bmeat and (?:drink|potatoes) (?:to|of)\b|\bmeat market\b
    \bbeef(?:ed|ing)? (?:with|about|up)\b|\bwheres the beef\b|\bbeefy\b
    \b(?:has|have|had|got|no|any) (?:a )?beef with\b|\bdead meat\b|\bdead as mutton\b
    \bmutton dressed\b|\bmutton chops?\b(?= (?:beard|whiskers))|\bbring\w* home the bacon\b
    \bsav\w+ (?:my|his|her|our|your|their) bacon\b|\bbacon saved\b|\bham(?:ming)? it up\b
    \bham ?fisted\b|\bham ?string\w*\b|\bgo the whole hog\b|\bwhole hog\b|\bpork barrel\w*\b
    \bporkies?\b|\btell\w* porkies\b|\bpig out\b(?=$)|\bsilly sausage\b|\bnot a sausage\b
    \bsausage fest\b|\bsausage dog\b|\bhow the sausage\b
    \b(?:fish|fishy)\b(?= (?:out of water|to fry|for compliments|in the sea|in a barrel))
    \bfish(?:ing)? for compliments\b|\bbigger fish\b|\bother fish\b|\bcold fish\b|\bqueer fish\b
    \bdrink\w* like a fish\b|\bkettle of fish\b|\bred herrings?\b|\bsmells? fishy\b|\bfishy\b
    \bsprat to catch\b|\bworlds? (?:is )?(?:my|your|his|her) oyster\b
    \bhappy as (?:a )?(?:clam|larry)\b|\bclam(?:med)? up\b|\bcarp(?:ing)? (?:on|about)\b
    \bsalmon (?:ladder|swim)\w*\b|\bshrimp of\b|\beggs? in (?:one|the same) basket\b
    \bgood eggs?\b(?=$| (?:he|she|that|our|really))|\bbad egg\b|\bnest egg\b
    \begg(?:ed|ing)? (?:on|him on|her on|me on|them on)\b|\begg ?head\b|\bon eggshells\b
    \beggshells\b|\bsucks? eggs\b|\bgoose (?:that|is cooked|chase)\b|\bgolden egg\b|\brotten egg\b
    \bscrambled (?:brain|my brain|head)\b|\bcant make an omelette\b|\bmake an omelette\b
    \b(?:cry|crying|cried) over spilt\b|\bmilk(?:ed|ing)? (?:it|the \w+) (?:dry|for)\b
    \bmilk of human\b|\bland of milk\b|\bmilk round\b|\bmilksop\b|\bcream of the crop\b
    \bcreamed (?:them|us|him|the)\b|\bcat (?:that|who) got the cream\b|\bsmooth as butter\b
    \blike butter\b|\bhoney ?moon\w*\b|\bhoney trap\b|\bhoney pot\b|\bmore flies with\b
    \bsugar ?coat\w*\b|\bsugar rush\b(?= (?:gone|after a game))|\bsweet tooth\b|\bsweet as\b
    \bsweet nothings?\b|\bsweet talk\w*\b|\bcandy (?:from|crush)\b|\beye candy\b|\barm candy\b
    \bkid in a (?:sweet|candy)\w*\b|\blike a kid\b|\bjam (?:today|tomorrow)\b
    \bin a (?:right |real |bit of a )?(?:jam|pickle|stew|nutshell|soup)\b(?!,? (?:of|with))
    \bjammy (?:so|git|bugger|dodger luck)\b|\bmoney for (?:jam|old)\b|\btreacle\b(?=$)
    \bwading through (?:treacle|custard)\b|\bthrough treacle\b
    \bsalty (?:about|today|with|because|language|comment)\b|\bpeppered with\b
    \bpepper(?:ed|ing) (?:me|him|her|us) with\b
    \bsalt in (?:the|his|her|my|that|old|an?) wounds?\b|\brub\w* salt\b|\bbelow the salt\b
    \bold salt\b|\bkeen as mustard\b|\bvinegar strokes\b|\bvinegary\b|\bvariety is the spice\b
    \bspice of life\b|\bspice (?:things|it|up)\b|\bflavou?r of the month\b|\bsoup(?:ed)? up\b
    \balphabet soup\b|\bfrom soup\b|\btoo many cooks\b|\bcook\w* the books\b|\bwhats cooking\b
    \bstir the pot\b|\bpot calling\b|\bpot ?luck\b(?= (?:who|what|whether))|\bwatched pot\b
    \bout of the frying\b|\bflash in the pan\b|\bhalf ?baked\b|\bbaked in\b(?= (?:the|to))
    \bstew(?:ing)? in\b
    \b(?:on|onto) (?:my|his|her|your|our|the) plate (?:at work|already|right now|these days)\b
    \ba lot on (?:my|his|her|their|your) plate\b|\bplate (?:is|was) full\b
    \bhanded (?:to \w+ )?on a (?:plate|platter)\b|\bbite off more\b
    \bmore than (?:\w+ )?can chew\b|\bchew(?:ing|ed)? (?:the fat|it over|on it)\b
    \bfood for (?:thought|worms)\b|\bfish food\b|\bfeed a cold\b|\bgravy boat\b
    \bthe rest is gravy\b|\bbubble and squeaky\b|\bcoffee (?:and smell|break room|table)\b
    \bwake up and smell\b|\bsmall beer\b|\bbeer (?:belly|goggles|money)\b|\bbeer and skittles\b
    \bnot all beer\b|\bwine and dined?\b|\bnew wine\b|\bold wine\b
    \bchampagne (?:moment|socialist|problems)\b|\bwhisky galore\b|\bdrink the kool\b
    \bgin(?:ned)? up\b|\bthin gruel\b|\bporridge\b(?= (?:time|in prison))|\bdoing porridge\b
    \bproof (?:of|is in) the pudding\b|\bover egg\w* the\b|\bpudding\b(?= is in the eating)
    \btrifle(?:s|d)? (?:with|late|early|annoy\w*|matters?)\b|\ba trifle \w+\b(?=$)
    \bjelly (?:of|legs|about)\b|\blegs (?:like|turned to|were|felt like) jelly\b|\bso jelly\b
    \bcookie cutter\b|\bcookies? crumbles?\b|\bsmart cookie\b|\bcaught with\b.*\bcookie jar\b
    \bbrownie points?\b|\bcream ?crackered\b|\bwaffl(?:ed|ing)\b(?: on)?|\bcrumpet\b(?= of)
    \buse your noodle\b|\bspaghetti (?:junction|western|code)\b|\bnothing burger\b
    \bnothingburger\b|\bknuckle sandwich\b|\bshort of a picnic\b|\bone sandwich short\b
    \bsandwich(?:ed)? between\b|\bmeatball\b(?= of a)
    \bchip(?:s)? on (?:his|her|my|your|the) shoulder\b|\bchips are down\b|\bcheap as chips\b
    \bas chips\b|\bhad (?:his|her|my|its|their) chips\b|\bchip off\b|\bwhen the chips\b
    \bpop(?:ped)? the question\b|\bpopcorn (?:brain|ready|ceiling)\b
    \bgrab(?:bing)? (?:the|my) popcorn\b|\bham and egger\b
    \b(?:paid|pays?|paying|work\w*|earns?|cost|costs) (?:me |him |her |us |in |for[ ]
    |next to )?peanuts\b
    \bpeanut gallery\b
    """
)
