"""Articles and lines → a store: a folder with the truth in one SQLite file, and the graph that is derived from it.

A store outlives crashes; one process writes while others read; what did not change is not done again.
"""
