"""Files and pages of one format each → articles: plain text, web pages, feeds, JSON Lines, archives of the web."""
