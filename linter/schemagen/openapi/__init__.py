"""From an OpenAPI document to the manifest's JSON Schema, in the form of the shipped ones."""

from __future__ import annotations

from linter.schemagen.openapi.document import OpenApiError, UnknownComponentError
from linter.schemagen.openapi.generate import Generated, generate

__all__ = ["Generated", "OpenApiError", "UnknownComponentError", "generate"]
