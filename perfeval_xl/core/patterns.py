"""Regular expressions that compile themselves on first use.

The package knows some two hundred of them, one form needs a part, and compiling them all takes as long as several
checks: whoever checks one file must not wait for the others.
"""

import re

# What a compiled pattern answers for a text in which it finds nothing.
_NOTHING_FOUND = {"search": None, "match": None, "fullmatch": None, "finditer": iter(())}


class Pattern:
    """``re.compile(pattern, flags)``, put off until it is asked for something; then it has the same methods.

    Every match holds one of *words*, where there are any: the first text with one of them is what it is compiled for.
    A pattern that cannot be compiled raises ``re.error`` then, and tests/core/test_patterns.py compiles every one.
    """

    def __init__(self, pattern: str | bytes, flags: int = 0, words: tuple[str, ...] | tuple[bytes, ...] = ()):
        self._source = (pattern, flags)
        self.words = words

    def __getattr__(self, name: str):
        """Python comes here only for what the object does not hold yet; a method, once found, stays on it."""
        if name.startswith("_") or not hasattr(re.Pattern, name):  # whoever asks what kind of object this is
            raise AttributeError(name)
        found = self._unless_without_words(name) if self.words and name in _NOTHING_FOUND else self._compiled(name)
        setattr(self, name, found)
        return found

    def _compiled(self, name: str):
        return getattr(re.compile(*self._source), name)

    def _unless_without_words(self, name: str):
        """The method *name* for texts that may hold none of the words; the first that holds one puts it in its place."""

        def method(text: str | bytes, *limits: int):
            for word in self.words:
                if word in text:
                    found = self._compiled(name)
                    setattr(self, name, found)
                    return found(text, *limits)
            return _NOTHING_FOUND[name]

        return method
