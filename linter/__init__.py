"""pmlint: a linter for TrueFoundry chat prompt manifests."""

__version__ = "0.1.0"
