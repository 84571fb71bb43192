"""The linter's verdicts against those of the vendor's own models, over thousands of manifests."""
