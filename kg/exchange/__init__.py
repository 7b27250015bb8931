"""The graph and its networks → files of other programs (RDF, Gephi, FollowTheMoney, maps, notes, Neo4j), stores elsewhere."""
