"""What is damage, and what is the fault of a query."""

import pytest

from kg.graph.store.damage import is_damage


@pytest.mark.parametrize(
    ("said", "damage"),
    [
        ("Corruption: block checksum mismatch", True),
        ("Not able to find the string with id StrHash { hash: [1, 2] } in the string store", True),
        ("the term buffer has an invalid type id", True),
        ("IO error: No such file or directory: 000012.sst", True),
        ("IO error: No space left on device", False),
        ("The custom function <urn:f> is not supported", False),
    ],
)
def test_is_damage(said: str, damage: bool) -> None:
    assert is_damage(said) is damage
