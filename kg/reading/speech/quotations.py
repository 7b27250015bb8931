"""``kg_quotations``: who says what, in direct, indirect and mixed speech, with beliefs, intentions and writings.

Direct quotations are found by their marks and joined to the cue that stands beside them
(``kg.reading.speech.direct_speech``); indirect ones come from the parse (``kg.reading.speech.attribution``). The
article's own voice is no speaker. Pronouns inside a direct quotation that mean its speaker ("I", "my") join the speaker's chain.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge.nouns import noun_classes
from kg.knowledge.word_sets import word_set
from kg.reading.speech.content_bounds import before_cue, bounded
from kg.reading.speech.cues import Attribution
from kg.reading.speech.direct_speech import DirectSpeech
from kg.reading.speech.voices import ATTITUDE, can_speak, is_deed, is_unsaid, manner
from kg.reading.text.annotations import Annotations, DocMention, DocQuotation, annotated
from kg.reading.text.quotation_marks import MARKS, Marked
from kg.reading.text.tokens import Tokens
from kg.reading.text.tree import TokenSpan

REPORTED = frozenset(["that", "quote", "parataxis", "according"])
"""Frames of speech that is kept where it is nested in what another one says: of the others nested there,
readers take fewer than one in seven for an attribution."""
LONG_SUBJECT = 14
"""Tokens between a cue and a verb at most that may be the subject which the parse has hung elsewhere."""
FEW = 8
"""Words of who said it and how, at most."""
TRAILING = MARKS | {",", ":", ";"}
SENTENCE_OR_COLON = frozenset([".", "!", "?", ":", "…", ";"])
STOPS = frozenset([".", ",", "—", "-", "–"])
MEDIUM_VERBS = word_set("verb of a medium")
_OF_A_NOUN = frozenset(["relcl", "acl"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_BESIDES = frozenset(["after", "before", "while", "since", "because", "although"])
"""At the head of a clause that tells when or why something is said, not what."""
FIRST_PERSON = frozenset(["i", "me", "my", "mine", "myself"])


@Language.factory("kg_quotations", requires=["token.dep", "token.tag"])
def create_quotations(nlp: Language, name: str) -> Quotations:
    return Quotations()


class Quotations:
    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        noted.quotations = []
        if len(doc):
            speech = DirectSpeech(doc, noted)
            noted.quotations = _Joiner(speech, noted).quotations()
            own_words(noted, speech.t, speech.quoted)
        return doc


class _Joiner:
    """Joins attributions and direct speech into quotations."""

    def __init__(self, speech: DirectSpeech, noted: Annotations) -> None:
        self.speech = speech
        self.noted = noted
        self.t = speech.t
        self.quoted = speech.quoted
        self.outer = speech.outer
        self.by_cue = speech.by_cue
        self.starts = [m.start for m in noted.mentions]
        self.paragraph = [0] * len(self.t.words)
        for number, (begin, end) in enumerate(speech.paragraphs):
            self.paragraph[begin:end] = [number] * (end - begin)

    def quotations(self) -> list[DocQuotation]:
        """All quotations, in order of their cues."""
        direct = self.speech.spoken
        of_cue: dict[int, list[int]] = {}
        owners: dict[int, int] = {}
        for number, one in direct.items():
            of_cue.setdefault(one.cue, []).append(number)
            owners[number] = one.cue
            if one.cue not in self.by_cue:
                self.by_cue[one.cue] = one
        kept: list[tuple[Attribution, list[TokenSpan]]] = []
        for cue in sorted(self.by_cue):
            one = self.by_cue[cue]
            numbers = of_cue.get(cue, [])
            content = bounded(self.speech.tree, one, self.quoted)
            if one.frame in ("label", "block") and content:
                kept.append((one, self._runs(content)))
                continue
            home = self.quoted[cue]
            if home:
                content = {i for i in content if self.quoted[i] == home}
                if one.speaker and not all(self.quoted[i] == home for i in range(*one.speaker)):
                    continue
            else:
                content = {i for i in content if not self.quoted[i] or owners.get(self.quoted[i], cue) == cue}
                if numbers:
                    first, final = self.outer[numbers[0] - 1], self.outer[numbers[-1] - 1]
                    content = self._beside(one, content, first, final)
                for number in {self.quoted[i] for i in content if self.quoted[i]}:
                    mark = self.outer[number - 1]
                    if mark.start in content and not mark.open:  # the parse stops at the first full stop
                        content.update(range(mark.start, mark.end))
            content -= set(range(*one.span))
            if not numbers:
                content = {i for i in content if self.paragraph[i] == self.paragraph[cue]}
            if one.speaker and cue not in of_cue:
                content -= set(range(*one.speaker)) if one.speaker_head not in content else set()
            for number in numbers:
                content.update(range(self.outer[number - 1].start, self.outer[number - 1].end))
            runs = self._runs(content)
            if len(runs) > 1 and self._of_another_clause(one, runs[:1]):
                runs = runs[1:]
            if not runs:
                continue
            kept.append((one, self._whole(one, runs)))
        found = [self._quotation(one, runs) for one, runs in self._told(kept)]
        self._same_speaker(found)
        return found

    def _same_speaker(self, found: list[DocQuotation]) -> None:
        """Let those speak on who spoke, where nobody is sure who "he" or "the expert" is.

        "Berg said that she would meet Clara Holm. She said that …" is Berg's; "…, the expert noted" in direct speech is the words
        of the named person who spoke last.
        """
        mentions = self.noted.mentions
        before: DocQuotation | None = None
        named: DocMention | None = None
        for one in found:
            if one.kind != "speech" or one.quotation == ATTITUDE or one.speaker is None:
                continue
            own = None if one.speaker_mention is None else mentions[one.speaker_mention]
            nameless = own is None or (own.kind == "Pronoun" and not self._names(own))
            if nameless and before is not None and self._goes_on(before, one):
                self._speaks(one, mentions[before.speaker_mention or 0])
            elif own is not None and named is not None and one.quotation == "Direct" and self._some_expert(own):
                self._speaks(one, named)
            elif before is not None and own is not None and self._as_unknown(before, one, own):
                one.speaker_mention = None
            elif (
                own is not None
                and own.kind == "Pronoun"
                and one.quotation == "Direct"
                and self._names_in(one, own.chain)
            ):
                one.speaker_mention = None
                if (other := self._who_is_told_of(one, own)) is not None:
                    self._speaks(one, other)
            own = None if one.speaker_mention is None else mentions[one.speaker_mention]
            if own is not None and own.entity_class == "Person" and self._names(own):
                named = own
            before = one

    def _as_unknown(self, before: DocQuotation, one: DocQuotation, own: DocMention) -> bool:
        """Whether "he" speaks on as in the sentence before, where nobody could tell who he was: not who is talked of there."""
        t = self.t
        if before.speaker is None or one.speaker is None or before.speaker_mention is not None or own.kind != "Pronoun":
            return False
        (first, after), (start, end) = before.speaker, one.speaker
        same = (
            after - first == end - start == 1 and t.lower[first] == t.lower[start] and t.lower[start] in ("he", "she")
        )
        return same and t.sentences[start] - t.sentences[first] == 1

    def _names_in(self, one: DocQuotation, chain: int) -> bool:
        """Whether words in marks name somebody: nobody speaks so of himself."""
        told = [m for m in self.noted.mentions if m.chain == chain and m.kind == "Named"]
        return any(start <= m.head < end for m in told for start, end in one.content)

    def _who_is_told_of(self, one: DocQuotation, own: DocMention) -> DocMention | None:
        """The person who is the subject of a clause before a quotation, if it is another than ``own``, not named in it, and
        may be "he"."""
        t = self.t
        if one.speaker is None or not one.content:
            return None
        sentence = t.sentences[min(one.content[0][0], one.speaker[0])]
        gender = "f" if t.lower[own.head] == "she" else "m"
        for m in self.noted.mentions:
            if m.kind != "Named" or m.entity_class != "Person" or t.sentences[m.head] != sentence - 1:
                continue
            top = m.head
            while t.deps[top] in ("appos", "compound") and t.heads[top] != top:
                top = t.heads[top]
            if self._names_in(one, m.chain):
                continue
            if t.deps[top] in ("nsubj", "nsubjpass") and m.chain != own.chain and self.quoted[m.head] == 0:
                known = self.noted.chains[m.chain].gender if m.chain >= 0 else None
                return m if known in (None, gender) else None
        return None

    def _names(self, m: DocMention) -> list[str]:
        """What the chain of a mention is called by name."""
        return self.noted.chains[m.chain].names if 0 <= m.chain < len(self.noted.chains) else []

    def _speaks(self, one: DocQuotation, whom: DocMention) -> None:
        """Make somebody the speaker, also of the words that stand for the speaker."""
        for number, m in enumerate(self.noted.mentions):
            if one.speaker and one.speaker[0] <= m.start and m.end <= one.speaker[1] and m.kind != "Named":
                m.chain, m.doubtful, one.speaker_mention = whom.chain, False, number

    def _goes_on(self, before: DocQuotation, one: DocQuotation) -> bool:
        """Whether "he" or "she" at the head of a sentence is a person who speaks in the sentence before."""
        t = self.t
        if before.speaker is None or one.speaker is None or before.speaker_mention is None:
            return False
        start, end = one.speaker
        sentence = t.sentences[start]
        said = self.noted.mentions[before.speaker_mention]
        follows = start == t.starts[sentence] and sentence - t.sentences[before.speaker[0]] == 1
        if not follows or end - start > 1 or t.lower[start] not in ("he", "she"):
            return False
        gender = self.noted.chains[said.chain].gender if said.chain >= 0 else None
        return said.entity_class == "Person" and gender in (None, "m" if t.lower[start] == "he" else "f")

    def _some_expert(self, m: DocMention) -> bool:
        """Whether a phrase calls a person only by what makes people be asked ("the expert", "the analyst")."""
        t = self.t
        bare = m.kind == "Nominal" and m.end - m.start <= 2 and t.lower[m.start - (m.start == m.head)] == "the"
        return bare and not self._names(m) and t.lower[m.head] in word_set("is asked")

    def _told(self, kept: list[tuple[Attribution, list[TokenSpan]]]) -> list[tuple[Attribution, list[TokenSpan]]]:
        """Without what is nested in another content, speech reported in a clause excepted."""
        over = [0] * len(self.t.words)
        for _, runs in kept:
            for start, end in runs:
                for i in range(start, end):
                    over[i] += 1
        found = []
        for one, runs in kept:
            own = any(start <= one.cue < end for start, end in runs)
            if one.frame in ("label", "block"):
                found.append((one, runs))
                continue
            nested = over[one.cue] > own or self.quoted[one.cue] > 0
            reported = one.kind == "speech" and one.frame in REPORTED and one.speaker is not None
            if self.quoted[one.cue]:
                reported = reported and self.t.pos[one.speaker_head or 0] == "PROPN"
            if nested and not reported:
                continue
            if one.speaker is None and not self._speakerless(one):
                continue
            if (
                self._circumstance(one, runs)
                or self._deed(one, runs)
                or is_unsaid(self.t, one)
                or self._only_a_cue(one, runs, kept)
                or self._of_another_clause(one, runs)
            ):
                continue
            found.append((one, runs))
        return found

    def _only_a_cue(
        self, one: Attribution, runs: list[TokenSpan], kept: list[tuple[Attribution, list[TokenSpan]]]
    ) -> bool:
        """Whether all that is told by "according to" is who said it (""…," a judge said, according to Berg")."""
        if one.frame != "according" or len(runs) > 1 or runs[0][1] - runs[0][0] > FEW:
            return False
        start, end = runs[0]
        told = [out for other, out in kept if start <= other.cue < end and other is not one and other.quote]
        return any(stop <= start or begin >= end for out in told for begin, stop in out)

    def _of_another_clause(self, one: Attribution, runs: list[TokenSpan]) -> bool:
        """Whether what the parse gives as content is a clause before the one of the cue: one that tells when or why it was said
        ("First, after Berg asked …, Lund claimed"), or one that a semicolon parts from it."""
        t = self.t
        start, end = runs[0][0], runs[-1][1]
        if end > one.cue or any(self.quoted[i] for i in range(start, end)) or one.frame == "according":
            return False
        if any(t.words[i] == ";" for i in range(end, one.cue)):
            return True
        first = start + 2 if t.words[start + 1 : start + 2] == [","] else start
        behind = one.speaker is not None and one.speaker[1] <= one.cue
        return behind and t.lower[first] in _BESIDES

    def _circumstance(self, one: Attribution, runs: list[TokenSpan]) -> bool:
        """Whether the parse gives as content only when or why it is said ("saying "yes" when asked whether …")."""
        first = runs[0][0]
        asked = self.t.lower[first : first + 2] in (["when", "asked"], ["if", "asked"])
        return (
            one.kind == "speech"
            and not self.quoted[first]
            and (asked or self.t.lower[first] in _BESIDES)
            and first > one.cue
        )

    def _deed(self, one: Attribution, runs: list[TokenSpan]) -> bool:
        """Whether nothing is said here: a person is dismissed, called, rejected."""
        head = self.speech.head_of(runs[0])
        whom = self._mention(runs[0], head)
        return is_deed(self.t, one, None if whom is None else self.noted.mentions[whom])

    def _speakerless(self, one: Attribution) -> bool:
        """Whether a cue without speaker tells of something said at all: a passive or a finite verb."""
        t = self.t
        return t.tags[one.cue] == "VBN" or one.frame in ("quote", "label", "unnamed")

    def _beside(self, one: Attribution, content: set[int], first: Marked, final: Marked) -> set[int]:
        """What the parse gives as content beside a direct quotation: only a clause after the cue."""
        if not any(i > one.cue for i in content):
            return self._led_in(one, first)
        kept = {i for i in content if i > one.cue and not self.quoted[i]}
        if final.end <= one.cue:  # quotation, cue: what follows is its circumstances
            return set()
        return kept if len(kept) > 2 else set()

    def _led_in(self, one: Attribution, first: Marked) -> set[int]:
        """The words of its sentence before a quotation that goes on with them ("The plan "will fail," he said")."""
        t = self.t
        start = t.starts[t.sentences[first.start]]
        led = range(start, first.start - 1)
        if not led or t.pos[led[-1]] == "PUNCT":
            return set()
        whole = before_cue(self.speech.tree, one) if t.sentences[one.cue] == t.sentences[first.start] else None
        if whole is None or any(self.quoted[k] or t.words[k] in SENTENCE_OR_COLON for k in led):
            return set()
        return {k for k in led if k in whole and not any(m in self.by_cue for m in led)}

    def _runs(self, content: set[int]) -> list[TokenSpan]:
        """Stretches of ``content``, joined over marks between them, without marks at their ends."""
        t = self.t
        runs: list[list[int]] = []
        for i in sorted(content):
            if runs and (i == runs[-1][1] or self._bridged(runs[-1][1], i)):
                runs[-1][1] = i + 1
            else:
                runs.append([i, i + 1])
        found = []
        for first, last in runs:
            start, end = first, last
            while (
                start < end
                and t.words[start] != "["
                and (t.pos[start] in ("PUNCT", "SPACE") or t.words[start] in MARKS)
            ):
                start += 1
            while end > start and (t.space[end - 1] or t.words[end - 1] in TRAILING):
                end -= 1
            while end > start and not self.quoted[end - 1] and (t.words[end - 1] in STOPS or t.tags[end - 1] == "CC"):
                end -= 1
            if start < end:
                found.append((self.speech.behind_dateline(start, end), end))
        return found

    def _bridged(self, start: int, end: int) -> bool:
        """Whether nothing but marks stands between two stretches of one side of the quotation marks."""
        t = self.t
        return self.quoted[end] == self.quoted[start - 1] and all(
            t.words[k] in MARKS or (t.pos[k] in ("PUNCT", "SPACE") and not t.breaks[k]) for k in range(start, end)
        )

    def _quotation(self, one: Attribution, runs: list[TokenSpan]) -> DocQuotation:
        t = self.t
        home = self.quoted[one.cue]
        words = [i for start, end in runs for i in range(start, end) if t.pos[i] not in ("PUNCT", "SPACE")]
        inside = sum(bool(self.quoted[i]) for i in words) if not home else 0
        told = one.frame == "block" or (one.frame == "label" and one.cue >= self.noted.headline_end)
        given = "Direct" if told or (words and inside == len(words)) else "Mixed" if inside else "Indirect"
        touched = [one.cue, *(i for start, end in runs for i in (start, end - 1))]
        first, last = t.sentences[min(touched)], t.sentences[max(touched)]
        begin = t.starts[first]
        end = t.starts[last + 1] if last + 1 < len(t.starts) else len(t.words)
        while begin < end - 1 and t.space[begin]:
            begin += 1
        while end > begin + 1 and t.space[end - 1]:
            end -= 1
        if one.speaker is not None and one.speaker_head is not None:
            start = self.speech.behind_dateline(*one.speaker)
            if start <= one.speaker_head:
                one.speaker = start, one.speaker[1]
        speaker = self._mention(one.speaker, one.speaker_head) if one.known is None else one.known
        relative = one.speaker_head is not None and t.tags[one.speaker_head] in ("WP", "WDT")
        if (
            speaker is None
            and relative
            and one.speaker_head is not None
            and t.deps[t.heads[one.speaker_head]] == "relcl"
        ):
            antecedent = t.heads[t.heads[one.speaker_head]]
            speaker = self._mention((antecedent, antecedent + 1), antecedent)
        another = relative and one.speaker_head is not None and self._anothers(t.heads[t.heads[one.speaker_head]])
        voice = can_speak(t, one, None if speaker is None else self.noted.mentions[speaker])
        how = manner(t, one, runs, given, voice=voice)
        if speaker is not None and (
            self._doubtful(speaker, one) or self._names_itself(speaker, runs, how) or self._one_of_a_group(speaker)
        ):
            speaker = None
        if one.speaker is not None and (another or self._holds_a_clause(one.speaker, one)):
            speaker, how = None, how if how == "Direct" else ATTITUDE
        addressee = self._mention(one.addressee, self.speech.head_of(one.addressee) if one.addressee else None)
        return DocQuotation(runs, how, (begin, end), one.speaker, speaker, one.addressee, addressee, one.span, one.kind)

    def _one_of_a_group(self, speaker: int) -> bool:
        """Whether a name of a people or a party means one of it ("the Delaware Democrat told …"), whoever that is."""
        one, t = self.noted.mentions[speaker], self.t
        if one.kind != "Named" or one.entity_class != "Group" or t.tags[one.head] not in ("NN", "NNP"):
            return False
        return any(t.lower[i] in ("the", "a", "an") for i in range(max(0, one.start - 3), one.start))

    def _doubtful(self, speaker: int, one: Attribution) -> bool:
        """Whether a pronoun may mean anybody; "it reported" goes on with the medium that the text names."""
        return self.noted.mentions[speaker].doubtful and self.t.lemmas[one.cue].lower() not in MEDIUM_VERBS

    def _names_itself(self, speaker: int, runs: list[TokenSpan], how: str) -> bool:
        """Whether what a pronoun says names whom it is held to mean: "they said the soldiers left" is said by others."""
        one = self.noted.mentions[speaker]
        if one.kind != "Pronoun" or how == "Direct":
            return False
        told = [m for m in self.noted.mentions if m.chain == one.chain and m.kind != "Pronoun"]
        return any(start <= m.head < end and not self.quoted[m.head] for m in told for start, end in runs)

    def _holds_a_clause(self, span: TokenSpan, one: Attribution) -> bool:
        """Whether the speaker's phrase, as the parse has it, holds a clause of its own that is no relative one."""
        t = self.t
        for i in range(*span):
            if t.tags[i] not in _FINITE:
                continue
            top = i
            while span[0] <= t.heads[top] < span[1] and t.heads[top] != top and t.deps[top] not in _OF_A_NOUN:
                top = t.heads[top]
            if t.deps[top] not in _OF_A_NOUN and i != one.speaker_head:
                return True
        return False

    def _anothers(self, antecedent: int) -> bool:
        """Whether "who" may mean another person than the name it stands behind ("a niece of Clara Holm, who")."""
        t = self.t
        top = antecedent
        while t.deps[top] in ("appos", "compound") and t.heads[top] < antecedent:
            top = t.heads[top]
        if t.deps[top] != "pobj" or t.lower[t.heads[top]] not in ("of", "for"):
            return False
        noun = t.heads[t.heads[top]]
        return noun_classes().get(t.lemmas[noun].lower()) == "Person" and t.words[antecedent + 1 : antecedent + 2] == [
            ","
        ]

    def _whole(self, one: Attribution, runs: list[TokenSpan]) -> list[TokenSpan]:
        """The stretches with the subject that the parse has hung from the cue ("said the plan "is a mistake"")."""
        t = self.t
        start, end = runs[0]
        beside = one.span[1]
        if (
            one.frame not in ("that", "quote")
            or one.addressee is not None
            or not beside < start <= beside + LONG_SUBJECT
        ):
            return runs
        first = next((i for i in range(start, end) if t.words[i] not in MARKS), start)
        if t.tags[first] not in _FINITE or self.quoted[beside] != self.quoted[one.cue]:
            return runs
        parts = [i for i in range(beside, start) if t.words[i] not in MARKS]
        plain = parts and all((t.pos[i] != "PUNCT" or t.words[i] in "()") and t.tags[i] not in _FINITE for i in parts)
        noun = plain and t.pos[parts[-1]] in ("NOUN", "PROPN", "PRON")
        return [(parts[0], end), *runs[1:]] if noun else runs

    def _mention(self, span: TokenSpan | None, head: int | None) -> int | None:
        """The mention that covers ``head`` and fits ``span`` best."""
        if span is None or head is None:
            return None
        best, fit = None, 0.0
        for number in range(bisect_right(self.starts, head) - 1, -1, -1):
            m = self.noted.mentions[number]
            if m.start < head - 40:
                break
            if m.start <= head < m.end:
                shared = min(m.end, span[1]) - max(m.start, span[0])
                score = shared / (m.end - m.start) + (m.head == head)
                if score > fit:
                    best, fit = number, score
        return best


def own_words(noted: Annotations, t: Tokens, quoted: list[int]) -> None:
    """First-person pronouns inside a direct quotation join the chain of its speaker.

    "We" is left alone: it may be the speaker's organisation, country or company of the moment.
    """
    mentions: list[DocMention] = noted.mentions
    starts = [m.start for m in mentions]
    for quotation in noted.quotations:
        if quotation.quotation not in ("Direct", "Mixed") or quotation.speaker_mention is None:
            continue
        speaker = mentions[quotation.speaker_mention]
        if speaker.chain < 0:
            continue
        for start, end in quotation.content:
            for m in mentions[bisect_left(starts, start) : bisect_left(starts, end)]:
                inside = quoted[m.start] or quotation.quotation == "Direct"
                if m.end <= end and inside and t.lower[m.head] in FIRST_PERSON:
                    m.chain = speaker.chain
