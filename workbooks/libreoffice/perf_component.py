"""The extension's component for LibreOffice; what it does is in the package, which lies in pythonpath beside it."""

import unohelper

from perfeval_xl.hosts.libreoffice.component import registered

g_ImplementationHelper = registered(unohelper.ImplementationHelper())
