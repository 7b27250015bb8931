"""Readings and story → a knowledge graph on disk, which can be asked.

``vocabulary`` holds the names of all terms (``ontology/kg.ttl`` explains them), ``validation`` the rules that a graph keeps.
"""
