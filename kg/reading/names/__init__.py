"""Words → mentions: every stretch that names or describes someone or something.

A mention is a name ("Kirill Dmitriev"), a description ("the envoy") or a pronoun ("he"); a name is told to be a person's, an
organisation's, a place's, a group's or a thing's.
"""
