from kg.knowledge.known_links import known_links
from kg.knowledge.lexicons import rows
from kg.knowledge.names import name_key


def test_names_and_short_names_lead_to_one_id() -> None:
    un = ("http://www.wikidata.org/entity/Q1065",)
    assert known_links("Organization", ["United Nations"]) == un
    assert known_links("Organization", ["the UN", "something else"]) == un


def test_other_classes_unknown_names_and_contradictions_have_none() -> None:
    assert known_links("Person", ["United Nations"]) == ()
    assert known_links("Organization", ["Nordvik Quarry"]) == known_links("Organization", []) == ()
    assert known_links("Organization", ["NATO", "UNESCO"]) == ()


def test_no_name_is_two_organisations() -> None:
    seen: dict[str, str] = {}
    for identifier, names in rows("organization_wikidata.tsv"):
        assert identifier not in seen.values()
        for name in names.split("|"):
            key = name_key(name, "Organization")
            assert key
            assert seen.setdefault(key, identifier) == identifier, name
