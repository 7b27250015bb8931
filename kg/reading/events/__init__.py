"""Sentences → claims of events: what happens, who does it, to whom, where, when, and how sure the text is of it.

The word that tells an event ("met", "the visit") is its trigger, those who take part are its arguments, and its factuality is
whether it happened, is planned, is denied. Claims of one event in one article are told to be one.
"""
