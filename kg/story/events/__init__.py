"""Claims of many articles → events: which reports tell of the same meeting, and what they tell of it together.

Each event gets one type, one status, its days, who took part, and a label that people can read.
"""
