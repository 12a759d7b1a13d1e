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

import io
import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and do it; return the exit status.

    Returns:
        0 done, 1 could not be done (and said why), 2 wrong usage.
    """
    try:
        if not (arguments if arguments is not None else sys.argv[1:]):
            return _open_window(None)  # at once: words are what takes reading
        from cli.parser import parser

        options = parser().parse_args(arguments)
        if options.command is None:
            return _open_window(options.home)
        from cli.run import run

        return run(options)
    except ModuleNotFoundError as error:
        return _refuse(
            f"Inkling needs the package {error.name}; install what it needs with:"
            f" {sys.executable} -m pip install -r requirements.txt"
        )
    except KeyboardInterrupt:
        return _refuse("Stopped.")


def _open_window(home: str | None) -> int:
    from ui.start import open_window  # here, for a subcommand needs no window

    return open_window(home)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _write_whatever_comes() -> None:
    """Let a name that the terminal cannot write be written in another way."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run_to_the_end() -> int:
    """Do what is asked and write out what is left of the result; return the exit status."""
    try:
        status = main()
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever read has read enough
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        return _refuse(f"That could not be done ({error.strerror}).")


def _drop_output() -> None:
    """Keep Python from trying to write the rest once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    _write_whatever_comes()
    sys.exit(_run_to_the_end())
