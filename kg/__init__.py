"""Turn a pile of news articles into an entity-and-event knowledge graph that a person can ask and look at."""

__version__ = "0.1.0"
