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
    affordable cheap inexpensive
    again repeat
    agenda appointment calendar schedule
    aid assistance help support
    alarm wake
    allow permit let enable
    ally friend partner
    answer reply response
    appreciate grateful gratitude thank thanks
    area region zone territory
    army forces military troops
    arrive come receive get
    atm machine
    attack assault strike
    bag baggage luggage suitcase
    bake boil cook roast
    balance left remaining
    ban prohibit forbid bar
    begin commence
    begin start launch open
    bent broken damaged scratched
    bill invoice
    birth birthplace born
    block freeze lock frozen
    book reservation reserve table
    book reserve reservation booking
    boss manager superior supervisor
    bot computer machine robot
    breakfast dinner lunch meal supper
    broken faulty damaged malfunctioning
    busy crowded wait
    buy purchase
    bye farewell goodbye later
    calculate divide math multiply plus
    call dial phone ring
    calorie healthy health nutrition nutritious
    cancel nix scrap
    cancel stop abort terminate revert
    car vehicle automobile auto
    card credit debit
    change modify edit alter amend update adjust switch
    chore task todo
    city town municipality
    clock hour time
    congestion traffic
    connect link pair sync
    convert conversion measure
    correct right sure true yes
    countdown timer
    country nation state
    coverage insurance
    creator maker made built
    currency money
    danger dangerous risk safe safety warning
    date day
    decline reject refuse deny
    decrease fall decline drop reduce cut lower
    definition mean meaning
    delete remove erase
    deliver delivery ship mail post send
    direction navigate route way
    distance far miles
    doctor medical
    doctor physician
    eat dine
    email mail
    end finish complete stop
    enemy foe rival adversary
    exchange convert conversion
    explain describe clarify
    fail unsuccessful
    false negative no nope wrong
    fee charge cost price
    find locate search look
    fix repair solve resolve
    flight plane
    food meal dish
    forget remember remind
    found establish create
    fraud scam suspicious
    fuel gas gasoline petrol
    funny humor joke laugh
    government administration
    greetings hello hey hi
    help assist support aid
    hire lease rent rental
    hobby pastime recreational
    holiday vacation leave
    hotel accommodation lodging room
    identity id identification
    illness disease sickness
    increase rise grow grew raise
    inspection maintenance service
    invest investment investor
    job work employment occupation
    journalist media news press
    journey travel trip vacation
    kid child children
    kill murder death die
    lamp light
    language speak
    large big huge great
    law act legislation statute
    leader head chief ruler
    limit maximum restriction cap
    lose defeat
    lost missing misplaced
    loud volume
    make create produce build
    maybe perhaps possibly unsure
    meeting appointment
    message text sms
    money funds cash
    movie film
    name call title
    near close
    need require
    next skip
    number amount quantity count
    opinion rated review
    order request
    package parcel shipment
    pact accord agreement treaty
    paid paycheck payday wages
    passport visa
    pending processing
    people population citizens inhabitants
    phone telephone cell mobile smartphone
    picture photo image
    pin passcode code password
    playlist song
    points rewards
    question query
    quick fast rapid speedy
    rate percentage
    rating score
    reason why cause
    reboot reset restart
    replace alternative instead substitute swap
    restaurant diner eatery
    rule regulation
    salary pay wage income earnings paycheck
    say tell state
    school university college
    shop store
    shots vaccination vaccine
    show display view see
    small little tiny
    song music tune track
    spell spelling letters
    spend spent expense expenditure
    stolen theft steal robbed
    talk speak converse
    tax taxes levy duty tariff
    teach instruct education
    tire wheel
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
    abroad foreign international overseas outside travel
    accept take support
    access enter log login open reach
    account balance
    acquire get obtain receive
    additional another extra further more second spare
    age old young year
    amount number quantity sum total
    anywhere everywhere somewhere
    app application
    arrive arrival come here
    arrive reach show
    attempt try tried
    automatic automatically regular recurring
    back return
    beneficiary payee recipient receiver
    block decline deny forbid refuse reject restrict
    break broken fault problem trouble issue
    business company firm merchant retailer seller shop store vendor
    cash note
    charge deduct debit take
    cheque check
    choose pick select
    code key
    collect fetch pick
    complete done finish through
    correct fix right
    credit add deposit
    currency dollar euro pound
    detail information particulars
    different other
    disappear gone lost missing vanish
    disposable temporary single
    double duplicate multiple twice two
    download install
    eat keep retain stuck swallow
    empty none nothing zero
    evidence proof
    expire expiry expiration
    express fast quick soon urgent
    fail unsuccessful decline problem
    family friend person someone
    find locate search where
    find retrieve recover
    first initial
    free charge cost
    get receive have
    give provide supply
    guarantee warranty promise
    happen occur
    hold pending process wait unfinished incomplete stuck
    hour day minute time week
    immediate immediately instant instantly now
    include contain
    incoming receive
    keep continue still
    know recognise recognize remember familiar
    last latest recent
    leave go
    link add connect
    list supply show
    load top fund
    minor child kid teenager
    new replace replacement
    often frequent frequency
    old former previous
    online internet web
    own possess have
    pay spend buy
    pay payment transaction
    permit allow able
    physical real plastic
    place location where
    prevent stop
    purpose reason why
    receipt statement
    receive arrive
    recognise identify
    reject return revert reverse
    require demand must need
    reset change restore
    retrieve get
    reverse revert undo refund return
    safe secure security
    same identical
    sell trade
    show appear see visible
    start begin first
    status progress track update
    strange suspicious unfamiliar unknown unauthorised unauthorized
    supply deliver
    tap contactless
    time long
    track trace follow
    transaction transfer
    unlock unblock
    work function operate
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
