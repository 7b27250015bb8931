"""What the network of a story shows by its shape: paths, who is central, bridges, communities, who comes together."""
