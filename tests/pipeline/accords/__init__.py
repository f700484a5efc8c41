"""An invented dossier of five agreements, and reports in our own words with what each must come to."""
