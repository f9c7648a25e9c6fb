"""Frequent words that are spelt almost like a food word and are none: never put right.

Without them *having* is a herring and *floor* is flour. Found by running the typo corrector over
the words that are frequent in Dutch and English text and keeping those it would have changed.
"""

from magwise.foods.words import words_in

EVERYDAY = frozenset(
    words_in(
        """
        aandelen aardse abby achteraan achteraf achterban achterna achternaam actie
        actively adam advocacy afrikaanse ages aided ajax alfa alien allan allen allison
        ally alma alphen america americas amerikaan amerikaans amper ample angela angelo
        anger angle apen apparatus appeal appeals applies apply aquarium ardennen asia
        baai baan baard baarn baart baas babe bach backing bail balanced bald bali balk
        baltic banda banen bang banken banker bankers banking bankje banner banners bans
        barbara barely bark barn barney baron barriers barry barst bart bash basic basin
        basis basket bates bats batter batteries batterij beacon beads beam beams beard
        beast beat beats beau beck becky beek bees beest began begged beken bekleden
        belangen beledigd beledigen beleid beleven belg belgen bella belt belts bend
        bene benedictus bent bepaling bert bescheiden beschikt beschoten beschouwt besef
        besluiten betaling better betty bevel bevond bewakers bewaking bewegen bezet
        bianca biased biden bied bieden biedt bijt bijten bikes bill bills billy bind
        bird blah blake blanco blanket blankets bleef blend blew blije bloc blocking
        bloed bloei bloemendaal blok bloke bloody bloom bloot blown blur blvd board
        boden boef boem boer bold bolt bolts bond bont bonte bonus bood boog boos booth
        bore bored boren borg born borne bother bothered bothering boven bowel boxer
        boyd boys braaf brabantse brady brain brak brake braken branches brand branding
        brands brandstof brandt brass brazilie break breaking bred breda breed brein
        breuk brewer brian bride brief briefjes bril bring brink brit broadband brock
        broek broertje bron brons brook brow browsing bruid bryan buck buds bugs buis
        bulb bulgaria bulk bully bult bunny burner burns burton bussen busy butler cage
        calif californie calls calm came campagne campagnes camper canberra canton cape
        captured carbon card cardinal care cared cares carl carlton carr carry cars
        carson cart carter casa case cases casper caste cater celebrating cerebral chad
        chain chair chambers champion champions chan chang chant chap chapters chargers
        charlotte charm chart chassis cheating check checken checking cheering chew chic
        child chile chill chilling chin china choice choir choke choking choosing chord
        christian christians christus chuck cindy cite clad claim clan clap classics
        classified claw clay click clip clips clone closes clouds clue coal coaster coen
        coin cole colonies coloring coloured colt coma comet comite commander compete
        compleet complete completed complexe composed composer composite concentrate
        concentratie concentrating concentration condemned conferentie confessed
        confidence confrontation conscious contains continued converted convince cooling
        cope cops cord core corey cork corner corp corporation cory couch councillor
        counters course courtney cove cracking crane crawling created credited crest
        crews crime crises crisis critique crop crops crow cuban cultural culture
        cultureel culturele culturen cultures curb cure current currents cursed curved
        cyber daad daag daalt daan daar daarheen dadelijk daden dader daders dage daily
        daisy dalende daling damaging dame dames dank dante dare daring darm data dated
        dating dave deaf deal decade decay deck dedicated deed deel dekker dell
        depressing designated deur dial diary died dief dien dient dier dies dion
        directive dirk dirt disputed ditch dixon dock dodge doet doll dolle donating
        donder donkerder donkey donor dont doop dorp doubled dough dove draak dragen
        dragging draining drang dreaming dreiging drifting drill drilling drip driven
        dropping drum dual dubbed duct duel duet duif duik duim duivel duiven dull
        dumping dunk early earn ease easier eastern ebay echter eddy eind essentie evan
        exam extracted eyes ezels fabrics faced facts fade failliet fairly fake falling
        fame fans fare fares fargo farm fase favour favoured feat fees fell fellow
        fernando fest fiat fiber fijn fijne files filmed filming filmt fined finse fires
        firma fishermen fist fits flag flame flames flank flare flash flavor flaw flawed
        fled fleur flew flex flies flip float flood floor flop floral flores fluit flush
        flux flyer flying fold follower fond fool ford forecast foremost forestry forex
        formule formules foul founder founders fout france frank frankfurt fred freed
        freshman friese frog frontier fuel fully fuzzy gaat gaga gain gains gale gamer
        gamma gang gangs ganse gaps garantie gast gate gays gaza gaze gazette gebaseerd
        gebaseerde gebeld gebergte gebieden geblazen gebleken gebonden geboorte gebouwen
        gebruiken gebruikte gedateerd gedeelde gedragen gedrukte geduld gedwongen geef
        geek geest gehackt gehalte gehanteerd gehouden gekleurde gelanceerd gelaten geld
        gelden geleend geleerde gelet geleverd geliefde geloofde gemak gemeld genade
        gene generate geneve genoteerd gent gentle gepakt geparkeerd gepasseerd geraakt
        germany gert gerust geschikte geschilderd geschillen geschonken gescoord
        geslaagde gesloten gespannen gespeeld gespeld gesproken gesprongen gestaakt
        gestegen gestelde gestoken gestoord gestreden getallen geteld getreden getrokken
        gevallen gevel gevonden geweest geweld gewenste gewond gewonden gewoonte
        geworden geworpen gezakt gezet gezinnen gezonder gezongen gezonken ghana gift
        gijs gill gingen glance glans glove glowing goals goeie golf golven gooi goor
        gore govt graan grab grace grad grade graden grades graduated graf granaten
        grand grant granted granting graph graphs gras grass gratie gratis grave graves
        greed greene greet grens grieks grijp grim grin groei groep groet groeten grond
        groter grounded grown gulden guns guts guus haag haal haar haat hail hairy hale
        hall halle halo hals halt halte hamer handdoek handle harder hardy harm harsh
        hart harte hath hating haven having hazel heal heap heard hearing hearings hears
        hebt heck heeft heen heer heft hein heir hekel held helm hemd henk herd hero
        hers heup hike himalaya hiring hoek hoge holdings hollander hollands holt holy
        homepage homer homo hondje hood hoog hook hooks hoopt hoor hoping hormones horst
        hose house hugh huil hulk hull hulp humorous humour ijsland india indiaanse
        indiana indicate indien indonesia indonesie infantry inland innocence instance
        instantie instantly instinct iris isolated isolatie japans jason jerk jerry
        jeruzalem jill join joins jolly jonger jordanie jorge jose juicy jung jupiter
        kaak kaars kaartjes kade kado kang kanon kappen karel karen karma kassa kast
        keek kees keken kent kerels kerken kern kerst kerstboom keus keys kies killing
        killings kinda kindle kindness kirk klaas klas klep knop knot knox knvb koeien
        koel koelen koen koers kong kontje kooi koor koos korea koreaans korte koste
        kouder krant kranten krap kring kritisch kruipen kruisen kuifje kung kunt kurt
        kweken kyle laad laan labs lacht lads laid lamp lamps lance land landt lane
        langer laos lara larger lars laser laste latter launch launching laws lawyer
        lead leak leaks leap learn leed leeds leef leen leer leger legt lena lenzen leon
        leuks leve leverage leverbaar levering levert lezer liam libie lier lies liever
        ligt lijdt lijn likes lilly limb limbs linden linen liner lines lint lisa live
        lived liverpool lives load loan locker lone loods looks loon loopt lord lotte
        lover lovers lucht luie luke lung lungs lure lynch lyon maarten maas macdonald
        macedonie macht mafia magazine magie maid mails main maine mainland majoor maker
        male mali mall mama manga mans maps mara marc march margaret marge marianne
        marina marine mariners mario mark marks marokkaans mart martin martine martinez
        marty marx mask masked mass mast mastered match math matras matter maya mayer
        mayor maze mccarthy means meant medailles medal mede meen meid mekka meld melden
        meldt meltdown melted memo mentions mentor mercy merk mesh mest meta metal meter
        meth mevr meyer mice mick milestone miley miller milton mina minded minds miner
        mines ming minimaal minimale minister mins minst minstens miss mist mistress
        mits mocht mode model modellen modules moer moge mogen mold mole moms monastery
        money mont moon moral morgan moskeeen motel moto mount mueller muis mulder
        munich muslim mute nagel named nasa nash natura naturally naval needs nets nicer
        niche nick nico niece nieuwste nike nile nina nmbs nogal nora norm nota notch
        notebook nova novel nutrition oaks oath oliver ongekende ongezond oostende opel
        opens opent opinions optimaal optimal orde oren originally origineel originele
        ouder outs ouwe oversight overweight overzicht owen paars pace paced page paid
        paint painted pakket pakte panda paneel panties papa para paranoid paren parked
        parken parket parking particles partijen partisan partly passende pater path
        paying peace peak peaks peasant peasants pech peek peil pence pensioen perez
        perkins perry perse persen perth pest pete peter pets petty phase pick picked
        pics piek pier pierce piet pieten ping pioneer pioneers pipe piper pipes pisa
        pity plaatste plaintiff plane planet plank plans plantation planting plein plek
        plekje plekjes plot plug pocket poel poes poet pointer poker polder poly pompen
        porch porto pose posities possible posted poster potter pounding pour powered
        praatjes preach preacher prep presence preserved pressure presumed pretpark prey
        price prick pride princess principe printed prix proceeded processen processes
        processor producent progressed prone props protested province pruik psalm puin
        punk puppy purge purse pursuant putten qualify quantity quarterly quartet raak
        rabbi racen races raden radius rage raining raken ramon ramp rampen rand rang
        rank rash rates rather raven reacties reads realm rear recover recovered reduce
        reduces reef reel referred reformed remained rene renner reuze rhode rica richer
        richt richten richter richtten rick rico rider riep rijdt riot ripe rising risk
        risks rita rivier robot rocky roda roel roem roep roest rogue roller roman
        romeinen romeinse romp ronde rondes rondom roof rook rookt roommate roos
        roosendaal rope rosa rosie roth rouw rover ruben rude ruik ruining rush russia
        ruud saaie sack sacked safe saga sale sally salon sandy saturn saul savvy says
        scam scar scare scared scene scenes schets schetsen schijn schijt schild schip
        schok schone schop schouten schrijf schrijft schuil score scores scots scout
        screen sealed search searched seasonal seated seek seeks seemed seems seen sees
        sein sends sent sewer sewing shade shady shale shall shallow shame shane shape
        share shared shave shaw shed sheer shelf shelley shes shin ship shirt shock
        shook shooters shore shout shouts shri shut sided sinds sing sings sink site
        skate skien skies skill skip slack slag slam slanke slap slash slate sleeps
        slick slide slides slipping sloop sloot slot smack smell smelt smiled smit smoke
        smoothly snake snapt sneak sneakers sneek sneller snor soap sock soest sofa sold
        solo solve sonja sons soort sorts soul source spaans space spared spark speak
        spec specialist specialists specially specialty speed speeds spel spell spelled
        spent spiegels spijkers spijt spill spin spionage spirited spirits sporters
        sporthal sportief sporting spot spots sprak springer springt sprint sprinter
        sprong sprongen spuit spuiten spun spur spurs spying squad squeeze stab stage
        stained stainless stak stake stal stall stam stan stank stap stapje stared stark
        start stash stat state stations steal stealing steam steeds steek steentje steep
        steering stel stelling stelt stemt stepping ster sterk sterling steven stevie
        stickers stier stijf stijn stint stip stoep stoet stole stom stone stones stood
        stoom stoot stopt store stort strak stranded stray streak streeft streek strekt
        streng string stroming stronger strongly strook stroom struiken stuck stud
        studeert studying stunning styled sucker sued suit summed superb supplier
        supports suriname sven swallowed swap sweat sweep sweetie swell swept tabel
        taboe tail tang tapping tara taste tate tempel temper template temple tempo
        terras texture thans thea theme theo these thijs thinks threat threw tina
        tipping tips toby todd toelaten toets toetsing toffe tone tones toni tons torch
        tortured tory toss tough toxic toys trad tragisch tragische train trait tree
        trial triple trots trouw trouwt troy trusting tuin tune turns twin twins
        typische uden unwanted upon uren vacht vallei vallen valt vara vary vase
        vegetation veil velden velsen vera verb verbeterd verboden verborgen verduren
        vereerd verf verge vergeving vergt verhogen verhuren verkeer verkeert verkeren
        verklaren verkleed verkopen verkozen verlagen verlaten verleden verleend
        verlegen verlenen verlopen vermoedt vermogen vermont vernederd vernomen veroverd
        verraden verrader verricht versa versie versierd verstoren vertonen verveeld
        vervoerd vervoeren verwarde verwijst verworpen verworven verzekerd verzekeren
        verzorgen vest vibe vice victorian victories video vierde viert vijanden vile
        vince vinden vineyard virginia visie visit vlakken vlekken vlieg vliet vlinders
        vluchten vluchtten voer voert volkeren volkomen vonk voort vrees vullen wade
        wage waiter walsh walter wang ward ware warmer warmte warn warp wars wary
        watering wave welk wezen whale whatever whats whose wide width wieg wijd wijde
        wijf wijk wijs wildlife wilt winds winkels winnende winner wint wipe wire wise
        wish witch witty woest wolk wolken wong wordt worm worse worstelen wrapping
        writes yang young zach zachter zadel zagen zalen zanger zaten zender zicht ziet
        zilveren zingen zocht zoekt zolder zonde zonden zone zonen zonnetje zoon zowaar
        zucht zulk zwaan zwaard zwaarder zwaarste zwakte zweeds
        """
    )
)
