"""What every page has: its frame with a policy that forbids all requests, safe text, a file, a cell of a notebook."""
