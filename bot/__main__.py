"""`python -m bot` is `brief`."""

from bot.cli import main

if __name__ == "__main__":
    main()
