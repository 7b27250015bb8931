"""Tables → networks: who is linked with whom by what, which part of it is worth drawing, and where everything stands."""
