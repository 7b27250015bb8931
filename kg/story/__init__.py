"""Readings of many articles → one story: who is who across articles, which reports tell of one event, who copied whom.

The values that the wings share lie beside them: what one reading brings along (``local``, ``stored``), what people judged
(``judgements``), what is remembered between builds (``index``, ``blocks``, ``nodes``), and what comes out (``story``).
``resolution`` runs the wings, and does again only what new articles touch.
"""
