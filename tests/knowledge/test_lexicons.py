from kg.knowledge import lexicons
from kg.knowledge.transliteration import fold


def test_given_names_have_genders():
    assert lexicons.gender_of_given_name("Kirill") == "m"
    assert lexicons.gender_of_given_name("Кирилл") == "m"
    assert lexicons.gender_of_given_name("Angela") == "f"
    assert lexicons.gender_of_given_name("Anna-Lena") == "f"
    assert lexicons.gender_of_given_name("Kim") is None
    assert len(lexicons.given_names()) > 10_000


def test_nationalities():
    assert lexicons.country_of_demonym("Russian") == "RU"
    assert lexicons.country_of_demonym("Danes") == "DK"
    assert lexicons.country_of_demonym("Muslim") is None
    assert lexicons.groups()["Kurdish"].kind == "ethnicity"


def test_one_group_by_several_words():
    assert {lexicons.group_noun(name) for name in ("Democrat", "Democrats", "Democratic")} == {"Democrat"}
    assert lexicons.group_noun("Jewish") == lexicons.group_noun("Jews") == "Jew"
    assert lexicons.group_noun("Martians") == "Martians"


def test_a_party_is_no_nation():
    assert lexicons.country_of_demonym("Tories") is None
    assert lexicons.country_of_group("Tories") == "GB"
    assert lexicons.country_of_group("Danes") == "DK"


def test_titles_roles_heads():
    assert lexicons.titles()["ms."] == ("f", "honorific")
    assert lexicons.titles()["prime minister"] == (None, "office")
    assert lexicons.roles()["spokeswoman"] == "f"
    assert lexicons.roles()["envoy"] is None
    assert lexicons.organisation_heads()["ministry"] == "government"
    assert lexicons.facility_heads()["airport"] == "transport"


def test_acronyms_lead_both_ways():
    assert lexicons.acronyms()["NATO"].entity_class == "Organization"
    assert lexicons.acronyms_of()["international monetary fund"] == "IMF"


def test_every_table_is_sorted_out():
    for table in (lexicons.titles(), lexicons.roles(), lexicons.organisation_heads(), lexicons.facility_heads()):
        assert all(key == key.lower() and key == key.strip() for key in table)


def test_fold():
    assert fold("Дмитриев") == "dmitriev"
    assert fold("Łódź") == "lodz"
    assert fold("Erdoğan") == "erdogan"
    assert fold("Αθήνα") == "athina"
