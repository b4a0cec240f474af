"""The add-in's answers: a worksheet function computed for the document from which it was called."""

from ...functions import Function, call
from ...functions.arrays import is_range
from ...functions.definition import NEVER, WITHOUT_ARGUMENTS
from ...functions.values import UNREADABLE
from .calling_cell import CallingCell
from .documents import Documents, OpenDocument
from .results import Result
from .values import arguments, handed_over


class Answers:
    """Computes functions; what it knows of the open documents is kept as long as these are open."""

    def __init__(self, context):
        self._documents = Documents(context)

    def answer(self, function: Function, document, given: tuple):
        """The value of a call in the form in which Calc takes it. Never raises: what goes wrong is an error value."""
        try:
            if document is None:
                return _shown(call(function.name, arguments(given)))
            return self._answer_in(self._documents.of(document), function, arguments(given))
        except Exception:  # nothing but a value may reach the cell
            return handed_over(UNREADABLE)

    def _answer_in(self, opened: OpenDocument, function: Function, taken: list):
        caller = CallingCell(opened, function)
        if taken and is_range(taken[0]) and function.parameters[0].reference:
            taken[0] = caller.reference() or UNREADABLE
        value = call(function.name, taken, caller)
        if function.volatile == NEVER or function.volatile == WITHOUT_ARGUMENTS and taken:
            return _shown(value)
        return opened.results.of(handed_over(value))


def _shown(value):
    value = handed_over(value)
    return Result(value) if is_range(value) else value
