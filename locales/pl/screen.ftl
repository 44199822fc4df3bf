# The screen on the wall.

screen-title = Ekran, { $centre }
screen-now-called = Teraz wzywamy
screen-called = Wezwane teraz
screen-before = Wezwane wcześniej
screen-announce = Numer { $number }: { $desk }
screen-ago =
    { $minutes ->
        [0] przed chwilą
       *[other] { $minutes } min temu
    }
screen-nobody = Teraz nikogo nie wzywamy
screen-last = Ostatnio wezwany numer: { $number }, { $desk }
screen-closed-now = Teraz zamknięte
screen-opens-today = Otwieramy ponownie dziś { $at }
screen-opens-again = Otwieramy ponownie: { $day } { $at }
screen-queues = Kolejki teraz
screen-waiting = czeka
screen-wait = ok.
screen-wait-unknown = czas nieznany
screen-unit-minutes = min
screen-unit-hours = godz.
screen-closed = zamknięte
screen-opens = otwarte { $at }
screen-appointment = tylko po umówieniu
screen-full = brak miejsc
screen-paused = przerwa
screen-info = Aktualności i informacje
screen-open-today = Dziś otwarte { $hours }
screen-closed-today = Dziś zamknięte
screen-lost = Brak aktualizacji, stan { $at }
screen-stale = Ekran nie jest aktualny
screen-stale-more = Nowe wezwania nie są teraz tutaj pokazywane. Proszę nasłuchiwać swojego numeru lub zapytać pracownika.
screen-silent = Dźwięk jest wyłączony. Naciśnij tutaj
screen-list-title = Ekrany, { $centre }
screen-list-none = Tutaj nie ma ekranów
screen-unknown = Nie ma tutaj takiego ekranu. Proszę wybrać ekran z listy.
