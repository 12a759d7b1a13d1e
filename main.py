# /// script
# requires-python = ">=3.10"
# dependencies = [
#   "numpy>=1.26,<3",
#   "pygame-ce>=2.5.6,<3",
#   "pillow>=10.1,<14",
#   "tqdm>=4.66,<5",
#   "platformdirs>=4.0,<5",
#   "font-source-sans-pro>=0.0.1,<1",
# ]
# ///
"""Inkling: build a neural network from your own drawings.

Without a word this opens the window; with one it runs a subcommand:
``python main.py --help`` lists them.
"""

import argparse
import sys


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and do it; return the exit status.

    Returns:
        0 done, 1 could not be done (and said why), 2 wrong usage.
    """
    try:
        from cli.parser import parser

        options = parser().parse_args(arguments)
        if options.command is None:
            return _open_window(options)
        from cli.run import run

        return run(options)
    except ModuleNotFoundError as error:
        print(
            f"Inkling needs the package {error.name}; install what it needs with:"
            f" {sys.executable} -m pip install -r requirements.txt",
            file=sys.stderr,
        )
        return 1


def _open_window(options: argparse.Namespace) -> int:
    from ui.start import open_window  # here, for a subcommand needs no window

    return open_window(options.home)


if __name__ == "__main__":
    sys.exit(main())
