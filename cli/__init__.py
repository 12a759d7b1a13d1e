"""The subcommands: what ``python main.py WORD`` does without a window."""
