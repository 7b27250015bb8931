from pathlib import Path

import pytest

from kg.articles.opml import addresses, is_opml
from kg.errors import KgError


def test_the_feeds_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(
        '<opml version="2.0"><body><outline text="All"><outline type="rss" xmlUrl="https://a.example/rss?x=1&amp;y=2"/>'
        "<outline xmlUrl='http://b.example/feed'/><outline xmlUrl='https://a.example/rss?x=1&amp;y=2'/>"
        "<outline xmlUrl='file:///etc/passwd'/></outline></body></opml>"
    )
    assert is_opml(path)
    assert addresses(path) == ["https://a.example/rss?x=1&y=2", "http://b.example/feed"]


def test_a_list_without_feeds(tmp_path: Path) -> None:
    path = tmp_path / "none.opml"
    path.write_text("<opml/>")
    with pytest.raises(KgError, match="KG151"):
        addresses(path)
    assert not is_opml(tmp_path / "missing.opml")
