"""Sets: "the two presidents", "both countries"."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from kg.reading.coreference.sets import Sets
from kg.reading.text.annotations import DocChain, DocMention, annotated


def story(
    words: str, tags: dict[str, str], mentions: list[tuple[int, int, str, str, int]], chains: list[DocChain]
) -> Doc:
    tokens = words.split()
    starts = [i == 0 or tokens[i - 1] == "." for i in range(len(tokens))]
    lemmas = [w.lower().rstrip("s") if tags.get(w) == "NNS" else w.lower() for w in tokens]
    lemmas = ["country" if w == "countries" else m for w, m in zip(tokens, lemmas, strict=True)]
    doc = Doc(
        spacy.blank("en").vocab,
        words=tokens,
        tags=[tags.get(w, "NN") for w in tokens],
        lemmas=lemmas,
        sent_starts=starts,
        pos=["X"] * len(tokens),
    )
    noted = annotated(doc)
    noted.chains = chains
    noted.mentions = [DocMention(a, b, b - 1, kind, cls, chain) for a, b, kind, cls, chain in mentions]
    return doc


def presidents(*titles: list[str]) -> Doc:
    names = ["Ada Onu", "Ben Li", "Cy Moss"][: len(titles)]
    chains = [DocChain("Person", names=[n], titles=t) for n, t in zip(names, titles, strict=True)]
    words = " and ".join(names) + " met . The two presidents agreed ."
    at = words.split().index("The")
    mentions = [(3 * i, 3 * i + 2, "Named", "Person", i) for i in range(len(titles))]
    chains.append(DocChain("Person", plural=True))
    return story(words, {"presidents": "NNS"}, [*mentions, (at, at + 3, "Nominal", "Person", len(titles))], chains)


def test_people_of_that_title_are_the_members() -> None:
    doc = Sets()(presidents(["president"], ["former president"]))
    assert annotated(doc).chains[-1].members == [0, 1]


def test_nobody_is_chosen_where_more_or_fewer_bear_the_title() -> None:
    assert annotated(Sets()(presidents(["president"], ["chairman"]))).chains[-1].members == []
    assert annotated(Sets()(presidents(["president"], ["president"], ["president"]))).chains[-1].members == []


def countries(named: list[tuple[str, str, str]]) -> Doc:
    chains = [DocChain("Place", names=[n], place=q, country_code=c) for n, q, c in named] + [
        DocChain("Place", plural=True)
    ]
    words = " and ".join(n for n, _, _ in named) + " argued . Both countries agreed ."
    at = words.split().index("Both")
    mentions = [(2 * i, 2 * i + 1, "Named", "Place", i) for i in range(len(named))]
    return story(words, {"countries": "NNS"}, [*mentions, (at, at + 2, "Nominal", "Place", len(named))], chains)


def test_the_countries_last_spoken_of_are_the_members() -> None:
    doc = Sets()(countries([("Norway", "Q20", "NO"), ("Sweden", "Q34", "SE")]))
    assert annotated(doc).chains[-1].members == [0, 1]


def test_one_country_alone_is_no_pair() -> None:
    assert annotated(Sets()(countries([("Norway", "Q20", "NO")]))).chains[-1].members == []
