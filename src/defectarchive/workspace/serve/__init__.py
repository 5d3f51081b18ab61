"""The preview server: pages from memory, a watcher of folders, and word to the browser."""
