# Skranken: medarbejderens side. Korte ord; knapper siger, hvad de gør.

counter-title = Skranke
counter-tabs = Sider
counter-tab-serve = Betjening
counter-and = { " og " }
counter-just-now = lige nu
counter-ago = for { $span } siden
counter-more = og { $count } til
counter-back = Tilbage til skranken
counter-cancel = Fortryd
counter-close = Luk
counter-choose = Vælg
counter-sending = Sender …
counter-unreachable = Der er ikke forbindelse lige nu, og intet er ændret. Prøv igen.
counter-signed-out = Du er logget ud. Det, du har skrevet, er gemt i denne fane.
counter-sign-in-again = Log ind igen
counter-by-citizen = Egen telefon
counter-by-program = Et andet system

counter-desk-choose = Vælg din skranke
counter-desk-choose-help = Du kan først kalde, når du sidder ved en skranke
counter-desk-change = Skift skranke
counter-desk-take = Log på
counter-desk-follow = Overtag
counter-desk-none-free = Alle skranker er optaget. Overtag en, eller vent, til en bliver ledig.
counter-desks-free = Ledige
counter-desks-taken = Optaget
counter-desk-by = { $name } sidder her
counter-desk-taken-over = { $name } har overtaget { $desk }. Vælg en anden skranke.
counter-desk-takes-over = { $name } sidder her og bliver logget af, når du overtager.
counter-desk-moves = Du flytter fra { $desk }.
counter-sign-off = Log af skranken
counter-sign-out = Log ud
counter-leave-here = { $number } er ved din skranke
counter-leave-finish = Afslut { $number }, og log ud
counter-leave-return = Send { $number } tilbage i køen, og log ud
counter-day-closed = Dagen er slut, og alle skranker er logget af
counter-account = Din konto
counter-own-menu = Menu for
counter-side-window = Åbn som sidevindue
counter-whole-page = Åbn hele siden
counter-alerts-on = Slå lyd og besked til
counter-sound-on = Slå lyd til

counter-pause = Pause
counter-pause-help = Imens kalder skranken ingen
counter-pause-for = { $minutes } min, til kl. { $time }
counter-pause-open = Til jeg er tilbage
counter-pause-end = Slut pausen
counter-paused = Pause
counter-paused-until = Pause til kl. { $time }

counter-alarm = Stille alarm
counter-alarm-help = Kolleger får besked. Her på skærmen vises kun en prik.
counter-alarm-raise = Send stille alarm
counter-alarm-end = Slå alarmen fra
counter-alarm-end-short = Slå fra
counter-alarm-own-on = Dine kolleger har fået besked
counter-alarm-own-taken = { $name } er på vej
counter-arrival = { $number } er kommet til dig
counter-arrival-of = { $number } er kommet til { $name }
counter-seen = Set
counter-again = 5 min. endnu
counter-call-number = Kald { $number }
counter-alarm-of = { $desk }: stille alarm
counter-alarm-of-short = { $desk }: alarm
counter-help-of = { $kiosk }: en borger beder om hjælp
counter-help-of-short = { $kiosk }: hjælp
counter-help-end = Afsluttet
counter-i-go = Jeg går derhen
counter-you-go = Du er på vej
counter-somebody-goes = { $name } er på vej
counter-pop-ups = Beskeder

counter-next-title = Næste
counter-next = Kald næste
counter-next-then = Næste
counter-finish-and-next = Afslut { $number } og kald næste
counter-finish-and-next-short = Afslut og kald næste
counter-finish-alone = Afslut { $number }
counter-then-no-one = Ingen venter derefter
counter-no-one-waits = Ingen venter
counter-next-later = { $number } kommer senere, tidligst kl. { $time }
counter-next-held = { $count } venter i en kø, der holder pause
counter-no-one-waits-help = Knappen kommer af sig selv, når nogen venter på dig
counter-other-citizen = Vælg en anden borger

counter-why = Derfor { $number }
counter-why-waited = Har ventet { $span }.
counter-why-waited-short = Har ventet { $span }
counter-why-target = Målet for { $queue } er { $target } min
counter-why-target-short = mål { $target } min
counter-why-covers = Du dækker { $queues }.
counter-why-first = Står først i { $queue }
counter-why-compared-less = { $number } har kun ventet { $span }
counter-why-compared-more = { $number } har ventet { $span }, men har frist kl. { $time }
counter-why-compared-due = { $number } har frist kl. { $time }
counter-why-usual = Tager typisk { $from }–{ $to } min
counter-why-appointment = Aftalens tid er kommet.
counter-why-appointment-rule = Aftaler går forud, når tiden er inde
counter-why-your-appointment = Din aftale kl. { $time }.
counter-why-meant-for-you = Viderestillet til dig.
counter-why-meant-for-desk = Viderestillet til din skranke.
counter-why-meant-rule = Fristen følger med

counter-my-queues = Mine køer
counter-queues-choose = Vælg køer
counter-queues-served = Køer, som skranken betjener
counter-queues-now = Dine køer er ændret til { $queues }
counter-queues-save = Gem køerne
counter-longest-target = længst ventet / mål
counter-against-target = { $minutes } / { $target } min
counter-over-target = Over målet:
counter-wait = venter
counter-other-queues = Andre køer
counter-queue-closed = lukket for nye
counter-queue-full = fuld
counter-queue-held = holder pause
counter-queue-unserved = ingen betjener den nu
counter-queue-day-closed = dagen er slut

counter-nobody = Ingen ved din skranke
counter-nobody-call = Kald den næste, når du er klar
counter-nobody-wait = Siden følger med af sig selv
counter-on-the-way = På vej til dig
counter-with-you = Hos dig nu
counter-timer-called = Kaldt for
counter-timer-serving = Betjent i
counter-called-at = Kaldt kl. { $time }
counter-called-again-at = Kaldt kl. { $time } · { $count } gange
counter-came-after = Kaldt kl. { $time } · mødte efter { $span }
counter-came-after-seconds = Kaldt kl. { $time } · mødte efter { $seconds } sek.
counter-rung-at = Ringet op kl. { $time }
counter-rung-after = Ringet op kl. { $time } · svarede efter { $span }
counter-rung-after-seconds = Ringet op kl. { $time } · svarede efter { $seconds } sek.
counter-next-rung = Du ringer til { $number }. Er samtalen i gang, eller svarer borgeren ikke?
counter-called-out-of-turn = Kaldt uden for tur: { $why }
counter-goes-on = Går videre til { $queue } bagefter
counter-usual = typisk { $from }–{ $to } min
counter-usual-short = typisk { $from }–{ $to }
counter-overlong = Det har varet længe. Er besøget slut, så tryk Afslut.
counter-fact-waited = Ventede
counter-fact-language = Sprog
counter-fact-came-by = Kom via
counter-waited-short = ventede { $span }
counter-remember = Husk ved dette ærinde
counter-note = Intern note
counter-note-until = slettes ved lukketid
counter-note-hint = Skriv uden CPR-nummer og navn
counter-note-left = tegn tilbage
counter-note-kept = Gemt
counter-note-keeping = Gemmer …
counter-note-waits = Ikke gemt endnu. Teksten er her og gemmes, så snart det kan lade sig gøre.
counter-note-signed-out = Ikke gemt endnu, du er logget ud
counter-note-joined = Gemt. Noten blev også skrevet et andet sted, og begge tekster står her.
counter-note-like-cpr = Det ligner et CPR-nummer. Skriv noten uden.
counter-actions = Handlinger
counter-recall = Kald igen
counter-recall-short = Igen
counter-recalls-left = { $count ->
    [one] 1 gang til
   *[other] { $count } gange til
}
counter-no-show = Udeblevet
counter-no-show-short = Udebl.
counter-park = Parkér
counter-transfer = Viderestil
counter-transfer-short = Videre
counter-start = Mødt
counter-finish = Afslut

counter-undo = Fortryd
counter-undo-call = { $number } er kaldt
counter-undo-finish-and-call = { $ended } er afsluttet, og { $number } er kaldt
counter-undo-start = { $number } er mødt
counter-undo-finish = { $number } er afsluttet
counter-undo-miss = { $number } er udeblevet
counter-undo-park = { $number } er parkeret
counter-undo-transfer = { $number } er viderestillet
counter-undo-return = { $number } er sendt tilbage til køen
counter-undo-cancel = { $number } har opgivet
counter-undo-check-in = { $number } er tjekket ind
counter-undo-here = { $number } er meldt til stede
counter-undo-delay = { $number } er meldt forsinket
counter-undo-rebook = { $number } er flyttet til en ny tid
counter-undo-unanswer = { $number } svarede ikke
counter-undo-move-forward = { $number } er flyttet frem

counter-aside = Parkeret og viderestillet til dig
counter-aside-short = parkeret
counter-aside-none = Ingen er parkeret
counter-aside-elsewhere = { $count ->
    [one] 1 parkeret i andre køer
   *[other] { $count } parkeret i andre køer
}
counter-resume = Kald ind
counter-sent-on = { $services } · { $ago }
counter-sent-on-from = Fra { $from }: { $services } · { $ago }
counter-parked-line = { $services } · parkeret i { $span }
counter-missed-line = { $services } · udeblevet, kan kaldes ind til kl. { $time }

counter-colleagues = Kolleger
counter-colleagues-none = Ingen andre er logget på
counter-colleague-busy = Betjener
counter-colleague-free = Ledig
counter-colleague-paused = Holder pause

counter-waiting = Venter i dine køer
counter-waiting-help = Listen er i den rækkefølge, der kaldes. En anden kan kaldes med en grund, som kan ses i dagens regnskab.
counter-waiting-count = { $count ->
    [0] ingen venter
    [one] 1 venter
   *[other] { $count } venter
}
counter-not-before = tidligst kl. { $time }
counter-visit = Borgeren
counter-state-waiting = Venter
counter-state-parked = Parkeret
counter-state-missed = Udeblevet
counter-state-called = Kaldt
counter-state-serving = Betjenes
counter-state-booked = Har en aftale
counter-state-ended = Afsluttet
counter-out-of-turn = Uden for tur, fordi
counter-out-of-turn-help = Grunden gemmes og kan ses i dagens regnskab
counter-out-of-turn-missing = Vælg først, hvorfor
counter-reason-comes-back = Kommer tilbage med det, der manglede
counter-reason-wrong-queue = Stod i den forkerte kø
counter-reason-short-question = Et spørgsmål på under et minut
counter-reason-cannot-wait = Kan ikke vente
counter-reason-companion = Tolk eller ledsager er bestilt til nu
counter-reason-our-mistake = Vores fejl
counter-reason-appointment = En aftale, der begynder nu
counter-call-ends = { $number } er hos dig og afsluttes, når du kalder
counter-call-now = Kald nu
counter-move-forward = Flyt frem i køen
counter-delay = Kommer senere
counter-delay-by = { $minutes } min, tidligst kl. { $time }
counter-here = Borgeren er her
counter-cancel-visit = Borgeren har opgivet

counter-transfer-help = Nummer og plads i køen følger med
counter-return = Tilbage i køen
counter-to-queue = Til en kø
counter-to-colleague = Til en kollega
counter-to-desk = Til en skranke
counter-to-centre = Til et andet center

counter-keys = Taster
counter-key-next = Det, den store knap siger
counter-key-enter = Mødt eller Afslut
counter-keys-help = Bogstaver og Enter virker kun, når borgerens kort er valgt. F8 virker overalt på siden.
counter-keys-letters = Brug bogstaver som taster

problem-not-at-desk = Du sidder ikke ved den skranke længere, og intet er ændret. Vælg en skranke, og prøv igen.
    .title = Ikke ved skranken
problem-note-too-long = Noten må højst have { $max } tegn. Gør den kortere; den er ikke gemt endnu.
    .title = Noten er for lang

counter-language-da = Dansk
counter-language-en = Engelsk
counter-language-de = Tysk
counter-language-pl = Polsk
counter-language-uk = Ukrainsk
counter-language-tr = Tyrkisk
counter-language-ar = Arabisk

# Aftaler
counter-tab-appointments = Aftaler
counter-appointments-today = Aftaler i dag
counter-appointments-none = Ingen aftaler i dag
counter-appointments-left = { $count ->
    [0] ingen tilbage
   *[other] { $count } tilbage
}
counter-now = Klokken er
counter-mode-in-person = Fremmøde
counter-mode-phone = Telefon
counter-mode-video = Video
counter-ring = Ring op
counter-call-in = Kald ind
counter-call-booked = Kald { $number } nu
counter-arrival-booked = { $number } er ankommet
counter-arrival-ring = { $number } venter på dit opkald
counter-arrival-ring-of = { $number } venter på et opkald fra { $name }
counter-arrival-open = Se dine aftaler
counter-pop-ups-more = { $count ->
    [one] 1 besked mere
   *[other] { $count } beskeder mere
}
counter-arrival-time = Aftale kl. { $time }
counter-appointment-here = Ankommet kl. { $time }
counter-appointment-not-come = Skulle være her kl. { $time }
counter-appointment-to-ring = klar til opkald
counter-appointment-ring-again = Svarede ikke · ring igen fra kl. { $time }
counter-appointment-called = Kaldt til { $desk }
counter-appointment-serving = Hos { $desk }
counter-appointment-parked = parkeret
counter-appointment-missed = mødte ikke ved kald
counter-appointment-no-show = udeblevet
counter-appointment-served = afsluttet
counter-appointment-over = ikke betjent
counter-to-ring = Ring til borgeren
counter-on-the-line = I samtale nu
counter-unanswered = Svarer ikke
counter-answered = Samtalen er i gang
counter-person-name = Navn
counter-person-phone = Telefon
counter-person-email = E-mail
counter-person-topic = Vil tale om
