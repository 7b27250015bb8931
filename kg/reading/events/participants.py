"""``kg_participants``: who takes part in a happening, out of all sentences that tell it.

A multinomial logistic model (``participant_weights.tsv``, made by ``tools/train_participants.py``) over what
:mod:`kg.reading.events.participant_features` tells says of each entity how likely it is a happening's agent, recipient or
participant, or none of them. Whom a word's arguments name and the model holds for none stays as words of the claim and fills
no slot; whom it is sure of is given to the claim that counts most for the happening's status, and points at the words that name
it: the nearest of them in the happening's sentences. What types exclude (no place dies, an earthquake has no doer, who looks into
a death has not done it) is not given, however sure.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge.event_roles import excluded
from kg.knowledge.events import rows
from kg.reading.events.participant_features import Parties, Party
from kg.reading.events.told import Happening, at_nearest, happenings, status_of, teller, weightiest
from kg.reading.text.annotations import Annotations, DocArgument, DocEvent, annotated
from kg.reading.text.syntax import syntax

ROLES = ("agent", "recipient", "participant")
STANDS = 0.5
"""Probability of taking part below which whom a word's arguments name fills no slot."""
ADDED = 0.65
"""Probability of taking part from which who stands elsewhere fills one."""
LEAST = 0.1
"""Weight from which a happening gets participants from elsewhere: the model has seen what articles are about alone."""


@Language.factory("kg_participants", assigns=["doc._.kg"])
def create_participants(nlp: Language, name: str) -> Participants:
    return Participants()


class Participants:
    """Marks arguments as ``doubtful``, and adds arguments with ``context`` to the claims of happenings."""

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        if not noted.events:
            return doc
        tree = syntax(doc)
        known = happenings(tree, noted)
        parties = Parties(tree, noted, known)
        found: list[tuple[DocEvent, DocArgument]] = []
        weighty = weightiest(noted, known, LEAST)
        for h in known.values():
            status = status_of([noted.events[k] for k in h.events])
            for party in parties.of(h, held_alone=h.number not in weighty):
                role, odds = likeliest(parties.describe(h, party))
                kind = noted.chains[party.chain].entity_class
                if party.held:
                    for event, argument in party.held:
                        never = excluded(event.event_type, argument.role, kind) and not argument.country
                        argument.doubtful = odds < STANDS or never
                    sure = [(event, argument) for event, argument in party.held if not argument.doubtful]
                    if sure and not any(event.status == status for event, _ in sure):
                        found.append(_moved(noted, h, sure[0][1]))
                elif odds >= ADDED and _allowed(noted, parties, h, party, role):
                    argument = at_nearest(tree, noted, h, role, party.mentions)
                    found.append((teller(noted, h, argument), argument))
        for event, argument in found:
            event.arguments.append(argument)
        return doc


def _allowed(noted: Annotations, parties: Parties, h: Happening, party: Party, role: str) -> bool:
    """Whether the types of a happening's claims and what else somebody does let them have a role of it."""
    kind = noted.chains[party.chain].entity_class
    if any(excluded(noted.events[k].event_type, role, kind) for k in h.events):
        return False
    return role != "agent" or not parties.looks_into(h, party)


def _moved(noted: Annotations, h: Happening, argument: DocArgument) -> tuple[DocEvent, DocArgument]:
    """Whom only claims of another status name, given to one that has the happening's: no other fills its slots."""
    return teller(noted, h, argument), replace(argument, context=True)


@functools.cache
def weights() -> MappingProxyType[str, tuple[float, ...]]:
    """Feature → its weight for each of ``ROLES``."""
    found: dict[str, list[float]] = {}
    for role, name, weight in rows("participant_weights.tsv"):
        found.setdefault(name, [0.0] * len(ROLES))[ROLES.index(role)] = float(weight)
    return MappingProxyType({name: tuple(values) for name, values in found.items()})


def likeliest(features: Iterable[str]) -> tuple[str, float]:
    """The role that an entity with these features has if any, and how likely it is that it has one."""
    known = weights()
    told = [found for f in ("bias", *features) if (found := known.get(f))]
    scores = [math.fsum(column) for column in zip(*told, strict=True)] or [0.0] * len(ROLES)
    highest = max(0.0, *scores)
    each = [math.exp(s - highest) for s in scores]
    taken = sum(each)
    return ROLES[max(range(len(ROLES)), key=lambda k: (scores[k], -k))], taken / (taken + math.exp(-highest))
