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
    abroad foreign international overseas outside travel
    accept take support
    access enter log login open reach
    account balance
    account profile
    acquire get obtain receive
    activate enable
    additional another extra further more second spare
    address location
    affordable cheap inexpensive
    again repeat
    age old young year
    agenda appointment calendar schedule
    aid assistance help support
    alarm wake
    allow permit let enable
    ally friend partner
    amount number quantity sum total
    answer reply response
    anywhere everywhere somewhere
    app application
    appreciate grateful gratitude thank thanks
    area region zone territory
    army forces military troops
    arrive arrival come here
    arrive come receive get
    arrive reach show
    atm machine
    attack assault strike
    attempt try tried
    automatic automatically regular recurring
    back return
    bag baggage luggage suitcase
    bake boil cook roast
    balance left remaining
    ban prohibit forbid bar
    begin commence
    begin start launch open
    beneficiary payee recipient receiver
    bent broken damaged scratched
    bill invoice
    birth birthplace born
    block decline deny forbid refuse reject restrict
    block freeze lock frozen
    book reservation reserve table
    book reserve reservation booking
    boss manager superior supervisor
    bot computer machine robot
    break broken fault problem trouble issue
    breakfast dinner lunch meal supper
    broken faulty damaged malfunctioning
    business company firm merchant retailer seller shop store vendor
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
    cash note
    change modify edit alter amend update adjust switch
    charge deduct debit take
    cheque check
    choose pick select
    chore task todo
    city town municipality
    clock hour time
    code key
    collect fetch pick
    complete done finish through
    congestion traffic
    connect link pair sync
    convert conversion measure
    correct fix right
    correct right sure true yes
    countdown timer
    country nation state
    coverage insurance
    creator maker made built
    credit add deposit
    currency dollar euro pound
    currency money
    danger dangerous risk safe safety warning
    date day
    decrease fall decline drop reduce cut lower
    definition mean meaning
    delete remove erase
    deliver delivery ship mail post send
    detail information particulars
    different other
    direction navigate route way
    disappear gone lost missing vanish
    disposable temporary single
    distance far miles
    doctor medical
    doctor physician
    double duplicate multiple twice two
    download install
    eat dine
    eat keep retain stuck swallow
    email mail
    empty none nothing zero
    end finish complete stop
    enemy foe rival adversary
    evidence proof
    exchange convert conversion
    expire expiry expiration
    explain describe clarify
    express fast quick soon urgent
    fail unsuccessful decline problem
    false negative no nope wrong
    family friend person someone
    fee charge cost price
    find locate search look
    find locate search where
    find retrieve recover
    first initial
    fix repair solve resolve
    flight plane
    food meal dish
    forget remember remind
    found establish create
    fraud scam suspicious
    free charge cost
    fuel gas gasoline petrol
    funny humor joke laugh
    get receive have
    give provide supply
    government administration
    greetings hello hey hi
    guarantee warranty promise
    happen occur
    help assist support aid
    hire lease rent rental
    hobby pastime recreational
    hold pending process wait unfinished incomplete stuck
    holiday vacation leave
    hotel accommodation lodging room
    hour day minute time week
    identity id identification
    illness disease sickness
    immediate immediately instant instantly now
    include contain
    incoming receive
    increase rise grow grew raise
    inspection maintenance service
    invest investment investor
    job work employment occupation
    journalist media news press
    journey travel trip vacation
    keep continue still
    kid child children
    kill murder death die
    know recognise recognize remember familiar
    lamp light
    language speak
    large big huge great
    last latest recent
    law act legislation statute
    leader head chief ruler
    leave go
    limit maximum restriction cap
    link add connect
    list supply show
    load top fund
    lose defeat
    lost missing misplaced
    loud volume
    make create produce build
    maybe perhaps possibly unsure
    meeting appointment
    message text sms
    minor child kid teenager
    money funds cash
    movie film
    name call title
    near close
    new replace replacement
    next skip
    number amount quantity count
    often frequent frequency
    old former previous
    online internet web
    opinion rated review
    order request
    own possess have
    package parcel shipment
    pact accord agreement treaty
    paid paycheck payday wages
    passport visa
    pay payment transaction
    pay spend buy
    pending processing
    people population citizens inhabitants
    permit allow able
    phone telephone cell mobile smartphone
    physical real plastic
    picture photo image
    pin passcode code password
    place location where
    playlist song
    points rewards
    prevent stop
    purpose reason why
    question query
    quick fast rapid speedy
    rate percentage
    rating score
    reason why cause
    reboot reset restart
    receipt statement
    recognise identify
    reject return revert reverse
    replace alternative instead substitute swap
    require demand must need
    reset change restore
    restaurant diner eatery
    retrieve get
    reverse revert undo refund return
    rule regulation
    safe secure security
    salary pay wage income earnings paycheck
    same identical
    say tell state
    school university college
    sell trade
    shots vaccination vaccine
    show appear see visible
    show display view see
    small little tiny
    song music tune track
    spell spelling letters
    spend spent expense expenditure
    start begin first
    status progress track update
    stolen theft steal robbed
    strange suspicious unfamiliar unknown unauthorised unauthorized
    supply deliver
    talk speak converse
    tap contactless
    tax taxes levy duty tariff
    teach instruct education
    time long
    tire wheel
    top load add deposit
    track trace follow
    transaction payment purchase
    transaction transfer
    transfer send wire
    translate translation
    type kind sort
    unlock unblock
    use utilize employ
    verify confirm prove check validate
    wait delay slow late
    want wish desire like
    war conflict fighting
    weather temperature forecast
    win victory triumph
    withdraw withdrawal
    work function operate
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
