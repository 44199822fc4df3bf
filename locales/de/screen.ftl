# The screen on the wall.

screen-title = Anzeige, { $centre }
screen-now-called = Jetzt aufgerufen
screen-called = Jetzt aufgerufen
screen-before = Zuvor aufgerufen
screen-announce = { $number } wird aufgerufen: { $desk }
screen-ago =
    { $minutes ->
        [0] gerade eben
       *[other] vor { $minutes } Min.
    }
screen-nobody = Gerade wird niemand aufgerufen
screen-last = Zuletzt aufgerufen: { $number }, { $desk }
screen-closed-now = Jetzt geschlossen
screen-opens-today = Öffnet heute wieder { $at }
screen-opens-again = Öffnet wieder am { $day }, { $at }
screen-queues = Wartezeiten
screen-waiting = warten
screen-wait = ca.
screen-wait-unknown = Zeit unbekannt
screen-unit-minutes = Min.
screen-unit-hours = Std.
screen-closed = geschlossen
screen-opens = öffnet { $at }
screen-appointment = nur mit Termin
screen-full = gerade voll
screen-paused = macht Pause
screen-info = Aktuelles und Praktisches
screen-open-today = Heute geöffnet { $hours }
screen-closed-today = Heute geschlossen
screen-lost = Nicht aktuell, Stand { $at }
screen-stale = Diese Anzeige ist nicht aktuell
screen-stale-more = Neue Aufrufe erscheinen hier gerade nicht. Achten Sie auf Ihre Nummer oder fragen Sie das Personal.
screen-silent = Der Ton ist aus. Hier drücken
screen-list-title = Anzeigen, { $centre }
screen-list-none = Hier gibt es keine Anzeigen
screen-unknown = Diese Anzeige gibt es hier nicht. Wählen Sie eine aus der Liste.
