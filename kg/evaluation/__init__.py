"""Measuring: how well the product reads articles that a person has labelled (docs/evaluation-format.md)."""
