# ruff: noqa: E501 - sentences stay on one line
"""Made-up stories as stores, in the words of the graph model, for tests of views and for their pictures.

Sentences are written with their markup: ``{agent:mara|Mara Lindqvist} {!|met} {recipient:tomas|Verhoeven}``.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph import vocabulary as v

BASE = "https://kg.example/id/"
_MARK = re.compile(r"\{([a-z!]+)(?::([^|{}]*))?\|([^{}]*)\}")
TYPES = {
    "Consult": None, "Meet": "Consult", "Negotiate": "Consult", "Call": "Consult", "Visit": "Consult", "Agree": None, "SignAgreement": "Agree",
    "Transact": None, "Acquire": "Transact", "Sanction": None, "Accuse": None, "Investigate": "Accuse", "Protest": None,
    "Statement": None, "Announce": "Statement", "Invest": None, "Justice": None, "Sue": "Justice", "Appoint": None,
    "Resign": "Appoint", "Disaster": None, "Explosion": "Disaster", "Other": None, "State": "Other", "Produce": None,
    "Launch": "Produce", "Move": None, "Travel": "Move", "Threaten": None, "Warn": "Threaten",
}  # fmt: skip


VALUES = ("by", "time", "quantity")
"""Roles whose key is no entity that the sentence names in a role: who says it, "2031-03-12/2031-03-14", "30 tonnes"."""


def entity_iri(key: str) -> str:
    return f"{BASE}entity/{key}"


def event_iri(key: str) -> str:
    return f"{BASE}event/{key}"


@dataclass
class World:
    """Collects entities, events and articles, and writes them as quads."""

    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    articles: list[dict[str, Any]] = field(default_factory=list)
    positions: list[dict[str, Any]] = field(default_factory=list)
    relations: list[dict[str, Any]] = field(default_factory=list)

    def entity(
        self, key: str, entity_class: str, label: str, *names: str, title: str | None = None, at: str | None = None
    ) -> None:
        """Add an entity; ``at`` is a place's point, "lon lat"."""
        self.entities[key] = {
            "class": entity_class, "label": label, "names": names, "title": title, "spans": set(), "at": at
        }  # fmt: skip

    def event(
        self,
        key: str,
        event_type: str,
        label: str,
        *,
        status: str = "Occurred",
        first: str | None = None,
        last: str | None = None,
        weight: float | None = None,
    ) -> None:
        self.events[key] = {
            "weight": weight, "type": event_type, "label": label, "status": status, "first": first, "last": last or first, "slots": set(), "articles": set(),
        }  # fmt: skip

    def article(
        self, headline: str | None, date: str | None, publisher: str | None, sentences: Iterable[tuple[str | None, str]], *,
        url: str | None = None, copy_of: int | None = None,
    ) -> int:  # fmt: skip
        """Add an article.

        Args:
            sentences: (event, marked-up sentence); event None for a sentence that tells none, "position:…" for one that
                tells the position of that number, "relation:…" likewise. "event=Status" where it says another status.
            copy_of: number of the article it was copied from.
        """
        number = len(self.articles)
        iri = f"{BASE}article/{hashlib.sha256(f'{number} {headline}'.encode()).hexdigest()[:16]}"
        text = f"{headline}\n\n" if headline else ""
        claims = []
        for event, marked in sentences:
            begin, plain, spans, at = len(text), "", [], 0
            for match in _MARK.finditer(marked):
                plain += marked[at : match.start()]
                spans.append((match[1], match[2], begin + len(plain), begin + len(plain) + len(match[3])))
                plain += match[3]
                at = match.end()
            plain += marked[at:]
            text += plain + " "
            claims.append((event, begin, begin + len(plain), spans))
            for role, key, first, last in spans:
                if key and role not in VALUES:
                    self.entities[key]["spans"].add((iri, first, last))
        self.articles.append({
            "iri": iri, "headline": headline, "date": date, "publisher": publisher, "url": url, "text": text,
            "claims": claims, "copy_of": copy_of,
        })  # fmt: skip
        return number

    def position(self, member: str, organization: str, role: str, first: str | None = None) -> str:
        self.positions.append(
            {"member": member, "organization": organization, "role": role, "first": first, "sentences": []}
        )
        return f"position:{len(self.positions) - 1}"

    def relation(self, subject: str, predicate: str, other: str) -> str:
        self.relations.append({"subject": subject, "predicate": predicate, "object": other})
        return f"relation:{len(self.relations) - 1}"

    def origin(self, number: int) -> int:
        while (above := self.articles[number]["copy_of"]) is not None:
            number = above
        return number

    # ------------------------------------------------------------------ quads

    def store(self) -> Store:
        self.quads: list[Quad] = []
        for number, article in enumerate(self.articles):
            self._article(number, article)
        story = NamedNode(v.STORY)
        for key, e in self.entities.items():
            said = {a for a, _, _ in e["spans"]}
            origins = {self.origin(n) for n, a in enumerate(self.articles) if a["iri"] in said}
            iri = entity_iri(key)
            self._say(iri, v.A, NamedNode(v.ENTITY_CLASS_IRIS[e["class"]]), story)
            for predicate, value in [
                (v.PREF_LABEL, e["label"]),
                (v.LABEL, e["label"]),
                *((v.ALT_LABEL, n) for n in e["names"]),
            ]:
                self._say(iri, predicate, Literal(value), story)
            if e["at"]:
                self._say(iri, v.HAS_GEOMETRY, NamedNode(f"{BASE}geometry/{key}"), story)
                point = Literal(f"POINT({e['at']})", datatype=NamedNode(v.WKT_LITERAL))
                self._say(f"{BASE}geometry/{key}", v.AS_WKT, point, story)
            if e["title"]:
                self._say(iri, v.JOB_TITLE, Literal(e["title"]), story)
            counts = [(v.MENTION_COUNT, len(e["spans"])), (v.ARTICLE_COUNT, len(said)), (v.ORIGIN_COUNT, len(origins))]
            for predicate, number in counts:
                self._say(iri, predicate, Literal(number), story)
            for article, first, last in e["spans"]:
                self._say(f"{article}#char={first},{last}", v.DENOTES, NamedNode(iri), story)
        for key, e in self.events.items():
            iri = event_iri(key)
            self._say(iri, v.A, NamedNode(v.EVENT), story)
            self._say(iri, v.EVENT_TYPE, NamedNode(v.TYPE + e["type"]), story)
            self._say(iri, v.LABEL, Literal(e["label"]), story)
            self._say(iri, v.STATUS, NamedNode(v.KG + e["status"]), story)
            if e["weight"] is not None:
                self._say(iri, v.WEIGHT, Literal(str(e["weight"]), datatype=NamedNode(v.DECIMAL)), story)
            for predicate, day in ((v.BEGIN, e["first"]), (v.END, e["last"])):
                if day:
                    self._say(iri, predicate, Literal(day, datatype=NamedNode(v.DATE)), story)
            for role, who in e["slots"]:
                self._say(iri, v.ROLES[role], NamedNode(entity_iri(who)), story)
                if role in v.ACTOR_ROLES:
                    self._say(iri, v.HAS_ACTOR, NamedNode(entity_iri(who)), story)
            self._say(iri, v.ARTICLE_COUNT, Literal(len(e["articles"])), story)
            self._say(iri, v.ORIGIN_COUNT, Literal(len({self.origin(n) for n in e["articles"]})), story)
        for number, p in enumerate(self.positions):
            iri = f"{BASE}membership/{number}"
            self._say(iri, v.A, NamedNode(v.MEMBERSHIP), story)
            self._say(iri, v.ORG_MEMBER, NamedNode(entity_iri(p["member"])), story)
            self._say(iri, v.ORG_ORGANIZATION, NamedNode(entity_iri(p["organization"])), story)
            self._say(iri, v.ORG_ROLE, Literal(p["role"]), story)
            self._say(entity_iri(p["member"]), v.WORKS_FOR, NamedNode(entity_iri(p["organization"])), story)
            if p["first"]:
                self._say(iri, v.BEGIN, Literal(p["first"], datatype=NamedNode(v.DATE)), story)
            for sentence in p["sentences"]:
                self._say(iri, v.EVIDENCE, NamedNode(sentence), story)
        for r in self.relations:
            self._say(entity_iri(r["subject"]), v.expand(r["predicate"]), NamedNode(entity_iri(r["object"])), story)
        ontology = NamedNode(v.ONTOLOGY)
        for name, above in TYPES.items():
            self._say(v.TYPE + name, v.A, NamedNode(v.CONCEPT), ontology)
            label = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
            self._say(v.TYPE + name, v.PREF_LABEL, Literal(label, language="en"), ontology)
            if above:
                self._say(v.TYPE + name, v.SKOS + "broader", NamedNode(v.TYPE + above), ontology)
        store = Store()
        store.bulk_extend(self.quads)
        return store

    def _say(self, subject: str, predicate: str, value: Any, graph: Any) -> None:
        self.quads.append(Quad(NamedNode(subject), NamedNode(predicate), value, graph))

    def _article(self, number: int, article: dict[str, Any]) -> None:
        iri, story = article["iri"], NamedNode(v.STORY)
        graph = NamedNode(iri)
        self._say(iri, v.A, NamedNode(v.NEWS_ARTICLE), graph)
        if article["headline"]:
            self._say(iri, v.HEADLINE, Literal(article["headline"]), graph)
        self._say(iri, v.IS_STRING, Literal(article["text"]), graph)
        if article["date"]:
            self._say(iri, v.DATE_PUBLISHED, Literal(article["date"], datatype=NamedNode(v.DATE)), graph)
        if article["publisher"]:
            node = f"{BASE}publisher/{hashlib.sha256(article['publisher'].encode()).hexdigest()[:8]}"
            self._say(iri, v.PUBLISHER, NamedNode(node), graph)
            self._say(node, v.NAME, Literal(article["publisher"]), story)
            self._say(node, v.A, NamedNode(v.ORGANIZATION), story)
        if article["url"]:
            self._say(iri, v.URL, NamedNode(article["url"]), graph)
        if article["copy_of"] is not None:
            self._say(iri, v.WAS_DERIVED_FROM, NamedNode(self.articles[article["copy_of"]]["iri"]), story)
        for at, (told, begin, end, spans) in enumerate(article["claims"]):
            point = {s: NamedNode(f"{iri}#char={s[2]},{s[3]}") for s in spans}
            for role, key, first, last in spans:
                if key and role not in VALUES:
                    self._say(f"{iri}#char={first},{last}", v.MENTION_KIND, NamedNode(v.KG + "Named"), graph)
            sentence = f"{iri}#char={begin},{end}"
            for first, last in {(begin, end), *((s[2], s[3]) for s in spans)}:
                self._say(f"{iri}#char={first},{last}", v.ANCHOR_OF, Literal(article["text"][first:last]), graph)
            if told is None:
                continue
            if told.startswith("position:"):
                self.positions[int(told[9:])]["sentences"].append(sentence)
                continue
            claim = f"{BASE}claim/{number}/{at}"
            self._say(claim, v.A, NamedNode(v.CLAIM), graph)
            self._say(claim, v.REPORTED_IN, NamedNode(iri), graph)
            self._say(claim, v.EVIDENCE, NamedNode(sentence), graph)
            if told.startswith("relation:"):
                r = self.relations[int(told[9:])]
                self._say(claim, v.PREDICATE, NamedNode(v.expand(r["predicate"])), graph)
                for s in spans:
                    if s[1] in (r["subject"], r["object"]):
                        self._say(claim, v.SUBJECT if s[1] == r["subject"] else v.OBJECT, point[s], graph)
                continue
            event, _, status = told.partition("=")
            self.events[event]["articles"].add(number)
            self._say(claim, v.STATUS, NamedNode(v.KG + (status or self.events[event]["status"])), graph)
            self._say(claim, v.ABOUT, NamedNode(event_iri(event)), story)
            for s in spans:
                role, key = s[0], s[1]
                if role == "!":
                    self._say(claim, v.TRIGGER, point[s], graph)
                    self._say(point[s].value, v.DENOTES, NamedNode(event_iri(event)), story)
                elif role == "time":
                    first, _, last = key.partition("/")
                    self._say(claim, v.ROLE_SPANS["time"], point[s], graph)
                    for predicate, day in ((v.BEGIN, first), (v.END, last or first)):
                        self._say(point[s].value, predicate, Literal(day, datatype=NamedNode(v.DATE)), graph)
                    self._say(point[s].value, v.TIME_BASIS, NamedNode(v.KG + "Explicit"), graph)
                elif role == "quantity":
                    amount, _, unit = key.partition(" ")
                    self._say(claim, v.QUANTITY, Literal(article["text"][s[2] : s[3]]), graph)
                    self._say(claim, v.AMOUNT, Literal(amount, datatype=NamedNode(v.DECIMAL)), graph)
                    self._say(claim, v.UNIT, Literal(unit), graph)
                elif role == "by":
                    self._say(claim, v.SAID_BY, NamedNode(entity_iri(key)), story)
                elif role in v.ROLES and key:
                    self._say(claim, v.ROLE_SPANS[role], point[s], graph)
                    self._say(claim, v.ROLES[role], NamedNode(entity_iri(key)), story)
                    self.events[event]["slots"].add((role, key))


def asker(store: Store) -> Callable[..., Any]:
    """The store as views ask it."""

    def query(sparql: str, **substitutions: Any) -> Any:
        return store.query(sparql, prefixes=v.PREFIXES, use_default_graph_as_union=True)

    return query


def small() -> World:
    """Four people, two companies, three places, six events, one of each troublesome status; one wire copy."""
    w = World()
    w.entity("mara", "Person", "Mara Lindqvist", "Lindqvist", "Мара Линдквист", title="trade minister")
    w.entity("tomas", "Person", "Tomáš Verhoeven", "Verhoeven")
    w.entity("ida", "Person", "Ida Kallas")
    w.entity("borealis", "Organization", "Borealis Cobalt", "Borealis")
    w.entity("union", "Organization", "Dockers' Union")
    w.entity("tallinn", "Place", "Tallinn")
    w.entity("estonia", "Place", "Estonia")
    w.entity("lonely", "Thing", "Treaty of Pärnu")
    w.event(
        "talks", "Negotiate", "talks: Mara Lindqvist, Tomáš Verhoeven · Tallinn · 12 March 2031", first="2031-03-12"
    )
    w.event(
        "deal",
        "SignAgreement",
        "sign: Borealis Cobalt · mid-April 2031",
        status="Planned",
        first="2031-04-11",
        last="2031-04-20",
    )
    w.event("merger", "Acquire", "takeover: Borealis Cobalt", status="Denied", first="2031-03-20")
    w.event(
        "strike",
        "Protest",
        "strike: Dockers' Union · Tallinn · May 2031",
        status="Cancelled",
        first="2031-05-01",
        last="2031-05-31",
    )
    w.event("visit", "Travel", "visit: Ida Kallas · Tallinn", status="Possible")
    w.event("words", "Announce", "said: Mara Lindqvist")
    head = w.position("tomas", "borealis", "chief executive", "2030-01-01")
    part = w.relation("tallinn", "schema:containedInPlace", "estonia")
    member = w.relation("ida", "schema:memberOf", "union")
    first = w.article("Cobalt talks open", "2031-03-13", "The Harbour Wire", [
        ("talks", "{agent:mara|Mara Lindqvist} {!|met} {recipient:tomas|Tomáš Verhoeven} in {place:tallinn|Tallinn} at noon."),
        (head, "{x:tomas|Verhoeven} has headed {x:borealis|Borealis Cobalt} since 2030."),
        ("deal", "{agent:borealis|Borealis} will {!|sign} a supply contract with {participant:mara|Lindqvist} in mid-April, {by:tomas|he} said."),
        ("words", "“We are close”, {agent:mara|Lindqvist} {!|said}."),
    ], url="https://harbour.example/cobalt")  # fmt: skip
    w.article("Cobalt talks open, agency says", "2031-03-14", "North Gazette", [
        ("talks", "{agent:mara|Mara Lindqvist} {!|met} {recipient:tomas|Tomáš Verhoeven} in {place:tallinn|Tallinn} at noon."),
    ], copy_of=first)  # fmt: skip
    w.article("Takeover rumours denied", "2031-03-21", "Ledger & Sail", [
        ("merger", "{agent:borealis|Borealis Cobalt} is not being {!|taken over}, {x:ida|Ida Kallas} wrote to {recipient:union|the Dockers' Union}."),
        (member, "{x:ida|Kallas} belongs to the {x:union|Dockers' Union}."),
        ("strike", "The {agent:union|union} {!|called off} its strike in {place:tallinn|Tallinn}."),
    ], url="urn:ledger:21")  # fmt: skip
    w.article("No date on this one", None, None, [
        ("visit", "{agent:ida|Ida Kallas} may {!|travel} to {place:tallinn|Tallinn}."),
        ("talks=Planned", "{agent:mara|Lindqvist} and {recipient:tomas|Verhoeven} are to {!|meet} in {place:tallinn|Tallinn}."),
    ])  # fmt: skip
    w.relations[int(part[9:])]["gazetteer"] = True
    w.entities["lonely"]["spans"].add((w.articles[0]["iri"], 0, 6))
    return w


HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(2)>',
    "<!--<script>alert(3)//\u2028\u2029",
    "{{7*7}}${alert(4)}' onmouseover='alert(5)",
    "[brackets] & \\u003cb\\u003e bold *x* _y_ <b>z</b>",
)
"""Names that try to break out of a page."""


def hostile() -> World:
    """Every string that comes from outside is an attack."""
    w = World()
    for number, name in enumerate(HOSTILE):
        w.entity(f"h{number}", "Person", name, HOSTILE[-number], title=name)
    w.entity("place", "Place", HOSTILE[1])
    texts = [name.replace("{", "(").replace("}", ")") for name in HOSTILE]
    for number, name in enumerate(HOSTILE):
        other = (number + 1) % len(HOSTILE)
        w.event(
            f"e{number}",
            "Meet",
            f"meeting {name}: {name}",
            first="2031-01-01",
            status=("Occurred", "Denied", "Planned")[number % 3],
        )
        sentence = f"{{agent:h{number}|{texts[number]}}} {{!|met}} {{recipient:h{other}|{texts[other]}}} in {{place:place|{texts[1]}}}."
        w.article(
            name,
            "2031-01-02",
            name,
            [(f"e{number}", sentence)],
            url=("javascript:alert(6)", "https://x.example/%22%3E")[number % 2],
        )
    head = w.position("h0", "h1", HOSTILE[0])
    w.article(HOSTILE[1], None, HOSTILE[1], [(head, f"{{x:h0|{texts[0]}}} heads {{x:h1|{texts[1]}}}.")])
    return w


_PEOPLE = (
    "Mara Lindqvist", "Tomáš Verhoeven", "Ida Kallas", "Anselm Okoro", "Delphine Arnaud", "Rafiq Haddad", "Noor Bergström",
    "Casimir Wolski", "Beatriz Lobo", "Jun Takeda", "Sorcha Devlin", "Pavel Ilyin",
)  # fmt: skip
_ORGANIZATIONS = (
    "Borealis Cobalt", "Ministry of Trade", "Dockers' Union", "Kestrel Bank", "Baltic Ports Authority", "Helia Motors",
    "Court of Auditors", "Green Shore Alliance", "Nordhaven Shipping",
)  # fmt: skip
_PLACES = ("Tallinn", "Lake Orrin", "Port Sabine", "Brussels", "Kirun", "Estonia")
_GROUPS = ("Estonians", "Greens")
_THINGS = ("Cobalt Charter", "Orrin mine")
_WORDS = {
    "Negotiate": ("talks", "negotiated with"), "Meet": ("meeting", "met"), "Call": ("call", "spoke by telephone with"),
    "SignAgreement": ("contract", "signed a contract with"), "Acquire": ("takeover", "bid for"), "Sanction": ("sanctions", "penalised"),
    "Accuse": ("accusation", "accused"), "Investigate": ("inquiry", "opened an inquiry into"), "Protest": ("protest", "marched against"),
    "Invest": ("investment", "put money into"), "Sue": ("lawsuit", "took to court"), "Warn": ("warning", "warned"),
    "Launch": ("launch", "launched a service with"), "Travel": ("visit", "travelled to see"),
}  # fmt: skip
_STATUS = (
    "Occurred",
    "Occurred",
    "Occurred",
    "Occurred",
    "Planned",
    "Planned",
    "Possible",
    "Denied",
    "Cancelled",
    "Ongoing",
    "Proposed",
)
_PAPERS = ("The Harbour Wire", "North Gazette", "Ledger & Sail", "Morning Courier", "Kirun Observer")


def affair(events: int = 32, seed: int = 7) -> World:
    """A story of some sixty nodes, as a newsroom would look at it."""
    w, chance = World(), random.Random(seed)
    keys: dict[str, list[str]] = {}
    groups = [
        ("Person", _PEOPLE),
        ("Organization", _ORGANIZATIONS),
        ("Place", _PLACES),
        ("Group", _GROUPS),
        ("Thing", _THINGS),
    ]
    for entity_class, names in groups:
        for name in names:
            key = re.sub(r"\W+", "-", name.lower())
            w.entity(key, entity_class, name, *([name.split()[-1]] if entity_class == "Person" else []))
            keys.setdefault(entity_class, []).append(key)
    actors = keys["Person"] + keys["Organization"]
    weights = [1 / (1 + at % 12) for at in range(len(actors))]
    others = actors + keys["Group"] + keys["Thing"]
    types = sorted(_WORDS)
    for number in range(events):
        event_type = types[number % len(types)]
        noun, verb = _WORDS[event_type]
        a = chance.choices(actors, weights)[0]
        b = chance.choice([key for key in others if key != a])
        place = chance.choice(keys["Place"]) if chance.random() < 0.4 else None
        month, day = 1 + number % 6, 1 + (number * 5) % 27
        date = f"2031-{month:02}-{day:02}"
        status = _STATUS[number % len(_STATUS)]
        names = f"{w.entities[a]['label']}, {w.entities[b]['label']}"
        where = f" · {w.entities[place]['label']}" if place else ""
        w.event(
            f"e{number}",
            event_type,
            f"{noun}: {names}{where} · {day} {('January', 'February', 'March', 'April', 'May', 'June')[month - 1]} 2031",
            status=status,
            first=date,
        )
        said = {
            "Planned": "is expected to have",
            "Denied": "has not",
            "Possible": "may have",
            "Cancelled": "called off plans: it never",
        }.get(status, "")
        tail = f" in {{place:{place}|{w.entities[place]['label']}}}" if place else ""
        for copy in range(1 + (chance.random() < 0.6) + 2 * (chance.random() < 0.25)):
            sentence = f"{{agent:{a}|{w.entities[a]['label']}}} {said} {{!|{verb}}} {{recipient:{b}|{w.entities[b]['label']}}}{tail}, according to people who know of the matter."
            w.article(
                f"{w.entities[a]['label']} and the {noun} that {('shook a harbour', 'nobody saw coming', 'took all night')[copy % 3]}",
                f"2031-{month:02}-{min(day + copy, 28):02}", chance.choice(_PAPERS), [(f"e{number}", sentence.replace("  ", " "))],
                url=f"https://paper.example/{number}/{copy}",
            )  # fmt: skip
    for at, person in enumerate(keys["Person"][:8]):
        organization = keys["Organization"][at % 6]
        role = ("chief executive", "minister", "chair", "spokeswoman")[at % 4]
        held = w.position(person, organization, role)
        w.article(
            f"Who is {w.entities[person]['label']}?", "2031-02-01", "Morning Courier",
            [(held, f"{{x:{person}|{w.entities[person]['label']}}} is {role} of {{x:{organization}|{w.entities[organization]['label']}}}.")],
        )  # fmt: skip
    w.relation("tallinn", "schema:containedInPlace", "estonia")
    return w


def many(articles: int, seed: int = 3) -> World:
    """A store of many articles, for measuring: names follow a long tail, most events are told once."""
    w, chance = World(), random.Random(seed)
    size = articles * 8
    classes = ("Person", "Organization", "Place", "Person", "Thing", "Group")
    for number in range(size):
        w.entity(f"n{number}", classes[number % 6], f"Name {number}", f"N{number}")
    types = sorted(set(_WORDS) | {"State", "Announce"})
    made = 0
    for number in range(articles):
        sentences = []
        for _ in range(30):
            a, b, c = (f"n{min(int(chance.paretovariate(0.6)) - 1, size - 1)}" for _ in range(3))
            if made == 0 or chance.random() < 0.8:
                key = f"e{made}"
                made += 1
                date = f"2031-{1 + made % 12:02}-{1 + made % 28:02}"
                w.event(key, types[made % len(types)], f"thing {made}: A, B", first=date if made % 3 else None)
            else:
                key = f"e{chance.randrange(made)}"
            sentences.append(
                (
                    key,
                    f"{{agent:{a}|Name}} {{!|did}} {{recipient:{b}|Name}} in {{place:{c}|Name}} and more was said of it later.",
                )
            )
        w.article(f"Article {number}", "2031-01-01", "Paper", sentences)
    return w
