import numpy as np

from kg.knowledge.word_vectors import GRAIN, bag_vector, width, word_vector


def near(a: str, b: str) -> float:
    one, other = word_vector(a), word_vector(b)
    assert one is not None and other is not None
    return float(one @ other)


def test_words_of_one_meaning_are_nearer_than_others() -> None:
    assert near("quake", "earthquake") > near("quake", "election") + 0.3
    assert near("sentenced", "jailed") > near("sentenced", "flooded") + 0.3


def test_vectors_are_of_length_one_and_whole_multiples_so_that_products_are_exact() -> None:
    found = word_vector("collide")
    assert found is not None and found.shape == (width(),)
    assert abs(float(found @ found) - 1) < 1e-3
    assert (found * GRAIN == np.round(found * GRAIN)).all()


def test_what_is_not_known_is_looked_up_by_its_lemma_or_first_word() -> None:
    assert word_vector("zzyzxq") is None
    meet = word_vector("meet")
    assert meet is not None
    for found in (word_vector("zzyzxq", "meet"), word_vector("meet zzyzxq")):
        assert found is not None and np.array_equal(found, meet)


def test_a_bag_of_words_does_not_depend_on_their_order() -> None:
    words = {"earthquake": 4.1, "village": 3.017, "struck": 2.3, "zzyzxq": 5.0}
    found = bag_vector(words)
    assert found is not None and abs(float(found @ found) - 1) < 1e-3
    again = bag_vector(dict(reversed(words.items())))
    assert again is not None and np.array_equal(found, again)
    other, unlike = bag_vector({"tremor": 4.0, "town": 2.0}), bag_vector({"parliament": 4.0, "vote": 2.0})
    assert other is not None and unlike is not None and found @ other > found @ unlike


def test_a_bag_of_nothing_known_has_no_vector() -> None:
    assert bag_vector({}) is None
    assert bag_vector({"zzyzxq": 3.0}) is None
    assert bag_vector({"village": 0.0}) is None
