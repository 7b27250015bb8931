"""Who comes together."""

from __future__ import annotations

from kg.analysis.together import Together, together

from .worlds import ask, circles, iri


def pair(found: list[Together], a: str, b: str) -> Together | None:
    wanted = tuple(sorted((iri(a), iri(b))))
    return next((t for t in found if (t.one, t.other) == wanted), None)


def test_in_events() -> None:
    found = together(ask())
    treaty = pair(found, "cleo", "dag")
    assert treaty is not None and (treaty.times, treaty.origins) == (1, 1)  # four articles, three of them copies
    meeting = pair(found, "anna", "bo")
    assert meeting is not None and (meeting.times, meeting.origins) == (1, 2)
    assert pair(found, "anna", "finn") is None and pair(found, "hal", "firm") is None
    assert [t.origins for t in found] == sorted((t.origins for t in found), reverse=True)


def test_in_articles_and_sentences() -> None:
    w = circles()
    w.article("Two apart", None, None, [(None, "{x:anna|Anna Moor} left."), (None, "{x:finn|Finn Tor} came.")])
    sentences = []
    for article in w.articles:
        sentences += [(article["iri"], 0, len(article["headline"]))]
        sentences += [(article["iri"], begin, end) for _, begin, end, _ in article["claims"]]
    articles = together(ask(w), where="articles")
    within = together(ask(w), sentences, where="sentences")
    assert pair(articles, "anna", "finn") is not None and pair(within, "anna", "finn") is None
    assert pair(within, "anna", "bo") is not None
    owner = pair(within, "hal", "firm")
    assert owner is not None and owner.affinity == 1.0  # the one never comes without the other


def test_statements_count_only_when_asked() -> None:
    w = circles()
    w.event("s", "Announce", "told", first="2030-01-01")
    w.article("A", None, None, [("s", "{agent:hal|Hal Nor} {!|told} {recipient:eva|Eva Lie} of it.")])
    assert pair(together(ask(w)), "hal", "eva") is None
    assert pair(together(ask(w), statements=True), "hal", "eva") is not None
