"""Hostile input, made up: by grammars of what readers, queries and requests take, and by damage to what is right.

All of it comes from one :class:`random.Random`, so that a seed is all that a failure needs. Hostile is what is malformed, endless,
nested, contradictory or odd; nothing here does harm to any other program.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import random
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(
    path
    for folder in ("corpus/articles", "tests/articles/samples", "tests/knowledge/fixtures", "tests/graph/fixtures")
    for path in (ROOT / folder).iterdir()
    if path.is_file() and path.stat().st_size < 300_000
)

WORDS = ["Mara", "Lund", "met", "Ode", "Fell", "in", "Oslo", "on", "Monday", "said", "the", "minister", "who", "resigned", "will",
         "not", "talk", "deal", "of", "Norway", "March", "2031"]  # fmt: skip
ODD = [
    "\0", "\x1b[2J", "\u202e", "\u2066", "\ufeff", "\ufffe", "\ud800", "\U0010ffff", "\u0301" * 40, "‍" * 9, "ﷺ", "\r", "\u2028", "\x85",
    "’", "“", "”", '"', "'", "«", "…", "—", "-", "(", ")", "[", "]", "{", "}", "<", ">", "&", "&amp;", "&#0;", "&#x110000;", "&nbsp;",
    "<b>", "</p>", "<p", "<!--", "-->", "<![CDATA[", "]]>", "<?xml", "<script>", "</script>", "%s", "{0}", "\\", "\\u0000", "\\ud800",
    "1e999", "-0", "NaN", "9" * 40, "0000-00-00", "2031-02-30", "31/31/3131", "3 March 2024", "24:61", "$", "€1bn", "@", "#", "|", ";", ":",
    "said.", "Mr.", "U.S.", "he", "they", "not", "would have", "will", "President", "Inc.", "of the", "http://a.example/?q=%ff", "---\n",
]  # fmt: skip


def words(rng: random.Random, most: int = 60) -> str:
    """Some words, with odd things among them."""
    parts = []
    for _ in range(rng.randint(0, most)):
        parts.append(rng.choice(ODD) if rng.random() < 0.15 else rng.choice(WORDS))
        parts.append(rng.choice((" ", " ", " ", " ", ". ", ", ", "\n\n", "\n", "", "\t", "\xa0")))
    return "".join(parts)


def article(rng: random.Random) -> str:
    """A text: sentences, then perhaps one thing many times."""
    text = words(rng, 200)
    if rng.random() < 0.3:
        text += (rng.choice(ODD + WORDS) + rng.choice(("", " ", "\n"))) * rng.randint(1, 400)
    return text


def value(rng: random.Random, depth: int = 0) -> object:
    """A value of JSON, of any kind where another is awaited."""
    kind = rng.randrange(9 if depth < 4 else 6)
    if kind < 3:
        return words(rng, 12)
    if kind < 6:
        return rng.choice([None, True, False, 0, -1, 10**25, 1.5e300, "", "2031-03-04", "en", 1741000000, 1741000000000])
    if kind == 6:
        return [value(rng, depth + 1) for _ in range(rng.randint(0, 4))]
    return {rng.choice(FIELDS): value(rng, depth + 1) for _ in range(rng.randint(0, 5))}


FIELDS = ["text", "title", "headline", "date", "datePublished", "author", "authors", "publisher", "url", "body", "content", "maintext",
          "@graph", "@type", "articleBody", "articles", "items", "name", "language", "source", "metadata", "", "\ud800", "id"]  # fmt: skip


def record(rng: random.Random) -> bytes:
    """A JSON document, perhaps nested without end."""
    if rng.random() < 0.1:
        return rng.choice((b"[", b'{"text":', b'{"a":[')) * rng.randint(1, 30_000)
    told = {name: value(rng) for name in rng.sample(FIELDS, rng.randint(1, 6))} | ({"text": article(rng)} if rng.random() < 0.7 else {})
    return json.dumps(told, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")


def lines(rng: random.Random) -> bytes:
    """JSON Lines."""
    return rng.choice((b"\n", b"\r\n", b"\n\n")).join(record(rng) for _ in range(rng.randint(1, 6)))


def front_matter(rng: random.Random) -> bytes:
    """A text under front matter."""
    values = ["2031-03-04", "[a, b]", "{a: b}", "&a [*a]", "!!python/object:x y", "'", '"', "|", ">-", "1_0", "0x1f", "yes", "~", "- - -", ": :"]
    head = "".join(
        f"{rng.choice(FIELDS)}{rng.choice((': ', ':', ' : ', ''))}{rng.choice(values + ODD) if rng.random() < 0.7 else words(rng, 8)}\n"
        for _ in range(rng.randint(0, 8))
    )
    if rng.random() < 0.1:
        head += "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(rng.randint(1, 30)))
    fence = rng.choice(("---\n", "+++\n", "---\r\n", "--- \n"))
    return (fence + head + rng.choice((fence, "", "...\n")) + article(rng)).encode("utf-8", "surrogatepass")


TAGS = ["p", "div", "article", "h1", "h2", "span", "a", "ul", "li", "table", "tr", "td", "b", "blockquote", "time", "script", "style", "svg", "main",
        "section", "footer", "nav", "template", "math", "select", "option", "iframe", "noscript", "title", "br", "img"]  # fmt: skip
ATTRIBUTES = ["class", "id", "href", "datetime", "itemprop", "content", "property", "lang", "hidden", "style", "data-x", "src"]


def markup(rng: random.Random, depth: int = 0) -> str:
    """Elements, not all of them closed."""
    parts = []
    for _ in range(rng.randint(0, 4)):
        tag = rng.choice(TAGS)
        given = "".join(
            f" {rng.choice(ATTRIBUTES)}{rng.choice(('=', '=', ''))}{rng.choice(('', chr(34)))}{words(rng, 3)}{rng.choice(('', chr(34)))}"
            for _ in range(rng.randint(0, 2))
        )
        inner = markup(rng, depth + 1) if depth < 5 and rng.random() < 0.6 else words(rng, 30)
        parts.append(f"<{tag}{given}>{inner}{f'</{tag}>' if rng.random() < 0.85 else ''}")
    return "".join(parts)


def page(rng: random.Random) -> bytes:
    """A page."""
    linked = json.dumps({"@type": rng.choice(("NewsArticle", "Article", ["NewsArticle"], 5)), **{n: value(rng) for n in rng.sample(FIELDS, 4)}})
    head = f"<title>{words(rng, 6)}</title><meta property='og:title' content='{words(rng, 5)}'><meta name=date content='{words(rng, 2)}'>"
    body = markup(rng) + "".join(f"<p>{words(rng, 40)}</p>" for _ in range(rng.randint(0, 6)))
    if rng.random() < 0.15:
        tag = rng.choice(TAGS)
        body += f"<{tag}>" * rng.randint(1, 4_000) + words(rng)
    kind = rng.choice(("<!doctype html>", "", '<?xml version="1.0"?>', "<html lang=en>"))
    text = f"{kind}<head>{head}<script type='application/ld+json'>{linked}</script></head><body>{body}"
    return text.encode(rng.choice(("utf-8", "utf-16", "latin-1")), "replace")


def feed(rng: random.Random) -> bytes:
    """A feed, RSS or Atom."""
    atom = rng.random() < 0.5
    names = ["title", "link", "description", "summary", "content", "pubDate", "updated", "published", "guid", "author", "content:encoded", "media:title"]
    entries = "".join(
        f"<{'entry' if atom else 'item'}>"
        + "".join(f"<{n}>{words(rng, 20)}</{n}>" if rng.random() < 0.8 else f"<{n}><![CDATA[{markup(rng)}]]></{n}>" for n in rng.sample(names, 5))
        + (f"</{'entry' if atom else 'item'}>" if rng.random() < 0.9 else "")
        for _ in range(rng.randint(0, 5))
    )
    doctype = rng.choice(("", "", '<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'))
    root = '<feed xmlns="http://www.w3.org/2005/Atom">' if atom else '<rss version="2.0"><channel>'
    return f'<?xml version="1.0"?>{doctype}{root}<title>{words(rng, 4)}</title>{entries}'.encode("utf-8", "replace")


def archive(rng: random.Random) -> bytes:
    """An archive of web pages, packed or not, whose records may lie about themselves."""
    parts = []
    for number in range(rng.randint(1, 4)):
        inner = page(rng)
        status = rng.choice(("200 OK", "200 OK", "200", "404 Not Found", "2OO", ""))
        coding = rng.choice(("", "", "Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n", "Transfer-Encoding: chunked\r\n"))
        body = gzip.compress(inner) if "gzip" in coding else inner
        http = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{coding}\r\n".encode() + body
        length = rng.choice((len(http), len(http), len(http), 0, len(http) + 9, -1, 10**15))
        kind = rng.choice(("response", "response", "resource", "warcinfo", "conversion", "odd"))
        head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://a.example/{number}\r\nContent-Type: application/http\r\n"
        whole = head.encode() + f"Content-Length: {length}\r\n\r\n".encode() + http + b"\r\n\r\n"
        parts.append(whole)
    return b"".join(map(gzip.compress, parts) if rng.random() < 0.5 else parts)


def mail(rng: random.Random) -> bytes:
    """A message, perhaps of parts."""
    heads = ["Subject", "From", "Date", "Message-ID", "Content-Type", "Content-Transfer-Encoding", "MIME-Version", "Content-Location"]
    kinds = ["text/plain; charset=utf-8", "text/html; charset=nonsense", "multipart/related; boundary=b", "multipart/mixed; boundary=", "=?utf-8?b?////?="]
    head = "".join(
        f"{name}: {rng.choice(kinds) if 'Type' in name else rng.choice(('base64', '8bit', 'quoted-printable', words(rng, 5)))}\n"
        for name in rng.sample(heads, rng.randint(1, 7))
    ).replace("\n\n", "\n")
    parts = "".join(f"--b\nContent-Type: {rng.choice(kinds)}\n\n{markup(rng)}{words(rng)}\n" for _ in range(rng.randint(0, 3)))
    return (rng.choice(("", "From a@b.example Mon Mar  3 10:00:00 2031\n")) + head + "\n" + parts + words(rng)).encode("utf-8", "replace")


def packed(rng: random.Random) -> bytes:
    """A zip file: of an archive, a document, or nothing that is known."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in rng.sample(["archive/data.warc", "pages/pages.jsonl", "datapackage.json", "word/document.xml", "index.html", "[Content_Types].xml"], 3):
            content = {"archive/data.warc": archive, "index.html": page, "pages/pages.jsonl": lines}.get(name, feed)(rng)
            made.writestr(name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def table(rng: random.Random) -> bytes:
    """CSV."""
    by = rng.choice((",", ";", "\t"))
    rows = [by.join(rng.sample(FIELDS, 4))]
    rows += [by.join(rng.choice((words(rng, 8), f'"{words(rng, 8)}"', "")) for _ in range(rng.randint(1, 6))) for _ in range(rng.randint(0, 6))]
    return "\n".join(rows).encode("utf-8", "replace")


def rich(rng: random.Random) -> bytes:
    """RTF."""
    marks = ["{", "}", "\\par ", "\\u-3913?", "\\'e9", "\\bin9 ", "\\ansicpg1252", "\\fonttbl", "\\*", "\\", "\\u99999999 "]
    return ("{\\rtf1" + "".join(rng.choice((*marks, words(rng, 4))) for _ in range(rng.randint(1, 80)))).encode("latin-1", "replace")


def damaged(rng: random.Random) -> bytes:
    """A sample of ours, damaged."""
    data = bytearray(rng.choice(SAMPLES).read_bytes())
    for _ in range(rng.randint(1, 8)):
        at, length = rng.randrange(len(data) + 1), rng.choice((1, 1, 2, 8, 40, 1000))
        match rng.randrange(6):
            case 0:
                data[at : at + length] = bytes(rng.randrange(256) for _ in range(min(length, 40)))
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[at : at + length] * rng.randint(1, 20)
            case 3:
                data[at:at] = rng.choice(ODD).encode("utf-8", "surrogatepass")
            case 4:
                data = data[:at]
            case 5 if at < len(data):
                data[at] ^= 1 << rng.randrange(8)
    return bytes(data)


DOCUMENTS: dict[str, Callable[[random.Random], bytes]] = {
    ".txt": lambda rng: article(rng).encode(rng.choice(("utf-8", "utf-16", "cp1252")), "replace"),
    ".md": front_matter,
    ".json": record,
    ".jsonl": lines,
    ".html": page,
    ".xml": feed,
    ".warc": archive,
    ".eml": mail,
    ".mbox": mail,
    ".mhtml": mail,
    ".zip": packed,
    ".wacz": packed,
    ".docx": packed,
    ".csv": table,
    ".rtf": rich,
    "": damaged,
}
"""Grammars of files, by the suffix that they are given; "" takes that of a sample, or any."""

# ---------------------------------------------------------------- queries

TERMS = ["?s", "?p", "?o", "$x", "kg:status", "schema:Person", "<urn:a>", "<rel>", "_:b", "'x'@en", '"""a\n"""', "1.5e3", "true", "a", "rdf:type",
         "nope:x", "skos:prefLabel", "'\\u0041'", "<<(", ")>>", "kg:", ":x", "'a'^^xsd:date"]  # fmt: skip
FRAMES = ["SELECT * {{ {0} }}", "SELECT (COUNT(*) AS ?n) {{ {0} }} GROUP BY ?s", "ASK {{ {0} }}", "CONSTRUCT {{ {1} }} WHERE {{ {0} }}",
          "DESCRIBE ?s {{ {0} }}", "SELECT ?s FROM kg:story {{ {0} }} ORDER BY ?o LIMIT 5", "PREFIX e: <urn:e:> SELECT * {{ {0} }}",
          "INSERT DATA {{ {1} }}", "LOAD <urn:x>", "{0}", "SELECT * FROM <file:///nowhere> {{ {0} }}", "BASE <urn:b> ASK {{ {0} }}"]  # fmt: skip
GROUPS = ["{{ {0} }} UNION {{ {0} }}", "OPTIONAL {{ {0} }}", "MINUS {{ {0} }}", "GRAPH ?g {{ {0} }}", "FILTER({1})", "BIND({1} AS ?z)",
          "VALUES ?v {{ 1 'a' <urn:a> UNDEF }}", "SERVICE <urn:s> {{ {0} }}", "FILTER NOT EXISTS {{ {0} }}", "{{ SELECT ?s {{ {0} }} }}",
          "SERVICE SILENT ?x {{ {0} }}", "# a remark\n", "?s (kg:a|^kg:b)*/kg:c+ ?o .", "FILTER(?a<?b#c\n)"]  # fmt: skip
CALLS = ["STR(?s)", "?o > 3", "REGEX(?o, '(a+)+$')", "!(?s = ?o)", "STRLEN(?o) + 1", "xsd:integer(?o)", "IF(?s, 1, 2)", "COALESCE(?q, 'x')",
         "?s IN (1, 2)", "STRDT('1', xsd:integer)", "REPLACE(?o, 'a', 'b')", "NOW()", "UUID()", "1/0"]  # fmt: skip


def patterns(rng: random.Random, depth: int = 0) -> str:
    """Triple patterns and groups."""
    parts = []
    for _ in range(rng.randint(0, 4)):
        if depth < 4 and rng.random() < 0.4:
            parts.append(rng.choice(GROUPS).format(patterns(rng, depth + 1), rng.choice(CALLS)))
        else:
            parts.append(f"{rng.choice(TERMS)} {rng.choice(TERMS)} {rng.choice(TERMS)} {rng.choice(('.', ';', ',', '. .', ''))}")
    return " ".join(parts)


def query(rng: random.Random) -> str:
    """A query, or what looks like one."""
    text = rng.choice(FRAMES).format(patterns(rng), patterns(rng, 4))
    if rng.random() < 0.3:
        text = _spoiled(rng, text)
    if rng.random() < 0.05:
        text = f"SELECT * {{ {rng.choice(('{', '(', '!', '?s ?p ', '[', '<<( ')) * rng.randint(1, 3_000)} }}"
    return text


def _spoiled(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return rng.choice((text[:at], text[:at] + rng.choice(ODD) + text[at:], text[:at] + text[at + rng.randint(1, 9) :], text * 2))


# ---------------------------------------------------------------- requests

PATHS = ["/", "/search", "/show", "/show/Mara%20Lund", "/show/%ff", "/entity/x", "/event/../x", "/article/%00", "/id/entity/x", "/resource", "/query",
         "/explorer", "/timeline", "/disagreements", "/sparql", "/reconcile", "/dossier/Mara%20Lund.md", "/dossier/x.html", "//", "/%2e%2e/x", "/claim/x",
         "/nothing", "/sparql/", "/review", "/static/x"]  # fmt: skip
PARAMETERS = ["query", "q", "name", "iri", "format", "default-graph-uri", "named-graph-uri", "set-person", "focus", "queries", "extend", "find", "update", ""]
HEADERS = {
    "Accept": ["text/html", "text/turtle", "*/*", "application/json;q=0", ",,;", "text/html;q=nonsense", "a" * 3_000, "image/png"],
    "Host": ["localhost", "127.0.0.1:8420", "evil.example", "[::1", "", "localhost, x"],
    "Origin": ["null", "https://evil.example", "http://localhost", ""],
    "Sec-Fetch-Site": ["cross-site", "same-origin", "none", "x"],
    "Sec-Fetch-Mode": ["navigate", "cors", "x"],
    "Content-Type": ["application/x-www-form-urlencoded", "application/sparql-query; charset=latin-1", "application/sparql-update", "multipart/form-data", ";"],
    "Range": ["bytes=0-"],
}


def text_of(told: str) -> str:
    """What an address can hold: no half characters."""
    return told.encode("utf-8", "replace").decode()


def request(rng: random.Random) -> tuple[str, str, list[tuple[str, str]], dict[str, str], bytes]:
    """Method, path, parameters, headers and body of a request."""
    parameters = [
        (rng.choice(PARAMETERS), text_of(rng.choice((query(rng), words(rng, 6), "urn:a", "json", json.dumps(value(rng))))))
        for _ in range(rng.randint(0, 3))
    ]
    headers = {name: rng.choice(HEADERS[name]) for name in rng.sample(sorted(HEADERS), rng.randint(0, 3))}
    body = rng.choice((b"", query(rng).encode("utf-8", "replace"), b"query=" + words(rng, 9).encode("utf-8", "replace"), b"\xff" * 40))
    method = rng.choice(("GET", "GET", "GET", "GET", "POST", "POST", "HEAD", "PUT", "OPTIONS", "TRACE", "X" * 50))
    return method, rng.choice(PATHS), parameters, headers, body


# ---------------------------------------------------------------- what people and language models ask

NAMES = ["Mara Lund", "Lund", "Oslo", "nobody", "urn:a", "https://kg.example/id/entity/x", "https://kg.example/id/event/x"]
KINDS = ["happening", "name", "quote", "position", "join", "apart", "class", "event", "contradiction", "changed later", "plan and outcome", "x"]
DAYS = ["2031", "2031-02", "2031-02-30", "9999-12-31", "0000", "today", "-7d", "last-week", "1", "0", "99999999", "-1", "٣", "１９９９"]


def argument(rng: random.Random) -> str:
    """What may be given where a name, a day or some words are wanted."""
    return str(rng.choice((rng.choice(NAMES), rng.choice(NAMES), rng.choice(ODD), rng.choice(DAYS), words(rng, 6), "x" * rng.randint(1, 9_000))))


def arguments(rng: random.Random, properties: Sequence[str]) -> object:
    """The arguments of a tool: its own, others, of whatever kind."""
    if rng.random() < 0.05:
        return value(rng)
    told: dict[str, object] = {name: argument(rng) for name in properties if rng.random() < 0.8}
    for name in told:
        if name in ("limit", "all", "values") and rng.random() < 0.8:
            told[name] = rng.choice([1, 3, 200, -1, True, {"person": argument(rng)}, {"kinds": argument(rng)}, {}])
        elif rng.random() < 0.1:
            told[name] = value(rng)
    return told | ({argument(rng): value(rng)} if rng.random() < 0.1 else {})


COMMANDS = {
    "brief": [("name",), ("--lines",), ("--title",), ("--json",)],
    "new": [("--since",), ("--watch",), ("--json",)],
    "disagreements": [("--all",), ("--format", "csv"), ("--format", "jsonl"), ("--kind",)],
    "silence": [("name",), ("--left-out",), ("--least",), ("--format", "json")],
    "review": [("--kind",), ("--json",)],
    "sample": [("--kind",), ("--seed",), ("-n",)],
    "show": [("name",), ("--limit",), ("--json",)],
    "search": [("name",)],
    "timeline": [("name",), ("--from",), ("--to",), ("--undated",)],
    "why": [("name",)],
    "judgements": [("--json",)],
    "path": [("name",), ("name",)],
    "info": [("--json",)],
    "dossier": [("name",), ("-o",)],
    "central": [("--format", "csv")],
}
FLAGS = {"--json", "--all", "--left-out", "--undated"}
LISTED = {"review", "sample"}
"""Commands that ask for keys unless they are told to list."""


def command(rng: random.Random) -> list[str]:
    """A call of a command that reads a store, with arguments of any kind."""
    name = rng.choice(sorted(COMMANDS))
    told = [name, "--list"] if name in LISTED else [name]
    for option in COMMANDS[name]:
        if option == ("name",):
            told.append(argument(rng).lstrip("-"))
        elif rng.random() < 0.4:
            told += option
            if option == ("--kind",):
                told.append(rng.choice(KINDS))
            elif len(option) == 1 and option[0] not in FLAGS:
                told.append(argument(rng))
    return told


def feeds(rng: random.Random) -> bytes:
    """A list of feeds (OPML)."""
    quote = rng.choice("\"'")
    outlines = "".join(
        f"<outline {rng.choice(('xmlUrl', 'XMLURL', 'xmlurl ', 'text'))}={quote}{rng.choice(('http://a.example/', 'file:///x', '/etc/x', ''))}"
        f"{words(rng, 4)}{quote}{rng.choice(('/>', '>', ''))}"
        for _ in range(rng.randint(0, 8))
    )
    doctype = rng.choice(("", '<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///nowhere">]>'))
    return f"<?xml version='1.0'?>{doctype}<opml><body>{outlines * rng.choice((1, 1, 1, 900))}".encode("utf-8", "surrogatepass")


# ---------------------------------------------------------------- stores


CELLS = [None, 0, -1, 2**62, 1.5, float("inf"), "", "x", "\0", "{", b"", b"\xff", b"\x91" * 5_000, "9" * 5_000, zlib.compress(b"\xc0"), zlib.compress(b"x")]
KINDS_OF_CELLS = {"INTEGER": int, "REAL": float, "TEXT": str, "BLOB": bytes}


def cell(rng: random.Random, path: Path) -> str:
    """Put values of another kind into a column of a database.

    Returns:
        What was done, in words.
    """
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sentence_words%'").fetchall()
        columns = [(t, c[1], c[2]) for (t,) in sorted(tables) for c in connection.execute(f"PRAGMA table_info('{t}')")]
        table, column, kind = rng.choice(columns)
        given = rng.choice([one for one in CELLS if not isinstance(one, KINDS_OF_CELLS[kind])])
        with contextlib.suppress(sqlite3.Error):  # where it must be one of its kind, or there is no other like it
            connection.execute(f'UPDATE OR REPLACE "{table}" SET "{column}" = ?', (given,))
    return f"{path.name}: {table}.{column} is {given!r:.40}"


def spoil(rng: random.Random, folder: Path) -> str:
    """Damage one of a store's files.

    Returns:
        What was done, in words.
    """
    files: Sequence[Path] = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    path = rng.choice(files)
    if path.name == "articles.sqlite" and rng.random() < 0.5:
        return cell(rng, path)
    data = bytearray(path.read_bytes())
    at = rng.choice((rng.randrange(len(data)), max(len(data) - 1 - rng.randrange(60), 0), rng.randrange(min(len(data), 200))))
    match kind := rng.randrange(5):
        case 0:
            data[at] ^= 1 << rng.randrange(8)
        case 1:
            data = data[:at]
        case 2:
            data[at : at + 512] = bytes(len(data[at : at + 512]))
        case 3:
            data[at : at + 16] = bytes(rng.randrange(256) for _ in range(len(data[at : at + 16])))
        case 4:
            data = bytearray(b"nothing of the kind")
    path.unlink()  # a snapshot may share it
    path.write_bytes(data)
    return f"{path.relative_to(folder)}: {('a bit', 'cut off', 'zeros', 'noise', 'other content')[kind]} at {at:,}"
