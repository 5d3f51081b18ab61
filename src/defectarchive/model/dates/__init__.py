"""Dates as somebody knew them: EDTF to spans of days."""
