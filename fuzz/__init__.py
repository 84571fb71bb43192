"""Fuzzing, outside of the tests: bytes that nobody would write, and what must hold of them."""
