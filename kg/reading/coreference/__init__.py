"""Mentions → chains: all mentions in one article of the same one ("Kirill Dmitriev … the envoy … he").

This is what linguists call coreference: two expressions that refer to one and the same.
"""
