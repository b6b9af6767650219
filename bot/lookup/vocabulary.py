"""Words that lookup treats in a way of their own; docs/lookup.md says how."""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    """
    a about above across after again against all almost along already also although am among an and
    any anyone anything are around as at be because been before being below between both but by can
    cannot could d did do does doing don down during each either else ever every for from further
    get gets getting got had has have having he her here hers him his how however i if in into is
    isn it its itself just know least less let ll many may me might mine more most much must my near
    no nor not now of off often on once one only onto or other our ours out over own per please
    quite re really s same shall she should since so some somehow something still such t than that
    the their theirs them then there these they thing things this those though through to too toward
    towards under until up upon us ve very via was we were what whatever when where whether which
    while who whom whose why will with within without would yet you your yours
    """.split()
)
"""Words that carry grammar, not a topic."""

JOINING_WORDS = frozenset(
    """
    a about after against among an and at between by for from in into of on or over the to under upon with
    """.split()
)
"""Function words that join the words of a name: "economy and aid" is "economy aid", "how to" is not "to"."""

CARRIER_WORDS = frozenset(
    """
    pls plz thx ty actually angle anybody anything aspect basically bit brief briefing chapter current data
    describe description detail details discuss explain figure figures find give happen happened
    happens hear info information kind know lately learn like look main matter matters mean mention
    mentioned mentions number numbers overview page paper part please question questions quick read
    recently regarding remind report reports role said say saying says section sections see show
    situation someone specific stance statistics stats story stuff summarise summarize summary take
    tell thanks think thought thoughts today topic topics understand want wanted wonder
    """.split()
)
"""Words that people wrap around a topic when they ask for it."""

SOFT_CARRIER_WORDS = frozenset(
    """
    anything latest line list lists policies policy position pull pulled pulls rec recommendation
    recommendations recs send something statement summary update updates
    """.split()
)
"""Words that people wrap around a topic, but that names have too: they are set aside last."""

GENERIC_WORDS = frozenset(
    """
    able actually affect agree amount area back bad become begin best better big bring buy call case
    cause certain change come common compare consider countries country deal difference different do
    effect end enough exist expect face fact fall far feel few first focus follow full general go
    goes going good great group grow guy happen hard help high hold idea ideas important include
    increase involve issue issues job keep kind large last late lead leave less level list live long
    lose lot low make makes making manage mean might need needs new next offer old open people place
    plan play point policy possible problem problems provide put reach real really reason receive
    recent remain run serious set several short side simply small sort start state stay stop take
    talk term terms time total try turn use used using value view views want way ways week well work
    working world worth wrong year years
    """.split()
)
"""Words of every subject: they count, but little, both for a passage and against it."""

EVERYDAY_WORDS = frozenset(
    """
    account address adult advert agenda agent airport alarm album alert animal answer apple april
    article artist august author autumn award baby ball banana band bank bath battery beach beard
    beauty bed beef beer bell bird birthday blood board boat body bonus book boot border boss bottle
    bowl box boy brain branch bread break breakfast bridge broken brother budget bug build building
    bus business busy butter button cable cake calendar camera camp candle captain car card career
    carpet cat cell chair channel chat cheap cheese chef chess chicken child children chips
    chocolate christmas church cinema city class clean client clinic clock cloud club coach coat
    code coffee cold college color column comedy comment company computer concert cook cookie copy
    corner cotton couch course court cousin cow credit cricket crown cup customer dance database
    date dates daughter deadline debug december deploy desk dessert diet dinner disk docker doctor
    dog door download draft dream dress drink drive driver duck email employee engine engineer error
    evening event exam expense expenses fabric family fan fashion father february feedback festival
    file film finger fire fish flight floor flower football forest fork form forum friday friend
    fruit fuel garden gas gate gift girl glass goal gold golf guest guide guitar gym hair hall hand
    happy hat head health heart hello hike hiking hill hobby hockey holiday home hope horse hospital
    hotel hour hours house husband ice inbox install invoice island jacket january jazz job joke
    juice july june key keyboard kitchen knife lamp laptop laugh laundry lawyer leaf lecture lemon
    lesson letter library light line lion lock logo loop love lunch lyrics machine magazine mail
    manager map march marker match meal meat medicine meeting member memory menu merge metal milk
    minute mirror mobile model monday monkey month moon morning mortgage mother motor mouse mouth
    movie museum music nail neck needle night noise nose note notebook november nurse october office
    onion oven package page paint pants paper parent park parking parser party password pasta path
    pen pencil pepper phone photo piano picnic picture piece pilot pizza planet plastic plate player
    playlist pocket podcast poem police pony pool potato present price print printer prize profile
    project pump puppy puzzle query queue quiz rabbit radio rain recipe refund regex release rent
    repo restaurant retro rice ring river road robot rock room rose rubber rugby salad salary sale
    salt sand sandwich sauce school science score scores screen screw script season seat september
    series server shirt shoe shop shopping shower sick sister size skill skin sleep snow soap soccer
    sock sofa song soup spider spoon sport sports spring sprint stack stadium stairs stamp standup
    star station stock stone store storm student studio suit summer sunday supper swim table tacos
    tailor talent tape taxi tea teacher teeth temple tennis tent test theater thread thursday ticket
    tickets tiger tile toilet tomato tooth towel town toy track traffic train tree truck tuesday
    tutorial uncle update upload vacation vegan video violin visit voice wall wallet warm wash watch
    water weather website wedding wednesday weekend wheel wife wind window winter wood yoga zoo
    """.split()
)
"""Words of everyday talk: one that the library lacks is no misspelling of one that it has."""
