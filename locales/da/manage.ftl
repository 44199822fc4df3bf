# Lederens sider: salen nu, og dagene igen.

manage-title = { $centre }: leder
manage-pages = Sider
manage-centres = Centre
manage-tab-now = Nu
manage-tab-days = Dagen igen
manage-back = Tilbage til salen

manage-queues = Køer lige nu
manage-waiting = { $count ->
    [0] ingen venter
    [one] 1 venter
   *[other] { $shown } venter
}
manage-desks-open = { $all ->
    [one] { $open } af 1 skranke åben
   *[other] { $open } af { $all } skranker åbne
}
manage-day-is-closed = Dagen er lukket. Den kan ses igen under Dagen igen.
manage-column-queue = Kø
manage-column-waiting = Venter
manage-column-longest = Længst ventet / mål
manage-column-share = Inden for mål
manage-column-line = Ventetid: seneste time og næste nummer
manage-column-status = Status
manage-of-target-word = mål i minutter:
manage-share-of = af { $count }
manage-next = Næste nummer venter ca. { $expected } min, mellem { $earliest } og { $latest } min
manage-next-unknown = Næste nummers ventetid kan ikke siges
manage-status-open = Åben
manage-status-closed-by-hours = Lukket nu
manage-status-closed = Lukket for nye
manage-status-full = Fuld
manage-status-paused = Pause
manage-status-day-closed = Dagen er slut
manage-queue-menu = { $queue }: { $status }. Skift status
manage-order-by-hours = Følg åbningstiden
manage-order-open = Åben
manage-order-closed = Luk for nye
manage-order-paused = Pause
manage-order-by-hours-means = følger centrets åbningstid
manage-order-open-means = også uden for åbningstiden
manage-order-closed-means = ingen nye numre; de, der venter, bliver kaldt
manage-order-paused-means = ingen nye numre og ingen kald

manage-board = Bemanding
manage-board-hint = Tryk på et felt for at ændre det
manage-column-desk = Medarbejder
manage-column-state = Status
manage-column-acts = Handlinger
manage-serves = { $desk } betjener { $letter } { $queue }
manage-desk-serves = Betjener { $number }
manage-desk-calls = Kalder { $number }
manage-desk-serves-last = Betjener { $number } · holder pause bagefter
manage-desk-calls-last = Kalder { $number } · holder pause bagefter
manage-desk-free = Ledig
manage-desk-paused = Pause
manage-desk-paused-until = Pause til { $time }
manage-desk-nobody = ingen
manage-desk-menu = Handlinger for { $desk }
manage-finish = Afslut { $number }
manage-return = Send { $number } tilbage i køen
manage-end-pause = Afslut pausen
manage-sign-off = Log skranken af

manage-attention = Kræver opmærksomhed
manage-attention-count = { $count ->
    [0] Intet kræver opmærksomhed
    [one] 1 ting kræver opmærksomhed
   *[other] { $shown } ting kræver opmærksomhed
}
manage-calm = Alt er i orden
manage-calm-facts = Ingen kø er over sit mål
manage-alarm = Alarmen ved { $place } er slået til
manage-help = Der er kaldt på hjælp ved { $place }
manage-sms-dead = Sms'er kan ikke sendes
manage-email-dead = E-mails kan ikke sendes
manage-dead-since = Siden { $time }
manage-messages-wait = { $count ->
    [one] { $count } besked venter
   *[other] { $count } beskeder venter
}
manage-dead-nothing-lost = De bliver sendt, når udbyderen svarer igen
manage-untaken-since = Siden { $time } · ingen er på vej
manage-go-there = Jeg går derhen
manage-alone = { $letter }: ingen betjener køen
manage-over = { $letter }: længst ventende er over målet
manage-full = { $letter }: køen er fuld
manage-held-paused = { $letter } holder pause
manage-held-closed = { $letter } er lukket for nye numre
manage-expected-over = { $letter }: næste nummer venter ca. { $span }
manage-likely = sandsynligvis { $from }–{ $to } min
manage-target = mål { $target } min
manage-of-target = { $minutes } af { $target } min
manage-longest = længst { $span }
manage-serving = { $count ->
    [0] ingen betjener
    [one] 1 betjener
   *[other] { $shown } betjener
}
manage-taken = { $count ->
    [one] 1 nummer i dag
   *[other] { $shown } numre i dag
}
manage-overlong = { $number } ved { $desk } har varet { $span }
manage-overlong-facts = Plejer at tage { $usual } · er det glemt?
manage-look-queue = Se kø
manage-look-board = Se bemanding
manage-finish-it = Afslut
manage-open-it = Åbn
manage-resume-it = Genoptag

manage-today = I dag
manage-today-taken = Numre trukket
manage-today-served = Betjent
manage-today-left = Gik uden at blive betjent
manage-today-referred = Henvist til et andet sted
manage-today-out-of-turn = Kaldt uden for tur
manage-account-link = Dagens regnskab
manage-close-day = Luk dagen

manage-undo = Fortryd
manage-close-notice = Luk beskeden
manage-done-serves = { $desk } betjener nu { $letter } { $queue }
manage-done-serves-not = { $desk } betjener ikke længere { $letter } { $queue }
manage-done-by-hours = { $queue } følger åbningstiden igen
manage-done-open = { $queue } er åben for nye numre
manage-done-closed = { $queue } er lukket for nye numre. De, der venter, bliver stadig kaldt.
manage-done-paused = { $queue } holder pause: ingen nye numre og ingen kald
manage-done-signed-off = { $desk } er logget af
manage-done-pause-ended = { $desk } holder ikke længere pause
manage-done-finished = Besøget er afsluttet
manage-done-returned = Besøget er sendt tilbage i køen og beholder sin plads
manage-done-taken-back = Fortrudt: besøget er ved { $desk } igen
manage-done-gone = Kaldet er taget. Alle kan se, at du er på vej.
manage-done-day-closed = Dagen er lukket

manage-close-title = Luk dagen nu?
manage-close-waiting = { $count ->
    [0] Ingen venter eller er parkeret
    [one] 1 venter eller er parkeret
   *[other] { $shown } venter eller er parkeret
}
manage-close-at-desks = { $count ->
    [0] Ingen er ved en skranke
    [one] 1 er ved en skranke
   *[other] { $shown } er ved en skranke
}
manage-close-what = Alle besøg slutter, og der kan ikke trækkes flere numre i dag. Det kan ikke fortrydes.
manage-close-now = Luk dagen nu
manage-close-not = Lad dagen fortsætte

manage-days-title = Dagen igen
manage-days-intro = Vælg en dag, og se salen minut for minut
manage-months = Måneder
manage-month = { $month } { $year }
manage-month-before = Måneden før
manage-month-after = Måneden efter
manage-month-nothing = Der skete ikke noget i den måned
manage-month-deleted = Dage, der er ældre end opbevaringstiden, er slettet
manage-other-day = Vælg en anden dag
manage-day-not-yet = Den dag er ikke kommet endnu. Vælg en dag, der har været.
manage-day-nothing = Der skete ikke noget den dag. Vælg en anden dag.
manage-day-deleted = Dagen er ældre end opbevaringstiden, og dens hændelser er slettet. Vælg en nyere dag.

manage-replay-title = { $centre }: { $date }
manage-play = Afspil
manage-speed = Fart
manage-share = Del dette øjeblik
manage-copied = Adressen er kopieret
manage-timeline = Tidslinje: hvor mange der ventede
manage-minute = Tidspunkt
manage-show-minute = Vis tidspunktet
manage-time-pattern = kl. { "{time}" }
manage-steps = Trin
manage-minute-back = Et minut tilbage
manage-minute-on = Et minut frem
manage-event-back = Forrige hændelse
manage-event-on = Næste hændelse
manage-mark-most-waiting = { $count ->
    [one] 1 ventede
   *[other] { $shown } ventede
}
manage-mark-longest-wait = { $span } i { $letter }
manage-mark-by-hours = { $letter } efter åbningstid
manage-mark-open = { $letter } åbnet
manage-mark-closed = { $letter } lukket for nye
manage-mark-paused = { $letter } på pause
manage-mark-desks = { $count ->
    [one] 1 skranke
   *[other] { $shown } skranker
}
manage-hall-at = Salen { $time }
manage-floor-ground = Stuen
manage-floor-below = Kælderen
manage-floor = { $floor }. sal
manage-desk-closed = lukket
manage-on-the-way = på vej i
manage-nobody-waits = Ingen venter
manage-no-area = Venter
manage-more = og { $count } til
manage-kiosk-takes = gav { $number }
manage-kiosk-help = kalder på hjælp
manage-longest-word = længst
manage-story = Det skete
manage-story-none = Ikke noget
manage-from-to = kl. { $from }–{ $to }
manage-therefore = Derfor { $number }
manage-therefore-before = Derfor { $number } før { $other }
manage-serves-not = { $desk } betjener { $queues }, ikke { $letter }
manage-compared = { $number } har frist { $time }
manage-first-in-queue = { $number } stod først, frist { $time }
manage-earliest-due = { $number } havde den tidligste frist, { $time }

manage-account-so-far = Dagen er ikke slut. Tallene er, som de står nu.
manage-nothing-yet = Ikke noget endnu
manage-events = Hændelser
manage-filter-visit = Nummer
manage-filter-kind = Slags
manage-filter = Vis
manage-kind-all = Alle
manage-kind-visits = Besøg
manage-kind-calls = Kald
manage-kind-desks = Skranker
manage-kind-queues = Køer og dagen
manage-kind-help = Hjælp og alarm
manage-visit-unknown = { $number } blev ikke givet den dag. Tjek nummeret.
manage-way = { $number }: vejen gennem dagen
manage-way-period = Forløb
manage-way-from = Fra
manage-way-to = Til
manage-way-span = Varighed
manage-way-place = Sted
manage-min-sec = { $minutes } min { $seconds } sek.
manage-all-visits = Vis alle besøg
manage-period-waiting = Ventede
manage-period-walking = Gik til skranken
manage-period-serving = Betjent
manage-period-parked = Parkeret
manage-period-missed = Udeblevet
manage-state-booked = har en tid
manage-state-waiting = venter
manage-state-called = kaldt
manage-state-serving = betjenes
manage-state-parked = parkeret
manage-state-missed = udeblevet
manage-state-ended = afsluttet
manage-events-none = Ingen hændelser
manage-events-shown = { $from }–{ $to } af { $all }
manage-events-pages = Flere hændelser
manage-page-before = Tidligere
manage-page-after = Senere
manage-when = Hvornår
manage-what = Hvad
manage-why = Hvorfor
manage-who = Hvem
manage-column-visit = Besøg
