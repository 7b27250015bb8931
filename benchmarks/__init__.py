"""What the product costs and how good it is, measured: ``python -m benchmarks`` (README.md)."""
