"""Chains that name places → the place on the map that is meant: which of the many towns called Springfield.

The gazetteer (a list of the world's places) offers candidates; what else the article names decides between them.
"""
