"""``kg serve``: a store behind a SPARQL 1.1 Protocol endpoint and pages for people, on this machine.

====================  =====================================================================
``library``           the store: its newest generation, and processes that answer queries
``guard``             who may ask: names of this machine alone, no page of another site
``faults``            errors as HTTP
``negotiation``       the formats of answers
``protocol``          ``/sparql``
``description``       what ``/sparql`` says of itself
``pages``             what people look at
``application``       which address is answered by what
``serving``           the listening socket, and its quiet end
====================  =====================================================================
"""
