"""Files in and out. ``reader.read_book`` turns a workbook file into a :class:`perfeval_xl.core.book.Book`."""
