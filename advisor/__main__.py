"""python -m advisor."""

from advisor.channels.cli import main

if __name__ == "__main__":
    main()
