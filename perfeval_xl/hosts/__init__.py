"""The places where a person or a machine starts a check. Each loads only what it needs."""
