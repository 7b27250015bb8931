"""The reading as a spaCy pipeline: any spaCy pipeline of English, with our components around it."""

from __future__ import annotations

import functools
import importlib
import re
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from kg.errors import Code, KgError
from kg.reading import DEFAULT_MODEL
from kg.reading.text.products import use_numpy
from kg.reading.text.vectors import remember_vectors

MODULES = {
    "kg_layout": "kg.reading.text.layout",
    "kg_times": "kg.reading.times.times",
    "kg_names": "kg.reading.names.names",
    "kg_mentions": "kg.reading.names.mentions",
    "kg_coreference": "kg.reading.coreference.coreference",
    "kg_places": "kg.reading.places.places",
    "kg_sets": "kg.reading.coreference.sets",
    "kg_quotations": "kg.reading.speech.quotations",
    "kg_events": "kg.reading.events.events",
    "kg_arguments": "kg.reading.events.arguments",
    "kg_factuality": "kg.reading.events.factuality",
    "kg_positions": "kg.reading.ties.positions",
    "kg_event_coreference": "kg.reading.events.happenings",
    "kg_weights": "kg.reading.events.weights",
    "kg_statuses": "kg.reading.events.statuses",
    "kg_participants": "kg.reading.events.participants",
    "kg_titles": "kg.reading.events.titles",
    "kg_context": "kg.reading.events.context",
}
"""Where the factory of each component lives, in the order in which they run; ``kg_layout`` runs before the parser,
the others after the model's own."""

COMPONENTS = tuple(name for name in MODULES if name != "kg_layout")
"""Our components that run after the model's own, in this order."""


@functools.lru_cache(maxsize=2)
def bare(model: str = DEFAULT_MODEL) -> Language:
    """The model's own pipeline, alone.

    Args:
        model: name of an installed spaCy pipeline package, or a folder that holds one.

    Raises:
        KgError: KG010 when there is none.
    """
    try:
        packaged = spacy.util.is_package(model)  # first: a folder of that name that happens to lie here is not meant
        if packaged or Path(model).is_dir():
            return spacy.load(model)
        return importlib.import_module(model.replace("-", "_")).load()
    except (ImportError, OSError, AttributeError) as error:
        raise KgError(Code.NO_MODEL, model=model) from error


def load(model: str = DEFAULT_MODEL, *, components: tuple[str, ...] = COMPONENTS) -> Language:
    """The model with our components.

    Args:
        model: as in :func:`bare`.
        components: which of ours to run, in this order.
    """
    nlp = _load(model, components)
    return nlp


@functools.lru_cache(maxsize=4)
def _load(model: str, components: tuple[str, ...]) -> Language:
    bare.cache_clear()
    nlp = bare(model)
    bare.cache_clear()
    for name in ("kg_layout", *components):  # registers its factory
        importlib.import_module(MODULES[name])
    _part_damaged_marks(nlp)
    _remember_words(nlp)
    _find_entities_at_once(nlp)
    use_numpy(nlp)
    remember_vectors(nlp)
    first = next((name for name in nlp.pipe_names if name in ("parser", "senter", "sentencizer")), None)
    nlp.add_pipe("kg_layout", **({"before": first} if first else {"first": True}))
    for name in components:
        nlp.add_pipe(name, last=True)
    return nlp


_DAMAGED_MARKS = r"""|[.,!…](?=["”]\?\w)|["”]\?(?=\w)"""
"""What a wrong decoding leaves of a closing quotation mark and the blank behind it: 'in May,"?Berg said'."""


def _part_damaged_marks(nlp: Language) -> None:
    """Have the tokenizer part words at damaged quotation marks, where it goes by patterns."""
    tokenizer: Any = nlp.tokenizer
    finder = getattr(getattr(tokenizer, "infix_finditer", None), "__self__", None)
    if isinstance(finder, re.Pattern):
        tokenizer.infix_finditer = re.compile(finder.pattern + _DAMAGED_MARKS, finder.flags).finditer


def _remember_words(nlp: Language) -> None:
    """Parts of speech and lemmas out of a memory, where the model's components allow it."""
    from kg.reading.text.words import fitting

    own = ["attribute_ruler", "lemmatizer"]
    names = nlp.pipe_names
    if not set(own) <= set(names) or names.index(own[1]) - names.index(own[0]) != 1:
        return
    if fitting(*map(nlp.get_pipe, own)):
        nlp.add_pipe("kg_words", after=own[1])
        for name in own:
            nlp.remove_pipe(name)


def _find_entities_at_once(nlp: Language) -> None:
    """Named entities of a whole document at once, where the model's component allows it."""
    from kg.reading.text.entities import fitting

    if "ner" in nlp.pipe_names and fitting(nlp.get_pipe("ner")):
        nlp.add_pipe("kg_entities", before="ner")
        nlp.remove_pipe("ner")
