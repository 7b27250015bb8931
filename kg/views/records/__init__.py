"""Tables → records: all that is known of one entity, one event or one article, and events in order of time.

Plain values first; ``record.py`` makes HTML of them, ``markdown.py`` helps to make Markdown, ``dossier.py`` files of both.
"""
