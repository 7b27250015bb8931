"""Rows of the graph → what people look at: networks, records of one entity or event, and pages.

``web/`` holds the scripts, styles and templates of pages, ``assets/`` the bundle of the explorer.
"""
