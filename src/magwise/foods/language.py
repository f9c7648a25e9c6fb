"""The small closed classes of Dutch and English words that a diary line is held together by.

They are grammar, not facts: nothing here has a figure. Words are folded (`words.folded`).
"""

from magwise.foods.words import words_in

AND = frozenset(
    words_in(
        """
        en and plus erbij daarbij ook also alsmede
    """
    )
) | {
    "+",
    "&",
    ",",
    ";",
    "\n",
}
WITH = frozenset(
    words_in(
        """
        met m with w w/ inclusief incl plus_met bij_met
    """
    )
)
ON = frozenset(
    words_in(
        """
        op on in onder over topped belegd besmeerd spread
    """
    )
)
THEN = frozenset(
    words_in(
        """
            daarna then vervolgens later nadien verder followed afterwards toen
        """
    )
)
WITHOUT = frozenset(
    words_in(
        """
            zonder geen without no niet not nooit never minus sans excl hold noch nor neither
            didnt dont doesnt havent hasnt hadnt wasnt cant cannot couldnt wont isnt arent
        """
    )
)

# Words that carry no food, no amount and no doubt: articles, meal times, politeness, verbs.
FILLER = frozenset(
    words_in(
        """
            ong ongev plm plusm did do done went go going got get getting felt feeling
            then just de het een der den des van of from the some vandaag today gisteren
            yesterday vanmorgen vanochtend vanmiddag vanavond avonds ochtends morgens
            middags smorgens sochtends smiddags savonds s avond ochtend middag morning
            afternoon evening night nachts snachts nacht noon tonight ontbijt ontbeten
            breakfast brekkie lunch lunchen geluncht dinner diner supper tea-time
            avondeten avondmaaltijd middageten warme maaltijd tussendoor tussendoortje
            snack snacks elevenses toetje dessert toe na after before voor vooraf bij at
            for als as to te ter in aan uit per om rond around about ongeveer circa ca
            approx approximately roughly plusminus pm am uur u uurtje hour oclock ik i
            we wij heb have had hebben gegeten at ate eten eat eaten nam genomen took
            taken dronk gedronken drank drunk drinking gehad genoten erop erbij ernaast
            daarop erover erin lekker lekkere heerlijk heerlijke nice tasty yummy
            delicious vers verse fresh freshly zelfgemaakt zelfgemaakte eigengemaakte
            homemade home-made huisgemaakt biologisch biologische organic bio gewoon
            gewone just plain regular normal normale eerst first nog another ander
            andere extra my mijn our ons_ onze een. and/or dan want dus toch wel alleen
            only pure_ misschien ja nee ok zon zo'n so zulke such it is was dat die this
            that there er mee along whole hele heel heels each elk elke samen together
            gedurende during dag day dagen all alle al zelf self ca. nr verdeeld divided
            over tijdens while onderweg werk work thuis home kantoor office winkel
            supermarkt ah jumbo lidl aldi tesco sainsburys waitrose asda plus_ spar
            stuks_ maar vol volle_ full keer times maal gevuld gevulde served warm warme
            hot cold koud koude vaste snel snelle quick maandag dinsdag woensdag
            donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday friday
            saturday sunday x s d l_ nice made gemaakt glaasje_ prima even beetje_
            hadden waren wat_ half_ serving_ portion_ totaal total in_totaal eerste
            tweede laatste sandwichje_ met_ ontbijtje snackje avondje na_ training
            trainen gym sport sporten workout run hardlopen rit ride wedstrijd race
            werkdag post pre cinema bioscoop pub cafe kroeg restaurant takeaway takeout
            chippy snackbar frituur mcdonalds mcdo mac_ kfc nandos nando greggs dominos
            subway wagamama starbucks costa pret hema albert heijn colruyt delhaize
            carrefour gehaald besteld ordered shared gedeeld chinees chinese griek turk
            surinamer italiaan opgemaakt leeggegeten trimmings
            having weer zoals altijd rest myself mezelf usual
            always again same treated treat mum mums mama papa birthday moeder vader vriend vriendin
            ff effe effies eventjes
            gedaan else nothing nowt nix appie gister gisteravond oma opa ma_ net
            lekkertje kruidvat etos vd
        """
    )
)

STATES: dict[str, str] = {
    **dict.fromkeys(words_in(
        """
            rauw rauwe raw rauwkost_ ongebakken
        """
    ), "raw"),
    **dict.fromkeys(
        words_in(
            """
                gekookt gekookte gekoockt gekookt. boiled cooked gestoomd gestoomde
                steamed gaar gare hardgekookt hardgekookte zachtgekookt zachtgekookte
                poached gepocheerd gepocheerde klaargemaakt bereid bereide prepared
                geblancheerd gewokt gewokte wokked
            """
        ),
        "boiled",
    ),
    **dict.fromkeys(
        words_in(
            """
                gebakken fried gefrituurd gefrituurde deep-fried pan-fried opgebakken
                sauteed geroerbakt roergebakken stir-fried
            """
        ),
        "fried",
    ),
    **dict.fromkeys(
        words_in(
            """
                geroosterd geroosterde roasted gebrand gebrande toasted gegrild gegrilde
                grilled geroosted
            """
        ),
        "roasted",
    ),
    **dict.fromkeys(["gepoft", "gepofte", "baked", "ovengebakken"], "baked"),
    **dict.fromkeys(words_in(
        """
            blik ingeblikt canned tinned pot_ conserven
        """
    ), "canned"),
    **dict.fromkeys(words_in(
        """
            uitgelekt uitgelekte drained uitlekgewicht afgespoeld rinsed
        """
    ), "drained"),
    **dict.fromkeys(
        words_in(
            """
                diepvries frozen bevroren ingevroren vriezer diepgevroren vries
            """
        ), "frozen"
    ),
    **dict.fromkeys(
        words_in(
            """
                droog droge dry dried gedroogd gedroogde ongekookt ongekookte uncooked
                rauw_gewogen onbereid onbereide unprepared
            """
        ),
        "dry",
    ),
}  # fmt: skip

SIZES: dict[str, tuple[float, float, float]] = {
    **dict.fromkeys(
        words_in(
            """
                klein kleine kleintje small little mini smal smalle dun dunne thin tiny
                lichte
            """
        ),
        (0.55, 0.72, 0.9),
    ),
    **dict.fromkeys(
        words_in(
            """
                groot grote large big flink flinke fors forse royale royaal dik dikke
                generous grande huge enorme jumbo_ thick stevige venti xl
            """
        ),
        (1.1, 1.35, 1.8),
    ),
    **dict.fromkeys(
        words_in(
            """
                opgehoopte volle_lepel heaped heaping bolle opgehoopt rounded
            """
        ), (1.15, 1.4, 1.8)
    ),
    **dict.fromkeys(["afgestreken", "level"], (0.8, 0.9, 1.0)),
    **dict.fromkeys(words_in(
        """
            middelgroot middelgrote medium gemiddeld gemiddelde average
        """
    ), (0.85, 1, 1.2)),
    **dict.fromkeys(
        words_in(
            """
                restje restjes restant resten overgebleven leftover leftovers remains
                kliekje kliekjes
            """
        ),
        (0.35, 0.75, 1.1),
    ),
}  # fmt: skip

# Words that are near a food word in spelling but are no food; never corrected to one.
COMMON = frozenset(
    words_in(
        """
            weer weet goed hard half hoofd kaart laat laten later leven maar maat maten
            meer mijn moet naar niet niets niks noot_ noord plaats plan rust samen slapen
            slecht slim soms stad staan straks tijd trap twee veel vind voel voor vraag
            waar want warm week weinig werk zeer ziek ziekte zoek zwaar kalm kort lang
            licht liggen lopen moe mooi nacht neus nieuw open oud paard park rennen rijden
            school spier spieren kramp been benen voet voeten rug water_ zien zwemmen
            fiets fietsen gelopen gefietst gerend gezwommen geslapen gelezen gewerkt
            gedaan gezien gezegd gedacht gekregen gemaakt graag grapje haha hihi lol
            jammer jarig kantoor kerk kinderen klaar leuk beter best slept sleep spelt_
            felt ran run runs running walk walked swim swam bike biked ride head heart
            heavy help here home hour hurt idea just keep kind knee know last late leave
            left leg legs less life like line long look lost love made make many meal mean
            meet mind mine more most move much must name near need never next nice none
            note noted only open over pain part past place play please point quite rain
            read ready real rest right road room same save school seem self sell send shoe
            shoes show sick side sign sit size skin slow some soon sore sort stay step
            stop story such sure take talk tall team tell than thank that their them then
            they thing think this time tired today told took turn until very wait want
            warm wash watch water_ week well went were what when where which while white_
            who whole wife will with word work world would write year your call mum dad
            bank boss cash chat chip_ clean clear close cloud coat code cold come cook_
            cool cost could count cream_ date_ days dear deep desk door down draw dream
            dress drive drop duck_ each east easy edge else even ever every face fact fair
            fall fast feel feet few file fill film find fine fire firm five flat flow fly
            foot form four free friend from full fun game gave girl give glad goal gone
            gray great grew ground grow guess hair hand_ happy hate have hear heat test
            tests lorem ipsum dolor amet sit olifant olifanten elephant elephants auto car
            bus trein boek boeken book books kleur blauw groen_ rood_ zwart_ wit_ hond kat
            dog cat cats dogs kater select drop table from where insert update delete
            script alert return print import class function null true false undefined html
            body div span href http https www com org net bloeddruk hartslag gewicht weeg
            weegt weight weigh lengte pols puls suiker_ spiegel temperatuur koorts pijn
            hoofdpijn buikpijn misselijk verkouden hoest griep mood stemming stress
            stressed afspraak dokter huisarts tandarts apotheek doctor dentist meeting
            vergadering klant deadline telefoon phone mail email laptop computer netflix
            film serie tv muziek music feest party verjaardag vakantie holiday zon zee
            strand regen regende rained sneeuw wind storm iets stuff something anything
            dingen spul spullen things thing kantine canteen calf calves approach
            friends cheat buren feestje
        """
    )
)

# Words of another story: a food named beside them was hardly eaten.
CHATTER = frozenset(
    words_in(
        """
        meeting vergadering phone telefoon bill rekening watched watch watching kijken gekeken film
        movie serie series tv netflix tank cleaned cleaning schoongemaakt train trein bus car auto
        fiets delayed vertraging shoes schoenen call called gebeld bellen doctor dokter huisarts
        dentist tandarts book boek gelezen reading school exam examen email mail laptop computer
        song liedje concert match wedstrijd gewonnen won lost verloren euro dollar pond_ aandelen
        share shares stock_ huis house kamer room_ hotel vakantie holiday weer weather regen rain
        vogels birds vogel bird tuin garden geplant planted zaaien seeds_ recept recipe kookboek
        iets something anything
        droom dream droomde dreamt kleur colour color verf paint jurk dress
        """
    )
)

# Nouns that a number may count without it being an amount of food.
NOT_OF_FOOD = frozenset(
    words_in(
        """
            km kilometer uur uren min minuten minutes hours hour miles mile mijl stappen
            steps euro eur kcal cal calorieen calories kj watt bpm jaar years year keer
            procent percent graden rondjes laps sets reps weken weeks dagen days maanden
            months personen people
        """
    )
)
# States that may stand behind the food they belong to.
BEHIND = frozenset(
    words_in(
        """
            gekookt gebakken rauw geroosterd uitgelekt ongekookt gedroogd gestoomd gegrild
            droog ingevroren diepvries bevroren drained cooked raw uncooked dry canned
            frozen boiled steamed onbereid bereid
        """
    )
)
