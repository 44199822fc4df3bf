# Meldowanie się przy biletomacie.

check-in-card = Mam umówiony termin
check-in-card-line = Zamelduj się, a pracownik dostanie wiadomość
check-in-title = Zamelduj się
check-in-how = Jak się zameldować
check-in-by-qr = Kod
check-in-by-phone = Telefon
check-in-by-birth = Data urodzenia
check-in-by-cpr = Numer CPR
check-in-by-card = Karta zdrowia
check-in-qr-heading = Przyłóż kod do czytnika
check-in-qr-text = Kod jest w potwierdzeniu, na papierze lub w telefonie
check-in-card-heading = Przeciągnij kartę przez czytnik
check-in-card-text = Możesz też przyłożyć kod kreskowy z karty lub aplikacji. Używamy tylko numeru CPR; nie pokazujemy go i nie zapisujemy.
check-in-phone = Twój numer telefonu
check-in-phone-hint = Numer podany przy umawianiu
check-in-birth = Twoja data urodzenia
check-in-birth-hint = Dzień, miesiąc i rok: 01031990
check-in-initials = Twoje inicjały
check-in-initials-hint = Imię i nazwisko
check-in-cpr = Twój numer CPR
check-in-cpr-hint = Dziesięć cyfr. Numeru nie pokazujemy i nie zapisujemy
check-in-show = Pokaż cyfry
check-in-go = Zamelduj się
check-in-delete = Usuń ostatni znak
check-in-keys = Cyfry
check-in-letter-keys = Litery
check-in-letters = A B C D E F G H I J K L M N O P R S T U V W X Y Z Ć Ł Ó Ś Ź Ż Æ Ø Å
check-in-letters-own = A B C D E F G H I J K L M N O P R S T U V W X Y Z Ć Ł Ó Ś Ź Ż Æ Ø Å
check-in-mistake-title = Coś trzeba poprawić
check-in-unreadable-title = Nie udało się odczytać
check-in-mistake-code = Trzymaj kod nieruchomo przed czytnikiem lub wybierz inny sposób
check-in-mistake-card = Przeciągnij kartę jeszcze raz lub wybierz inny sposób
check-in-not-offered = Tak nie można się tu zameldować. Wybierz inny sposób.
check-in-mistake-phone = Wpisz osiem cyfr numeru albo zacznij od + i numeru kraju
check-in-mistake-birth = Wpisz dzień, miesiąc i rok, na przykład 01031990 dla 1 marca 1990
check-in-mistake-initials = Wpisz pierwszą literę imienia i nazwiska
check-in-mistake-cpr = Wpisz wszystkie dziesięć cyfr. Pierwsze sześć to data urodzenia.
check-in-none-title = Nie możemy znaleźć terminu
check-in-none-text = Sprawdź, czy wszystko się zgadza, lub spróbuj inaczej. Możesz też pobrać numer albo wezwać pomoc.
check-in-several-title = Potrzebujemy czegoś więcej
check-in-several-text = Kilka osób ma te same dane. Zamelduj się inaczej lub wezwij pomoc.
check-in-pause-title = Poczekaj chwilę
check-in-pause-text =
    { $count ->
        [one] Było za dużo prób. Spróbuj za { $count } sekundę lub wezwij pomoc.
        [few] Było za dużo prób. Spróbuj za { $count } sekundy lub wezwij pomoc.
       *[many] Było za dużo prób. Spróbuj za { $count } sekund lub wezwij pomoc.
    }
check-in-done-title = Zameldowano
check-in-done-line = Przekazaliśmy, że tu jesteś
check-in-time = Termin
check-in-length = Czas trwania
check-in-called-as = Wywołamy jako
check-in-where = Miejsce
check-in-minutes =
    { $count ->
        [one] { $count } minuta
        [few] { $count } minuty
       *[many] { $count } minut
    }
check-in-go-area = Idź: { $floor }, { $area }
check-in-stay-area = Idź do: { $area }
check-in-called-on-screen = Wywołamy Cię na ekranie
check-in-route = Weź drogę ze sobą
check-in-route-line = Zeskanuj, a mapa będzie w telefonie
check-in-route-qr = Kod QR z drogą
check-in-early = Masz czas
check-in-early-line = Do terminu zostało: { $span }
check-in-on-time = W samą porę
check-in-on-time-line = Zaraz Cię wywołamy
check-in-late = Już po Twoim czasie
check-in-late-line = Wywołamy Cię, gdy tylko będzie miejsce
check-in-late-about = Wywołamy Cię, gdy tylko będzie miejsce, około { $at }
check-in-later = Masz też termin { $at }. Przed nim zamelduj się ponownie.
check-in-later-from = Masz też termin { $at }. Zamelduj się na niego najwcześniej { $from }.
check-in-phone-title = Zadzwonimy do Ciebie { $at }
check-in-video-title = Twoje spotkanie wideo zaczyna się { $at }
check-in-remote-text = Nie musisz się meldować ani tu czekać
check-in-elsewhere-title = Twój termin jest w innym miejscu
check-in-elsewhere-text = Zamelduj się tam
check-in-today = dziś { $at }
check-in-other-day-title = Twój termin jest innego dnia
check-in-other-day-text = Przyjdź tego dnia. Jeśli potrzebujesz pomocy dziś, pobierz numer.
check-in-day = { $day } { $at }
check-in-over-title = Twój termin minął
check-in-over-text = Był { $at }. Pobierz numer, a pomożemy.
