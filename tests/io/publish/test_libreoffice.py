"""The same leaks as LibreOffice writes them, and the public edition as LibreOffice shows it."""

import io
import shutil
import subprocess
import zipfile

import pytest

from perfeval_xl.io.publish.edition import published
from tests.io.publish.leaky import SECRETS
from tests.io.publish.opened import opened
from tests.io.publish.test_remote_places import NAME as PERSON
from tests.io.publish.test_remote_places import NUMBERS, planted

SECONDS = 120


@pytest.fixture
def convert(tmp_path):
    """A workbook's bytes through LibreOffice into another format."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("没有 LibreOffice：它写的文件没有在公开版上试过")

    def run(data: bytes, kind: str) -> bytes:
        source = tmp_path / "book.xlsx"
        source.write_bytes(without_bytes_between_parts(data))
        command = [program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", tmp_path / "out", source], check=True, timeout=SECONDS, capture_output=True)
        return (tmp_path / "out" / f"book.{kind}").read_bytes()

    return run


def without_bytes_between_parts(data: bytes) -> bytes:
    """The same parts: LibreOffice 26 opens no archive that hides something between them."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in archive.namelist():
            packed.writestr(name, archive.read(name))
    return file.getvalue()


def test_what_libreoffice_saved_leaks_nothing_either(convert, leaking):
    saved = convert(leaking, "xlsx")
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        planted = b"".join(archive.read(name) for name in archive.namelist())
    left = [secret for secret in SECRETS if secret.encode() in planted]
    assert len(left) > len(SECRETS) // 2
    edition = opened(published(saved))
    found = [(secret, part) for secret in left for part, content in edition.parts.items() if secret.encode() in content]
    assert found == []
    assert opened(published(edition.data)).data == edition.data


def test_nor_what_is_hidden_in_remote_places(convert):
    saved = convert(planted(), "xlsx")
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        written = b"".join(archive.read(name) for name in archive.namelist())
    left = [number for number in (*NUMBERS[:39], PERSON) if number.encode() in written]
    assert len(left) > 10
    edition = opened(published(saved))
    found = [(secret, part) for secret in left for part, content in edition.parts.items() if secret.encode() in content]
    assert found == []


def test_libreoffice_shows_the_public_values(convert, edition):
    shown = convert(edition.data, "csv").decode("utf-8", "replace")
    assert ",22%," in shown and "138****0000" in shown and "8****00" in shown
