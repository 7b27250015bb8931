"""The sample corpus: articles, and questions with their answers."""
