"""What was written down months ago, by this version or an earlier one, still says the same.

A copy with marks, a sealed file and a seal on paper outlive the program that made them. Who changes what stands here
makes every explanation to be written anew, every findings sheet a changed one, or every seal a broken one: a change of
format says so (FORMAT of the seal, another name of the column) and goes on reading the old one.
"""

import datetime

from perfeval_xl.core.book import CellError, Sheet
from perfeval_xl.core.cells import Box
from perfeval_xl.core.explanations import fingerprint
from perfeval_xl.core.findings_rows import row_mark, texts_mark
from perfeval_xl.core.seal import block, code_of, read
from perfeval_xl.core.seal_changes import sealed
from tests.core.seals import book, with_seal
from tests.core.test_explanations import finding

FORM = [["指标", "得分", ""], ["办件量", 10, "132件"], [True, CellError("#N/A"), datetime.date(2024, 12, 31)]]
CODE = "d47a-edc0-07eb-9d95-0ec2"
SEAL = [
    ["封存校验码", CODE, "perfeval-xl/seal"],
    ["", "", "1"],
    [
        "",
        "",
        "eNqlkc9O20AQxl+lGq7ZZNcGV/ENoV574M/JstDGXicWzm5krwkoygloqooKIQTcEL1V7aFFQlyAPg1O01NfgdmNlSKutWxpduY33858HkGi8j"
        "7X4AODBmilMgxpkzUpHiOueaa6pcCcQx2vaZhBrpI0M6leKbkkWFg2rWm/xlYIdQllb2jbd41Koco8EttFjzsrnlH/z8dIaq7LArUGvChEjBlc"
        "I8LAT3hWCJxclVIjMAKR5yoHnzZgyHOZyi74rAFib5DxVJoONrbdfaSDEeyIfZSdnt8+PZ7NJt9mPw5nX76i/k4qkYVhT2W4isiSbbHLs5LrVE"
        "mzPe9YS8xsPSH0QgMTOZddU1tl/pprndKWfSkfqdi6l7A2ER7lJIo7y6T91msTN+YejMNa2EwZLLSDgNoP9PR4Mr2eQNgIcDtd/bqsPn6AMLTn"
        "OVF9unq6v/szOakhyaiJHCwx18HSHHfmeGdzfetdTYql963Vmo3N7ybMIS4zvGmZmymtFdbyDeq2XjnY+ne7D9XJ5e+L79ODo+rxpjr7/PfheF"
        "Gt8P15CmOzrRpKXDYcPwOrvu2t"
    ],
]


def test_the_figures_of_an_explanation():
    one = finding()._replace(actual="63.86%", difference="219.10", arguments={"rate": "调整率 63.860%", "sheet": "整体自评表"})
    assert (fingerprint(finding()), fingerprint(one)) == ("5bdf894a3e92", "222c727da108")


def test_the_marks_of_a_findings_sheet():
    assert row_mark("F10", "整体自评表", "E6", "调整率 63.9%，\n须说明") == "53ecb359d6e7"
    row = ("F10", "核实性", "整体自评表", "E6", "调整率 63.9%", "", "63.9%", "", "填表说明")
    assert texts_mark(["绩效校验结果", "待核实：核实性 1 条"], [row]) == "8fbad8518cdb4f78519b5055c7afa4d6030747e7"


def test_a_seal():
    now = with_seal(book(整体=FORM), Sheet("封存信息", SEAL))
    manifest, stated = read(now.sheets[-1])
    (form,) = manifest.forms
    assert (stated, form.key, form.range) == (CODE, "整体自评表", "A1:C3")
    assert code_of(block(now.sheets[0]).within(Box(0, 0, 2, 2))) == form.code == "2f19-e60a-cdb4-9769-3da6"
    explained = manifest.explanations
    assert explained == {"S03/整体自评表/办件量": "受疫情影响，办件量减少"}
    assert [change.was for change in sealed(now).changes] == [f"核实说明：{text}" for text in explained.values()]
