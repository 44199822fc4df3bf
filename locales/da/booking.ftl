# Bestilling af tid, og den tid, der er bestilt.

booking-title = Bestil tid
booking-step = trin { $step } af { $steps }
booking-back = Tilbage
booking-change = Ret
booking-tools = Sprog og tilpasning
booking-adapt = Tilpas
booking-adapt-text = Større tekst
booking-adapt-contrast = Høj kontrast
booking-on = slået til
booking-and = { $first }, { $second }
booking-list = { $first } og { $last }
booking-step-how = Mødeform
booking-step-time = Vælg tid
booking-step-details = Dine oplysninger

booking-what = Hvad drejer det sig om?
booking-search = Søg, fx carport eller pas
booking-search-label = Søg efter det, du vil have hjælp til
booking-search-send = Søg
booking-found =
    { $count ->
        [one] Vi fandt 1 ærinde til »{ $query }«
       *[other] Vi fandt { $count } ærinder til »{ $query }«
    }
booking-found-none = Vi fandt intet til »{ $query }«
booking-found-none-text = Prøv et andet ord, eller vælg mellem alle ærinder. Du kan også komme forbi i åbningstiden, så hjælper vi dig.
booking-all = Se alle ærinder
booking-none = Der er ingen ærinder, du kan bestile tid til lige nu. Kom forbi i åbningstiden, så hjælper vi dig.
booking-referral-go = Gå til
booking-referral-other = Vælg et andet ærinde

booking-how = Hvordan vil du mødes?
booking-mode-in-person = Fremmøde
booking-mode-phone = Telefonmøde
booking-mode-video = Videomøde
booking-means-phone = Vi ringer dig op på dit mobilnummer
booking-means-video = Vi mødes på video. Du får linket, når tiden er bestilt
booking-short-phone = vi ringer til dig
booking-short-video = vi mødes på video
booking-minutes =
    { $count ->
        [one] { $count } minut
       *[other] { $count } minutter
    }
booking-first = Første ledige: { $when }
booking-first-none = Ingen ledige tider lige nu
booking-when-today = i dag kl. { $time }
booking-when-tomorrow = i morgen kl. { $time }
booking-when-day = { $day } kl. { $time }
booking-interpreter = Jeg har brug for tolk
booking-interpreter-text = Også tegnsprog
booking-choose-time = Vælg tid

booking-day = Vælg dag
booking-time = Vælg tid
booking-week = uge
booking-week-number = uge { $number }
booking-weekday-1 = man.
booking-weekday-2 = tirs.
booking-weekday-3 = ons.
booking-weekday-4 = tors.
booking-weekday-5 = fre.
booking-weekday-6 = lør.
booking-weekday-7 = søn.
booking-month-1 = jan.
booking-month-2 = feb.
booking-month-3 = mar.
booking-month-4 = apr.
booking-month-5 = maj
booking-month-6 = jun.
booking-month-7 = jul.
booking-month-8 = aug.
booking-month-9 = sep.
booking-month-10 = okt.
booking-month-11 = nov.
booking-month-12 = dec.
booking-months = { $from } – { $to }
booking-weeks-earlier = Tidligere uger
booking-weeks-later = Senere uger
booking-free =
    { $count ->
        [one] { $count } ledig
       *[other] { $count } ledige
    }
booking-free-times =
    { $count ->
        [one] { $count } ledig tid
       *[other] { $count } ledige tider
    }
booking-taken = optaget
booking-closed = lukket
booking-past = forbi
booking-today = i dag
booking-not-yet = senere
booking-none-free = Der er ingen ledige tider i disse uger.
booking-call-us = Ring til os på { $phone }.
booking-continue = Fortsæt
booking-continue-with = Fortsæt med { $time }
booking-your-time = Din tid
booking-errand = Ærinde
booking-mode = Mødeform
booking-when = Tid
booking-hold-promise =
    { $count ->
        [one] Når du fortsætter, holder vi tiden til dig i { $count } minut. Du kan flytte eller aflyse gratis.
       *[other] Når du fortsætter, holder vi tiden til dig i { $count } minutter. Du kan flytte eller aflyse gratis.
    }
booking-mistake-time = Vælg et tidspunkt
booking-gone = Tiden er lige blevet optaget. Vælg en anden.
booking-kept = Vi har beholdt det, du har skrevet.
booking-too-soon = Tiden er for tæt på til at blive bestilt her. Vælg en senere.
booking-too-far = Så langt frem kan du ikke bestile endnu. Vælg en tidligere dag.
booking-later = Vi kunne ikke gemme det. Prøv igen om lidt.
booking-too-many-tries = Der er bestilt mange tider herfra på kort tid. Prøv igen om lidt.
booking-too-many = Du har allerede de tider, du kan have til dette ærinde. Flyt eller aflys en af dem, hvis du vil have en anden.

booking-details = Dine oplysninger
booking-name = Navn
booking-phone = Mobilnummer
booking-phone-hint = Vi ringer til dig på dette nummer
booking-reach-hint = Skriv mobilnummer, e-mail eller begge dele
booking-email = E-mail
booking-optional = (valgfrit)
booking-unreachable = Jeg har hverken telefon eller e-mail
booking-unreachable-text = Så ring til os, hvis du vil flytte eller aflyse tiden
booking-birth = Fødselsdag
booking-birth-hint = Så kan du tjekke ind med fødselsdag og initialer. Skriv dag, måned og år: 01.03.1990
booking-topic = Hvad vil du tale om?
booking-topic-hint = Skriv ikke CPR-nummer her
booking-remind = Skriv til mig om min tid
booking-remind-text = { $when } minder vi dig om tiden. Vi skriver også, når den er bestilt, og hvis den bliver flyttet eller aflyst. Det sker på sms og e-mail.
booking-told-text = Vi skriver på sms og e-mail, når tiden er bestilt, og hvis den bliver flyttet eller aflyst
booking-remind-day = dagen før
booking-remind-hour = en time før
booking-remind-days =
    { $count ->
        [one] { $count } dag før
       *[other] { $count } dage før
    }
booking-remind-hours =
    { $count ->
        [one] { $count } time før
       *[other] { $count } timer før
    }
booking-remind-minutes =
    { $count ->
        [one] { $count } minut før
       *[other] { $count } minutter før
    }
booking-trap = Lad dette felt stå tomt
booking-trapped = Et skjult felt var udfyldt, og det plejer kun maskiner at gøre. Tryk igen, hvis du vil bestille.
booking-held = Vi holder tiden til dig til kl. { $time }
booking-held-no-more = Vi holder ikke længere tiden, men du får den, hvis den stadig er ledig
booking-send = Bestil tid
booking-mistakes-title = Noget skal rettes
booking-mistake-name = Skriv dit navn
booking-mistake-name-long = Navnet er for langt. Skriv højst 200 tegn
booking-mistake-phone-missing = Skriv det nummer, vi skal ringe til
booking-mistake-phone = Det ligner ikke et telefonnummer. Skriv fx 20 00 00 00 eller +46 70 000 00 00
booking-mistake-reach = Skriv et mobilnummer eller en e-mail, eller sæt kryds ved, at du ikke har nogen af delene
booking-mistake-email = Det ligner ikke en e-mail. Skriv fx navn@example.org
booking-mistake-topic-long = Teksten er for lang. Skriv højst 1000 tegn
booking-mistake-cpr = Det ligner ikke et CPR-nummer. Skriv ti cifre, fx ddmmåå-1234
booking-mistake-birth = Skriv dag, måned og år, fx 01.03.1990
booking-mistake-birth-ahead = Den dag er ikke kommet endnu. Skriv den dag, du er født
booking-mistake-topic-cpr = Der står noget, der ligner et CPR-nummer. Slet det

booked-title = Din tid er bestilt
booked-title-moved = Din tid er flyttet
booked-tab = Din tid { $when }
booked-how-in-person = Fremmøde, { $minutes }
booked-how-phone = Vi ringer til dig, { $minutes }
booked-how-video = Videomøde, { $minutes }
booked-how-plain-in-person = Fremmøde
booked-how-plain-phone = Vi ringer til dig
booked-how-plain-video = Videomøde
booked-interpreter = Vi sørger for tolk
booked-code-in-person = Tjek ind, når du kommer
booked-code-by = Kommer du alligevel forbi?
booked-code-text = Vis koden på standeren, så finder vi din aftale
booked-code-label = QR-kode til standeren
booked-before = Inden mødet
booked-way = Sådan finder du vej
booked-video = Åbn videomødet
booked-calendar = Føj til kalender
booked-change = Flyt eller aflys
booked-summary = Aftale
booked-begun = Det er nu
booked-begun-text = Tjek ind ved standeren, eller sig til hos en medarbejder, hvis du er her
booked-cancel = Aflys tiden
booked-cancel-title = Vil du aflyse din tid?
booked-cancel-text = Så kan en anden få den. Du kan nå at fortryde lige bagefter.
booked-keep = Behold min tid
booked-move-title = Flyt din tid
booked-move-line = Du har { $when }
booked-move-to = Flyt til { $time }
booked-move = Flyt tiden
booked-moved-refused = Den tid kan du ikke få. Vælg en anden, eller behold den, du har.
booked-cannot-move = Tiden kan ikke flyttes længere
booked-cancelled = Din tid er aflyst
booked-cancelled-text = Tak, fordi du sagde til. En anden kan nu få tiden.
booked-cancelled-undo = Fortryder du nu, får du tiden igen
booked-cancelled-by-us = Ring til os, eller bestil en ny tid. Vi beklager.
booked-undo = Fortryd
booked-refused-undo = Tiden kan ikke fås tilbage. En anden har taget den, eller det er for længe siden. Bestil en ny tid.
booked-refused-changed = Det kan ikke lade sig gøre nu, for din tid er ændret. Sådan er den nu.
booked-served = Tak for mødet
booked-served-text = Mødet er slut. Du behøver ikke gøre mere.
booked-no-show = Vi fik ikke mødt dig
booked-no-show-text = Det sker. Har du stadig brug for hjælp, så bestil en ny tid.
booked-unserved = Vi nåede dig desværre ikke
booked-unserved-text = Vi beklager. Bestil en ny tid, så hjælper vi dig.
booked-again = Bestil en ny tid
booked-told-sms = Vi skriver til dig på sms.
booked-told-email = Vi skriver til dig på e-mail.
booked-told-both = Vi skriver til dig på sms og e-mail.
booked-told-not = Vi skriver ikke til dig om tiden. Gem denne side: her kan du flytte eller aflyse den.
