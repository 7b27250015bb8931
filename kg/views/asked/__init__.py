"""The graph → the few tables that all views begin with: entities, events, claims, articles, and the sentences they rest on."""
