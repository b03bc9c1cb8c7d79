"""The command line: parse, call one action or one read, answer."""
