"""What tests of the pipeline's first parts share."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.reading.pipeline import DEFAULT_MODEL, bare


@pytest.fixture(scope="module")
def own() -> Language:
    """The model with its own components, which no other test has."""
    bare.cache_clear()
    nlp = bare(DEFAULT_MODEL)
    bare.cache_clear()
    return nlp
