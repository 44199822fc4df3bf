# Medarbejderens aftaler: dag og uge, bestilling for andre, forløb, spærret tid, og det, der ikke længere passer.

appts-steps = Andre dage
appts-views = Dag eller uge
appts-day = Dag
appts-week-view = Uge
appts-week = Uge { $number } · { $month } { $year }
appts-today = I dag
appts-day-before = Dagen før
appts-day-after = Dagen efter
appts-week-before = Ugen før
appts-week-after = Ugen efter
appts-whose = Hvis aftaler
appts-whose-mine = Mine aftaler
appts-whose-all = Hele centret
appts-show = Vis
appts-new = Bestil tid
appts-series = Forløb
appts-block = Hold tid fri
appts-block-short = Hold fri
appts-count = { $count ->
    [0] Ingen aftaler
    [one] 1 aftale
   *[other] { $count } aftaler
}
appts-at-once = { $count ->
    [one] 1 aftale, hvor andre har tiden fri
   *[other] { $count } aftaler på samme tid
}
appts-at-once-blocked = { $count } gange holdt fri på samme tid
appts-day-empty = Der er ingen aftaler, og planen har ingen åbningstid den dag
appts-free = Ledig
appts-book-here = Bestil
appts-open = Åbn igen
appts-open-all = Åbn også de næste dage
appts-misfit = Passer ikke længere med planen
appts-back = Tilbage til aftalerne
appts-done-moved = Aftalen er flyttet
appts-done-cancelled = Aftalen er aflyst
appts-done-undone = Aflysningen er fortrudt, og aftalen gælder igen
appts-cancelled-told = Borgeren får besked om det.
appts-cancelled-not-told = Borgeren får ikke besked herfra. Ring, eller sig det på anden måde.
appts-cancelled-undo = Fortryd aflysningen
appts-done-checked-in = Borgeren er meldt ankommet
appts-done-opened = Tiden kan bestilles igen

appts-block-meeting = Møde
appts-block-leave = Fravær
appts-block-other = Andet
appts-block-help = Der kan ikke bestilles i tiden. Det, der allerede er bestilt, bliver stående, og du ser det bagefter.
appts-block-whose = Hvis tid
appts-block-kind = Hvad tiden bruges til
appts-from-date = Fra dato
appts-from = Fra kl.
appts-to-date = Til dato
appts-to = Til kl.
appts-block-do = Hold tiden fri
appts-blocked = { $employee } har fri for aftaler fra { $from } til { $to }
appts-block-nothing-in-it = Der er ingen aftaler i tiden
appts-block-in-it = Disse aftaler ligger i tiden og er stadig bestilt. Flyt eller aflys dem, eller behold dem.
appts-block-refused = { $date } kunne ikke holdes fri. { $why } Dagene før er holdt fri; prøv igen, så fortsættes der herfra.
appts-mistake-employee = Vælg en medarbejder i centret, hvis tid du må holde fri
appts-mistake-date = Skriv en dato
appts-mistake-order = Slut skal være efter start
appts-mistake-days = Højst 60 dage ad gangen. Vælg en tidligere slutdato

appts-what = Hvad
appts-services = Ærinder, højst fem i samme besøg
appts-how = Mødeform
appts-with = Medarbejder
appts-anybody = Hvem som helst
appts-look = Vis tider
appts-when = Hvornår
appts-who = Hvem
appts-name = Navn
appts-phone = Telefon
appts-email = E-mail
appts-birth = Fødselsdag
appts-cpr = CPR-nummer
appts-topic = Vil tale om
appts-reach-hint = Uden telefon og e-mail får borgeren ingen beskeder
appts-told = Borgeren har sagt ja til beskeder om tiden
appts-interpreter = Har brug for tolk
appts-interpreter-needed = tolk
appts-not-asked = Ikke spurgt
appts-new-help = Du er ikke bundet af borgernes frister.
appts-to-series = Bestil et helt forløb
appts-choose-first = Vælg et ærinde, og tryk Vis tider
appts-no-common-mode = Ærinderne kan ikke klares i samme besøg: de har ingen mødeform til fælles. Vælg færre.
appts-none-free = Der er ingen ledige tider i disse uger. Vælg andre uger eller en anden medarbejder.
appts-book = Bestil tiden
appts-book-at = Bestil { "{}" }
appts-mistake-service = Vælg mindst ét ærinde
appts-mistake-name = Skriv borgerens navn. Ét navn er nok
appts-mistake-phone = Skriv det nummer, der skal ringes til, eller vælg en anden mødeform
appts-mistake-answer = Svar også på dette, eller lad alle spørgsmål stå som ikke spurgt
appts-mistake-referred = Svaret fører til »{ $referral }« og ikke til en tid. Ret svaret, eller hjælp borgeren videre
appts-booked = Tiden er bestilt
appts-booked-said = Tiden er bestilt
appts-link = Borgerens side
appts-link-open = Se tiden, som borgeren ser den
appts-messages-none = Der er hverken telefon eller e-mail, så der går ingen beskeder ud. Giv borgeren nummeret og tiden på papir.
appts-messages-not-wanted = Der går ingen beskeder ud. Giv borgeren nummeret og tiden på papir.
appts-messages-phone = Beskeder om tiden går til telefonen.
appts-messages-email = Beskeder om tiden går til e-mailen.
appts-messages-both = Beskeder om tiden går til telefonen eller e-mailen.
appts-see = Se aftalen
appts-another = Bestil en til

appts-nobody-known = Der er ikke skrevet noget om borgeren
appts-of-series = En af flere tider i et forløb
appts-sent = Beskeder
appts-sent-none = Ingen beskeder om denne tid på dagens liste
appts-check-in = Er her nu
appts-move = Flyt
appts-move-title = Flyt aftalen
appts-move-when = Ny tid
appts-cancel = Aflys
appts-cancel-title = Skal aftalen aflyses?
appts-cancel-which = Hvilke
appts-cancel-one = Kun denne
appts-cancel-later = Denne og alle senere i forløbet
appts-cancel-yes = Aflys
appts-keep = Behold tiden

appts-series-help = Samme tid med faste mellemrum. Først ser du, hvilke dage der kan bestilles.
appts-first = Første dag
appts-time = Kl.
appts-how-often = Hvor tit
appts-every = { $count ->
    [one] Hver uge
   *[other] Hver { $count }. uge
}
appts-times = Antal gange
appts-series-preview = Se dagene
appts-series-can = { $can } af { $all } kan bestilles som ønsket
appts-series-leave-out = Spring over
appts-series-book = Bestil de valgte
appts-series-done = Forløbet
appts-series-said = { $booked } af { $all } tider er bestilt
appts-series-these = Bestilt
appts-series-not-these = Ikke bestilt
appts-series-again = Nyt forløb
appts-series-fault = Tiden kunne ikke gemmes. Send siden igen: det, der er bestilt, bestilles ikke to gange.
appts-mistake-first = Skriv en dato fra i dag og frem
appts-mistake-time = Skriv et klokkeslæt, fx 10.00
appts-mistake-times = Skriv et antal fra 1 til 30
appts-mistake-none-chosen = Vælg mindst én tid
appts-why-holiday = Helligdag
appts-why-closed = Lukket den dag
appts-why-taken = Optaget
appts-why-past = Tiden er gået
appts-why-too-far = Længere frem end der kan bestilles
appts-why-no-such-time = Planen har ikke det klokkeslæt

problem-appointment-fixed = Planen har ikke længere tider til dette. Behold aftalen, eller aflys den, og bestil en ny.
    .title = Tiden kan ikke flyttes

misfits-title = Aftaler, der ikke passer med planen
misfits-line = { $count ->
    [one] 1 aftale passer ikke længere med planen
   *[other] { $count } aftaler passer ikke længere med planen
}
misfits-see = Se, hvad der kan gøres
misfits-help = En ny plan ændrer intet, der er bestilt. Her er de kommende aftaler, som planen ikke ville give i dag, til og med { $until }. Flyt dem, giv dem til en anden, aflys dem, eller behold dem, som de er.
misfits-none = Alle kommende aftaler passer med planen
misfits-more = { $count ->
    [one] og 1 til
   *[other] og { $count } til
}
misfits-number = Aftale
misfits-when = Hvornår
misfits-why = Hvorfor
misfits-do = Hvad der kan gøres
misfits-other = Anden medarbejder
misfits-keep = Eller behold den, som den er
misfits-why-capacity-gone = »{ $name }« er ikke længere i planen
misfits-why-closed = »{ $name }« er lukket på det tidspunkt
misfits-why-employee-gone = { $name } giver ikke længere disse aftaler
misfits-why-blocked = { $name } har holdt tiden fri
misfits-why-too-many = »{ $name }« har flere aftaler på samme tid end planen giver

feed-title = Dine aftaler i din egen kalender
feed-help = Et kalenderprogram kan hente dine aftaler her. Der står ingen navne, og ærinder, der er følsomme, står der ikke. Hold adressen for dig selv: enhver, der har den, kan se dine tider.
feed-none = Der er ingen adresse endnu
feed-address = Adressen
feed-make = Lav en adresse
feed-again = Lav en ny adresse; den gamle virker ikke længere
feed-end = Luk adressen
feed-appointment = Aftale { $number }
