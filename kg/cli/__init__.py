"""``kg`` on the command line: one command a file, imported only when it is called; ``options.py`` has what several share."""
