"""Which names of an article name the same: equal names, surnames, acronyms, short forms."""

from __future__ import annotations

import re
from collections import Counter

from kg.knowledge.also_called import MORE
from kg.knowledge.gazetteer import country_named
from kg.knowledge.lexicons import acronyms, given_names, groups, known_organizations, organisation_heads
from kg.knowledge.names import compare_names
from kg.knowledge.nouns import noun_classes
from kg.knowledge.place_words import postal_codes
from kg.knowledge.spelling import plain, spelt_alike
from kg.knowledge.word_sets import word_set
from kg.reading.coreference.apart import persons_apart, places_apart
from kg.reading.coreference.clusters import Cluster, Clusters
from kg.reading.text.annotations import DocMention
from kg.reading.text.tokens import Tokens

DESIGNATORS = word_set("designator of an organisation")
"""Last words of organisations' names that their short forms lack."""

FIRST_OTHER = "\u0370"
"""The first letter that is not Latin (Greek; Cyrillic and all others come later)."""

SPELT_ALIKE = 0.9

STORMS = frozenset(("hurricane", "storm", "typhoon", "cyclone", "superstorm"))
SMALL = word_set("small word in a name")
QUARTERS = word_set("quarter of the compass")
_NOT_WORD = re.compile(r"[^\w&]+")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,}s?|[A-Z][A-Za-z]*[A-Z]{1,}[A-Za-z]*")


def normal(t: Tokens, start: int, end: int) -> tuple[str, ...]:
    """A name's words in lower case, without punctuation, leading "the" and possessive."""
    words = []
    for word in t.lower[start:end]:
        if word in ("'s", "’s", "the") or word.isspace():
            continue
        bare = _NOT_WORD.sub("", word)
        if bare:
            words.append(bare)
    return tuple(words) or tuple(t.lower[start:end])


def initials(words: list[str]) -> set[str]:
    """The acronyms that a long form allows: capitals of its words, with and without the small words."""
    big = [w for w in words if w[:1].isupper() or w[:1].isdigit()]
    if len(big) < 2:
        return set()
    short = "".join(w[0] for w in big)
    every = "".join(w[0] for w in words if w[:1].isalnum())
    parts = "".join(p[0] for w in big for p in w.split("-") if p)
    return {short.lower(), every.lower(), parts.lower(), "".join(c for w in words for c in w if c.isupper()).lower()}


def join_names(clusters: Clusters) -> None:
    """Join the clusters of names that name the same entity.

    Sieves, precise before complete: equal normal forms, acronyms, organisations' short forms, surnames and given names.
    """
    t = clusters.t
    named = [(i, m, normal(t, m.start, m.end)) for i, m in enumerate(clusters.all) if m.kind == "Named"]
    first: dict[tuple[object, ...], int] = {}
    each = [(i, m) for i, m, _ in named]
    apart = places_apart(t.words, each) | persons_apart(t.words, each)
    for index, mention, name in named:
        country = clusters.of[index].country
        key: tuple[object, ...] = name
        if country and mention.entity_class in ("Group", "Place") and not _of_two_peoples(t, mention):
            key = (mention.entity_class, country)
        while len(key) > 1 and mention.entity_class == "Organization" and key[-1] in DESIGNATORS:
            key = key[:-1]
        if index in apart:
            key = (*key, "~", apart[index].key)
            clusters.of[index].spellings = Counter({apart[index].name: 1})
        joined = ("".join(str(part) for part in key),) if len(key) > 1 and all(len(str(p)) == 1 for p in key) else key
        if joined in first:
            clusters.join(first[joined], index)
        else:
            first[joined] = index
    distinct: dict[tuple[tuple[str, ...], int], tuple[int, DocMention, tuple[str, ...]]] = {}
    for index, mention, name in named:
        if index not in apart:
            distinct.setdefault((name, id(clusters.of[index])), (index, mention, name))
    named = list(distinct.values())
    _scripts(clusters, named)
    _acronyms(clusters, named)
    _short_organizations(clusters, named)
    _halves(clusters, named)
    _storms(clusters, named)
    _persons(clusters, named)


def _of_two_peoples(t: Tokens, mention: DocMention) -> bool:
    """Whether a name is a people's within another ("Turkish Cypriot"), apart from the whole of it."""
    words = t.words[mention.start : mention.end]
    return mention.entity_class == "Group" and len(words) > 1 and words[0] in groups()


Named = list[tuple[int, DocMention, tuple[str, ...]]]


def _scripts(clusters: Clusters, named: Named) -> None:
    """Join names in other scripts to the Latin names that they spell; those tell their class, which models of English guess."""
    foreign = [(i, m, n) for i, m, n in named if any(c >= FIRST_OTHER and c.isalpha() for word in n for c in word)]
    if not foreign:
        return
    others = {i for i, _, _ in foreign}
    latin = [(i, m, tuple(map(plain, n))) for i, m, n in named if i not in others]
    for index, _, name in foreign:
        spelt = tuple(map(plain, name))
        found: dict[int, tuple[int, DocMention]] = {}
        for other, like, words in latin:
            if len(spelt) == 1 and (len(words) == 1 or like.entity_class == "Person"):
                alike = spelt_alike(*sorted((spelt[0], words[-1]))) >= SPELT_ALIKE
            else:
                alike = compare_names(" ".join(spelt), " ".join(words), like.entity_class).score >= SPELT_ALIKE
            if alike:
                found.setdefault(id(clusters.of[other]), (other, like))
        if len(found) > 1:  # the full name of a person, not the bare surname beside it
            fuller = {k: v for k, v in found.items() if v[1].end - v[1].start > 1}
            found = fuller if len(fuller) == 1 else found
        if len(found) == 1:
            target, like = next(iter(found.values()))
            for i in clusters.of[index].mentions:
                clusters.all[i].entity_class = like.entity_class
            clusters.of[index].classes = Counter({like.entity_class: 1})
            clusters.join(target, index)


def _acronyms(clusters: Clusters, named: Named) -> None:
    t = clusters.t
    long_forms: dict[str, int] = {}
    for index, mention, _ in named:
        if mention.end - mention.start > 1 and mention.entity_class != "Person":
            words = [w for w in t.words[mention.start : mention.end] if not w.isspace()]
            while len(words) > 2 and words[-1].rstrip(".").lower() in DESIGNATORS:
                for short in initials(words):
                    long_forms.setdefault(short, index)
                words = words[:-1]
            for short in initials(words):
                long_forms.setdefault(short, index)
            for cut in (1, 2):  # "CPD" of the "United States Commission on Presidential Debates"
                if len(words) > cut + 2 and country_named(" ".join(words[:cut])):
                    for short in initials(words[cut:]):
                        long_forms.setdefault(short, index)
    for index, mention, _ in named:
        if mention.end - mention.start == 1:
            word = t.words[mention.start]
            if _ACRONYM.fullmatch(word):
                short = word.replace(".", "").lower()
                found = long_forms.get(short)
                if found is None and short.endswith("s"):
                    found = long_forms.get(short[:-1])
                of_state = "." in word and word in postal_codes()  # "San Diego … Sioux Falls, S.D."
                if found is None or of_state or clusters.of[found].country is not None:
                    continue
                if word not in t.words[clusters.all[found].start : clusters.all[found].end]:  # "US" of "US Senate"
                    clusters.join(found, index)
    _bracketed(clusters, named)


def _bracketed(clusters: Clusters, named: Named) -> None:
    """Join a short name in brackets to the organisation or thing before it, whatever its letters ("Volkswagen (VW)", "Action
    Against Hunger (ACF)"), unless it is known to be short for another."""
    t = clusters.t
    ends = {
        m.end: i
        for i, m in enumerate(clusters.all)
        if m.kind == "Named" and m.entity_class in ("Organization", "Thing")
    }
    shorts: dict[str, int] = {}
    for i, word in enumerate(t.words):
        if t.words[i - 1] != "(" or t.words[i + 1 : i + 2] != [")"] or i < 2 or not _ACRONYM.fullmatch(word):
            continue
        long = ends.get(i - 1)
        if long is None or word in acronyms() or word in postal_codes() or country_named(word):
            continue
        name = t.words[clusters.all[long].start]
        if name[:1].lower() in word.lower() or len(word) > 2:
            shorts.setdefault(word, long)
    for index, mention, _ in named:
        found = shorts.get(t.words[mention.start]) if mention.end - mention.start == 1 else None
        if found is not None and clusters.of[index] is not clusters.of[found] and clusters.of[index].country is None:
            kind = clusters.of[found].entity_class
            for i in clusters.of[index].mentions:
                clusters.all[i].entity_class = kind
            clusters.of[index].classes = Counter({kind: 1})
            clusters.join(found, index)


def _short_organizations(clusters: Clusters, named: Named) -> None:
    """Join an organisation's or a thing's name to the one longer name of which it is the beginning or the end."""
    longer: dict[tuple[str, ...], list[int]] = {}
    for index, mention, name in named:
        if len(name) > 1 and mention.entity_class == "Organization":
            for cut in range(1, len(name)):
                longer.setdefault(name[:cut], []).append(index)
                if cut > 1 or (name[-1] not in noun_classes() and name[-1] not in organisation_heads()):
                    longer.setdefault(name[-cut:], []).append(index)
    for index, mention, name in named:
        if mention.entity_class != "Organization" or name not in longer or name[-1] in SMALL:
            continue
        written = " ".join(clusters.t.words[mention.start : mention.end])
        known = written in known_organizations() or written in acronyms()  # "GitHub" is not the "GitHub Trust"
        found = {id(clusters.of[i]): i for i in longer[name] if clusters.of[i] is not clusters.of[index]}
        if len(found) == 1:
            target = next(iter(found.values()))
            rest = clusters.all[target]
            other = normal(clusters.t, rest.start, rest.end)
            if other[: len(name)] == name and _body_of_its_own(name, other[-1]):
                continue
            if known and not all(word in DESIGNATORS | MORE for word in other[len(name) :]):
                continue
            if len(other) - len(name) <= 2 and not (other[: len(name)] == name and other[len(name)] in SMALL):
                clusters.join(target, index)


def _body_of_its_own(name: tuple[str, ...], last: str) -> bool:
    """Whether a longer name is that of a body within the one that the whole shorter name means ("Norvik University Hospital")."""
    whole = name[-1] in organisation_heads() or (len(name) > 2 and name[1] == "of")
    return whole and last in organisation_heads() and last not in DESIGNATORS


def _halves(clusters: Clusters, named: Named) -> None:
    """Join "the North" to the one country of the article that is called so ("North Korea")."""
    whole: dict[str, set[int]] = {}
    for index, mention, name in named:
        if len(name) == 2 and name[0] in QUARTERS and mention.entity_class == "Place" and clusters.of[index].country:
            whole.setdefault(name[0], set()).add(index)
    for index, _, name in named if whole else ():
        cluster = clusters.of[index]
        if len(name) == 1 and name[0] in whole and not cluster.country and _with_the(clusters, cluster):
            found = {id(clusters.of[i]): i for i in sorted(whole[name[0]])}
            if len(found) == 1:
                for i in cluster.mentions:
                    clusters.all[i].entity_class = "Place"
                cluster.classes = Counter({"Place": 1})
                clusters.join(next(iter(found.values())), index)


def _storms(clusters: Clusters, named: Named) -> None:
    """Join what one storm is called as it grows and dies down ("Tropical Storm Carla", "Hurricane Carla", then "Carla" alone)."""
    first: dict[str, int] = {}
    for index, _, name in named:
        if len(name) > 1 and name[-2] in STORMS and len(name) - (name[0] in ("tropical", "post-tropical")) == 2:
            target = first.setdefault(name[-1], index)
            clusters.join(target, index)
    for index, _, name in named:
        target = first.get(name[0], index) if len(name) == 1 else index
        if clusters.of[target] is not clusters.of[index]:
            clusters.join(target, index)
    for index in first.values():
        cluster = clusters.of[index]
        cluster.classes, cluster.gender = Counter({"Thing": len(cluster.mentions)}), None
        for i in cluster.mentions:
            clusters.all[i].entity_class = "Thing"


def _with_the(clusters: Clusters, cluster: Cluster) -> bool:
    """Whether a name stands with "the" somewhere."""
    t = clusters.t
    starts = [clusters.all[i].start for i in cluster.mentions]
    return any(t.lower[i] == "the" or (i and t.lower[i - 1] == "the") for i in starts)


def _persons(clusters: Clusters, named: Named) -> None:
    """Join surnames and given names to full names: the one that fits, or the latest before where several do."""
    by_last: dict[str, list[int]] = {}
    by_first: dict[str, list[int]] = {}
    for index, _, name in named:
        if clusters.of[index].entity_class == "Person" and len(name) > 1:
            core = [w for w in name if w not in ("jr", "sr", "ii", "iii")] or list(name)
            by_last.setdefault(core[-1], []).append(index)
            for cut in range(1, len(core) - 1):
                by_last.setdefault(" ".join(core[cut:]), []).append(index)
                by_last.setdefault(core[cut], []).append(index)
            by_first.setdefault(core[0], []).append(index)
    for index, _, name in named:
        cluster = clusters.of[index]
        if cluster.entity_class != "Person":
            continue
        for table, key in ((by_last, " ".join(name)), (by_first, name[0])):
            if table is by_first and len(name) > 1:
                continue
            others = table.get(key, ())
            # of a surname of several words ("Lo Monte") the first is no given name that would tell a gender
            surname = len(name) > 1
            fit = [i for i in others if surname or _agree(clusters.of[i], cluster)]
            places = [i for i in fit if clusters.of[i] is not cluster]
            found = {id(clusters.of[i]): i for i in places}
            if len(found) > 1:
                before = [i for i in places if i < index]
                target = max(before) if before else min(places)
            elif found:
                target = next(iter(found.values()))
            else:
                continue
            clusters.join(target, index)
            break
    _longer_persons(clusters, named)


def _longer_persons(clusters: Clusters, named: Named) -> None:
    """Join "Ann B. Miller" to "Ann Miller", "Ana R. Ruiz Ortega" to "Ana Ruiz": same first word and surname, nothing between at
    odds."""
    seen: dict[tuple[str, str], list[tuple[int, bool]]] = {}
    for index, _, whole in named:
        name = _unnumbered(whole)
        if len(name) < 2 or clusters.of[index].entity_class != "Person":
            continue
        own = {(name[0], name[-1]): True}
        if _two_surnames(name):
            own.setdefault((name[0], name[-2]), False)
        joined = False
        for key, whole_name in own.items():
            for other, theirs_whole in seen.get(key, ()) if not joined else ():
                theirs = _unnumbered(clusters_name(clusters, other))
                between = {w for w in theirs[1:-1] if len(w) > 1} - {key[1]}
                mine = {w for w in name[1:-1] if len(w) > 1} - {key[1]}
                if _initials(theirs) and _initials(name) and _initials(theirs) != _initials(name):
                    continue
                apart = not (whole_name or theirs_whole)  # "Ana Ruiz Lee" and "Ana Ruiz Gil"
                if not apart and clusters.of[other] is not clusters.of[index] and (between <= mine or mine <= between):
                    clusters.join(other, index)
                    joined = True
                    break
        for key, whole_name in own.items():
            seen.setdefault(key, []).append((index, whole_name))


def _two_surnames(name: tuple[str, ...]) -> bool:
    """Whether a full name may end with two surnames, of which papers give the first alone ("Pedro Ruiz Ortega")."""
    middle = name[-2]
    return len(name) > 2 and len(middle) > 2 and middle not in given_names() and middle not in SMALL


def _unnumbered(name: tuple[str, ...]) -> tuple[str, ...]:
    """A full name without "III" or "IV", which most articles leave out."""
    return name[:-1] if len(name) > 2 and name[-1] in ("iii", "iv") else name


def _initials(name: tuple[str, ...]) -> str:
    """The initials between a given name and a surname ("w" of George W. Bush, "hw" of George H. W. Bush)."""
    return "".join(w for w in name[1:-1] if len(w) == 1 or (len(w) == 2 and not any(v in w for v in "aeiou")))


def clusters_name(clusters: Clusters, index: int) -> tuple[str, ...]:
    """The normal name of mention ``index``."""
    mention = clusters.all[index]
    return normal(clusters.t, mention.start, mention.end)


def _agree(a: Cluster, b: Cluster) -> bool:
    return not (a.gender and b.gender and a.gender != b.gender)
