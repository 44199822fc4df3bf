# What several pages have.

page-skip = Zum Inhalt
page-demo = Demo: Bürger und Mitarbeiter sind erfunden
page-tour = Rundgang
page-languages = Sprachen
page-lost = Die Verbindung ist unterbrochen. Die Seite zeigt den letzten Stand und versucht es von selbst wieder.
problem-page-back = Zur Startseite
