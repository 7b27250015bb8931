"""Trees of HTML and XML, parsed so that nothing outside is ever opened."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from typing import Any

import lxml.html
from lxml import etree

from kg.errors import Code, KgError

_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


ATTRIBUTES = 1_000
"""Attributes of an element at most: libxml2, and what walks through its trees, take time by their square."""
SMALL = 50_000
"""Bytes within which that does not matter."""


class _Attributes:
    """Looks, while a page is parsed, for the element with most attributes; no tree is made, and the time is linear."""

    def __init__(self) -> None:
        self.most = 0

    def start(self, _: str, attributes: Mapping[str, str]) -> None:
        self.most = max(self.most, len(attributes))

    def close(self) -> int:
        return self.most


def overloaded(data: bytes, *, xml: bool = False) -> bool:
    """Whether an element of a page, or of XML, has more than :data:`ATTRIBUTES`.

    Args:
        data: in UTF-8.
        xml: whether it may be either.
    """
    if len(data) <= SMALL:
        return False
    parsers: list[Any] = [etree.HTMLParser(target=_Attributes(), encoding="utf-8")]
    if xml:
        parsers.append(etree.XMLParser(target=_Attributes(), recover=True, resolve_entities=False, no_network=True))
    most = [0]
    for parser in parsers:
        with contextlib.suppress(etree.ParserError, etree.XMLSyntaxError):
            most.append(etree.fromstring(data, parser))
    return max(most) > ATTRIBUTES


def parse(characters: str) -> lxml.html.HtmlElement | None:
    """A page or piece of HTML; None where there is nothing in it, or an element has more than :data:`ATTRIBUTES`."""
    data = characters.encode("utf-8", "replace")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        if overloaded(data):
            return None
        return lxml.html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def parse_xml(data: bytes, *, source: str, kind: str) -> etree._Element:
    """The root of an XML document, names without their namespaces.

    What is not well-formed is read as far as it can be. Nothing that it names is opened, and no entity is expanded.

    Args:
        data: the document.
        source, kind: its file and what it should be, for messages.
    Raises:
        KgError: BAD_DOCUMENT.
    """
    if _ENTITY.search(data, 0, 65_536):
        raise KgError(
            Code.BAD_DOCUMENT, path=source, kind=kind, why="it declares entities, which may expand without end"
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise KgError(Code.BAD_DOCUMENT, path=source, kind=kind, why=str(error) or "it is empty") from error
    if root is None:
        raise KgError(Code.BAD_DOCUMENT, path=source, kind=kind, why="it is empty or not well-formed")
    for node in root.iter():
        if isinstance(node.tag, str) and "}" in node.tag:
            with contextlib.suppress(ValueError):  # what is no name is taken while parsing, but not when it is given
                node.tag = node.tag.rsplit("}", 1)[-1]
    return root


def text_at(node: etree._Element | None, *paths: str) -> str:
    """The words at the first of ``paths`` below ``node`` where there are any; attributes are written ``path/@name``."""
    if node is None:
        return ""
    for path in paths:
        for found in node.xpath(path):
            words = found if isinstance(found, str) else "".join(found.itertext())
            if words := " ".join(words.split()):
                return str(words)
    return ""
