"""Trees of XML that somebody else wrote."""

from kg.articles.trees import parse_xml


def test_names_that_are_none_stay() -> None:
    root = parse_xml(b'<w:a xmlns:w="u" xmlns="v"><http:/>x<w:p>Anna</w:p></w:a>', source="made up", kind="XML")
    assert root.tag == "a"
    assert root.findtext("p") == "Anna"
