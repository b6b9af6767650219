"""Words of everyday talk. One that the library lacks is not a misspelling of one that it has."""

from __future__ import annotations

EVERYDAY_WORDS = frozenset(
    """account address adult advert agenda agent airport alarm album alert animal answer apple april
    article artist august author autumn award baby ball banana band bank bath battery beach beard beauty
    bed beef beer bell bird birthday blood board boat body bonus book boot border boss bottle bowl box boy
    brain branch bread break breakfast bridge broken brother budget bug build building bus business busy
    butter button cable cake calendar camera camp candle captain car card career carpet cat cell chair
    channel chat cheap cheese chef chess chicken child children chips chocolate christmas church cinema
    city class clean client clinic clock cloud club coach coat code coffee cold college color column
    comedy comment company computer concert cook cookie copy corner cotton couch course court cousin cow
    credit cricket crown cup customer dance database date dates daughter deadline debug december deploy
    desk dessert diet dinner disk docker doctor dog door download draft dream dress drink drive driver
    duck email employee engine engineer error evening event exam expense expenses fabric family fan
    fashion father february feedback festival file film finger fire fish flight floor flower football
    forest fork form forum friday friend fruit fuel garden gas gate gift girl glass goal gold golf guest
    guide guitar gym hair hall hand happy hat head health heart hello hike hiking hill hobby hockey
    holiday home hope horse hospital hotel hour hours house husband ice inbox install invoice island
    jacket january jazz job joke juice july june keyboard key kitchen knife lamp laptop laugh laundry
    lawyer leaf lecture lemon lesson letter library light line lion lock logo loop love lunch lyrics
    machine magazine mail manager map march marker match meal meat medicine meeting member memory menu
    merge metal milk minute mirror mobile model monday monkey month moon morning mortgage mother motor
    mouse mouth movie museum music nail neck needle night noise nose note notebook november nurse october
    office onion oven package page paint pants paper parent park parking parser party password pasta path
    pen pencil pepper phone photo piano picnic picture piece pilot pizza planet plastic plate player
    playlist pocket poem podcast police pony pool potato present price print printer prize profile
    project pump puppy puzzle query queue quiz rabbit radio rain recipe refund regex release rent repo
    restaurant retro rice ring river road robot rock room rose rubber rugby salad salary sale salt sand
    sandwich sauce school science score scores screen screw script season seat september series server
    shirt shoe shop shopping shower sick sister size skill skin sleep snow soap soccer sock sofa song
    soup spider spoon sport sports spring sprint stack stadium stairs stamp standup star station stock
    stone store storm student studio suit summer sunday supper swim table tacos tailor talent tape taxi
    tea teacher teeth temple tennis tent test theater thread thursday ticket tickets tiger tile toilet
    tomato tooth towel town toy track traffic train tree truck tuesday tutorial uncle update upload
    vacation vegan video violin visit voice wallet wall warm wash watch water weather website wedding
    wednesday weekend wheel wife wind window winter wood yoga zoo""".split()
)
