"""Networks and timelines → pages to walk through: each one file that needs nothing but itself and a browser."""
