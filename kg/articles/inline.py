"""What stands inside a paragraph and is not to be read: strips of share buttons, titles of other stories, credits of pictures,
sentences in another language.

Texts whose lines were lost hold them between two sentences. The title of another story has no mark at its end; so what is
passed over goes to the first small word with a capital ("The", "In"), which begins a sentence, and where there is none to the end
of the sentence that is glued to it: a sentence fewer is better than one that tells a headline's words of somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.articles import phrases
from kg.articles.article import Span
from kg.articles.languages import ENGLISH, detected

_NET = (
    r"(?:Facebook|Twitter|Google\+?|What[sS][aA]pp|Tumblr|[Ll]inked[Ii]n|[Ss]tumble(?:[Uu]pon)?|Digg|[Rr]eddit|Newsvine|Pinterest"
    r"|Telegram|Instagram|YouTube|Flipboard|Messenger|Viber|VKontakte|Odnoklassniki|E-?mail|Print|Copy [Ll]ink|Permalink)"
)
_STRIP = re.compile(
    rf"(?:\b(?:Send|Share|Tweet|Print|Post|Follow us)(?: (?:on|via|to|this))?:?\s+)?\b{_NET}(?:[\s|•·]+{_NET}){{2,}}(?!\w)"
    r"(?:\s+https?://\S+)?"
)
_TEASER = re.compile(
    r"(?:(?<=[.!?…\"”’)?])|(?<=[.!?…\"”’)] ))\s*\b(?:READ (?:MORE|ALSO|NEXT)|Read (?:more|also)|SEE ALSO|RELATED)\s?:\s+"
)
_TITLE = 160
"""Characters of the longest title, and of what is passed over where nothing ends it sooner, twice as many."""
_SENTENCE, _FEWEST, SMALL = 30, 6, 0.7
"""Characters of a line, words of a sentence and share of words in small letters from which it is looked at: names hold foreign
words, too ("Ana de la Cruz")."""
_SENTENCES = re.compile(r"[^.!?\n]+[.!?]*[\"”’)]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"\S+")
_ENDS = re.compile(r"[.!?…][\"”’)]*(?=\s|\Z)")
_CREDIT = re.compile(
    r"\((?:(?:AP|AFP|Reuters|EPA|File) )?(?:Photo|Photograph|Picture|Image|PHOTO|Pic|Credit)s?(?: [Cc]redit)?\s?(?:[:/]|by )\s?"
    r"[^()\n]{2,100}\)"
    r"|\b(?:AFP|AP|REUTERS|EPA) (?:PHOTO|Photo) ?/ ?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
)


def inside(text: str) -> Iterator[Span]:
    """Stretches of a line that are not the article's.

    Args:
        text: of the line.
    Yields:
        Begin and end of each, within ``text``, in order; they do not overlap.
    """
    found = [match.span() for shape in (_STRIP, _CREDIT) for match in shape.finditer(text)]
    found += _foreign(text)
    found += [(match.start(), _title_end(text, match.end())) for match in _TEASER.finditer(text)]
    last = 0
    for begin, end in sorted(found):
        if begin >= last:
            yield begin, end
            last = end


def _foreign(text: str) -> list[Span]:
    """Sentences in another language, which papers set beside their translation."""
    found = []
    for match in _SENTENCES.finditer(text) if len(text) > _SENTENCE else ():
        words = _LETTERS.findall(match[0])
        small = [word for word in words if word.islower()]
        other = sum(word in phrases.foreign() for word in small)
        own = sum(word in phrases.english() for word in small)
        if len(words) < _FEWEST or len(small) < SMALL * len(words) or own or (not other and match[0].isascii()):
            continue
        if detected(match[0]) not in (None, ENGLISH):
            found.append(match.span())
    return found


def _title_end(text: str, start: int) -> int:
    """Where what begins with another story's title ends: before the first word that begins a sentence, else with the sentence."""
    words = [*_WORDS.finditer(text, start, start + _TITLE)]
    for i, word in enumerate(words[3:], 3):
        before = words[i - 1][0]
        if word[0].rstrip(",") in phrases.openers() and before[-1] not in ":-–—," and not before[-1:].isspace():
            titled = sum(w[0][0].isupper() for w in words[1:i]) > (i - 1) * 0.7
            if not titled:
                return word.start()
    ends = _ENDS.search(text, start)
    return ends.end() if ends and ends.end() - start <= 2 * _TITLE else min(len(text), start + _TITLE)
