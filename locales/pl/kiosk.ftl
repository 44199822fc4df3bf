# The kiosk.

kiosk-title = Biletomat · { $centre }
kiosk-greeting = Dzień dobry.
kiosk-question = W czym możemy pomóc?
kiosk-closed = Mamy zamknięte
kiosk-opens-today = Otwieramy { $at }
kiosk-opens-later = Mamy zamknięte. Otwieramy: { $day } { $at }
kiosk-take = Pobierz numer
kiosk-wait-now = Czas oczekiwania teraz
kiosk-minutes = { $count } min
kiosk-waiting =
    { $count ->
        [0] nikt nie czeka
        [one] czeka { $count } osoba
        [few] czekają { $count } osoby
        [many] czeka { $count } osób
       *[other] czeka { $count } osoby
    }
kiosk-wait-none = Bez czekania
kiosk-wait-unknown = Czas nieznany
kiosk-no-desk = Żadne stanowisko nie jest jeszcze czynne
kiosk-status-appointment = Tylko po umówieniu
kiosk-status-closed = Teraz zamknięte
kiosk-status-full = Teraz brak miejsc
kiosk-status-paused = Teraz przerwa
kiosk-status-day = Dziś zamknięte
kiosk-opens-at = otwarcie { $at }
kiosk-opens-again = Dziś otwieramy ponownie { $at }
kiosk-see-instead = zobacz, co możesz zrobić
kiosk-adapt = Dostosuj ekran
kiosk-adapt-line = Duży tekst · kontrast · przyciski niżej
kiosk-plain = Zwykły ekran
kiosk-big = Duży tekst
kiosk-contrast = Kontrast
kiosk-low = Niżej
kiosk-read = Czytaj na głos
kiosk-repeat = Posłuchaj ponownie
kiosk-moved = Przyciski są teraz niżej
kiosk-help = Wezwij pomoc
kiosk-help-line = Ktoś do Ciebie podejdzie
kiosk-help-called = Pracownicy już wiedzą
kiosk-help-coming = Pracownik już idzie
kiosk-help-stay = Zostań przy biletomacie
kiosk-help-end = Odwołaj wezwanie
kiosk-choose = Wybierz, co pasuje
kiosk-back = Wstecz
kiosk-home = Do strony głównej
kiosk-more = Więcej
kiosk-fewer = Poprzednie
kiosk-page = Strona { $page } z { $pages }
kiosk-instead = Co możesz zrobić
kiosk-instead-none = Zapytaj pracowników, a pomożemy Ci dalej
kiosk-instead-soon = Spróbuj ponownie za chwilę albo zapytaj pracownika
kiosk-scan = Zeskanuj kod telefonem
kiosk-referred = Nie potrzebujesz numeru
kiosk-your-number = Twój numer
kiosk-ahead =
    { $count ->
        [0] Nikogo przed Tobą
        [one] Przed Tobą { $count } osoba
        [few] Przed Tobą { $count } osoby
        [many] Przed Tobą { $count } osób
       *[other] Przed Tobą { $count } osoby
    }
kiosk-your-turn = Twoja kolej
kiosk-turn-now = Teraz Twoja kolej
kiosk-turn-unknown = Czasu nie można jeszcze podać
kiosk-about = około { $at }
kiosk-between = między { $from } a { $to }
kiosk-now = teraz
kiosk-go-desk = Podejdź tutaj: { $desk }
kiosk-go-floor = Idź tutaj: { $floor }
kiosk-stay-floor = Na tym piętrze
kiosk-floor =
    { $level ->
        [0] parter
       *[other] { $level }. piętro
    }
kiosk-floor-below =
    { $level ->
        [1] piwnica
       *[other] poziom −{ $level }
    }
kiosk-you-are-here = Jesteś tutaj
kiosk-phone = Wyślij na mój telefon
kiosk-phone-line = Zeskanuj i śledź swoje miejsce w kolejce
kiosk-qr = Kod QR do Twojego numeru
kiosk-undo = Cofnij
kiosk-undone = Twój numer został usunięty
kiosk-done = Gotowe
kiosk-closes-in = zamknie się za { $count } s
kiosk-idle-title = Czy nadal tu jesteś?
kiosk-idle-text = Strona zamknie się za { $count } s
kiosk-idle-stay = Nadal tu jestem
kiosk-lost = Biletomat nie ma teraz połączenia
kiosk-lost-line = Podejdź do stanowiska, a pomożemy. Biletomat wróci sam.
kiosk-unknown = Ten biletomat nie jest jeszcze skonfigurowany
kiosk-unknown-line = Podejdź do stanowiska, a pomożemy. Strona sama spróbuje ponownie.
kiosk-trouble = Podejdź do stanowiska, jeśli się nie uda
kiosk-book = Umów termin
kiosk-book-free = wolne { $when }
kiosk-book-first = Umów termin tym kodem. Pierwszy wolny termin: { $when }.
kiosk-book-text = Umów termin tym kodem
