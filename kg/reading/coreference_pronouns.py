"""Pronouns and what they stand for: by gender, number, distance and syntactic prominence."""

from __future__ import annotations

from kg.reading.clusters import Cluster, Clusters
from kg.reading.tokens import Tokens

MALE = frozenset("he him his himself".split())
FEMALE = frozenset("she her hers herself".split())
NEUTER = frozenset("it its itself".split())
PLURAL = frozenset("they them their theirs themselves".split())
RELATIVE = frozenset("who whom which that".split())
REFLEXIVE = frozenset("himself herself itself themselves".split())
POSSESSIVE = frozenset("his her its their".split())
REACH = 3
"""Sentences back that are looked at (tried: 1 to 6)."""


def join_pronouns(clusters: Clusters) -> None:
    """Join third-person pronouns to the most prominent mention before them that agrees."""
    t = clusters.t
    for index, mention in enumerate(clusters.all):
        if mention.kind != "Pronoun":
            continue
        word = t.lower[mention.head]
        target = _best(clusters, index, word, t)
        if target is not None:
            clusters.join(target, index)
            cluster = clusters.of[index]
            if word in MALE or word in FEMALE:
                cluster.gender = cluster.gender or ("m" if word in MALE else "f")


def _agrees(cluster: Cluster, word: str) -> bool:
    name = cluster.entity_class
    if word in MALE or word in FEMALE:
        gender = "m" if word in MALE else "f"
        return name == "Person" and not cluster.plural and cluster.gender in (None, gender)
    if word in NEUTER:
        return name != "Person" and not cluster.plural and not (name == "Group")
    if word in PLURAL:
        return bool(cluster.plural) or name in ("Group", "Organization")
    return False


def _best(clusters: Clusters, index: int, word: str, t: Tokens) -> int | None:
    mention = clusters.all[index]
    if word in RELATIVE:
        verb = t.heads[mention.head]
        for _ in range(4):
            if t.deps[verb] == "relcl":
                break
            verb = t.heads[verb]
        other = clusters.at.get(t.heads[verb], index - 1) if t.deps[verb] == "relcl" else index - 1
        human = word in ("who", "whom")
        if 0 <= other < index and (mention.head - clusters.all[other].end <= 1 or t.deps[verb] == "relcl"):
            return other if not human or clusters.of[other].entity_class in ("Person", "Group", "Organization") else None
        return None
    here = t.sentences[mention.head]
    verb = t.heads[mention.head]
    best, best_score = None, -1e9
    for other in range(index - 1, -1, -1):
        candidate = clusters.all[other]
        distance = here - t.sentences[candidate.head]
        if distance > REACH:
            break
        if candidate.end > mention.start:
            continue
        cluster = clusters.of[other]
        if not _agrees(cluster, word):
            continue
        dep = t.deps[candidate.head]
        if distance == 0 and word not in REFLEXIVE and word not in POSSESSIVE and t.heads[candidate.head] == verb:
            continue  # "Lee met him": not Lee
        score = -2.0 * distance - 0.05 * (index - other)
        if dep in ("nsubj", "nsubjpass"):
            score += 1.5
        elif dep in ("poss", "pobj"):
            score -= 0.5
        if candidate.kind == "Pronoun":
            score += 0.7 if t.lower[candidate.head] == word or len(cluster.mentions) > 1 else 0
        if cluster.names:
            score += 0.7
        score += min(len(cluster.mentions), 6) * 0.15
        if word in PLURAL and not cluster.plural:
            score -= 2.0
        if word in NEUTER and cluster.entity_class == "Organization":
            score += 0.5
        if score > best_score:
            best, best_score = other, score
    return best
