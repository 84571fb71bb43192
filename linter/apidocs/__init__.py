"""Following the API: saved reference pages against schemas, and schemas against each other."""
