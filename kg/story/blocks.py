"""Blocks of things that may be alike: who is filed where, and which blocks say nothing because too many are in them.

Whether a block is crowded depends on who is in it, never on who came first: the moment it becomes crowded, or no longer is,
all in it are to be compared again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable


class Blocks:
    """One table of blocks.

    Args:
        connection: the store's.
        table: its name; with the columns ``block`` and ``node``.
        many: members from which on, this number itself left out, a block is passed over.
    """

    def __init__(self, connection: sqlite3.Connection, table: str, many: int) -> None:
        self.c, self.table, self.many = connection, table, many

    def of(self, node: int) -> list[str]:
        """Where a node is filed."""
        found = self.c.execute(f"SELECT block FROM {self.table} WHERE node = ? ORDER BY block", (node,))
        return [block for (block,) in found]

    def file(self, node: int, keys: Collection[str]) -> set[int]:
        """File a node under keys, and under no others.

        Returns:
            Those that must be compared again, because one of their blocks became crowded or no longer is.
        """
        old, again = set(self.of(node)), set()
        for block in sorted(old - set(keys)):
            self.c.execute(f"DELETE FROM {self.table} WHERE block = ? AND node = ?", (block, node))
            members = self._members(block)
            again |= set(members) if len(members) == self.many else set()
        for block in sorted(set(keys) - old):
            self.c.execute(f"INSERT INTO {self.table} VALUES (?, ?)", (block, node))
            members = self._members(block)
            again |= set(members) if len(members) == self.many + 1 else set()
        return again - {node}

    def withdraw(self, node: int) -> set[int]:
        """Take a node out of all its blocks; returns what :meth:`file` does."""
        return self.file(node, ())

    def _members(self, block: str) -> list[int]:
        """At most two more than a block may have."""
        found = self.c.execute(f"SELECT node FROM {self.table} WHERE block = ? LIMIT ?", (block, self.many + 2))
        return [node for (node,) in found]

    def mates(self, nodes: Iterable[int]) -> dict[int, set[int]]:
        """For each node the others in its blocks, as far as these are not crowded."""
        seen: dict[str, list[int]] = {}
        found: dict[int, set[int]] = {}
        for node in nodes:
            mates: set[int] = set()
            for block in self.of(node):
                if block not in seen:
                    members = self._members(block)
                    seen[block] = members if len(members) <= self.many else []
                mates.update(seen[block])
            found[node] = mates - {node}
        return found
