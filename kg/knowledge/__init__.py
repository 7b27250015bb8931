"""What is known before any article is read: words, names, places and who is who, as data files with small readers.

"To sign" tells of an agreement, "Mr" stands before a man, Riyadh lies in Saudi Arabia: whatever a linguist or an analyst might
want to change is a file in ``data/``, never code.
"""
