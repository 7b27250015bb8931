"""Chains of many articles → entities: "Dmitriev" here and "Kirill Dmitriev" there are one, two John Smiths are not.

Name forms that could be one's are compared in pairs, linked where enough speaks for it, and grouped; an entity is linked to
authorities (the gazetteer, Wikidata) where it is clear which entry is meant.
"""
