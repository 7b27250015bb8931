"""Sentences → claims of lasting ties: who holds which position, belongs to what, is married to whom, owns what.

What an event changes is told by events; here stands what simply holds ("the minister of energy, Alexander Novak").
"""
