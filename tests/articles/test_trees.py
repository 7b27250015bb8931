"""Trees of HTML and XML that somebody else wrote."""

import time

from kg.articles.trees import ATTRIBUTES, parse, parse_xml


def test_names_that_are_none_stay() -> None:
    root = parse_xml(b'<w:a xmlns:w="u" xmlns="v"><http:/>x<w:p>Anna</w:p></w:a>', source="made up", kind="XML")
    assert root.tag == "a"
    assert root.findtext("p") == "Anna"


def test_an_element_with_attributes_without_end_is_no_page() -> None:
    page = "<html><body><p>Mara Lund met Ode Fell.</p><p {}>x</p>" + "<p>Oslo</p>" * 6_000
    assert parse(page.format(" ".join(f"a{n}=b" for n in range(ATTRIBUTES)))) is not None
    begun = time.process_time()
    for between in (" ", "/", "=\">\" ", "='<' ", "\n"):
        assert parse(page.format(between.join(f"a{n}" for n in range(60_000)))) is None
    assert time.process_time() - begun < 5  # a minute each, when a tree was made of it
