# Standeren: det, borgeren ser og hører ved døren.

kiosk-title = Stander · { $centre }
kiosk-greeting = Goddag.
kiosk-question = Hvad kan vi hjælpe med?
kiosk-closed = Vi har lukket
kiosk-opens-today = Vi åbner { $at }
kiosk-opens-later = Vi har lukket. Vi åbner { $day } { $at }
kiosk-take = Træk et nummer
kiosk-wait-now = Ventetid lige nu
kiosk-minutes = { $count } min
kiosk-waiting =
    { $count ->
        [0] ingen venter
       *[other] { $count } venter
    }
kiosk-wait-none = Ingen ventetid
kiosk-wait-unknown = Ventetid ukendt
kiosk-no-desk = Ingen skranke er åben endnu
kiosk-status-appointment = Kun med aftale
kiosk-status-closed = Lukket nu
kiosk-status-full = Fuld lige nu
kiosk-status-paused = Pause lige nu
kiosk-status-day = Lukket i dag
kiosk-opens-at = åbner { $at }
kiosk-opens-again = Vi åbner igen i dag { $at }
kiosk-see-instead = se, hvad du kan gøre
kiosk-adapt = Tilpas skærmen
kiosk-adapt-line = Stor tekst · høj kontrast · lavt nede
kiosk-plain = Almindelig skærm
kiosk-big = Stor tekst
kiosk-contrast = Høj kontrast
kiosk-low = Lavt nede
kiosk-read = Læs op
kiosk-repeat = Hør igen
kiosk-moved = Knapperne er flyttet ned
kiosk-help = Tilkald hjælp
kiosk-help-line = Personalet kommer
kiosk-help-called = Personalet har fået besked
kiosk-help-coming = Der kommer en medarbejder
kiosk-help-stay = Bliv ved standeren
kiosk-help-end = Fortryd kaldet
kiosk-choose = Vælg det, der passer
kiosk-back = Tilbage
kiosk-home = Til forsiden
kiosk-more = Flere
kiosk-fewer = Forrige
kiosk-page = Side { $page } af { $pages }
kiosk-instead = Det kan du gøre
kiosk-instead-none = Spørg personalet, så hjælper vi dig videre
kiosk-instead-soon = Prøv igen om lidt, eller spørg en medarbejder
kiosk-scan = Scan koden med din telefon
kiosk-referred = Du skal ikke bruge et nummer
kiosk-your-number = Dit nummer
kiosk-ahead =
    { $count ->
        [0] Ingen foran dig
       *[other] { $count } foran dig
    }
kiosk-your-turn = Det er din tur
kiosk-turn-now = Det er din tur nu
kiosk-turn-unknown = Tiden kan ikke siges endnu
kiosk-about = ca. { $at }
kiosk-between = mellem { $from } og { $to }
kiosk-now = nu
kiosk-go-desk = Gå til { $desk }
kiosk-go-floor = Gå til { $floor }
kiosk-stay-floor = Bliv på denne etage
kiosk-floor =
    { $level ->
        [0] Stuen
       *[other] { $level }. sal
    }
kiosk-floor-below =
    { $level ->
        [1] Kælderen
       *[other] { $level }. kælder
    }
kiosk-you-are-here = Du er her
kiosk-phone = Send til min telefon
kiosk-phone-line = Scan, og følg din plads i køen
kiosk-qr = QR-kode til dit nummer
kiosk-undo = Fortryd
kiosk-undone = Dit nummer er slettet
kiosk-done = Færdig
kiosk-closes-in = lukker om { $count } sek.
kiosk-idle-title = Er du der stadig?
kiosk-idle-text = Siden lukker om { $count } sek.
kiosk-idle-stay = Jeg er her endnu
kiosk-lost = Standeren har ikke forbindelse lige nu
kiosk-lost-line = Gå til skranken, så hjælper vi dig. Standeren kommer selv tilbage.
kiosk-unknown = Denne stander er ikke sat op endnu
kiosk-unknown-line = Gå til skranken, så hjælper vi dig. Siden prøver selv igen.
kiosk-trouble = Gå til skranken, hvis det ikke lykkes
kiosk-book = Bestil tid
kiosk-book-free = ledigt { $when }
kiosk-book-first = Bestil tid med koden her. Den første ledige tid er { $when }.
kiosk-book-text = Bestil tid med koden her
