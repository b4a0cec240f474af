"""xlwings' own VBA module, from which only what is for other programs and for the Mac is left out."""

import re
from importlib.metadata import distribution

from perfeval_xl.hosts.excel.xlwings_module import for_excel_on_windows, xlwings_source


def directives(source):
    return re.findall(r"^\s*#(?:If|ElseIf|Const) (.*?)\s*$", source, re.M)


def test_nothing_is_asked_any_more_about_the_program_and_the_machine():
    asked = directives(xlwings_source())
    assert "VBA7 Then" in asked and "Win64 Then" in asked
    assert not [one for one in asked if one.startswith(("App", "Mac "))]


def test_only_lines_are_left_out_and_the_licence_is_not():
    whole = distribution("xlwings").locate_file("xlwings/xlwings.bas").read_text(encoding="ascii").splitlines()
    kept = iter(whole)
    assert all(line in kept for line in xlwings_source().splitlines())  # in their order
    licence = [line for line in whole[:32] if line.startswith("'")]
    assert set(licence) <= set(xlwings_source().splitlines()) and any("Zoomer Analytics" in line for line in licence)


def test_every_procedure_is_begun_once_and_ended():
    source = xlwings_source()
    begun = re.findall(r"^(?:Public |Private )?(Sub|Function|Property)\b", source, re.M)
    assert len(begun) == len(re.findall(r"^End (?:Sub|Function|Property)\b", source, re.M)) > 30


def test_of_several_branches_the_one_for_excel_stays():
    source = """\
#Const App = "Microsoft Excel"
#If App = "Microsoft Word" Then
word
#ElseIf App = "Microsoft Excel" Then
  #If Win64 Then
64
  #Else
32
  #End If
  #If Mac Then ' as it is there
mac
    #If Win64 Then
mac 64
    #End If
  #Else
windows
  #End If
#Else
others
#End If
always
"""
    assert for_excel_on_windows(source).split() == "#If Win64 Then 64 #Else 32 #End If windows always".split()
