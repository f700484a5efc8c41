"""Reports of a period: acts counted by the rule of the dossier, laid out for page, print, spreadsheet and word processor."""
