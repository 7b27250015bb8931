# ruff: noqa: E501 - formats as they are written
from kg.articles.readers.feeds import read_feed
from kg.errors import Code, KgError

ITEM = """<item><title>{title}</title><link>https://fjord.example/?p={number}</link><pubDate>{day}</pubDate>
<content:encoded><![CDATA[{text}]]></content:encoded><wp:post_date>2026-03-0{number} 10:00:00</wp:post_date>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type><wp:post_password>{lock}</wp:post_password></item>"""
WORDS = "Anna Berg met Ivan Petrov in Geneva on Monday."


def export(*items: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" ?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Fjord Post</title><link>https://fjord.example</link>'
        f"<wp:wxr_version>1.2</wp:wxr_version>{''.join(items)}</channel></rss>"
    ).encode()


def item(number: int, status: str = "publish", kind: str = "post", text: str = WORDS, *, day: str = "Wed, 04 Mar 2026 10:00:00 +0000", lock: str = "") -> str:  # fmt: skip
    return ITEM.format(title=f"Berg {number}", number=number, day=day, text=text, status=status, kind=kind, lock=lock)


def test_published_posts_alone_go_in() -> None:
    errors: list[KgError] = []
    data = export(
        item(1),
        item(2, "draft", day="Mon, 30 Nov -0001 00:00:00 +0000"),
        item(3, "private"),
        item(4, "inherit", "attachment"),
        item(5, kind="wp_global_styles"),
        item(6, kind="nav_menu_item"),
        item(7, lock="secret"),
        item(8, "future"),
        item(9, kind="page"),
    )
    articles = list(read_feed(data, source="a.xml", on_error=errors.append))
    assert [a.headline for a in articles] == ["Berg 1"]
    assert (articles[0].published, articles[0].publisher) == ("2026-03-04", "Fjord Post")
    assert [e.code for e in errors] == [Code.NOT_PUBLISHED] * 4 + [Code.PASSED_OVER]
    assert (
        "1 of the type attachment, 1 of the type nav_menu_item, 1 of the type page, 1 of the type wp_global_styles"
        in str(errors[-1])
    )


def test_marks_of_its_own_are_no_words() -> None:
    text = (
        '<!-- wp:paragraph --><p>Anna Berg met Ivan Petrov in Geneva on Monday.</p><!-- /wp:paragraph -->\n\n[gallery ids="1,2"]\n\n'
        '[caption id="a" width="3"]<img src="x"> Berg in 2019[/caption]\n\n[vc_row css="y"][vc_column]<p>He [sic] said so.</p>[/vc_column][/vc_row]'
    )
    (article,) = read_feed(export(item(1, text=text)), source="a.xml", on_error=lambda e: None)
    assert article.text.split("\n\n") == [
        "Berg 1",
        "Anna Berg met Ivan Petrov in Geneva on Monday.",
        "He [sic] said so.",
    ]


def test_paragraphs_without_tags_and_days_that_are_none() -> None:
    text = f"{WORDS}\n\nThey talked <em>long</em>.\n\nSo it is."
    day = "Mon, 30 Nov -0001 00:00:00 +0000"
    (article,) = read_feed(export(item(3, text=text, day=day)), source="a.xml", on_error=lambda e: None)
    assert article.text.split("\n\n")[1:] == [WORDS, "They talked long.", "So it is."]
    assert article.published == "2026-03-03"
    errors: list[KgError] = []
    feed = b'<rss version="2.0"><channel><title>X</title><item><title>Berg</title><pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate>'
    feed += f"<description>{WORDS}</description></item></channel></rss>".encode()
    (article,) = read_feed(feed, source="a.xml", on_error=errors.append)
    assert article.published is None and [e.code for e in errors] == [Code.DATE_NOT_READ]


def test_an_export_of_blogger() -> None:
    def entry(kind: str, title: str, more: str = "") -> str:
        return (
            f"<entry><id>{title}</id><published>2026-03-04T06:00:00Z</published><category scheme='http://schemas.google.com/g/2005#kind' "
            f"term='http://schemas.google.com/blogger/2008/kind#{kind}'/>{more}<title>{title}</title><content type='html'>{WORDS}</content></entry>"
        )

    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    entries = entry("settings", "S") + entry("template", "T") + entry("post", "Berg") + entry("post", "D", draft) + entry("comment", "C")
    data = f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#'><title>F</title>{entries}</feed>"
    errors: list[KgError] = []
    assert [a.headline for a in read_feed(data.encode(), source="a.xml", on_error=errors.append)] == ["Berg"]
    assert [e.code for e in errors] == [Code.NOT_PUBLISHED, Code.PASSED_OVER]
