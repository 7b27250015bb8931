"""Readings, story and judgements → lines of the graph (RDF as N-Quads): one statement a line, subject, property, object.

Nothing here knows where the lines are kept.
"""
