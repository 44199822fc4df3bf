# Anmelden am Terminal.

check-in-card = Ich habe einen Termin
check-in-card-line = Anmelden – dann weiß man, dass Sie da sind
check-in-title = Anmelden
check-in-how = So melden Sie sich an
check-in-by-qr = Code
check-in-by-phone = Telefon
check-in-by-birth = Geburtstag
check-in-by-cpr = CPR-Nummer
check-in-by-card = Karte
check-in-qr-heading = Code vor den Leser halten
check-in-qr-text = Der Code steht in Ihrer Bestätigung, auf Papier oder auf dem Telefon
check-in-card-heading = Karte durch den Leser ziehen
check-in-card-text = Sie können auch den Strichcode der Karte oder der App vor den Leser halten. Wir nutzen nur Ihre CPR-Nummer; sie wird weder gezeigt noch gespeichert.
check-in-phone = Ihre Telefonnummer
check-in-phone-hint = Die Nummer, die Sie bei der Buchung angegeben haben
check-in-birth = Ihr Geburtsdatum
check-in-birth-hint = Tag, Monat und Jahr: 01031990
check-in-initials = Ihre Initialen
check-in-initials-hint = Vor- und Nachname
check-in-cpr = Ihre CPR-Nummer
check-in-cpr-hint = Zehn Ziffern. Die Nummer wird weder gezeigt noch gespeichert
check-in-show = Ziffern zeigen
check-in-go = Anmelden
check-in-delete = Letztes löschen
check-in-keys = Ziffern
check-in-letter-keys = Buchstaben
check-in-letters = A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Ä Ö Ü Æ Ø Å
check-in-letters-own = A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Ä Ö Ü Æ Ø Å
check-in-mistake-title = Bitte berichtigen Sie etwas
check-in-unreadable-title = Das war nicht lesbar
check-in-mistake-code = Halten Sie den Code ruhig vor den Leser, oder melden Sie sich anders an
check-in-mistake-card = Ziehen Sie die Karte noch einmal durch den Leser, oder melden Sie sich anders an
check-in-not-offered = So kann man sich hier nicht anmelden. Wählen Sie einen anderen Weg.
check-in-mistake-phone = Schreiben Sie die acht Ziffern Ihrer Nummer, oder + und die Landesvorwahl davor
check-in-mistake-birth = Schreiben Sie Tag, Monat und Jahr, zum Beispiel 01031990 für den 1. März 1990
check-in-mistake-initials = Schreiben Sie den ersten Buchstaben von Vor- und Nachnamen
check-in-mistake-cpr = Schreiben Sie alle zehn Ziffern. Die ersten sechs sind Ihr Geburtsdatum.
check-in-none-title = Wir finden Ihren Termin nicht
check-in-none-text = Prüfen Sie, ob es richtig geschrieben ist, oder versuchen Sie es anders. Sie können auch eine Nummer ziehen oder Hilfe rufen.
check-in-several-title = Wir brauchen etwas mehr
check-in-several-text = Mehrere haben dieselben Angaben. Melden Sie sich anders an, oder rufen Sie Hilfe.
check-in-pause-title = Bitte warten
check-in-pause-text =
    { $count ->
        [one] Es waren zu viele Versuche. Versuchen Sie es in { $count } Sekunde wieder, oder rufen Sie Hilfe.
       *[other] Es waren zu viele Versuche. Versuchen Sie es in { $count } Sekunden wieder, oder rufen Sie Hilfe.
    }
check-in-done-title = Sie sind angemeldet
check-in-done-line = Wir haben gesagt, dass Sie da sind
check-in-time = Termin
check-in-length = Dauer
check-in-called-as = Aufruf als
check-in-where = Ort
check-in-minutes =
    { $count ->
        [one] { $count } Minute
       *[other] { $count } Minuten
    }
check-in-go-area = Gehen Sie zu { $floor }, { $area }
check-in-stay-area = Gehen Sie zu { $area }
check-in-called-on-screen = Sie werden auf dem Bildschirm aufgerufen
check-in-route = Weg mitnehmen
check-in-route-line = Scannen, und die Karte ist auf dem Telefon
check-in-route-qr = QR-Code zum Weg
check-in-early = Genug Zeit
check-in-early-line = Sie sind { $span } vor Ihrem Termin da
check-in-on-time = Pünktlich
check-in-on-time-line = Sie werden gleich aufgerufen
check-in-late = Sie kommen nach Ihrer Zeit
check-in-late-line = Sie werden aufgerufen, sobald Platz ist
check-in-late-about = Sie werden aufgerufen, sobald Platz ist, etwa { $at }
check-in-later = Sie haben auch einen Termin { $at }. Melden Sie sich davor wieder an.
check-in-later-from = Sie haben auch einen Termin { $at }. Dafür melden Sie sich bitte frühestens { $from } an.
check-in-phone-title = Wir rufen Sie { $at } an
check-in-video-title = Ihr Videotermin beginnt { $at }
check-in-remote-text = Sie müssen sich nicht anmelden und nicht hier warten
check-in-elsewhere-title = Ihr Termin ist an einem anderen Ort
check-in-elsewhere-text = Melden Sie sich dort an
check-in-today = heute { $at }
check-in-other-day-title = Ihr Termin ist an einem anderen Tag
check-in-other-day-text = Kommen Sie an dem Tag wieder. Brauchen Sie heute Hilfe, ziehen Sie eine Nummer.
check-in-day = { $day } { $at }
check-in-over-title = Ihr Termin ist vorbei
check-in-over-text = Er war { $at }. Ziehen Sie eine Nummer, dann helfen wir Ihnen.
