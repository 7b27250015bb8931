import pytest

from kg.knowledge.lexicons import rows
from kg.knowledge.publishers import home_of, host_of


def test_a_paper_that_the_list_knows():
    for publisher in ("latimes.com", "www.latimes.com", "https://www.latimes.com/story/1", "sports.latimes.com"):
        home = home_of(publisher)
        assert (home.town.name, home.country_code) == ("Los Angeles", "US")


def test_every_paper_of_the_list_has_a_town():
    for domain, *_ in rows("publishers.tsv"):
        assert home_of(domain).town is not None, domain


def test_the_country_of_an_address():
    assert home_of("somepaper.co.uk").country_code == "GB"
    assert home_of("somepaper.ie").country_code == "IE"
    assert home_of("somepaper.com").country_code is None
    assert home_of("somepaper.io").country_code is None


def test_a_town_in_a_papers_name():
    for publisher in ("The Yorkton News", "yorktonnews.com", "dailyyorkton.ca"):
        home = home_of(publisher)
        assert {p.name for p in home.namesakes} == {"Yorkton"}
        assert home.named_after("Yorkton")
        assert not home.named_after("York")
    assert not home_of("yorktonnews.co.uk").namesakes  # Yorkton is in Canada


ODD = ("", " ", ".", "://", "http://[", "42", "…", "ქართული", "a" * 5000)
ENDLESS = ("a" * 1_000_000, "a." * 500_000, "news" * 250_000 + "x")


@pytest.mark.parametrize("publisher", [*ODD, *ENDLESS], ids=range(len(ODD + ENDLESS)))
def test_odd_publishers(publisher):
    home = home_of(publisher)
    assert home is None or home.town is None


def test_hosts():
    assert host_of("https://example.org/a") == "example.org"
    assert host_of("urn:bench:x") == host_of(None) == host_of("http://[") == ""
