"""The arguments of event nouns: possessors, names and nationalities before them, prepositions, light and governing verbs."""

from __future__ import annotations

from kg.knowledge import event_roles as roles
from kg.reading.events.filling import Filling
from kg.reading.events.occurrences import occurrences, whole
from kg.reading.events.senses import OBJECTS
from kg.reading.events.states import before
from kg.reading.events.subjects import is_passive, subject_of
from kg.reading.events.times import with_new_day


class NounFilling(Filling):
    """Finds the arguments of an event that a noun tells."""

    def _occurring(self, noun: int) -> None:
        """When, where and how long, from verbs that say that it takes place, and from the noun that measures it."""
        tree, t = self.tree, self.tree.tokens
        top = whole(tree, noun)
        if top != noun:
            self._prepositions(top, [c for c in tree.children[top] if t.lower[c] != "of"])
        for said in occurrences(tree, noun):
            dated = False
            children = with_new_day(tree, said.verb) if said.kind == "postpone" else tree.children[said.verb]
            for c in children:
                targets: list[int] = []
                if t.deps[c] == "prep":
                    targets = [d for d in tree.children[c] if t.deps[d] == "pobj"]
                    when = next((tree.time_of[d] for d in targets if d in tree.time_of), None)
                    dates = said.kind != "postpone" or t.lower[c] in ("to", "until", "till", "for")
                elif t.deps[c] in ("npadvmod", "advmod", "dobj", "tmod", "nummod"):
                    when, dates = tree.time_of.get(c), said.kind != "postpone"
                else:
                    continue
                if when is None or not dates:
                    continue
                if self.noted.times[when].type == "duration":
                    self._lasting(when)
                elif t.lower[c] not in ("after", "before", "since") and (
                    said.kind == "postpone" or t.lower[c] not in ("until", "till", "by")
                ):
                    if said.kind not in self.when or self.noted.times[self.when[said.kind]].first is None:
                        self.when[said.kind] = when
                    dated = True
                    for d in (d for target in targets for d in tree.children[target] if t.deps[d] == "prep"):
                        inner = self._object_of(d)  # "for April 9 in Oslo"
                        if inner >= 0 and tree.entity_class(inner) == "place":
                            self._prepositions(said.verb, [d])
            if said.kind in ("happen", "run") or (said.kind == "plan" and dated):
                for c in children:
                    target = self._object_of(c) if t.deps[c] == "prep" else -1
                    if target >= 0 and self._role(t.lower[c], target, None) in ("place", "participant"):
                        self._prepositions(said.verb, [c])
                    elif t.deps[c] == "agent" and said.kind == "happen":
                        self.add("agent", self._object_of(c))

    def _lasting(self, when: int) -> None:
        """How long it takes, as a quantity."""
        time = self.noted.times[when]
        self._amount(time.start, time.end, time.end - 1)

    def _noun(self, noun: int, light: int | None) -> None:
        tree, t = self.tree, self.tree.tokens
        kind = self.event.event_type
        joined = before(tree, noun)
        self._states("participant" if roles.reciprocal(kind) else roles.possessor(kind), joined)
        for c in tree.children[noun]:
            dep = t.deps[c]
            if joined and joined[0][0] <= c <= joined[-1][0]:
                continue
            if dep == "poss":
                self.add(self._owner_role(c), c)
            elif dep == "compound" and t.pos[c] == "NOUN" and roles.has_topic(kind) and c not in tree.mention_of:
                if t.lower[c] not in roles.words("kinds of meetings"):
                    self.add("topic", c)
            elif dep in ("compound", "nmod", "amod") and (tree.entity_class(c) or c in tree.mention_of):
                if dep != "amod" or tree.entity_class(c) in ("group", "place"):
                    self._before(c)
            elif dep == "acl" and t.tags[c] == "VBN" and c != light:
                agent = tree.first(c, "agent")
                if agent is not None:
                    self.add("agent", self._object_of(agent))
        self._prepositions(noun, tree.children[noun], of=self._of_role(noun))
        if roles.reciprocal(kind):
            self._taking_part(noun)

    def _of_role(self, noun: int) -> str:
        """The role of what stands after the noun's "of": a thing that flies undergoes its flight."""
        tree, t = self.tree, self.tree.tokens
        for c in tree.children[noun]:
            if t.deps[c] == "prep" and t.lower[c] == "of" and self._moved(max(0, self._object_of(c))):
                return "recipient"
        return roles.of_role(self.event.event_type)

    def _taking_part(self, noun: int) -> None:
        """Who attends: "talks that she attended", "led the talks", "took part in the meeting"."""
        tree, t = self.tree, self.tree.tokens
        verbs = [c for c in tree.children[noun] if t.deps[c] == "relcl"]
        if t.deps[noun] in (*OBJECTS, "nsubjpass"):
            verbs.append(t.heads[noun])
        elif t.deps[noun] == "pobj" and t.lower[t.heads[noun]] == "in":
            verbs.append(t.heads[t.heads[noun]])
        for verb in verbs:
            lemma = t.lemmas[verb].lower()
            part = any(t.lower[c] == "part" for c in tree.children[verb] if t.deps[c] in OBJECTS)
            if lemma not in roles.words("take part") and not (lemma == "take" and part):
                continue
            who = tree.first(verb, "agent") if is_passive(tree, verb) else None
            subject = subject_of(tree, verb) if who is None else (self._object_of(who), False)
            if subject is not None and subject[0] != noun and not (subject[1] and who is None):
                self.add("participant", subject[0])

    def _before(self, c: int) -> None:
        """A name before the noun: "US-Russia talks", "Boeing deal", "Russian invasion", "Paris summit"."""
        tree = self.tree
        kind = self.event.event_type
        group = tree.entity_class(c)
        if group == "place" and not roles.reciprocal(kind) and not self.fillers.country(c):
            self.add("place", c)
        elif roles.reciprocal(kind):
            self.add("place" if group == "place" and not self.fillers.is_country(c) else "participant", c)
        elif group in ("person", "organization", "group", "place"):
            self.add(self._owner_role(c), c)

    def _owner_role(self, owner: int) -> str:
        """The role of who or what possesses an event: things rarely act."""
        kind = self.event.event_type
        if self._thing(owner) and not roles.reciprocal(kind):
            return "recipient"
        if kind in roles.words("bodies act types") and self.tree.entity_class(owner) == "organization":
            return "agent"
        return roles.possessor(kind)

    def _light(self, verb: int, noun: int) -> None:
        tree, t = self.tree, self.tree.tokens
        passive = is_passive(tree, verb)
        if not passive and t.deps[verb] not in ("acl",):
            subject = subject_of(tree, verb)
            if subject is not None and subject[0] != noun:
                undergo = t.lemmas[verb].lower() in roles.words("light undergoes") or self._moved(subject[0])
                self.add("recipient" if undergo else "agent", subject[0])
        for c in tree.children[verb]:
            if t.deps[c] == "agent":
                self.add("agent", self._object_of(c))
            elif t.deps[c] == "dative":
                self.add("participant", c if t.pos[c] != "ADP" else self._object_of(c))
        self._prepositions(verb, [c for c in tree.children[verb] if noun not in tree.children[c]])

    def _supported(self, noun: int) -> None:
        """Who does it where the verb that governs the noun says so: "began talks", "was in talks", "said in a statement"."""
        tree, t = self.tree, self.tree.tokens
        verb = t.heads[noun]
        if t.deps[noun] in OBJECTS:
            if t.lemmas[verb].lower() not in roles.words("support"):
                return
        elif t.deps[noun] == "pobj" and t.lower[verb] in ("in", "under", "on", "during"):
            preposition, verb = verb, t.heads[verb]
            be = t.lemmas[verb].lower() == "be" and t.lower[preposition] in ("in", "under", "on")
            if not be and not (self.event.event_type in ("Statement", "Interview", "Speech") and t.pos[verb] == "VERB"):
                return
        else:
            return
        if t.pos[verb] in ("VERB", "AUX") and not is_passive(tree, verb):
            subject = subject_of(tree, verb)
            if subject is not None:
                self.add("recipient" if self._moved(subject[0]) else "agent", subject[0])
