"""Placeholders in texts, as the vendor's client finds them."""
