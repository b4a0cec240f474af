"""A check leaves nothing behind: its context goes with the last reference, not with the next garbage collection."""

import gc
import weakref

import pytest

from perfeval_xl.core.engine import run
from perfeval_xl.rules.catalogue import catalogue
from perfeval_xl.rules.check import profile_of
from perfeval_xl.rules.context import Context
from tests.support.books import example_forms


@pytest.mark.parametrize("name", ["zhuzhou-2024", "quyuan-2024", "consistent-2024"])
def test_what_rules_keep_for_one_another_does_not_keep_the_context_alive(name):
    forms = example_forms(name)
    context = Context(forms, profile_of(forms))
    run(catalogue(), context, {}, [form.sheet for form in forms])
    alive = weakref.ref(context)
    gc.disable()
    try:
        del context
        assert alive() is None
    finally:
        gc.enable()
