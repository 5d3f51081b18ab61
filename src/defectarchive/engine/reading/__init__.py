"""Reading the content, unchanged files as they were stored; and finding what is wrong in it."""
