"""The add-in's answers: a worksheet function computed for the document from which it was called."""

from ...functions import Function, call
from ...functions.arrays import is_range
from ...functions.definition import ALWAYS, WITHOUT_ARGUMENTS
from ...functions.values import UNREADABLE
from .calling_cell import CallingCell
from .documents import Documents
from .results import Result
from .values import argument, rows, scalar


class Answers:
    """Computes functions; what it knows of the open documents is kept as long as these are open."""

    def __init__(self, context):
        self._documents = Documents(context)

    def answer(self, function: Function, document, given: tuple):
        """The value of a call in the form in which Calc takes it. Never raises: what goes wrong is an error value."""
        try:
            arguments = [argument(value) for value in given]
            while arguments and arguments[-1] is None:  # left out
                arguments.pop()
            if document is None:
                return _handed_over(call(function.name, arguments))
            return self._answer_in(self._documents.of(document), function, arguments)
        except Exception:  # nothing but a value may reach the cell
            return scalar(UNREADABLE)

    def _answer_in(self, opened, function: Function, arguments: list):
        caller = CallingCell(opened, function)
        if arguments and function.parameters[0].reference and is_range(arguments[0]):
            arguments[0] = caller.reference() or UNREADABLE
        value = call(function.name, arguments, caller)
        if function.volatile == ALWAYS or function.volatile == WITHOUT_ARGUMENTS and not arguments:
            return opened.results.of(rows(value) if is_range(value) else scalar(value))
        return _handed_over(value)


def _handed_over(value):
    return Result(rows(value)) if is_range(value) else scalar(value)
