"""Offices and roles, which answer for facts, told from persons, who are never named in the guide."""

from __future__ import annotations

import re

_NAMES = """
adrian agnes ahmed aksel alexander ali alf alfred amalie amina amanda amir anders andrea andreas ane anette anita
anja ann anna anne anne-lise anton arild are arne arnt arvid asbjørn aslak astrid atle aud august aurora axel
beate benedicte benjamin bente berit bernt birger birgit birgitte birte bjarne bjørg bjørn bjørnar bodil brage
britt brita camilla carina caroline cathrine cecilie charlotte christian christina christine christoffer dag
dagfinn daniel david ebba edvard egil einar eirik eivind elena eli elias elin eline elisabeth ella ellen else
emil emilie emma endre erik erika erlend erling ester eva even fatima filip finn frank fredrik frida frode geir
georg gerd gina grete gro gry gunn gunhild gunnar gunvor guro gustav hanna hannah hanne hans harald harriet hassan
hedda hege heidi helene helga helge helle henning henriette henrik henry hilde hussein håkon håvard ibrahim ida
ine ines inga inge ingeborg inger ingrid ingunn ingvild irene iselin isak ivar iver jack jakob jan jane janne jens
jenny jo joakim johan johannes johanne john jon jonas jorunn jostein julia julie jørgen jørn kaja kaia kai kamilla
kari karen karin karina karl karoline kasper katrine kathrine ketil kim kine kirsten kjell kjersti kjetil knut
kristian kristin kristina kristine kristoffer laila lars lasse laura lea leif lena leo linda line linn linnea lise
liv lone lucas lukas magne magnhild magnus maja malene malin margit margrete mari maria marianne marie marina
marit marita marius markus marte marthe martin martine mathias mathilde mats matteo may merete mette michael
mikael mikkel milla mina mohamed mohammad mohammed mona monica morten muhammad nikolai nils nina nora noah odd
odin ola olaf olav ole olga olivia oliver omar oscar oskar paul peder per petra petter philip pål ragnar
ragnhild randi rasmus reidar reidun renate robert rolf roger ronny rune ruth sara sarah sander sebastian selma
sigmund signe sigrid sigrun sigurd silje simen simon siri sissel siv snorre sofia sofie solfrid solveig sondre
stein steinar stian stig stine sunniva susanne svein sverre sylvi sølvi synne synnøve tage tanja terje theodor
therese thomas thor thea tiril tina tobias tom tommy tomas tone tor torbjørn tore torgeir torill tormod torstein
torunn trine trond trude trygve tuva turid tove unn unni ulrik ulf vebjørn vegard vera vibeke victoria vidar
viktor vilde vigdis vivian wenche william yasmin yusuf yngve yvonne åge åse åsmund åshild øystein øyvind ørjan
"""
_GIVEN_NAMES = frozenset(_NAMES.split())
"""Common given names in Norway. One that is missing is not told; an office has none of them before a capital."""

_CANDIDATE = re.compile(r"(?=\b([A-ZÆØÅ][\wé-]+)((?: [A-ZÆØÅ][\wé-]*\.?)+))")

_HOUSES = re.compile(r"stiftelse|senter|hus\b|hjem|skole|skule|barnehage|minne|legat|fond|vei\b|veg\b|plass", re.I)
"""Words of houses and foundations that bear a person's name."""


def person_in(text: str) -> str:
    """The name of a person in ``text``, given name first, as ``Kari Nordmann``; empty where there is none."""
    for found in _CANDIDATE.finditer(text):
        name = found[1] + found[2]
        with_the_next_word = name + text[found.start() + len(name) :].lstrip().partition(" ")[0]
        if found[1].casefold() in _GIVEN_NAMES and not _HOUSES.search(with_the_next_word):
            return name
    return ""
