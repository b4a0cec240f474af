"""LibreOffice's own settings (com.sun.star.configuration)."""

import uno
from com.sun.star.beans import PropertyValue

_READ = "com.sun.star.configuration.ConfigurationAccess"
_CHANGE = "com.sun.star.configuration.ConfigurationUpdateAccess"


def settings_of(path: str, changed: bool = False):
    """The settings under a path such as ``/org.openoffice.Setup/Product``; *changed*: they are going to be changed."""
    context = uno.getComponentContext()
    provider = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context
    )
    return provider.createInstanceWithArguments(
        _CHANGE if changed else _READ, (PropertyValue(Name="nodepath", Value=path),)
    )
