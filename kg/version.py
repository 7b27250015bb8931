"""The version of kg: what every reading is signed with. It stands alone, so that any room may ask for it."""

__version__ = "0.1.0"
