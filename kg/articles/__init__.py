"""Files and web pages → :class:`~kg.articles.article.Article`: one text, with its headline, date, publisher and address.

A reader for each format, what of a page is no part of the article (menus, "read also"), and which articles are copies.
"""
