"""Which files are linted: named ones, walked ones, listed ones."""
