import pytest

from graph.samples import IRIS, store
from kg.errors import Code, KgError
from kg.graph.lookup import Names


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(store())


@pytest.mark.parametrize("name", ["Mara Lund", "mara lund", "MÁRA LUND", "Lund", "Mara", IRIS.entity("mara")])
def test_found_by_any_name(names: Names, name: str) -> None:
    assert names.find(name) == IRIS.entity("mara")


def test_found_by_a_part_of_the_name(names: Names) -> None:
    assert names.find("Fell") == IRIS.entity("ode") and names.find("brisk") == IRIS.entity("brisk")


@pytest.mark.parametrize("name", ["", " ", "Nemo", "un", "https://kg.example/id/entity/nemo"])
def test_not_found(names: Names, name: str) -> None:
    with pytest.raises(KgError) as raised:
        names.find(name)
    assert raised.value.code is Code.NO_ENTITY


def test_what_is_called_alike(names: Names) -> None:
    with pytest.raises(KgError, match="did you mean Ode Fell"):
        names.find("Ode Fel")
