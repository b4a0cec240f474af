"""What 环境体检 says of LibreOffice itself: its version, and where the extension lies."""

from collections.abc import Sequence

import uno

from ...core.host import Health
from . import EXTENSION
from .settings import settings_of

_OLDEST = (7, 4)


def health() -> Sequence[Health]:
    """Of the running LibreOffice."""
    return [_version(), _extension()]


def _version() -> Health:
    product = settings_of("/org.openoffice.Setup/Product")
    version = product.ooSetupVersionAboutBox
    if tuple(int(number) for number in version.split(".")[:2]) < _OLDEST:
        return Health("LibreOffice", False, f"版本 {version} 太旧，请装 {'.'.join(map(str, _OLDEST))} 以上的版本。")
    return Health("LibreOffice", True, f"版本 {version}")


def _extension() -> Health:
    context = uno.getComponentContext()
    provider = context.getValueByName("/singletons/com.sun.star.deployment.PackageInformationProvider")
    where = provider.getPackageLocation(EXTENSION)
    if not where:
        return Health("扩展", False, "没有装绩效自评扩展，单元格函数和工具栏不能用，请运行安装程序。")
    return Health("扩展", True, uno.fileUrlToSystemPath(where))
