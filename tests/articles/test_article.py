import itertools
from dataclasses import replace

from kg.articles.article import Article

FIRST = Article("One.", published="2026-03-04", url="urn:x:1", source="a")


def stands(new: Article, old: Article, *entered: Article) -> bool:
    return new.version.supersedes(old.version, [one.version for one in entered])


def test_which_version_stands() -> None:
    corrected = replace(FIRST, text="Two.")
    assert stands(corrected, FIRST) and stands(FIRST, corrected)  # nothing tells: what was put in later
    assert not stands(FIRST, corrected, FIRST)  # which was not put in later by being put in again
    assert not stands(replace(FIRST, source="b", modified="2026-03-05"), FIRST)
    dated = replace(FIRST, text="Two.", modified="2026-03-05")
    assert stands(dated, FIRST) and not stands(FIRST, dated)
    later = replace(FIRST, text="Three.", published="2026-03-05")
    assert stands(later, dated) and not stands(dated, later)
    undated = replace(FIRST, text="Four.", published=None, modified="2026-04-01")
    assert stands(FIRST, undated) and not stands(undated, FIRST)
    back = replace(FIRST, modified="2026-03-07")
    assert stands(back, dated, FIRST, dated)  # what was taken back at a later moment


def test_versions_whose_moments_are_told_stand_whatever_their_order() -> None:
    moments = (None, "2026-03-05", "2026-03-05T10:00:00Z", "2026-03-05T10:00:01Z", "2026-03-06")
    versions = [replace(FIRST, text=str(n), modified=moment) for n, moment in enumerate(moments)]
    for order in itertools.permutations(versions):
        last = order[0]
        for one in order[1:]:
            last = one if stands(one, last) else last
        assert last.text == "4"


def test_pages() -> None:
    article = replace(FIRST, text="One.\n\nTwo.\n\nThree.", pages=(0, 6, 6, 12))
    assert [article.page_of(n) for n in (0, 5, 6, 11, 12, 17)] == [1, 1, 3, 3, 4, 4]
    assert FIRST.page_of(0) is None
