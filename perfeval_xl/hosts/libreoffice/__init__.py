"""LibreOffice: what of the add-in is made from the package."""
