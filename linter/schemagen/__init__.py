"""From the reference pages to JSON Schema, and from JSON Schema to a compiled check."""
