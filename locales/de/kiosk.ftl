# The kiosk.

kiosk-title = Terminal · { $centre }
kiosk-greeting = Guten Tag.
kiosk-question = Wie können wir helfen?
kiosk-closed = Wir haben geschlossen
kiosk-opens-today = Wir öffnen { $at }
kiosk-opens-later = Wir haben geschlossen. Wir öffnen am { $day } { $at }
kiosk-take = Nummer ziehen
kiosk-wait-now = Wartezeit gerade jetzt
kiosk-minutes = { $count } Min.
kiosk-waiting =
    { $count ->
        [0] niemand wartet
        [one] { $count } wartet
       *[other] { $count } warten
    }
kiosk-wait-none = Keine Wartezeit
kiosk-wait-unknown = Wartezeit unbekannt
kiosk-no-desk = Noch kein Schalter offen
kiosk-status-appointment = Nur mit Termin
kiosk-status-closed = Jetzt geschlossen
kiosk-status-full = Gerade voll
kiosk-status-paused = Gerade Pause
kiosk-status-day = Heute geschlossen
kiosk-opens-at = öffnet { $at }
kiosk-opens-again = Wir öffnen heute wieder { $at }
kiosk-see-instead = was Sie tun können
kiosk-adapt = Bildschirm anpassen
kiosk-adapt-line = Große Schrift · Kontrast · weiter unten
kiosk-plain = Normaler Bildschirm
kiosk-big = Große Schrift
kiosk-contrast = Kontrast
kiosk-low = Weiter unten
kiosk-read = Vorlesen
kiosk-repeat = Noch einmal hören
kiosk-moved = Die Tasten sind jetzt weiter unten
kiosk-help = Hilfe rufen
kiosk-help-line = Jemand kommt zu Ihnen
kiosk-help-called = Das Personal weiß Bescheid
kiosk-help-coming = Es kommt jemand
kiosk-help-stay = Bitte bleiben Sie hier
kiosk-help-end = Ruf zurücknehmen
kiosk-choose = Wählen Sie, was passt
kiosk-back = Zurück
kiosk-home = Zur Startseite
kiosk-more = Weitere
kiosk-fewer = Vorherige
kiosk-page = Seite { $page } von { $pages }
kiosk-instead = Das können Sie tun
kiosk-instead-none = Fragen Sie das Personal, wir helfen Ihnen weiter
kiosk-instead-soon = Versuchen Sie es gleich noch einmal, oder fragen Sie das Personal
kiosk-scan = Scannen Sie den Code mit dem Telefon
kiosk-referred = Sie brauchen keine Nummer
kiosk-your-number = Ihre Nummer
kiosk-ahead =
    { $count ->
        [0] Niemand vor Ihnen
       *[other] { $count } vor Ihnen
    }
kiosk-your-turn = Sie sind dran
kiosk-turn-now = Sie sind jetzt dran
kiosk-turn-unknown = Die Zeit steht noch nicht fest
kiosk-about = etwa { $at }
kiosk-between = zwischen { $from } und { $to }
kiosk-now = jetzt
kiosk-go-desk = Gehen Sie hierhin: { $desk }
kiosk-go-floor = Gehen Sie hierhin: { $floor }
kiosk-stay-floor = Auf diesem Stockwerk
kiosk-floor =
    { $level ->
        [0] Erdgeschoss
       *[other] { $level }. Stock
    }
kiosk-floor-below =
    { $level ->
        [1] Keller
       *[other] { $level }. Untergeschoss
    }
kiosk-you-are-here = Sie sind hier
kiosk-phone = Auf mein Telefon
kiosk-phone-line = Scannen und den Platz in der Schlange verfolgen
kiosk-qr = QR-Code zu Ihrer Nummer
kiosk-undo = Rückgängig
kiosk-undone = Ihre Nummer ist gelöscht
kiosk-done = Fertig
kiosk-closes-in = schließt in { $count } Sek.
kiosk-idle-title = Sind Sie noch da?
kiosk-idle-text = Die Seite schließt in { $count } Sek.
kiosk-idle-stay = Ich bin noch da
kiosk-lost = Das Terminal hat gerade keine Verbindung
kiosk-lost-line = Gehen Sie zum Schalter, wir helfen Ihnen. Das Terminal kommt von selbst zurück.
kiosk-unknown = Dieses Terminal ist noch nicht eingerichtet
kiosk-unknown-line = Gehen Sie zum Schalter, wir helfen Ihnen. Die Seite versucht es von selbst wieder.
kiosk-trouble = Gehen Sie zum Schalter, wenn es nicht klappt
kiosk-book = Termin buchen
kiosk-book-free = frei { $when }
kiosk-book-first = Buchen Sie mit dem Code hier. Der erste freie Termin ist { $when }.
kiosk-book-text = Buchen Sie einen Termin mit dem Code hier
