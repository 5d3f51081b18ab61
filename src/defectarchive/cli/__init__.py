"""The command line: verbs, options, exit codes, and what is printed."""
