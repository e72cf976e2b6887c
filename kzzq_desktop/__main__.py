"""The way in: without words the window, with words the command line."""

import sys


def main() -> None:
    """Open the window, or run the command that was given; ends the program."""
    if len(sys.argv) > 1:
        from kzzq_desktop.cli import main as command

        sys.exit(command(sys.argv[1:]))
    from kzzq_desktop.app import main as window

    sys.exit(window())


if __name__ == "__main__":
    main()
