"""Text to documents: YAML and JSON readers that give the same thing, values with spans."""
