"""Account codes: which economic subjects are 人员经费."""

from perfeval_xl.domain.accounts import is_staff


def test_a_subject_of_any_level_is_staff_or_public():
    codes = ("301", "30101", "303", "30305", "302", "30217", "310", "31002", "307")
    assert [code for code in codes if is_staff(code)] == ["301", "30101", "303", "30305"]
