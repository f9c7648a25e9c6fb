"""Questions about an animal: answered by a vet, not here, and without a word on amounts."""

import re

from magwise.answers.reading.words import folded, tokens, word_set

_ANIMAL = word_set(
    """
    hond honden hondje kat katten kater paard paarden merrie hengst veulen poes poezen poesje
    konijn konijnen koe koeien kalf kalveren schaap schapen geit geiten kip kippen varken varkens
    hamster cavia cavia's fret papegaai parkiet kitten kittens puppy puppy's pup pups pony pony's
    ezel huisdier huisdieren hondenvoer
    dog dogs doggy doggo cat cats horse horses mare gelding stallion foal rabbit rabbits cow cows
    sheep goat goats chicken chickens hens pig pigs puppies kitty ponies donkey pet pets
    parrot budgie ferret livestock cattle
    labrador labradors labradoodle labradoodles retriever retrievers poedel poodle teckel dachshund
    chihuahua rottweiler dobermann doberman beagle husky dalmatier dalmatian whippet
    greyhound spaniel spaniels cockerspaniel collie collies terrier terriers schnauzer bulldog
    bulldogs pug mopshond malinois herdershond weimaraner vizsla corgi
    shihtzu maltezer maltipoo cockapoo cavapoo goldendoodle siamees perzische ragdoll
    shetlander haflinger
    """
)
_TWO_WORDS = re.compile(
    r"\b(?:german shepherd|duitse herder|mechelse herder|border collie|golden retriever|"
    r"jack russell|shih tzu|maine coon|british shorthair|brits korthaar|bernese mountain|"
    r"berner sennen|great dane|duitse dog|king charles|staffie|guinea pigs?|guinea ?fowl)\b"
)
_CREATURE = (
    r"(?:hond\w*|katt?(?:en)?|kater|paard\w*|merrie|ruin|poes\w*|konijn\w*|koe(?:ien)?|hamster|"
    r"cavia|dogs?|cats?|horses?|mare|gelding|pony|puppy|pup|kitten|rabbit|cows?|pets?|"
    r"huisdier\w*|labrador\w*|retriever|poodle|poedel|collie|terrier|spaniel|teckel|bulldog)\b"
)
_TAKES = re.compile(
    rf"\b(?:voor|for|aan|geef|geven|give|giving|gave|gaf|mag|can|may|kan)"
    rf"(?: (?:my|mijn|m'n|de|een|a|an|the|our|onze|your|je|oude|old|ik|i))* {_CREATURE}"
)
_BESIDE = re.compile(
    rf"\b(?:met|with|walk\w*|uitla\w*|laat|zonder|without|own|owner|baasje|loop|wandel\w*|"
    rf"behalve|heb|have|has|heeft|got|after|na)(?: \w+){{0,3}} {_CREATURE}"
)
_ONESELF = re.compile(
    r"\b(?:ik|i|i'm|i've|me|mij|mijn (?!hond|kat|paard|poes)|my (?!dog|cat|hor)|"
    r"oma|opa|moeder|vader|mama|papa|buurvrouw|buurman|grandma|granny|grandpa|nan|mother|father|mum|"
    r"mom|dad|husband|wife|uncle|aunt|neighbour|neighbor)\b"
)
# "de hele zak kippen": meat, eggs and milk are food of people
_AS_FOOD = word_set(
    """
    kip kippen chicken chickens schaap schapen geit geiten varken varkens kalf kalveren cow cows
    koe koeien sheep goat goats pig pigs hens"""
)
# Names, walks and sayings with an animal in them.
_NO_ANIMAL = re.compile(
    r"charl|hot ?dogs?\b|dog tired|hondsmoe|downward dog|cat ?cow|cat nap|beren|kattenkwaad|"
    r"horse ?radish|paardenbloem|"
    r"\b(?:tegen|bij|na|van|met|heb|had|zonder) (?:een |mijn |de |je )?kater\b|"
    r"\b(?:hond|dog) (?:en ik|and i)\b|"
    r"\bkater (?:voorkomen|verlichten|verhelpen|tegengaan|genezen)|\bvoorkom\w* (?:een )?kater\b|"
    r"\b(?:alcohol|drank|bier|wijn|brakke?|feestje|stappen|zuipen)\b.{0,40}\bkater\b|"
    r"\bkater\b.{0,40}\b(?:alcohol|drank|bier|wijn|feestje|stappen|zuipen)\b"
)
# A comparison: an animal is named, but people are asked about.
_PEOPLE = re.compile(
    r"\b(?:can|do|does|could|kunnen|krijgen|hebben)\b(?: \w+){0,2} (?:people|humans?|mensen|wij)\b|"
    r"\b(?:in|bij) (?:people|humans|mensen)\b"
)


def for_animal(text: str) -> bool:
    """Whether the one who would take it is an animal, not somebody who walks a dog.

    Examples
    --------
    >>> for_animal("Kan onze labrador magnesium hebben?")
    True
    >>> for_animal("I walk my dog daily, does magnesium help my calf cramps?")
    False
    """
    flat = folded(text)
    if _PEOPLE.search(flat):
        return False
    if _NO_ANIMAL.search(flat):
        return False
    named = {word.removesuffix("'s") for word in tokens(text)} & _ANIMAL
    if not named - _AS_FOOD and not _TWO_WORDS.search(flat):
        return bool(named) and bool(_TAKES.search(flat))
    if _TAKES.search(flat):
        return True
    return not (_BESIDE.search(flat) and _ONESELF.search(flat))
