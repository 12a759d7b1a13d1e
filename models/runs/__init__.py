"""Runs on disk: a folder each, with what came of it and all that is needed to go on."""
