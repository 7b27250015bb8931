"""Plain text and Markdown, with or without front matter (YAML, or TOML as Hugo has it)."""

from __future__ import annotations

import re
import tomllib
from datetime import date

import yaml

from kg.articles.article import Article
from kg.articles.assemble import assemble
from kg.articles.cleaning import clean, decode
from kg.errors import Code, KgError

KEYS = ("title", "date", "publisher", "author", "url", "language")
"""Keys of front matter that are read; others are ignored."""

MAX_FRONT_MATTER = 65_536
MAX_ALIASES = 16
"""Aliases (``*name``) in front matter: each may double what it stands for, so that a few lines could fill the memory."""

_TOML = re.compile(r"\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.MULTILINE | re.DOTALL)
_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"^[A-Za-z_][\w -]{0,40}:(?:\s|$)", re.MULTILINE)


def read_text(
    data: bytes, *, source: str, date: str | None = None, publisher: str | None = None, markdown: bool = False
) -> Article:
    """The article of a text or Markdown file.

    Args:
        data: the file.
        source: its name.
        date, publisher: where the front matter gives none.
        markdown: whether it is Markdown.
    Raises:
        KgError: BAD_FRONT_MATTER, BAD_DATE, NO_TEXT, TOO_LARGE.
    """
    whole = decode(data)
    if "\n" not in whole:
        whole = whole.replace("\r", "\n")  # line ends of the first Macintosh
    told, text = split_front_matter(whole, source=source)
    return assemble(text, told, source=source, date=date, publisher=publisher, markdown=markdown)


def split_front_matter(text: str, *, source: str) -> tuple[dict[str, object], str]:
    """What the front matter says, and the text after it, exactly as it stands.

    Front matter is YAML between a first line ``---`` and the next line that is ``---``. A text that begins with such a
    line (a rule in Markdown) but has no second one, or no ``key: value`` before it, has no front matter.

    Args:
        text: the whole file.
        source: its name, for messages.
    Returns:
        The known keys (lower-cased) with their values, and the text.
    Raises:
        KgError: BAD_FRONT_MATTER.
    """
    if toml := _TOML.match(text, 0, MAX_FRONT_MATTER):
        try:
            given = tomllib.loads(clean(toml[1]).replace("\r\n", "\n"))
        except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
            raise KgError(Code.BAD_FRONT_MATTER, path=source, why=str(error)) from error
        plain = {key.lower(): str(value) if isinstance(value, date) else value for key, value in given.items()}
        return {key: plain[key] for key in KEYS if key in plain}, text[toml.end() :]
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end(), opening.end() + MAX_FRONT_MATTER) if opening else None
    if not opening or not closing:
        return {}, text
    block = clean(text[opening.end() : closing.start()])
    rest = text[closing.end() :]
    if not block.strip():
        return {}, rest
    if not _KEY.search(block):
        return {}, text
    try:
        # BaseLoader builds strings, lists and dicts alone: it is safe, and dates stay text
        told = yaml.load(block, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        why = " ".join(str(getattr(error, "problem", None) or error).split()) or "it cannot be read"
        raise KgError(Code.BAD_FRONT_MATTER, path=source, why=why) from error
    if not isinstance(told, dict):
        return {}, text
    known = {key.strip().lower(): value for key, value in told.items() if isinstance(key, str)}
    known.setdefault("publisher", known.get("sitename") or known.get("site_name"))  # trafilatura's
    return {key: known[key] for key in KEYS if known.get(key) is not None}, rest


class _Loader(yaml.BaseLoader):
    """Strings, lists and dicts, with few aliases."""

    aliases = 0

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            self.aliases += 1
            if self.aliases > MAX_ALIASES:
                raise yaml.composer.ComposerError(problem="it has too many aliases")
        node: yaml.Node | None = super().compose_node(parent, index)
        return node
