"""Regular expressions that compile themselves on first use.

The package knows some two hundred of them, one form needs a part, and compiling them all takes as long as several
checks: whoever checks one file must not wait for the others.
"""

import re


class Pattern:
    """``re.compile(pattern, flags)``, put off until it is asked for something; then it has the same methods.

    A pattern that cannot be compiled raises ``re.error`` then, and tests/core/test_patterns.py compiles every one.
    """

    def __init__(self, pattern: str | bytes, flags: int = 0):
        self._source = (pattern, flags)

    def __getattr__(self, name: str):
        """Python comes here only for what the object does not hold yet; a method, once found, stays on it."""
        if name.startswith("_") or not hasattr(re.Pattern, name):  # whoever asks what kind of object this is
            raise AttributeError(name)
        found = getattr(re.compile(*self._source), name)
        setattr(self, name, found)
        return found
