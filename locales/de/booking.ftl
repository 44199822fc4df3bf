# Termine buchen, und der gebuchte Termin.

booking-title = Termin buchen
booking-step = Schritt { $step } von { $steps }
booking-back = Zurück
booking-change = Ändern
booking-tools = Sprache und Anzeige
booking-adapt = Anpassen
booking-adapt-text = Größerer Text
booking-adapt-contrast = Hoher Kontrast
booking-on = eingeschaltet
booking-and = { $first }, { $second }
booking-list = { $first } und { $last }
booking-step-how = Art des Treffens
booking-step-time = Zeit wählen
booking-step-details = Ihre Angaben

booking-what = Worum geht es?
booking-search = Suchen, z. B. Carport oder Pass
booking-search-label = Suchen, wobei Sie Hilfe brauchen
booking-search-send = Suchen
booking-found =
    { $count ->
        [one] 1 Anliegen zu „{ $query }“ gefunden
       *[other] { $count } Anliegen zu „{ $query }“ gefunden
    }
booking-found-none = Nichts zu „{ $query }“ gefunden
booking-found-none-text = Versuchen Sie ein anderes Wort, oder wählen Sie aus allen Anliegen. Sie können auch während der Öffnungszeiten vorbeikommen, dann helfen wir Ihnen.
booking-all = Alle Anliegen ansehen
booking-none = Zurzeit gibt es kein Anliegen, für das Sie einen Termin buchen können. Kommen Sie während der Öffnungszeiten vorbei, dann helfen wir Ihnen.
booking-referral-go = Weiter zu
booking-referral-other = Anderes Anliegen wählen

booking-how = Wie möchten Sie uns treffen?
booking-mode-in-person = Vor Ort
booking-mode-phone = Telefontermin
booking-mode-video = Videotermin
booking-means-phone = Wir rufen Sie auf Ihrem Handy an
booking-means-video = Wir treffen uns per Video. Den Link bekommen Sie nach der Buchung
booking-short-phone = wir rufen Sie an
booking-short-video = wir treffen uns per Video
booking-minutes =
    { $count ->
        [one] { $count } Minute
       *[other] { $count } Minuten
    }
booking-first = Erster freier Termin: { $when }
booking-first-none = Zurzeit keine freien Termine
booking-when-today = heute um { $time }
booking-when-tomorrow = morgen um { $time }
booking-when-day = { $day } um { $time }
booking-interpreter = Ich brauche einen Dolmetscher
booking-interpreter-text = Auch Gebärdensprache
booking-choose-time = Zeit wählen

booking-day = Tag wählen
booking-time = Zeit wählen
booking-week = KW
booking-week-number = Woche { $number }
booking-weekday-1 = Mo
booking-weekday-2 = Di
booking-weekday-3 = Mi
booking-weekday-4 = Do
booking-weekday-5 = Fr
booking-weekday-6 = Sa
booking-weekday-7 = So
booking-month-1 = Jan.
booking-month-2 = Feb.
booking-month-3 = März
booking-month-4 = Apr.
booking-month-5 = Mai
booking-month-6 = Juni
booking-month-7 = Juli
booking-month-8 = Aug.
booking-month-9 = Sept.
booking-month-10 = Okt.
booking-month-11 = Nov.
booking-month-12 = Dez.
booking-months = { $from } – { $to }
booking-weeks-earlier = Frühere Wochen
booking-weeks-later = Spätere Wochen
booking-free =
    { $count ->
        [one] { $count } frei
       *[other] { $count } frei
    }
booking-free-times =
    { $count ->
        [one] { $count } freier Termin
       *[other] { $count } freie Termine
    }
booking-taken = belegt
booking-closed = zu
booking-past = vorbei
booking-today = heute
booking-not-yet = später
booking-none-free = In diesen Wochen gibt es keine freien Termine.
booking-call-us = Rufen Sie uns an: { $phone }.
booking-continue = Weiter
booking-continue-with = Weiter mit { $time }
booking-your-time = Ihr Termin
booking-errand = Anliegen
booking-mode = Art des Treffens
booking-when = Zeit
booking-hold-promise =
    { $count ->
        [one] Wenn Sie fortfahren, halten wir den Termin { $count } Minute für Sie frei. Verschieben und Absagen sind kostenlos.
       *[other] Wenn Sie fortfahren, halten wir den Termin { $count } Minuten für Sie frei. Verschieben und Absagen sind kostenlos.
    }
booking-mistake-time = Wählen Sie eine Uhrzeit
booking-gone = Dieser Termin wurde gerade vergeben. Wählen Sie einen anderen.
booking-kept = Was Sie geschrieben haben, ist noch da.
booking-too-soon = Der Termin ist zu nah, um hier gebucht zu werden. Wählen Sie einen späteren.
booking-too-far = So weit im Voraus können Sie noch nicht buchen. Wählen Sie einen früheren Tag.
booking-later = Das konnten wir nicht speichern. Versuchen Sie es gleich noch einmal.
booking-too-many-tries = Von hier wurden in kurzer Zeit viele Termine gebucht. Versuchen Sie es gleich noch einmal.
booking-too-many = Sie haben für dieses Anliegen schon so viele Termine wie möglich. Verschieben oder sagen Sie einen ab, wenn Sie einen anderen möchten.

booking-details = Ihre Angaben
booking-name = Name
booking-phone = Handynummer
booking-phone-hint = Unter dieser Nummer rufen wir Sie an
booking-reach-hint = Geben Sie Handynummer, E-Mail oder beides an
booking-email = E-Mail
booking-optional = (freiwillig)
booking-unreachable = Ich habe weder Telefon noch E-Mail
booking-unreachable-text = Dann rufen Sie uns an, wenn Sie den Termin verschieben oder absagen möchten
booking-birth = Geburtsdatum
booking-birth-hint = Dann können Sie sich mit Geburtsdatum und Initialen anmelden. Tag, Monat und Jahr: 01.03.1990
booking-topic = Worüber möchten Sie sprechen?
booking-topic-hint = Schreiben Sie hier keine CPR-Nummer
booking-remind = Schreiben Sie mir zu meinem Termin
booking-remind-text = { $when } erinnern wir Sie an den Termin. Wir schreiben auch, wenn er gebucht ist und falls er verlegt oder abgesagt wird. Per SMS und E-Mail.
booking-told-text = Wir schreiben per SMS und E-Mail, wenn der Termin gebucht ist und falls er verlegt oder abgesagt wird
booking-remind-day = am Tag davor
booking-remind-hour = eine Stunde davor
booking-remind-days =
    { $count ->
        [one] { $count } Tag davor
       *[other] { $count } Tage davor
    }
booking-remind-hours =
    { $count ->
        [one] { $count } Stunde davor
       *[other] { $count } Stunden davor
    }
booking-remind-minutes =
    { $count ->
        [one] { $count } Minute davor
       *[other] { $count } Minuten davor
    }
booking-trap = Dieses Feld leer lassen
booking-trapped = Ein verborgenes Feld war ausgefüllt, das machen meist nur Maschinen. Drücken Sie noch einmal, wenn Sie buchen möchten.
booking-held = Wir halten den Termin bis { $time } für Sie frei
booking-held-no-more = Wir halten den Termin nicht mehr frei, aber Sie bekommen ihn, wenn er noch frei ist
booking-send = Termin buchen
booking-mistakes-title = Bitte berichtigen Sie etwas
booking-mistake-name = Schreiben Sie Ihren Namen
booking-mistake-name-long = Der Name ist zu lang. Schreiben Sie höchstens 200 Zeichen
booking-mistake-phone-missing = Schreiben Sie die Nummer, die wir anrufen sollen
booking-mistake-phone = Das sieht nicht wie eine Telefonnummer aus. Schreiben Sie zum Beispiel 20 00 00 00 oder +46 70 000 00 00
booking-mistake-reach = Schreiben Sie eine Handynummer oder eine E-Mail-Adresse, oder kreuzen Sie an, dass Sie beides nicht haben
booking-mistake-email = Das sieht nicht wie eine E-Mail-Adresse aus. Schreiben Sie zum Beispiel name@example.org
booking-mistake-topic-long = Der Text ist zu lang. Schreiben Sie höchstens 1000 Zeichen
booking-mistake-cpr = Das sieht nicht nach einer CPR-Nummer aus. Schreiben Sie zehn Ziffern, zum Beispiel TTMMJJ-1234
booking-mistake-birth = Schreiben Sie Tag, Monat und Jahr, zum Beispiel 01.03.1990
booking-mistake-birth-ahead = Dieser Tag liegt in der Zukunft. Schreiben Sie den Tag, an dem Sie geboren sind
booking-mistake-topic-cpr = Hier steht etwas, das wie eine CPR-Nummer aussieht. Löschen Sie es

booked-title = Ihr Termin ist gebucht
booked-title-moved = Ihr Termin ist verschoben
booked-tab = Ihr Termin { $when }
booked-how-in-person = Vor Ort, { $minutes }
booked-how-phone = Wir rufen Sie an, { $minutes }
booked-how-video = Videotermin, { $minutes }
booked-how-plain-in-person = Vor Ort
booked-how-plain-phone = Wir rufen Sie an
booked-how-plain-video = Videotermin
booked-interpreter = Wir sorgen für einen Dolmetscher
booked-code-in-person = Melden Sie sich an, wenn Sie kommen
booked-code-by = Kommen Sie doch vorbei?
booked-code-text = Zeigen Sie den Code am Terminal, dann finden wir Ihren Termin
booked-code-label = QR-Code für das Terminal
booked-before = Vor dem Treffen
booked-way = So finden Sie uns
booked-video = Videotermin öffnen
booked-calendar = Zum Kalender hinzufügen
booked-change = Verschieben oder absagen
booked-summary = Termin
booked-begun = Es ist so weit
booked-begun-text = Melden Sie sich am Terminal an, oder sprechen Sie jemanden an, wenn Sie hier sind
booked-cancel = Termin absagen
booked-cancel-title = Möchten Sie Ihren Termin absagen?
booked-cancel-text = Dann kann ihn jemand anders bekommen. Gleich danach können Sie es noch rückgängig machen.
booked-keep = Termin behalten
booked-move-title = Termin verschieben
booked-move-line = Sie haben { $when }
booked-move-to = Verschieben auf { $time }
booked-move = Termin verschieben
booked-moved-refused = Diesen Termin können Sie nicht bekommen. Wählen Sie einen anderen, oder behalten Sie Ihren.
booked-cannot-move = Der Termin kann nicht mehr verschoben werden
booked-cancelled = Ihr Termin ist abgesagt
booked-cancelled-text = Danke, dass Sie Bescheid gesagt haben. Jetzt kann ihn jemand anders bekommen.
booked-cancelled-undo = Wenn Sie es sich jetzt anders überlegen, bekommen Sie den Termin zurück
booked-cancelled-by-us = Rufen Sie uns an, oder buchen Sie einen neuen Termin. Das tut uns leid.
booked-undo = Rückgängig machen
booked-refused-undo = Der Termin ist nicht mehr zu haben. Jemand anders hat ihn genommen, oder es ist zu lange her. Buchen Sie einen neuen Termin.
booked-refused-changed = Das geht jetzt nicht, weil sich Ihr Termin geändert hat. So sieht er jetzt aus.
booked-served = Danke für das Gespräch
booked-served-text = Der Termin ist vorbei. Sie müssen nichts weiter tun.
booked-no-show = Wir haben Sie nicht getroffen
booked-no-show-text = Das kommt vor. Wenn Sie noch Hilfe brauchen, buchen Sie einen neuen Termin.
booked-unserved = Wir haben es leider nicht geschafft
booked-unserved-text = Das tut uns leid. Buchen Sie einen neuen Termin, dann helfen wir Ihnen.
booked-again = Neuen Termin buchen
booked-told-sms = Wir schreiben Ihnen per SMS.
booked-told-email = Wir schreiben Ihnen per E-Mail.
booked-told-both = Wir schreiben Ihnen per SMS und E-Mail.
booked-told-not = Wir schreiben Ihnen zu diesem Termin nicht. Heben Sie diese Seite auf: Hier können Sie ihn verlegen oder absagen.
