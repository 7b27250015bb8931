"""Identity of entities across articles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.story.entities.clusters import cluster, identities
from kg.story.entities.forms import compare
from kg.story.nodes import Edge, Node
from story.readings import Small, marked, named, person


@pytest.fixture
def story(tmp_path: Path) -> Callable[..., Small]:
    return lambda *articles: Small(tmp_path / "s", articles)


def test_a_surname_alone_joins_the_full_name(story):
    found = story(person("Kirill Dmitriev", 1), person("Dmitriev", 2))
    assert found.groups() == [["dmitriev", "kirill dmitriev"]]
    assert found.labels() == [("Kirill Dmitriev", "Person")]


def test_spellings_and_scripts_join(story):
    found = story(person("Kirill Dmitriev", 1), person("Kirill Dimitriyeff", 2), person("Кирилл Дмитриев", 3))
    assert len(found.groups()) == 1


def test_a_surname_that_two_full_names_share_alike_stays_alone(story):
    found = story(person("Arvid Dorvang", 1), person("Berta Dorvang", 2), person("Dorvang", 3))
    assert len(found.groups()) == 3


def test_a_surname_joins_the_one_that_leads(story):
    found = story(*(person("Arvid Dorvang", n) for n in range(4)), person("Berta Dorvang", 8), person("Dorvang", 9))
    assert ["arvid dorvang", "dorvang"] in found.groups()


def test_a_surname_goes_by_gender(story):
    found = story(
        *(person("Arvid Dorvang", n, gender="m") for n in range(4)),
        person("Berta Dorvang", 8, gender="f"),
        person("Dorvang", 9, gender="f"),
    )
    assert ["berta dorvang", "dorvang~f"] in found.groups()


def test_a_surname_prefers_the_bearer_of_its_title(story):
    found = story(
        person("Arvid Dorvang", 1, titles=("footballer",)),
        person("Arvid Dorvang", 2, titles=("footballer",)),
        person("Berta Dorvang", 3, titles=("finance minister",)),
        person("Dorvang", 4, titles=("finance minister",)),
    )
    assert ["berta dorvang~public", "dorvang~public"] in found.groups()


def test_namesakes_of_different_fields_are_two(story):
    found = story(
        person("John Smith", 1, titles=("footballer",)),
        person("John Smith", 2, titles=("foreign minister", "minister")),
        person("John Smith", 3, titles=("striker",)),
    )
    assert found.groups() == [["john smith~public"], ["john smith~sport"]]
    ids = list(found.entities())
    assert len(ids) == 2
    assert any("sport" not in i and "public" not in i for i in ids)  # the weightier keeps the plain name


def test_namesakes_with_common_company_are_one(story):
    def about(number: int, title: str):
        return marked(
            "{John Smith:a} came with {Berta Dorvang:b}.",
            {"a": {"titles": (title,)}, "b": {}},
            url=f"urn:test:{number}",
        )

    found = story(about(1, "footballer"), about(2, "minister"))
    assert ["john smith~public", "john smith~sport"] in found.groups()


def test_a_name_without_field_joins_the_namesake_that_leads(story):
    found = story(
        *(person("John Smith", n, titles=("minister",)) for n in range(3)),
        person("John Smith", 8, titles=("striker",)),
        person("John Smith", 9),
    )
    assert ["john smith", "john smith~public"] in found.groups()


def test_genders_keep_namesakes_apart(story):
    found = story(person("Robin Dorvang", 1, gender="m"), person("Robyn Dorvang", 2, gender="f"))
    assert len(found.groups()) == 2


def test_a_son_is_not_his_father(story):
    found = story(person("Arvid Dorvang", 1), person("Arvid Dorvang Jr.", 2))
    assert len(found.groups()) == 2


def test_a_name_in_part_joins_the_one_it_can_stand_for(story):
    found = story(person("Arvid Dorvang", 1), person("Arvid K. Dorvang", 2))
    assert len(found.groups()) == 1
    found.put([person("Arvid B. Dorvang", 3)])
    assert ["arvid dorvang"] in found.groups()  # two could be meant


def test_given_names_alone_stay_in_their_articles(story):
    assert story(person("Maria", 1, gender="f"), person("Maria", 2, gender="f")).groups() == []


def test_directions_are_no_names(story):
    assert story(named("North", "Place", 1), named("North", "Place", 2)).groups() == []


def test_initials_with_and_without_points(story):
    assert story(named("F.B.I.", "Organization", 1), named("FBI", "Organization", 2)).groups() == [["fbi"]]


def test_an_acronym_joins_the_long_form_that_is_called_so(story):
    full = marked("{Harbour Guard Union:a} met; {HGU:a} agreed.", {"a": {"cls": "Organization"}}, url="urn:test:1")
    found = story(full, named("HGU", "Organization", 2))
    assert len(found.groups()) == 1
    assert found.labels() == [("Harbour Guard Union", "Organization")]


def test_a_short_acronym_that_nobody_explains_stays_alone(story):
    found = story(named("Dorrit Wells", "Organization", 1), named("DW", "Organization", 2))
    assert len(found.groups()) == 2


def test_well_known_acronyms_join(story):
    found = story(named("Department of Justice", "Organization", 1), named("DOJ", "Organization", 2))
    assert len(found.groups()) == 1


def test_well_known_acronyms_join_whatever_the_order_of_words(story):
    found = story(named("Justice Department", "Organization", 1), named("DOJ", "Organization", 2))
    assert len(found.groups()) == 1


def test_acronyms_that_differ_in_a_letter_are_two(story):
    assert len(story(named("NSA", "Organization", 1), named("NASA", "Organization", 2)).groups()) == 2


def test_short_surnames_must_be_equal(story):
    assert len(story(person("Omar Jawad", 1), person("Javid", 2)).groups()) == 2


def test_institutions_of_two_countries_are_two(story):
    found = story(
        named("Russian Foreign Ministry", "Organization", 1),
        named("Foreign Ministry of Chile", "Organization", 2),
        named("Ministry of Foreign Affairs of Russia", "Organization", 3),
    )
    assert found.groups() == [["foreign ministry~CL"], ["foreign ministry~RU"]]


def test_an_institution_without_country_joins_the_one_that_leads(story):
    found = story(
        *(named("Russian Supreme Court", "Organization", n) for n in range(3)),
        named("Supreme Court", "Organization", 9),
    )
    assert len(found.groups()) == 1


def test_a_part_of_a_name_is_not_the_whole(story):
    committee = marked(
        "{House Budget Committee:a} met; the {House:a} agreed.", {"a": {"cls": "Organization"}}, url="urn:test:1"
    )
    found = story(committee, *(named("House", "Organization", n) for n in range(2, 6)))
    assert len(found.groups()) == 2


def test_a_surname_read_as_an_organisation_joins_its_bearer(story):
    def bearer(number: int):
        return marked("{Arvid Dorvang:a} came and {Dorvang:a} spoke.", {"a": {}}, url=f"urn:test:{number}")

    found = story(bearer(1), bearer(2), named("Dorvang", "Organization", 3))
    assert len(found.groups()) == 1
    assert found.labels() == [("Arvid Dorvang", "Person")]


def test_a_class_misread_once_is_outvoted(story):
    found = story(*(named("Izvestia", "Organization", n) for n in range(5)), named("Izvestia", "Person", 9, gender="m"))
    assert len(found.groups()) == 1
    assert found.labels() == [("Izvestia", "Organization")]


def test_an_unlinked_place_joins_the_linked_one(story):
    found = story(named("Riyadh", "Place", 1, link=True), named("Riyadh", "Place", 2))
    assert len(found.groups()) == 1
    assert found.labels() == [("Riyadh", "Place")]


def test_a_team_is_not_its_town(story):
    found = story(named("Riyadh", "Place", 1, link=True), named("Riyadh", "Organization", 2))
    assert len(found.groups()) == 2


def test_nationalities_are_of_countries_and_parties_are_not(story):
    found = story(
        named("Russian", "Group", 1),
        named("Russians", "Group", 2),
        named("Muslim", "Group", 3),
        named("Muslims", "Group", 4),
        named("Democrats", "Group", 5, country_code="US"),
        named("Americans", "Group", 6, country_code="US"),
    )
    assert [g[0] for g in found.groups()] == ["group:RU", "group:US", "group:democrat", "group:muslim"]


def test_labels_leave_titles_out(story):
    found = story(*(person("President Arvid Dorvang", n) for n in range(3)), person("Arvid Dorvang", 9))
    assert found.labels() == [("Arvid Dorvang", "Person")]


def test_reasons_are_kept(story):
    found = story(person("Kirill Dmitriev", 1), person("Dmitriev", 2))
    (join,) = found.store.index.joins(next(iter(found.entities())))
    assert (join.left, join.right, join.reason) == ("Kirill Dmitriev (1)", "Dmitriev (1)", "surname alone")


# ------------------------------------------------------------------ pure functions


def node(number: int, key: str, n: int = 1, **features: str) -> Node:
    made = Node(number, key)
    for kind, value in {"class": "Person", "best": key.partition("~")[0].title(), **features}.items():
        made.add(kind, value, n)
    return made


def test_compare_does_not_depend_on_the_order():
    a, b = node(1, "arvid dorvang"), node(2, "dorvang")
    assert compare(a, b) == compare(b, a)


def test_clusters_do_not_depend_on_numbers():
    keys = ["arvid dorvang", "dorvang", "arvid k dorvang", "berta dorvang", "dorvang~f"]
    groups = set()
    for numbers in ((1, 2, 3, 4, 5), (5, 4, 3, 2, 1), (3, 1, 5, 2, 4)):
        nodes = {i: node(i, key) for i, key in zip(numbers, keys, strict=True)}
        edges = [e for i in nodes for j in nodes if i < j and (e := compare(nodes[i], nodes[j]))]
        groups.add(str([[nodes[n].key for n in g] for g in cluster(nodes, edges)]))
    assert len(groups) == 1


def test_judgements_come_first():
    nodes = {i: node(i, key) for i, key in enumerate(["arvid dorvang", "arvid dorvangs", "ode fell"])}
    edge = Edge(0, 1, 0.95, "like spelling")
    assert cluster(nodes, [edge]) == [[0, 1], [2]]
    assert cluster(nodes, [edge], [(0, 1, False)]) == [[0], [1], [2]]
    assert cluster(nodes, [edge], [(0, 2, True)]) == [[0, 1, 2]]
    assert cluster(nodes, [], [(0, 2, False), (0, 2, True)]) == [[0], [1], [2]]  # the first in the list is the latest


def test_namesakes_have_iris_of_their_own():
    groups = [[node(1, "john smith~public", 3)], [node(2, "john smith~sport")]]
    first, second = identities(groups)
    assert first != second
    assert first.startswith("john-smith-")
    assert second.startswith("john-smith-sport-")


def test_what_is_called_alike_but_of_another_class_has_an_iri_of_its_own():
    groups = [[node(1, "dorvang~m", 2), node(2, "arvid dorvang")], [node(3, "dorvang", **{"class": "Organization"})]]
    first, second = identities(groups)
    assert first != second
    assert second.startswith("dorvang-organization-")


def test_who_holds_office_among_a_people_works_for_their_country(story):
    article = marked(
        "The {Norwegian:n} president {Arvid Dorvang:a} spoke at length.",
        {"a": {}, "n": {"cls": "Group", "country_code": "NO"}},
        positions=[("a", "president", "n")],
    )
    lines = story(article).lines()
    works_for = [line.split()[2] for line in lines if "worksFor" in line]
    assert works_for == ["<https://kg.example/id/entity/Q20>"]
    assert any(line.startswith(works_for[0]) and "Norway" in line for line in lines)
