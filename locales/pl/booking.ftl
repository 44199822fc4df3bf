# Umawianie wizyt i umówiona wizyta.

booking-title = Umów wizytę
booking-step = krok { $step } z { $steps }
booking-back = Wstecz
booking-change = Zmień
booking-tools = Język i wygląd
booking-adapt = Dostosuj
booking-adapt-text = Większy tekst
booking-adapt-contrast = Wysoki kontrast
booking-on = włączone
booking-and = { $first }, { $second }
booking-list = { $first } i { $last }
booking-step-how = Forma spotkania
booking-step-time = Wybierz termin
booking-step-details = Twoje dane

booking-what = Czego dotyczy sprawa?
booking-search = Szukaj, np. wiata lub paszport
booking-search-label = Szukaj sprawy, w której potrzebujesz pomocy
booking-search-send = Szukaj
booking-found =
    { $count ->
        [one] Znaleźliśmy 1 sprawę dla „{ $query }”
        [few] Znaleźliśmy { $count } sprawy dla „{ $query }”
        [many] Znaleźliśmy { $count } spraw dla „{ $query }”
       *[other] Znaleźliśmy { $count } spraw dla „{ $query }”
    }
booking-found-none = Nic nie znaleźliśmy dla „{ $query }”
booking-found-none-text = Spróbuj innego słowa albo wybierz spośród wszystkich spraw. Możesz też przyjść w godzinach otwarcia, a my pomożemy.
booking-all = Zobacz wszystkie sprawy
booking-none = Teraz nie ma spraw, na które można umówić wizytę. Przyjdź w godzinach otwarcia, a my pomożemy.
booking-referral-go = Przejdź do
booking-referral-other = Wybierz inną sprawę

booking-how = Jak chcesz się spotkać?
booking-mode-in-person = Na miejscu
booking-mode-phone = Przez telefon
booking-mode-video = Wideo
booking-means-phone = Zadzwonimy na Twoją komórkę
booking-means-video = Spotkamy się przez wideo. Link dostaniesz po umówieniu wizyty
booking-short-phone = my zadzwonimy
booking-short-video = spotkamy się przez wideo
booking-minutes =
    { $count ->
        [one] { $count } minuta
        [few] { $count } minuty
        [many] { $count } minut
       *[other] { $count } minut
    }
booking-first = Pierwszy wolny termin: { $when }
booking-first-none = Teraz brak wolnych terminów
booking-when-today = dzisiaj o { $time }
booking-when-tomorrow = jutro o { $time }
booking-when-day = { $day } o { $time }
booking-interpreter = Potrzebuję tłumacza
booking-interpreter-text = Także języka migowego
booking-choose-time = Wybierz termin

booking-day = Wybierz dzień
booking-time = Wybierz termin
booking-week = tydz.
booking-week-number = tydzień { $number }
booking-weekday-1 = pon.
booking-weekday-2 = wt.
booking-weekday-3 = śr.
booking-weekday-4 = czw.
booking-weekday-5 = pt.
booking-weekday-6 = sob.
booking-weekday-7 = niedz.
booking-month-1 = sty.
booking-month-2 = lut.
booking-month-3 = mar.
booking-month-4 = kwi.
booking-month-5 = maj
booking-month-6 = cze.
booking-month-7 = lip.
booking-month-8 = sie.
booking-month-9 = wrz.
booking-month-10 = paź.
booking-month-11 = lis.
booking-month-12 = gru.
booking-months = { $from } – { $to }
booking-weeks-earlier = Wcześniejsze tygodnie
booking-weeks-later = Późniejsze tygodnie
booking-free =
    { $count ->
        [one] { $count } wolny
        [few] { $count } wolne
        [many] { $count } wolnych
       *[other] { $count } wolnych
    }
booking-free-times =
    { $count ->
        [one] { $count } wolny termin
        [few] { $count } wolne terminy
        [many] { $count } wolnych terminów
       *[other] { $count } wolnych terminów
    }
booking-taken = zajęte
booking-closed = zamkn.
booking-past = minęło
booking-today = dzisiaj
booking-not-yet = później
booking-none-free = W tych tygodniach nie ma wolnych terminów.
booking-call-us = Zadzwoń do nas: { $phone }.
booking-continue = Dalej
booking-continue-with = Dalej z { $time }
booking-your-time = Twój termin
booking-errand = Sprawa
booking-mode = Forma spotkania
booking-when = Termin
booking-hold-promise =
    { $count ->
        [one] Gdy przejdziesz dalej, zatrzymamy termin dla Ciebie na { $count } minutę. Zmiana i odwołanie są bezpłatne.
        [few] Gdy przejdziesz dalej, zatrzymamy termin dla Ciebie na { $count } minuty. Zmiana i odwołanie są bezpłatne.
        [many] Gdy przejdziesz dalej, zatrzymamy termin dla Ciebie na { $count } minut. Zmiana i odwołanie są bezpłatne.
       *[other] Gdy przejdziesz dalej, zatrzymamy termin dla Ciebie na { $count } minut. Zmiana i odwołanie są bezpłatne.
    }
booking-mistake-time = Wybierz godzinę
booking-gone = Ten termin właśnie ktoś zajął. Wybierz inny.
booking-kept = Zachowaliśmy to, co wpisano.
booking-too-soon = Ten termin jest zbyt bliski, by go tu umówić. Wybierz późniejszy.
booking-too-far = Tak daleko naprzód nie można jeszcze umawiać. Wybierz wcześniejszy dzień.
booking-later = Nie udało się tego zapisać. Spróbuj za chwilę.
booking-too-many-tries = W krótkim czasie umówiono stąd wiele wizyt. Spróbuj za chwilę.
booking-too-many = Masz już tyle terminów, ile można mieć w tej sprawie. Zmień lub odwołaj jeden z nich, jeśli chcesz inny.

booking-details = Twoje dane
booking-name = Imię i nazwisko
booking-phone = Numer komórki
booking-phone-hint = Zadzwonimy na ten numer
booking-reach-hint = Podaj numer komórki, e-mail albo oba
booking-email = E-mail
booking-optional = (nieobowiązkowe)
booking-unreachable = Nie mam ani telefonu, ani e-maila
booking-unreachable-text = Zadzwoń do nas, jeśli chcesz zmienić lub odwołać termin
booking-birth = Data urodzenia
booking-birth-hint = Wtedy zameldujesz się datą urodzenia i inicjałami. Wpisz dzień, miesiąc i rok: 01.03.1990
booking-topic = O czym chcesz porozmawiać?
booking-topic-hint = Nie wpisuj tu numeru CPR
booking-remind = Piszcie do mnie o moim terminie
booking-remind-text = { $when } przypomnimy o terminie. Napiszemy też, gdy zostanie zarezerwowany oraz jeśli zostanie zmieniony lub odwołany. SMS-em i e-mailem.
booking-told-text = Napiszemy SMS-em i e-mailem, gdy termin zostanie zarezerwowany oraz jeśli zostanie zmieniony lub odwołany
booking-remind-day = dzień wcześniej
booking-remind-hour = godzinę wcześniej
booking-remind-days =
    { $count ->
        [one] { $count } dzień wcześniej
        [few] { $count } dni wcześniej
        [many] { $count } dni wcześniej
       *[other] { $count } dni wcześniej
    }
booking-remind-hours =
    { $count ->
        [one] { $count } godzinę wcześniej
        [few] { $count } godziny wcześniej
        [many] { $count } godzin wcześniej
       *[other] { $count } godzin wcześniej
    }
booking-remind-minutes =
    { $count ->
        [one] { $count } minutę wcześniej
        [few] { $count } minuty wcześniej
        [many] { $count } minut wcześniej
       *[other] { $count } minut wcześniej
    }
booking-trap = Zostaw to pole puste
booking-trapped = Ukryte pole było wypełnione, a robią to zwykle tylko maszyny. Naciśnij jeszcze raz, jeśli chcesz umówić wizytę.
booking-held = Trzymamy dla Ciebie termin do { $time }
booking-held-no-more = Nie trzymamy już terminu, ale dostaniesz go, jeśli jest wolny
booking-send = Umów wizytę
booking-mistakes-title = Coś trzeba poprawić
booking-mistake-name = Wpisz imię i nazwisko
booking-mistake-name-long = Nazwisko jest za długie. Wpisz najwyżej 200 znaków
booking-mistake-phone-missing = Wpisz numer, na który mamy zadzwonić
booking-mistake-phone = To nie wygląda na numer telefonu. Wpisz np. 20 00 00 00 albo +46 70 000 00 00
booking-mistake-reach = Wpisz numer komórki lub e-mail albo zaznacz, że nie masz żadnego z nich
booking-mistake-email = To nie wygląda na e-mail. Wpisz np. imie@example.org
booking-mistake-topic-long = Tekst jest za długi. Wpisz najwyżej 1000 znaków
booking-mistake-cpr = To nie wygląda na numer CPR. Wpisz dziesięć cyfr, na przykład ddmmrr-1234
booking-mistake-birth = Wpisz dzień, miesiąc i rok, na przykład 01.03.1990
booking-mistake-birth-ahead = Ten dzień jeszcze nie nadszedł. Wpisz dzień swoich urodzin
booking-mistake-topic-cpr = Jest tu coś, co wygląda na numer CPR. Usuń to

booked-title = Wizyta jest umówiona
booked-title-moved = Twój termin został przeniesiony
booked-tab = Twój termin: { $when }
booked-how-in-person = Na miejscu, { $minutes }
booked-how-phone = Zadzwonimy do Ciebie, { $minutes }
booked-how-video = Wideo, { $minutes }
booked-how-plain-in-person = Na miejscu
booked-how-plain-phone = Zadzwonimy do Ciebie
booked-how-plain-video = Wideo
booked-interpreter = Zapewnimy tłumacza
booked-code-in-person = Zamelduj się po przyjściu
booked-code-by = A jednak przyjdziesz?
booked-code-text = Pokaż kod przy biletomacie, a znajdziemy Twoją wizytę
booked-code-label = Kod QR do biletomatu
booked-before = Przed spotkaniem
booked-way = Jak do nas trafić
booked-video = Otwórz spotkanie wideo
booked-calendar = Dodaj do kalendarza
booked-change = Zmień lub odwołaj
booked-summary = Wizyta
booked-begun = To teraz
booked-begun-text = Zamelduj się przy biletomacie albo powiedz pracownikowi, że jesteś
booked-cancel = Odwołaj wizytę
booked-cancel-title = Odwołać wizytę?
booked-cancel-text = Wtedy może ją dostać ktoś inny. Zaraz potem można to cofnąć.
booked-keep = Zachowaj termin
booked-move-title = Zmień termin
booked-move-line = Masz { $when }
booked-move-to = Zmień na { $time }
booked-move = Zmień termin
booked-moved-refused = Tego terminu nie można dostać. Wybierz inny albo zachowaj swój.
booked-cannot-move = Terminu nie można już zmienić
booked-cancelled = Wizyta jest odwołana
booked-cancelled-text = Dziękujemy za wiadomość. Teraz może ją dostać ktoś inny.
booked-cancelled-undo = Jeśli teraz zmienisz zdanie, odzyskasz termin
booked-cancelled-by-us = Zadzwoń do nas albo umów nową wizytę. Przepraszamy.
booked-undo = Cofnij
booked-refused-undo = Nie można odzyskać tego terminu. Zajął go ktoś inny albo minęło zbyt dużo czasu. Zarezerwuj nowy termin.
booked-refused-changed = Teraz nie jest to możliwe, bo Twój termin się zmienił. Tak wygląda obecnie.
booked-served = Dziękujemy za spotkanie
booked-served-text = Spotkanie się skończyło. Nic więcej nie trzeba robić.
booked-no-show = Nie udało nam się spotkać
booked-no-show-text = Zdarza się. Jeśli nadal potrzebujesz pomocy, umów nową wizytę.
booked-unserved = Niestety nie zdążyliśmy
booked-unserved-text = Przepraszamy. Umów nową wizytę, a my pomożemy.
booked-again = Umów nową wizytę
booked-told-sms = Piszemy do Ciebie SMS-em.
booked-told-email = Piszemy do Ciebie e-mailem.
booked-told-both = Piszemy do Ciebie SMS-em i e-mailem.
booked-told-not = Nie piszemy do Ciebie o tym terminie. Zachowaj tę stronę: tutaj możesz go przenieść lub odwołać.
