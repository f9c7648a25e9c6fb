"""Thoughts of suicide: of the person who asks, or of somebody they worry about."""

import re

_PEOPLE = (
    r"(?:sister|brother|mum|mom|mam|mammy|mother|ma|dad|da|father|son|daughter|lad|friend|mate|"
    r"pal|bestie|flatmate|housemate|roommate|colleague|co-?worker|boss|neighbou?r|husband|wife|"
    r"partner|fella|girlfriend|boyfriend|ex|cousin|aunt|auntie|uncle|nan|nana|gran|granny|grandma|"
    r"grandad|granddad|grandpa|niece|nephew|teenager|teen|girl|boy|"
    r"zus|zusje|broer|broertje|moeder|mama|moe|va|vader|papa|pa|zoon|dochter|vriend|vriendin|"
    r"vriendje|vriendinnetje|maat|collega|baas|buurvrouw|buurman|man|vrouw|oma|opa|nicht|nichtje|"
    r"neef|neefje|tante|nonkel|oom|huisgenoot|kotgenoot|puber|kind)"
)
_SOMEBODY = re.compile(
    rf"\b(?:my|our|mijn|m'n|mn|me|ons|onze|a|een|the|de) (?:[\w-]+ ){{0,2}}{_PEOPLE}\b"
    r"|\b(?:he|she|hij|zij|ze) (?:\w+ ){0,2}(?:says?|said|wants?|texted|told|wil|zegt|zei|appte|"
    r"schreef|heeft|doesn't|can't|keeps)\b"
)
_MYSELF = re.compile(
    r"\b(?:myself|mezelf|mijzelf|mij zelf|my (?:own )?life|mijn (?:eigen )?leven|"
    r"i (?:just |really |only )?(?:want|wish|would like|feel like|don't want|can't go on|"
    r"think about|"
    r"am thinking|have been thinking)|i'm (?:better|done|thinking|going to|ready)|i'd rather|"
    r"without me|miss me|ik wil (?!weten|haar|hem|ze|helpen)|ik (?:zie|kan|denk|heb|ben|ga)\b"
    r"(?! (?:haar|hem|er|ongerust|bang|bezorgd|voor))|zonder mij|mist me|ik (?:dood|er niet))"
)
# Ways to say it of somebody else, beside those that people use of themselves.
_OF_ANOTHER = re.compile(
    r"\b(?:kill|killing|hurt|hurting|harm|harming|hang|hanging|top|off|cut|cutting|drown) "
    r"(?:her|him|them)sel(?:f|ves)\b|\b(?:end|ending|take|taking|took) (?:her|his|their) "
    r"(?:own )?li(?:fe|ves)\b|\b(?:zichzelf|zich) (?:\w+ ){0,2}(?:aandoen|doden|ophangen|"
    r"verhangen|van kant|verdrinken|snijd\w*|pijn)|\bend it all\b|"
    r"\b(?:ze|zij|hij|haar|zijn) (?:\w+ ){0,5}(?:niet meer (?:wil )?(?:leven|verder)|"
    r"van het leven beroven)|"
    r"\b(?:een )?einde? aan (?:haar|zijn|d'r|z'n) leven|"
    r"\b(?:uit het leven|er ?uit) (?:wil )?stapp"
)


def tells_of_another(flat: str) -> bool:
    """Whether the words of despair are about somebody else than the person who asks."""
    return bool(_SOMEBODY.search(flat)) and not _MYSELF.search(flat)


def another_in_despair(flat: str) -> bool:
    """Whether somebody else is said to want to end their life, in words used of another."""
    return bool(_OF_ANOTHER.search(flat))
