"""Words that tell a time ("last Tuesday", "the first quarter of 2024") → the first and last day that they name.

A small grammar reads the expression, and the day of publication says what "last" is counted from.
"""
