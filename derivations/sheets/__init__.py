"""Course sheets: one file each, found by folder. Each file defines `sheet`."""
