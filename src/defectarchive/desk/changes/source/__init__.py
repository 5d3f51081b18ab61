"""A content file as it is written: places in its text, and edits that leave all else as it was."""
