"""What all our pages have in common: a policy that forbids requests, and text that stays text wherever it is put."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

_RULES = """<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta http-equiv="x-dns-prefetch-control" content="off">"""
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def framed(body: str, *, title: str, style: str, scripts: Iterable[str] = (), wasm: bool = False) -> str:
    """A whole page, with the head that all of ours have.

    Args:
        body: what stands in its body.
        title: as text.
        style, scripts, wasm: what it holds; its policy lets nothing else run or style (:func:`policy`).

    Returns:
        HTML, to be written as UTF-8.
    """
    return framed_by(_RULES.format(policy=policy(scripts, [style], wasm=wasm)), body, title=title, style=style)


def framed_by(rules: str, body: str, *, title: str, style: str) -> str:
    """A whole page of which something else says what it may do: the server that sends it.

    Args:
        rules: elements for its head, which come first.
        body, title, style: as in :func:`framed`.
    """
    return fill(web_file("frame.html"), {"rules": rules, "title": escape(title), "style": style, "body": body})


def policy(scripts: Iterable[str], styles: Iterable[str], *, wasm: bool = False) -> str:
    """A content security policy under which a page runs what it holds, and asks for nothing.

    Args:
        scripts, styles: the texts of its elements; nothing else runs or styles.
        wasm: whether it may run WebAssembly, from bytes that it holds.
    """
    allowed = " ".join([*map(content_hash, scripts), *(["'wasm-unsafe-eval'"] if wasm else [])])
    return (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"script-src {allowed}; style-src {' '.join(map(content_hash, styles))}"
    )


def fill(template: str, parts: Mapping[str, str]) -> str:
    """A template with each ``{{name}}`` replaced; what is put in is not looked at again."""
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], template)


def escape(text: str) -> str:
    """Text for an element or an attribute."""
    return html.escape(plain(text))


def json_for_script(data: Any) -> str:
    """JSON that can stand inside a script element: nothing in it ends the element or opens another."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return plain(text).translate(_ESCAPES)


def plain(text: str) -> str:
    """Without lone surrogates, which UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def web_file(name: str) -> str:
    """The text of a file of ``kg/views/web``."""
    return files("kg.views").joinpath("web", *name.split("/")).read_text(encoding="utf-8").strip()


def content_hash(text: str) -> str:
    """What a policy calls a script or a style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page_style(name: str) -> str:
    """The style of a page: the colours and letters that all have, and its own (``web/<name>.css``)."""
    return f"{web_file('colours.css')}\n{web_file(f'{name}.css')}"


def page_script(names: Iterable[str]) -> str:
    """The script of a page: some files (``web/<name>.js``) as one, which leave nothing behind in the window by themselves."""
    return "\n".join(["(() => {", '"use strict";', *(web_file(f"{name}.js") for name in names), "})();"])
