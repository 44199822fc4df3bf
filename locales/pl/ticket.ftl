# Numer w telefonie.

ticket-title = Twój numer
ticket-service = { $service }, { $choice }
ticket-ahead = { $count ->
    [one] osoba przed Tobą
    [few] osoby przed Tobą
   *[many] osób przed Tobą
}
ticket-expected = ok. { $time }
ticket-between = między { $earliest } a { $latest }
ticket-longer = Trwa to dłużej, niż przewidywaliśmy. Nowa godzina:
ticket-paused = Kolejka ma przerwę
ticket-no-desk = W tej chwili żadne stanowisko nie jest czynne
ticket-no-time = W tej chwili nie możemy podać godziny
ticket-no-time-text = Twoje miejsce w kolejce pozostaje. Godzina pojawi się tutaj, gdy tylko ją poznamy.
ticket-moved-here = Twoja sprawa trafiła do: { $centre }, { $address }. Oto Twój nowy numer.
ticket-there = { $area }: bądź tam o { $time }
ticket-there-now = { $area }: bądź tam teraz
ticket-ready = Bądź na miejscu o { $time }
ticket-ready-now = Bądź na miejscu teraz
ticket-floor = { $floor ->
    [0] Parter
   *[other] Piętro { $floor }
}
ticket-floor-below = { $floor ->
    [1] Piwnica
   *[other] Piwnica, poziom { $floor }
}
ticket-delayed = Wezwiemy Cię nie wcześniej niż o { $time }
ticket-alerts = { $count ->
    [one] Powiadom, gdy przede mną będzie { $count } osoba
    [few] Powiadom, gdy przede mną będą { $count } osoby
   *[many] Powiadom, gdy przede mną będzie { $count } osób
}
ticket-alerts-how = Dźwięk i wibracje, gdy strona jest otwarta
ticket-alerts-sound = Dźwięk, dopóki ta strona jest otwarta
ticket-alerts-touch = Dotknij dowolnego miejsca na stronie, a usłyszysz też dźwięk
ticket-alerts-none = Telefon nie może tu odtworzyć dźwięku. Obserwuj tę stronę.
ticket-alerts-off = Wyłączone
ticket-soon = { $count ->
    [one] { $count } osoba przed Tobą
    [few] { $count } osoby przed Tobą
   *[many] { $count } osób przed Tobą
}
ticket-late = Spóźnię się
ticket-cancel = Zrezygnuj
ticket-turn = Twoja kolej
ticket-go-to = Podejdź do
ticket-cannot-come = Nie mogę przyjść
ticket-as-at = Stan z godziny { $time }

ticket-booked = Masz wizytę o { $time }
ticket-booked-text = Po przyjściu zgłoś się przy biletomacie
ticket-serving = Jesteś tutaj: { $desk }
ticket-serving-text = Nie musisz tu już nic robić
ticket-parked = Twój numer został odłożony
ticket-parked-text = Nie musisz nic robić. Wezwiemy Cię.
ticket-missed = Wezwaliśmy Cię o { $time }
ticket-missed-text = Jesteś na miejscu? Naciśnij najpóźniej o { $time }, a wezwiemy Cię ponownie.
ticket-here = Jestem na miejscu
ticket-served = Dziękujemy za wizytę
ticket-served-text = Wizyta jest zakończona. Nie musisz nic więcej robić.
ticket-no-show = Twój numer stracił ważność
ticket-no-show-text = Numer został wezwany, ale nikt nie podszedł. Gdy będziesz na miejscu, weź nowy numer.
ticket-unserved = Niestety nie zdążyliśmy Cię dziś przyjąć
ticket-unserved-text = Jest już zamknięte. Przyjdź innego dnia.
ticket-cancelled = Numer został anulowany
ticket-cancelled-undo = Jeśli cofniesz to teraz, zachowasz swoje miejsce
ticket-cancelled-text = Jeśli jednak potrzebujesz pomocy, weź nowy numer
ticket-undo = Cofnij
ticket-moved = Twoja sprawa trafiła do innego wydziału
ticket-moved-day = Termin przeniesiono na { $date }
ticket-moved-text = Masz tam nowy numer
ticket-moved-link = Zobacz nowy numer

ticket-late-title = Ile się spóźnisz?
ticket-late-text = Zachowujesz { $number }. Do Twojego przyjścia przepuścimy innych.
ticket-late-new = nowa godzina ok. { $time }
ticket-late-not-before = nie wcześniej niż { $time }
ticket-late-send = Daj znać
ticket-late-none = Dziś nie możemy dłużej czekać. Przyjdź teraz albo zrezygnuj z numeru.
ticket-late-missing = Wybierz, ile się spóźnisz
ticket-keep = Zachowaj moje miejsce
ticket-cancel-title = Czy chcesz zrezygnować z { $number }?
ticket-cancel-text = Stracisz miejsce w kolejce. Zaraz potem możesz to cofnąć.
ticket-cancel-send = Zrezygnuj z { $number }

ticket-refused-not-later = Ta godzina nie jest późniejsza niż obecna. Wybierz późniejszą.
ticket-refused-too-long = O tej porze jest już zamknięte. Wybierz wcześniejszą godzinę.
ticket-refused-undo = Jest za późno, aby to cofnąć. Jeśli potrzebujesz pomocy, weź nowy numer.
ticket-refused-later = Nie udało się tego zapisać. Spróbuj ponownie za chwilę.
ticket-refused-changed = Teraz to niemożliwe, ponieważ stan numeru się zmienił. Tak jest obecnie.

ticket-unknown = Link nie działa
ticket-unknown-text = Jest ważny tylko w dniu wizyty. Sprawdź, czy link jest pełny, albo zapytaj pracownika.
ticket-over = Ten numer był ważny innego dnia
ticket-over-text = Numer jest ważny tylko w dniu, w którym się go bierze. Weź nowy, gdy znów będziesz na miejscu.
