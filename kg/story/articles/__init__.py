"""Articles → which of them are of one origin (copies, reports of one medium retold), and which are on one subject.

Three copies of a news agency's report are one source, not three.
"""
