"""An invented dossier of investigation reports, and what a careful reader sets beside each finding."""
