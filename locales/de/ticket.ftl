# Die Nummer auf dem Telefon.

ticket-title = Ihre Nummer
ticket-service = { $service }, { $choice }
ticket-ahead = { $count ->
    [one] Person vor Ihnen
   *[other] Personen vor Ihnen
}
ticket-expected = ca. { $time } Uhr
ticket-between = zwischen { $earliest } und { $latest } Uhr
ticket-longer = Es dauert länger als erwartet. Neue Zeit:
ticket-paused = Die Warteschlange macht Pause
ticket-no-desk = Zurzeit ist kein Schalter geöffnet
ticket-no-time = Zurzeit können wir keine Zeit nennen
ticket-no-time-text = Sie behalten Ihren Platz. Die Zeit erscheint hier, sobald wir sie kennen.
ticket-moved-here = Sie wurden weitergeleitet: { $centre }, { $address }. Hier ist Ihre neue Nummer.
ticket-there = { $area }: Bitte seien Sie um { $time } Uhr dort
ticket-there-now = { $area }: Bitte gehen Sie jetzt dorthin
ticket-ready = Bitte seien Sie um { $time } Uhr bereit
ticket-ready-now = Bitte seien Sie jetzt bereit
ticket-floor = { $floor ->
    [0] Erdgeschoss
   *[other] { $floor }. Stock
}
ticket-floor-below = { $floor ->
    [1] Untergeschoss
   *[other] { $floor }. Untergeschoss
}
ticket-delayed = Wir rufen Sie frühestens um { $time } Uhr auf
ticket-alerts = Hinweis, wenn { $count } vor Ihnen sind
ticket-alerts-how = Ton und Vibration, solange die Seite geöffnet ist
ticket-alerts-sound = Ton, solange diese Seite offen ist
ticket-alerts-touch = Tippen Sie einmal auf die Seite, dann kommt auch ein Ton
ticket-alerts-none = Ihr Telefon kann hier keinen Ton geben. Bitte behalten Sie die Seite im Auge.
ticket-alerts-off = Ausgeschaltet
ticket-soon = { $count ->
    [one] Noch { $count } Person vor Ihnen
   *[other] Noch { $count } Personen vor Ihnen
}
ticket-late = Ich verspäte mich
ticket-cancel = Abmelden
ticket-turn = Sie sind an der Reihe
ticket-go-to = Gehen Sie zu
ticket-cannot-come = Ich kann nicht kommen
ticket-as-at = Stand: { $time } Uhr

ticket-booked = Sie haben einen Termin um { $time } Uhr
ticket-booked-text = Melden Sie sich am Terminal an, wenn Sie kommen
ticket-serving = Sie sind hier: { $desk }
ticket-serving-text = Sie müssen hier nichts mehr tun
ticket-parked = Wir haben Ihre Nummer zurückgestellt
ticket-parked-text = Sie müssen nichts tun. Wir rufen Sie auf.
ticket-missed = Wir haben Sie um { $time } Uhr aufgerufen
ticket-missed-text = Sind Sie da? Drücken Sie bis spätestens { $time } Uhr, dann rufen wir Sie noch einmal auf.
ticket-here = Ich bin da
ticket-served = Danke für Ihren Besuch
ticket-served-text = Ihr Besuch ist beendet. Sie müssen nichts mehr tun.
ticket-no-show = Ihre Nummer ist abgelaufen
ticket-no-show-text = Wir haben Sie aufgerufen, aber Sie kamen nicht. Ziehen Sie eine neue Nummer, wenn Sie da sind.
ticket-unserved = Leider kamen Sie heute nicht mehr an die Reihe
ticket-unserved-text = Wir haben jetzt geschlossen. Bitte kommen Sie an einem anderen Tag.
ticket-cancelled = Ihre Nummer ist abgemeldet
ticket-cancelled-undo = Wenn Sie es jetzt rückgängig machen, behalten Sie Ihren Platz
ticket-cancelled-text = Ziehen Sie eine neue Nummer, wenn Sie doch Hilfe brauchen
ticket-undo = Rückgängig machen
ticket-moved = Sie wurden an eine andere Stelle weitergeleitet
ticket-moved-day = Ihr Termin wurde verlegt auf { $date }
ticket-moved-text = Sie haben dort eine neue Nummer bekommen
ticket-moved-link = Neue Nummer ansehen

ticket-late-title = Wie viel verspäten Sie sich?
ticket-late-text = Sie behalten { $number }. Wir lassen andere vor, bis Sie da sind.
ticket-late-new = neue Zeit ca. { $time } Uhr
ticket-late-not-before = frühestens { $time } Uhr
ticket-late-send = Bescheid geben
ticket-late-none = Länger können wir heute nicht warten. Kommen Sie jetzt, oder melden Sie Ihre Nummer ab.
ticket-late-missing = Wählen Sie, wie viel Sie sich verspäten
ticket-keep = Meinen Platz behalten
ticket-cancel-title = Möchten Sie { $number } abmelden?
ticket-cancel-text = Sie verlieren dann Ihren Platz in der Warteschlange. Gleich danach können Sie es rückgängig machen.
ticket-cancel-send = { $number } abmelden

ticket-refused-not-later = Diese Zeit ist nicht später als Ihre jetzige. Wählen Sie eine spätere Zeit.
ticket-refused-too-long = So spät haben wir nicht geöffnet. Wählen Sie eine frühere Zeit.
ticket-refused-undo = Zum Rückgängigmachen ist es zu spät. Ziehen Sie eine neue Nummer, wenn Sie Hilfe brauchen.
ticket-refused-later = Das konnten wir nicht speichern. Versuchen Sie es gleich noch einmal.
ticket-refused-changed = Das geht jetzt nicht, weil sich Ihre Nummer geändert hat. Hier sehen Sie den jetzigen Stand.

ticket-unknown = Der Link funktioniert nicht
ticket-unknown-text = Er gilt nur am selben Tag. Prüfen Sie, ob der Link vollständig ist, oder fragen Sie jemanden vom Personal.
ticket-over = Ihre Nummer galt für einen anderen Tag
ticket-over-text = Eine Nummer gilt nur an dem Tag, an dem Sie sie ziehen. Ziehen Sie eine neue, wenn Sie wieder da sind.
