"""Nominal mentions and what they stand for: appositions, copulas, repeated phrases, "the ministry", "the president"."""

from __future__ import annotations

from kg.knowledge.lexicons import country_of_group, facility_heads, organisation_heads, titles
from kg.knowledge.nouns import anaphors, noun_classes, noun_kinds
from kg.knowledge.positions import position_heads
from kg.knowledge.word_sets import word_set
from kg.reading.coreference.clusters import Cluster, Clusters
from kg.reading.text.annotations import DocMention
from kg.reading.text.tokens import Tokens

DEFINITE = word_set("definite")
COUNTRY_WORDS = word_set("takes up a country")
CITY_WORDS = word_set("takes up a city")
COMPANY_WORDS = word_set("takes up an organisation")
"""Nouns that take up an organisation by its kind alone."""

COMMERCIAL_WORDS = word_set("takes up a company")
PUBLIC = frozenset(("government", "court", "party", "military", "education", "security", "religious", "international"))
COMMERCIAL = frozenset(("legal",))
"""Kinds of organisations (``organisation_heads``) that such a noun does not take up."""

STAND_INS = frozenset(("vice", "deputy", "assistant", "under"))
"""What makes a title that of another office."""

REACH = 12
"""Sentences back in which "the company" may find its organisation (tried: 3 to 30)."""

NEAR = 3
"""Sentences back in which "the actress" or "the vehicle" may find what it takes up (tried: 1 to 5)."""

FAR = 60
"""Sentences back in which a repeated phrase is looked for."""


def join_predicates(clusters: Clusters) -> None:
    """Join what title, apposition ("Ann Lee, head of the fund") and copula ("Lee is the head") make one."""
    t = clusters.t
    for index, mention in enumerate(clusters.all):
        if mention.kind == "Pronoun":
            continue
        if mention.kind == "Nominal" and index + 1 < len(clusters.all):
            after = clusters.all[index + 1]
            if after.kind == "Named" and after.entity_class == mention.entity_class and _named_after(t, mention, after):
                if not _strangers(clusters, index, index + 1):
                    clusters.join(index + 1, index)
                continue
            named = _bearer_of_two(clusters, index)
            if named is not None and not _strangers(clusters, named, index):
                clusters.join(named, index)
                continue
        bearer_of_office = _apposed(clusters, index)
        if bearer_of_office is not None and _fit(clusters, index, bearer_of_office):
            clusters.join(bearer_of_office, index)
            continue
        dep, above = t.deps[mention.head], t.heads[mention.head]
        if dep == "appos":
            other = clusters.at.get(above)
            if other is not None and other != index and _fit(clusters, index, other):
                clusters.join(other, index)
        elif dep == "conj" and mention.kind == "Nominal" and mention.entity_class == "Person":
            other = clusters.at.get(above)
            role = clusters.all[other] if other is not None else None
            if other is not None and role and role.kind == "Nominal" and t.deps[role.head] in ("appos", "attr"):
                bearer = clusters.of[other]
                if (
                    bearer.names
                    and not bearer.plural
                    and not clusters.of[index].plural
                    and _fit(clusters, index, other)
                ):
                    clusters.join(other, index)
        elif dep == "attr" and t.lemmas[above] == "be" and mention.kind == "Nominal":
            before = range(above - 1, max(above - 25, -1), -1)
            subject = next((i for i in before if t.heads[i] == above and t.deps[i] == "nsubj"), None)
            other = clusters.at.get(subject) if subject is not None else None
            negated = any(t.deps[i] == "neg" and t.heads[i] == above for i in range(above, mention.start))
            if other is None or negated or clusters.all[other].kind == "Pronoun" or not _fit(clusters, index, other):
                continue
            clusters.join(other, index)


def join_roles(clusters: Clusters) -> None:
    """Join a role to its bearer: "The board named Ann Lee as its chair", "Lee will return as director"."""
    t = clusters.t
    for index, mention in enumerate(clusters.all):
        if mention.kind != "Nominal" or mention.entity_class != "Person" or t.deps[mention.head] != "pobj":
            continue
        by = t.heads[mention.head]
        if t.lower[by] != "as" or t.deps[by] != "prep" or clusters.of[index].plural:
            continue
        verb = t.heads[by]
        bearer = None
        for i in range(max(verb - 20, 0), mention.start):
            if t.heads[i] == verb and t.deps[i] in ("nsubj", "nsubjpass", "dobj") and (i > verb or bearer is None):
                bearer = i if t.deps[i] == "dobj" or i < verb else bearer
        other = clusters.at.get(bearer) if bearer is not None else None
        if other is not None and clusters.all[other].kind == "Named" and _fit(clusters, index, other):
            clusters.join(other, index)


def _apposed(clusters: Clusters, index: int) -> int | None:
    """The name behind the comma after an office and what it is of ("The governor of Ohio, Ann Lee, said"), by the words."""
    t, mention = clusters.t, clusters.all[index]
    if mention.kind != "Nominal" or mention.entity_class != "Person" or clusters.of[index].plural:
        return None
    if t.lower[mention.head] not in position_heads() or t.tags[mention.head] not in ("NN", "NNP"):
        return None
    definite = t.lower[mention.start] == "the" or any(
        t.lower[i] in ("'s", "’s") for i in range(mention.start, mention.head)
    )
    i = mention.head + 1
    if i < len(t.words) and t.lower[i] in ("of", "for"):
        while (
            i < len(t.words) and i - mention.head < 9 and t.words[i] != "," and t.pos[i] not in ("VERB", "AUX", "PUNCT")
        ):
            i += 1
    if not definite or i + 1 >= len(t.words) or t.words[i] != ",":
        return None
    other = clusters.at.get(i + 1)
    if other is None:
        other = next((clusters.at[k] for k in range(i + 2, min(i + 5, len(t.words))) if k in clusters.at), None)
    if other is None or clusters.all[other].start != i + 1:
        return None
    name = clusters.all[other]
    after = name.end
    closed = after < len(t.words) and (t.words[after] == "," or t.tags[after] in ("VBD", "VBZ", "VBP"))
    return other if name.kind == "Named" and name.entity_class == "Person" and closed else None


def _bearer_of_two(clusters: Clusters, index: int) -> int | None:
    """Whom the first of two offices without article before one name tells of ("party leader and Prime Minister Ann Lee")."""
    t, mention = clusters.t, clusters.all[index]
    known = position_heads()
    if mention.entity_class != "Person" or clusters.of[index].plural or t.lower[mention.head] not in known:
        return None
    start = mention.start
    while start and t.pos[start - 1] in ("PROPN", "ADJ", "NOUN") and not t.breaks[start - 1]:
        start -= 1
    before = t.lower[start - 1] if start else ""
    if t.lower[mention.end : mention.end + 1] != ["and"] or before in ("a", "an", "the", "and", "of", "'s", "’s"):
        return None
    i = mention.end + 1
    while i < min(len(t.words), mention.end + 7) and t.pos[i] in ("PROPN", "ADJ", "NOUN"):
        other = clusters.at.get(i)
        named = (
            other is not None and clusters.all[other].kind == "Named" and clusters.all[other].entity_class == "Person"
        )
        if named and other is not None and i >= clusters.all[other].start > mention.end + 1:
            offices = range(mention.end + 1, clusters.all[other].start)
            return other if any(t.lower[k] in known for k in offices) else None
        i += 1
    return None


def _named_after(t: Tokens, mention: DocMention, after: DocMention) -> bool:
    """Whether a nominal and a name make one: "actress Ann Lee", "the airline, Acme, said"."""
    if mention.entity_class == "Person" and after.start == mention.end:
        return True
    follows = t.words[after.end] if after.end < len(t.words) else ""
    return (
        after.start == mention.end + 1
        and t.words[mention.end] == ","
        and follows in (",", ".", ";")
        and t.tags[mention.head] == "NN"
        and t.lower[after.end + 1 if after.end + 1 < len(t.words) else after.end] not in ("and", "or")
        and t.deps[mention.head] not in ("conj", "appos")
    )


def _fit(clusters: Clusters, a: int, b: int) -> bool:
    x, y = clusters.of[a], clusters.of[b]
    if x.plural is not None and y.plural is not None and x.plural != y.plural:
        return False
    if (clusters.all[a].kind == "Named" and clusters.all[b].kind == "Named") or _strangers(clusters, a, b):
        return False
    return x.entity_class == y.entity_class and not (x.gender and y.gender and x.gender != y.gender)


def _strangers(clusters: Clusters, a: int, b: int) -> bool:
    """Whether both clusters bear names, and none of them is the same."""
    x, y = clusters.of[a], clusters.of[b]
    return x is not y and bool(x.names) and bool(y.names) and not set(x.names) & set(y.names)


def note_titles(clusters: Clusters) -> None:
    """Note what stands before persons' names: "Russian President" says president, and RU."""
    t = clusters.t
    known = titles()
    for mention, cluster in zip(clusters.all, clusters.of, strict=True):
        if mention.kind != "Named" or mention.entity_class != "Person":
            continue
        at = mention.start
        for _ in range(2):
            for size in (3, 2, 1):
                words = " ".join(t.lower[max(at - size, 0) : at])
                if at >= size and words in known and t.sentences[at - size] == t.sentences[mention.start]:
                    gender, kind = known[words]
                    if kind != "honorific":
                        cluster.heads.add(t.lower[at - 1])
                        cluster.titles.setdefault(words)
                    cluster.gender = cluster.gender or gender
                    at -= size
                    break
        if at < mention.start and at > 0:
            code = country_of_group(t.words[at - 1]) if t.words[at - 1][:1].isupper() else None
            if code:
                cluster.countries.setdefault(code)


def join_nominals(clusters: Clusters) -> None:
    """Join nominals to what they take up, in order of the text."""
    for index, mention in enumerate(clusters.all):
        if mention.kind == "Nominal" and len(clusters.of[index].mentions) == 1:
            target = _antecedent(clusters, index, mention)
            if target is not None:
                clusters.join(target, index)


def _antecedent(clusters: Clusters, index: int, mention: DocMention) -> int | None:
    t = clusters.t
    cluster = clusters.of[index]
    head = t.lemmas[mention.head].lower()
    first = t.lower[mention.start]
    definite = first in DEFINITE
    bare = not definite and t.pos[mention.start] != "DET" and t.tags[mention.start] not in ("PRP$", "CD")
    if not definite and not (bare and (cluster.plural or not cluster.modifiers)):
        return None
    here = t.sentences[mention.head]
    singular = definite and not cluster.plural
    plain = singular and cluster.modifiers <= cluster.foreign
    kind = _kind(head) if plain else ""
    taken = anaphors().get(head) if singular and first == "the" and not cluster.modifiers else None
    fallback = None
    seen: set[int] = set()
    for other in range(index - 1, -1, -1):
        candidate = clusters.all[other]
        found = clusters.of[other]
        if candidate.kind == "Pronoun" or found is cluster or id(found) in seen or candidate.head >= mention.start:
            continue
        seen.add(id(found))
        distance = here - t.sentences[candidate.head]
        if distance > FAR:
            break
        if head in found.heads and _same_number(found, cluster) and _compatible(cluster, found):
            if singular and _stands_in(found, head) and not cluster.modifiers & STAND_INS:
                continue  # "the president" is not Vice President Lee
            if definite or (candidate.kind == "Nominal" and found.modifiers == cluster.modifiers):
                return other
            continue
        if not singular:
            continue
        alike = found.entity_class == mention.entity_class != "Person"
        if alike and any(head in name for name in found.names) and _compatible(cluster, found):
            return other
        if fallback is None and not found.plural:
            near = _of_this_kind(found, kind) and distance <= REACH
            if near or (
                distance <= NEAR
                and (
                    _takes_up(t, cluster, found, candidate, taken)
                    or (plain and not found.names and _more_general(head, found))
                )
            ):
                fallback = other
    return fallback


def _stands_in(found: Cluster, head: str) -> bool:
    """Whether all titles of a person with this head are those of who stands in for its bearer ("vice president")."""
    held = [title.split() for title in found.titles if title.split()[-1] == head]
    return bool(held) and all(STAND_INS & set(words) for words in held)


def _of_this_kind(found: Cluster, kind: str) -> bool:
    """Whether what is named is a company, country or city, as the noun says."""
    if not found.names:
        return False
    if kind in ("company", "organisation"):
        if found.entity_class != "Organization" or found.country is not None:
            return False
        heads = organisation_heads()
        last = {heads.get(name[-1]) for name in found.names} | {heads.get(head) for head in found.heads}
        return not last & (PUBLIC if kind == "company" else COMMERCIAL)
    if kind in ("country", "city"):
        return (
            found.entity_class == "Place"
            and bool(found.country) == (kind == "country")
            and not any(_says_another_kind(name, kind) for name in found.names)
        )
    return False


def _says_another_kind(name: tuple[str, ...], kind: str) -> bool:
    """Whether a place's name tells what it is, and that it is neither country nor city ("Hotel Bristol", "Dover Castle")."""
    words = {name[0], name[-1]} if len(name) > 1 else set()
    return any((w in facility_heads() or noun_classes().get(w) == "Place") and _kind(w) != kind for w in words)


def _takes_up(t: Tokens, cluster: Cluster, found: Cluster, candidate: DocMention, taken: str | None) -> bool:
    """Whether a noun like "the actress" may take up the name just before."""
    if not taken or not found.names or found.entity_class != taken:
        return False
    return _prominent(t, candidate) and not (cluster.gender and found.gender and cluster.gender != found.gender)


def _more_general(head: str, found: Cluster) -> bool:
    """Whether the noun is a more general one for what was mentioned, or the other way round."""
    kinds = noun_kinds()
    own = kinds.get(head, ())
    return any(head in kinds.get(other, ()) or other in own for other in found.heads)


def _prominent(t: Tokens, mention: DocMention) -> bool:
    """Whether a mention stands where the next words are likely to take it up: subject, possessor, object."""
    return t.deps[mention.head] in ("nsubj", "nsubjpass", "poss", "ROOT", "dobj", "appos", "compound")


def _kind(head: str) -> str:
    if head in COMPANY_WORDS:
        return "company" if head in COMMERCIAL_WORDS else "organisation"
    return "country" if head in COUNTRY_WORDS else "city" if head in CITY_WORDS else ""


def _same_number(a: Cluster, b: Cluster) -> bool:
    return bool(a.plural) == bool(b.plural)


def _compatible(cluster: Cluster, found: Cluster) -> bool:
    """Whether what the phrase adds is known of the other, or at least not at odds with it."""
    known = found.modifiers.union(*found.names) if found.names else found.modifiers
    rest = cluster.modifiers - known
    if not rest:
        return True
    if rest <= cluster.foreign:
        return bool(found.countries.keys() & cluster.countries.keys()) or not found.countries
    return False
