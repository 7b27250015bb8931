"""A question → rows: in SPARQL, by a named query, or by a name as a person writes it.

Questions are checked before they run, and run within limits of time and memory.
"""
