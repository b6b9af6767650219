"""Everyday words that say nearly the same: a weak hint where no name and no alias has the word typed.

They are no aliases: what an editor writes down counts in full, one of these a third (`SYNONYM_TRUST`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.lookup.words import stem

SYNONYM_TRUST = 0.35
"""What a word weighs that only stands for the one typed."""

_GROUPS = """
    account profile
    activate enable
    address location
    alarm wake
    allow permit let enable
    answer reply response
    area region zone territory
    arrive come receive get
    atm machine
    attack assault strike
    ban prohibit forbid bar
    begin commence
    begin start launch open
    block freeze lock frozen
    book reserve reservation booking
    broken faulty damaged malfunctioning
    buy purchase
    cancel stop abort terminate revert
    car vehicle automobile auto
    card credit debit
    change modify edit alter amend update adjust switch
    city town municipality
    country nation state
    currency money
    decline reject refuse deny
    decrease fall decline drop reduce cut lower
    delete remove erase
    deliver delivery ship mail post send
    doctor medical
    doctor physician
    eat dine
    email mail
    end finish complete stop
    exchange convert conversion
    explain describe clarify
    fail unsuccessful
    fee charge cost price
    find locate search look
    fix repair solve resolve
    flight plane
    food meal dish
    found establish create
    government administration
    help assist support aid
    holiday vacation leave
    hotel accommodation lodging room
    identity id identification
    illness disease sickness
    increase rise grow grew raise
    job work employment occupation
    kid child children
    kill murder death die
    language speak
    large big huge great
    law act legislation statute
    leader head chief ruler
    limit maximum restriction cap
    lose defeat
    lost missing misplaced
    make create produce build
    meeting appointment
    message text sms
    money funds cash
    movie film
    name call title
    near close
    need require
    number amount quantity count
    order request
    pending processing
    people population citizens inhabitants
    phone telephone cell mobile smartphone
    picture photo image
    pin passcode code password
    question query
    quick fast rapid speedy
    rate percentage
    reason why cause
    restaurant diner eatery
    rule regulation
    salary pay wage income earnings paycheck
    say tell state
    school university college
    show display view see
    small little tiny
    song music tune track
    spend spent expense expenditure
    stolen theft steal robbed
    talk speak converse
    teach instruct education
    top load add deposit
    transaction payment purchase
    transfer send wire
    translate translation
    try attempt
    twice double duplicate
    type kind sort
    use utilize employ
    verify confirm prove check validate
    wait delay slow late
    want wish desire like
    war conflict fighting
    weather temperature forecast
    win victory triumph
    withdraw withdrawal
    wrong incorrect mistake error erroneous
    year annual
"""
"""One group of words a line; a word may stand in several."""


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """For each stem, those of the words that say nearly the same."""
    found: dict[str, dict[str, None]] = {}
    for line in _GROUPS.strip().splitlines():
        group = [stem(word) for word in line.split()]
        for each in group:
            found.setdefault(each, {}).update(dict.fromkeys(other for other in group if other != each))
    return {each: tuple(others) for each, others in found.items()}
