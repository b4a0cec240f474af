"""What several rules ask for, worked out once a check: at the first rule that asks, and kept for the others.

Where each of them is declared, it says so above its name::

    @per_form
    def filled_rows(context, form): ...

Every such function is asked with the same context and form whoever asks, and has no other parameter.
"""

from collections.abc import Callable
from functools import wraps


def per_form(compute: Callable) -> Callable:
    """``compute(context, form)``, once for each form of a check. Forms are told apart by what they are, not what they hold."""

    @wraps(compute)
    def kept(context, form):
        known = context.worked_out[compute]
        try:
            return known[id(form)]
        except KeyError:
            known[id(form)] = found = compute(context, form)
            return found

    return kept


def per_check(compute: Callable) -> Callable:
    """``compute(context)``, once a check."""

    @wraps(compute)
    def kept(context):
        known = context.worked_out[compute]
        try:
            return known[None]
        except KeyError:
            known[None] = found = compute(context)
            return found

    return kept
