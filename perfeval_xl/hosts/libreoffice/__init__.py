"""LibreOffice: what of the extension is made from the package, and the live host through its API.

uno is imported only where a running LibreOffice calls (entry, live), never by what builds the extension.
"""

EXTENSION = "cn.perfeval.xl"  # the identifier under which the extension manager knows it
PACKAGE = "perfeval.oxt"  # its file, by which addresses of scripts name it
JOB = f"{EXTENSION}.DocumentJob"  # what runs on events of documents, by its implementation name
SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"  # the service of its documents, whatever file they are of
# The events of documents to which the job listens, as LibreOffice calls them: opened or made, and saved.
OPENED = "onDocumentOpened"
SAVED = ("OnSaveDone", "OnSaveAsDone")
