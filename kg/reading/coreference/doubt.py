"""Which pronouns of things and of many are sure: where they are not, they fill no slot of the story.

"It", "they" and "their" are sure where they go on with the subject of the sentence before or of their own, which bears a name or
is the only one of its number there; "which" and "that" where what they belong to stands directly before them.
"""

from __future__ import annotations

from kg.knowledge.word_sets import word_set
from kg.reading.coreference.pronouns import NEUTER, PLURAL, POSSESSIVE
from kg.reading.text.annotations import Annotations, DocMention
from kg.reading.text.tokens import Tokens

_SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVE = frozenset(["which", "that"])
NEAR = 1
"""Sentences back in which the subject stands that a sure pronoun goes on with."""


def mark_doubtful(noted: Annotations, t: Tokens) -> None:
    """Set ``doubtful`` on the pronouns whose antecedent is not sure."""
    wanted = NEUTER | PLURAL | _RELATIVE | (word_set("pronoun they") & POSSESSIVE)
    last: dict[int, DocMention] = {}
    for number, m in enumerate(noted.mentions):
        word = t.lower[m.head]
        if m.kind == "Pronoun" and word in wanted and not noted.chains[m.chain].members:
            before = last.get(m.chain)
            m.doubtful = before is None or not (
                _adjoins(t, before, m) if word in _RELATIVE else _goes_on(noted, t, number, before, m)
            )
        if m.kind != "Pronoun" or not m.doubtful:
            last[m.chain] = m


def _adjoins(t: Tokens, before: DocMention, m: DocMention) -> bool:
    if before.end == m.start:
        return True
    return before.kind == "Named" and before.end == m.start - 1 and t.words[before.end] == ","


def _goes_on(noted: Annotations, t: Tokens, number: int, before: DocMention, m: DocMention) -> bool:
    """Whether a pronoun goes on with a subject that no other one of its number rivals."""
    distance = t.sentences[m.head] - t.sentences[before.head]
    if distance > NEAR or t.deps[before.head] not in _SUBJECTS:
        return False
    possessive = t.lower[m.head] in POSSESSIVE
    if possessive and distance:
        return False
    if not possessive and t.deps[m.head] not in _SUBJECTS:
        return False
    chain = noted.chains[m.chain]
    many = bool(chain.plural)
    if not chain.names and not many:
        return False
    for other in noted.mentions[:number]:
        if t.sentences[other.head] < t.sentences[before.head] or other.chain == m.chain or other.head == before.head:
            continue
        rival = noted.chains[other.chain]
        alike = bool(rival.plural) == many and (many or rival.entity_class not in ("Person", "Group"))
        if alike and t.deps[other.head] in _SUBJECTS:
            return False
    return True
