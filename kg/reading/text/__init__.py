"""The bare text → its grammar: words and sentences, which word depends on which, what stands in quotation marks.

The language model (spaCy) tells parts of speech and dependencies; here they become plain lists that the other wings walk through.
``annotations.py`` is the sheet on which every wing notes what it found.
"""
