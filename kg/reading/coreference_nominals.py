"""Nominal mentions and what they stand for: appositions, copulas, repeated phrases, "the ministry", "the president"."""

from __future__ import annotations

from kg.reading.annotations import DocMention
from kg.reading.clusters import Cluster, Clusters
from kg.reading.tokens import Tokens

DEFINITE = frozenset("the this that these those".split())
PERSONS = frozenset(("Person", "Group"))
COUNTRY_WORDS = frozenset("country nation republic kingdom".split())
CITY_WORDS = frozenset("city town capital village".split())
COMPANY_WORDS = frozenset(
    "company firm giant corporation manufacturer maker carmaker automaker airline carrier retailer bank startup start-up "
    "conglomerate group organization organisation agency operator provider developer planemaker chipmaker drugmaker brand "
    "body association party institution broadcaster newspaper network club team outlet".split()
)
REACH = 12
"""Sentences back in which "the company" may find its organisation (tried: 3 to 30)."""


def join_predicates(clusters: Clusters) -> None:
    """Join what apposition ("Ann Lee, head of the fund") and copula ("Lee is the head") make one."""
    t = clusters.t
    for index, mention in enumerate(clusters.all):
        if mention.kind == "Pronoun":
            continue
        dep, above = t.deps[mention.head], t.heads[mention.head]
        if mention.kind == "Nominal" and mention.entity_class == "Person" and index + 1 < len(clusters.all):
            after = clusters.all[index + 1]
            if after.start == mention.end and after.kind == "Named" and after.entity_class == "Person":
                clusters.join(index + 1, index)
                continue
        if dep == "appos":
            other = clusters.at.get(above)
            if other is not None and other != index and _fit(clusters, index, other):
                clusters.join(other, index)
        elif dep == "attr" and t.lemmas[above] == "be" and mention.kind == "Nominal":
            subject = next(
                (i for i in range(above - 1, max(above - 25, -1), -1) if t.heads[i] == above and t.deps[i] == "nsubj"), None
            )
            other = clusters.at.get(subject) if subject is not None else None
            negated = any(t.deps[i] == "neg" and t.heads[i] == above for i in range(above, mention.start))
            if other is not None and not negated and clusters.all[other].kind != "Pronoun" and _fit(clusters, index, other):
                clusters.join(other, index)


def _fit(clusters: Clusters, a: int, b: int) -> bool:
    x, y = clusters.of[a], clusters.of[b]
    if x.plural is not None and y.plural is not None and x.plural != y.plural:
        return False
    if clusters.all[a].kind == "Named" and clusters.all[b].kind == "Named":
        return False
    return x.entity_class == y.entity_class and not (x.gender and y.gender and x.gender != y.gender)


def join_nominals(clusters: Clusters) -> None:
    """Join definite nominals to what they take up, in order of the text."""
    t = clusters.t
    for index, mention in enumerate(clusters.all):
        if mention.kind != "Nominal" or len(clusters.of[index].mentions) > 1:
            continue
        target = _antecedent(clusters, index, mention, t)
        if target is not None:
            clusters.join(target, index)


def _antecedent(clusters: Clusters, index: int, mention: DocMention, t: Tokens) -> int | None:
    cluster = clusters.of[index]
    head = t.lemmas[mention.head].lower()
    definite = t.lower[mention.start] in DEFINITE
    if not definite:
        return None
    here = t.sentences[mention.head]
    company, country, city = head in COMPANY_WORDS, head in COUNTRY_WORDS, head in CITY_WORDS
    fallback = None
    seen: set[int] = set()
    for other in range(index - 1, -1, -1):
        candidate = clusters.all[other]
        if candidate.kind == "Pronoun":
            continue
        found = clusters.of[other]
        if found is cluster or id(found) in seen:
            continue
        seen.add(id(found))
        distance = here - t.sentences[candidate.head]
        if distance > 60:
            break
        if candidate.head >= mention.start:
            continue
        if head in found.heads and found.plural == cluster.plural and _compatible(cluster, found):
            return other
        if not cluster.plural and found.names and found.entity_class == mention.entity_class != "Person":
            if any(head in name for name in found.names) and _compatible(cluster, found):
                return other
        if fallback is None and not cluster.plural and found.names and distance <= REACH:
            if company and found.entity_class == "Organization" and not cluster.modifiers:
                fallback = other
            elif country and found.entity_class == "Place" and found.country and not cluster.modifiers:
                fallback = other
            elif city and found.entity_class == "Place" and not found.country and not cluster.modifiers:
                fallback = other
    return fallback


def _compatible(cluster: Cluster, found: Cluster) -> bool:
    """Whether what the phrase adds is known of the other."""
    known = found.modifiers.union(*found.names) if found.names else found.modifiers
    return cluster.modifiers <= known
