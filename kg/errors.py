"""Every message to a user is one of these: a code, one sentence naming the thing and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

NOTES = frozenset(("KG121", "KG128", "KG129"))
"""Codes of what a person should know of articles that went in, or of what is none."""


class Code(Enum):
    """Error codes with their sentences. Fields in braces are filled by the raiser; codes are never reused."""

    # articles
    NO_ARTICLES = "KG001|No articles found at {path}: name a file, a folder, a glob or - for standard input."
    UNREADABLE_FILE = "KG002|Cannot read {path}: {why}. Check the file, or leave it out."
    BAD_FRONT_MATTER = (
        "KG003|The front matter of {path} cannot be read: {why}. Mend the lines between its marks."
    )
    BAD_JSON_LINE = "KG004|Line {line} of {path} is not a JSON object with a text: {why}. Mend or remove that line."
    NO_TEXT = "KG005|{path} has no readable article text: check that it is an article, or leave it out."
    BAD_DATE = "KG006|{path} gives the date {value!r}, which is not a calendar date: write it as YYYY-MM-DD."
    UNKNOWN_FORMAT = "KG007|{path} is of no format that is read ({what}): docs/formats.md lists those that are."
    TOO_LARGE = "KG008|{path} is too large for an article ({size}, the limit is {limit}): split it into its articles."
    BAD_FEED = "KG009|Cannot read {path} as an RSS or Atom feed: {why}. Check the file, or leave it out."
    # reading
    NO_MODEL = "KG010|There is no spaCy pipeline {model!r}: install it, or name another with --model."
    READING_FAILED = "KG011|Reading {path} failed: {why}. The article was left out; please report it."
    READER_DIED = (
        "KG012|A process that reads broke down ({why}): run the same command again, with --jobs 1 if it happens again."
    )
    NO_CLUSTER = (
        "KG013|The Dask cluster at {address} cannot be used: {why}. Start it and its workers, or name another with --scheduler."
    )
    NO_DASK = "KG014|The package distributed is not installed: run `pip install 'news-kg[dask]'`, here and on the workers."
    WORKER_DIFFERS = (
        "KG015|A worker would read with {found}, and another graph could come of it: install the same versions on all machines."
    )
    # store
    NO_STORE = "KG020|There is no store at {path}: build one with `kg build ARTICLES -s {path}`."
    STORE_FORMAT = (
        "KG021|The store at {path} has format {found}, this version reads {wanted}: build it again from its articles."
    )
    STORE_LOCKED = "KG022|Another process is writing to the store at {path}: wait until it has finished."
    STORE_DAMAGED = (
        "KG023|The store at {path} is damaged ({why}): run `kg rebuild -s {path}`; if that fails, build it again."
    )
    NO_ARTICLE = "KG024|There is no article {name!r} in the store: `kg query articles` lists them."
    NOT_A_STORE = "KG025|{path} exists and is no store: name an empty or new folder."
    WORDS_DIFFER = (
        "KG026|{span} does not match its words ({why}): the store was changed by something else; run `kg rebuild`."
    )
    OTHER_BASE = (
        "KG027|The store at {path} was made with the base {found}, which stays: leave --base out, or build a new store."
    )
    AMBIGUOUS_ARTICLE = "KG028|{name!r} may mean {choices}: name one of them by its key."
    STORE_EXISTS = "KG029|There is a store at {path} already: name an empty or new folder."
    # queries
    BAD_QUERY = "KG030|The query is not valid SPARQL 1.1: {why}."
    FORBIDDEN_QUERY = "KG031|The query uses {what}, which reaches outside the store: ask only what the store holds."
    QUERY_TIMEOUT = "KG032|The query took longer than {seconds} seconds: narrow it, or raise --timeout."
    QUERY_MEMORY = "KG033|The query needed more than {megabytes} MB of memory: narrow it, or raise --memory."
    NO_QUERY = "KG034|There is no query named {name!r}: `kg query --list` shows them{hint}."
    MISSING_VALUE = "KG035|The query {name} needs a value for {parameter}: give it with --set {parameter}=VALUE."
    UNKNOWN_VALUE = "KG036|The query {name} has no parameter {parameter!r}: it takes {known}."
    BAD_VALUE = "KG037|{value!r} is no value for {parameter}: it must be {wanted}."
    UNKNOWN_TERM = (
        "KG038|The query uses {term}, which is no term of the graph{hint}: `kg query terms` lists those in use."
    )
    UNKNOWN_PREFIX = "KG039|The query uses the prefix {prefix}:, which nobody declared: add a PREFIX line for it{hint}."
    # entities, views, export
    NO_ENTITY = "KG040|Nothing in the store is called {name!r}{hint}."
    AMBIGUOUS_ENTITY = "KG041|{name!r} may mean {choices}: name one of them in full."
    BAD_SUFFIX = "KG042|Cannot tell the format of {path}: its name must end in {known}."
    TOO_LARGE_VIEW = "KG043|The picture would have {nodes} nodes, over {limit}: narrow it, or take `kg explore`."
    BAD_INTERVAL = "KG044|{value!r} is not a date: write YYYY, YYYY-MM, YYYY-MM-DD, today, last-week or -7d."
    UNWRITABLE_FILE = "KG045|Cannot write {path}: {why}. Name another place."
    NO_ASSETS = "KG046|The explorer's {name} is not there: run `make setup` in the project's folder, which bundles it."
    BAD_RESULT = (
        "KG048|Cannot draw {path}: {why}. Give what `kg query` writes with --format turtle, json or jsonl, or csv with --iris."
    )
    TOO_LARGE_GRAPH = "KG049|A page holds {limit} statements at most, not {statements}: leave --with-sparql out."
    # checking
    INVALID_GRAPH = "KG050|The graph breaks {count} rule(s) of ontology/shapes.ttl: {first}."
    # judgements and authorities
    NO_JUDGEMENT = "KG060|There is no judgement {name!r} to take back: `kg judgements` lists them."
    BAD_AUTHORITY = "KG061|Cannot take {path} as an authority: {why}."
    NO_ENTRY = "KG062|The authority holds no entry and no file {name!r}: `kg authority list` shows what it holds."
    BAD_TYPES = "KG063|Line {line} of {path} is no type of your own: {why}; {remedy}."
    # evaluation
    BAD_GOLD = "KG070|Line {line} of {path} is not a gold article: {why}."
    # archives and addresses
    BROKEN_RECORD = "KG080|{path} is a broken record of an archive: {why}. The others go in."
    FETCH_FAILED = (
        "KG081|Cannot fetch {url}: {why}. Check the address and the connection, or save the page and name its file."
    )
    BAD_ADDRESS = (
        "KG082|{url} is no address that can be fetched: {why}. Write https://host/page, without a name or password."
    )
    # anything else
    USAGE = "KG090|{why}."
    SYSTEM = "KG091|The system refused {path}: {why}. Check the path, its rights and the space on the disk."

    # the server
    CANNOT_LISTEN = "KG100|Cannot listen on {host} port {port}: {why}. Name another with --port or --host."
    READ_ONLY = (
        "KG101|The endpoint only reads, so {what} is refused: change a store by `kg build`, `kg correct` and the like."
    )
    NOT_ACCEPTABLE = "KG102|The answer cannot be written as {wanted}: accept {known}."
    BAD_REQUEST = "KG103|The request cannot be understood: {why}."
    BUSY = "KG104|{number} queries are running already: ask again in a moment, or serve with more --queries."
    FOREIGN_REQUEST = "KG105|{whence} may not ask this server: {remedy}."
    NO_PAGE = "KG106|There is nothing at {path}: begin at /."
    UNSUPPORTED_TYPE = "KG107|A request of the type {found} cannot be read: send {known}."
    BAD_METHOD = "KG108|{method} is no way to ask for {path}: use {known}."
    STOPPED = "KG109|The query was ended before its answer came, because what asked it stopped: start that again and ask."
    # what is kept but not read
    OTHER_LANGUAGE = (
        "KG120|{path} is in another language than English ({language}): its text is kept and can be searched, and "
        "--any-language reads it as if it were English."
    )
    # what is passed over, or read but for a part
    PASSED_OVER = "KG121|{path}: {what}."
    NOT_PUBLISHED = "KG122|{path} is no published article ({why}): it is left out."
    NOTHING_IN_IT = "KG123|{path} holds nothing that could be an article ({what}): check what was saved in it."
    SCANNED = "KG124|{path} holds pictures of pages and no text: recognise its text first, for example with ocrmypdf."
    EXTRA_MISSING = "KG125|Reading {path} needs {package}: install it with `pip install 'news-kg[{extra}]'`."
    BAD_DOCUMENT = "KG126|Cannot read {path} as {kind}: {why}. Check the file, or leave it out."
    LOCKED = "KG127|{path} is locked with a password: save it without one, or leave it out."
    CUT_OFF = "KG128|{path} is cut off ({why}): what there is of it went in."
    DATE_NOT_READ = "KG129|{path} gives the date {value!r}, which is not a calendar date: it went in without it."
    MORE_LEFT_OUT = "KG130|{path} holds {count} more records that are left out ({codes}): mend those that were named, and see."
    # articles that ask too much
    READING_LATE = "KG140|Reading {path} took more than {seconds} seconds of CPU: it was left out; split it into its articles."
    READING_LARGE = "KG141|Reading {path} took more than {megabytes} MB of memory: it was left out; split it into its articles."
    STORE_LINK = "KG142|The store at {path} holds {what} ({name}), which may lead anywhere: it is not opened; get a plain copy."
    STORE_READ_ONLY = "KG143|The store at {path} cannot be written here: copy it to where you may write, and change the copy."
    RECORD_BROKEN = (
        "KG144|The record of the store at {path} does not hold: {why}. Something else changed it: go back to a copy."
    )
    NO_SUCH_HEAD = (
        "KG145|No entry of the record of {path} has the hash {head}: what was done was changed, or it is another store's."
    )

    # what is new
    BAD_SINCE = "KG150|{value!r} is no day and no generation of the store: write YYYY-MM-DD, or a number that `kg info` shows."
    NO_FEEDS = "KG151|{path} names no feed: give a list of feeds (OPML) whose outlines have an xmlUrl."
    # language models
    NO_TOOL = "KG152|There is no tool {name!r}: use {known}."
    NO_MCP = "KG153|The package mcp is not installed: run `pip install 'news-kg[mcp]'`."
    # mending
    AMENDED_TWICE = "KG154|{name!r} would become an article that is in already ({key}): remove one of the two."
    # exchange
    NO_LABELS = "KG170|Nothing in {path} is labelled as docs/evaluation-format.md says{what}: convert it to that format first."
    UNKNOWN_LABELS = "KG171|Labels of {path} that match nothing of ours: {what}. docs/evaluation-format.md lists those that do."
    FOLDER_IN_USE = "KG172|{path} holds something already, which is never written over: name a new or empty folder."
    PUSH_FAILED = "KG173|{url} did not take {method} of <{graph}>: {why}. What was sent stays; push again to go on."
    NO_WIDGETS = "KG174|The package ipywidgets is not installed: run `pip install 'news-kg[notebook]'`."

    @property
    def number(self) -> str:
        return self.value.split("|", 1)[0]

    @property
    def is_note(self) -> bool:
        """Whether it tells what was done rather than what failed: nothing that could be an article was lost."""
        return self.number in NOTES

    @property
    def sentence(self) -> str:
        return self.value.split("|", 1)[1]


_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]"
)
"""What a terminal would obey, or cannot write: control characters, changes and marks of direction, bytes of odd file names."""


def printable(text: str, *, keep: str = "") -> str:
    """``text`` in one line, what no terminal should be given written as an escape; characters of ``keep`` stay."""

    def escaped(found: re.Match[str]) -> str:
        character = found[0]
        if character in keep:
            return character
        return " " if character in "\n\r\t\u2028\u2029" else ascii(character)[1:-1]

    return _UNSAFE.sub(escaped, text)


def escaped(text: str) -> str:
    """Data for a terminal, in their lines: what it would obey stands as ``\\uXXXX``, which JSON and Turtle read as the same."""
    return _UNSAFE.sub(lambda found: found[0] if found[0] in "\n\r\t" else f"\\u{ord(found[0]):04x}", text)


class KgError(Exception):
    """What went wrong, as a person is told it.

    Args:
        code: one of :class:`Code`.
        fields: what its sentence names.
    """

    def __init__(self, code: Code, **fields: object) -> None:
        self.code = code
        self.fields = fields
        super().__init__(printable(f"[{code.number}] {code.sentence.format(**fields)}"))

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows instead of a traceback: the sentence, which says all that the reader can do."""
        return [f"KgError: {self}"]

    def plain_fields(self) -> dict[str, object]:
        """The fields as they can go from one process to another."""
        return {name: _plain(value) for name, value in self.fields.items()}

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.code, self.plain_fields())


def one_of(value: str, what: str, known: Iterable[str]) -> None:
    """See that ``value``, given as ``what``, is one of ``known``.

    Raises:
        KgError: KG037.
    """
    if value not in known:
        raise KgError(Code.BAD_VALUE, value=value, parameter=what, wanted=" or ".join(known))


def _again(code: Code, fields: dict[str, object]) -> KgError:
    return KgError(code, **fields)


def _plain(value: object) -> object:
    """A field as it can go from one process to another: numbers and strings as they are, all else in words."""
    return value if isinstance(value, str | int | float | bool | None) else str(value)
