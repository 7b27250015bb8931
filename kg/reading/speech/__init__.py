"""Sentences → who says what to whom: in quotation marks ("…"), retold ("she said that …") or both.

A word that announces speech ("said", "according to") is called a cue; who speaks and what is said are found around it.
"""
