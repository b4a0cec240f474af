"""A running LibreOffice without a screen, and documents open in it, reached from tests.

``desk`` is the tests' side; ``office_side`` runs in LibreOffice's own Python, which has uno and none of our dependencies.
"""
