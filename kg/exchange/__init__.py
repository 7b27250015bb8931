"""The graph and its networks → files of other programs: RDF and JSON-LD, Gephi, Cytoscape, FollowTheMoney."""
