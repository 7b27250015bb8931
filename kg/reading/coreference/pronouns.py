"""Pronouns and what they stand for: by gender, number, distance and syntactic prominence."""

from __future__ import annotations

from kg.knowledge.media import is_medium
from kg.knowledge.word_sets import word_set
from kg.reading.coreference.clusters import Cluster, Clusters
from kg.reading.names.evidence import speech_lemmas
from kg.reading.text.tokens import Tokens

MALE = word_set("pronoun he")
FEMALE = word_set("pronoun she")
NEUTER = word_set("pronoun it")
PLURAL = word_set("pronoun they")
RELATIVE = word_set("pronoun who")
REFLEXIVE = word_set("pronoun self")
POSSESSIVE = word_set("pronoun possessive")
REPORTING = word_set("verb of a medium")
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


FIRST = word_set("pronoun I")
FIRST_PLURAL = word_set("pronoun we")
OPENING, CLOSING = frozenset(("“", "«", "``")), frozenset(("”", "»", "''"))


def join_speakers(clusters: Clusters) -> None:
    """Join "I" (and, where an organisation speaks, "we") inside a quotation to who says it, in or next to the sentence."""
    t = clusters.t
    wanted = [i for i, m in enumerate(clusters.all) if m.kind == "Pronoun" and t.lower[m.head] in FIRST | FIRST_PLURAL]
    if not wanted:
        return
    inside = _quoted(t)
    speakers = _speakers(clusters, inside)
    for index in wanted:
        mention = clusters.all[index]
        if not inside[mention.head]:
            continue
        sentence = t.sentences[mention.head]
        found = [s for s in speakers.get(sentence, ()) if not inside[clusters.all[s].head]]
        target = found[0] if found else None
        if target is None:
            before = speakers.get(sentence - 1, [])
            after = speakers.get(sentence + 1, []) if _continues(t, inside, sentence) else []
            target = next(iter(after or before), None)
        if target is None:
            continue
        name = clusters.of[target].entity_class
        word = t.lower[mention.head]
        if (word in FIRST and name == "Person" and not clusters.of[target].plural) or (
            word in FIRST_PLURAL and name == "Organization"
        ):
            clusters.join(target, index)


def _quoted(t: Tokens) -> list[bool]:
    """Which tokens stand inside double quotation marks; a mark left open ends with its paragraph."""
    inside, found = False, []
    for i, word in enumerate(t.words):
        if t.breaks[i] and word.count("\n") > 1:
            inside = False
        elif word in OPENING:
            inside = True
        elif word in CLOSING:
            inside = False
        elif word == '"':
            inside = not inside
        found.append(inside)
    return found


def _speakers(clusters: Clusters, inside: list[bool]) -> dict[int, list[int]]:
    """Mentions that are subjects of verbs of speech outside quotation marks, by sentence."""
    t = clusters.t
    verbs = speech_lemmas()
    found: dict[int, list[int]] = {}
    for index, mention in enumerate(clusters.all):
        above = t.heads[mention.head]
        if (
            t.deps[mention.head] == "nsubj"
            and t.lemmas[above].lower() in verbs
            and not inside[mention.head]
            and t.pos[above] == "VERB"
        ):
            found.setdefault(t.sentences[mention.head], []).append(index)
    return found


def _continues(t: Tokens, inside: list[bool], sentence: int) -> bool:
    """Whether the quotation goes on at the beginning of the next sentence."""
    if sentence + 1 >= len(t.starts):
        return False
    return inside[t.starts[sentence + 1]]


def _agrees(cluster: Cluster, word: str) -> bool:
    name = cluster.entity_class
    if word in MALE or word in FEMALE:
        gender = "m" if word in MALE else "f"
        return name == "Person" and not cluster.plural and cluster.gender in (None, gender)
    if word in NEUTER:
        return name != "Person" and not cluster.plural and name != "Group"
    if word in PLURAL:
        return bool(cluster.plural) or name in ("Group", "Organization")
    return False


def _labels(t: Tokens, start: int, end: int) -> bool:
    """Whether a name stands as a label before what is said ("Okafor: …"): of nobody that is talked about."""
    return t.words[end : end + 1] == [":"] and (start == 0 or bool(t.breaks[start - 1]))


def _best(clusters: Clusters, index: int, word: str, t: Tokens) -> int | None:
    mention = clusters.all[index]
    if word in RELATIVE:
        verb = t.heads[mention.head]
        for _ in range(4):
            if t.deps[verb] == "relcl":
                break
            verb = t.heads[verb]
        other = clusters.at.get(t.heads[verb], -1) if t.deps[verb] == "relcl" else index - 1
        human = word in ("who", "whom")
        if 0 <= other < index and (mention.head - clusters.all[other].end <= 1 or t.deps[verb] == "relcl"):
            living = clusters.of[other].entity_class in ("Person", "Group", "Organization")
            return other if living or not human else None
        return None
    here = t.sentences[mention.head]
    verb = t.heads[mention.head]
    reports = word in NEUTER and t.deps[mention.head] == "nsubj" and t.lemmas[verb].lower() in REPORTING
    best, best_score = None, -1e9
    for other in range(index - 1, -1, -1):
        candidate = clusters.all[other]
        distance = here - t.sentences[candidate.head]
        if distance > REACH:
            break
        if candidate.end > mention.start:
            continue
        cluster = clusters.of[other]
        if not _agrees(cluster, word) or _labels(t, candidate.start, candidate.end):
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
        if reports and is_medium(cluster.spellings, cluster.titles):
            score += 2.5  # "made the remarks to the Post. It reported that …"
        if score > best_score:
            best, best_score = other, score
    return best
