"""Runs for people and for programs: text, JSON, JUnit. Each renderer is a module with ``render(runs, …) -> str``."""
