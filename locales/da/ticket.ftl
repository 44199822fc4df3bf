# Nummeret på telefonen.

ticket-title = Dit nummer
ticket-service = { $service }, { $choice }
ticket-ahead = { $count ->
    [one] foran dig
   *[other] foran dig
}
ticket-expected = ca. kl. { $time }
ticket-between = mellem { $earliest } og { $latest }
ticket-longer = Det tager længere end ventet. Ny tid:
ticket-paused = Køen holder pause
ticket-no-desk = Der er ingen skranke åben lige nu
ticket-no-time = Vi kan ikke sige et tidspunkt lige nu
ticket-no-time-text = Du beholder din plads. Tiden kommer her, så snart vi kender den.
ticket-moved-here = Du er sendt videre til { $centre }, { $address }. Her er dit nye nummer.
ticket-there = Vær i { $area } kl. { $time }
ticket-there-now = Vær i { $area } nu
ticket-ready = Vær klar kl. { $time }
ticket-ready-now = Vær klar nu
ticket-floor = { $floor ->
    [0] Stuen
   *[other] { $floor }. sal
}
ticket-floor-below = { $floor ->
    [1] Kælderen
   *[other] { $floor }. kælder
}
ticket-delayed = Vi kalder dig tidligst kl. { $time }
ticket-alerts = Besked, når { $count } er foran
ticket-alerts-how = Lyd og vibration, mens siden er åben
ticket-alerts-sound = Lyd, mens siden er åben
ticket-alerts-touch = Tryk ét sted på siden, så kan vi også give lyd
ticket-alerts-none = Din telefon kan ikke give lyd her. Hold øje med siden.
ticket-alerts-off = Slået fra
ticket-soon = { $count ->
    [one] Der er { $count } foran dig
   *[other] Der er { $count } foran dig
}
ticket-late = Jeg er forsinket
ticket-cancel = Afmeld
ticket-turn = Det er din tur
ticket-go-to = Gå til
ticket-cannot-come = Jeg kan ikke komme
ticket-as-at = Sådan var det kl. { $time }

ticket-booked = Du har en tid kl. { $time }
ticket-booked-text = Tjek ind ved standeren, når du kommer
ticket-serving = Du er ved { $desk }
ticket-serving-text = Du behøver ikke gøre mere her
ticket-parked = Vi har sat dit nummer til side
ticket-parked-text = Du behøver ikke gøre noget. Vi kalder dig.
ticket-missed = Vi kaldte dig kl. { $time }
ticket-missed-text = Er du her? Tryk senest kl. { $time }, så kalder vi dig igen.
ticket-here = Jeg er her
ticket-served = Tak for besøget
ticket-served-text = Dit besøg er slut. Du behøver ikke gøre mere.
ticket-no-show = Dit nummer er udløbet
ticket-no-show-text = Vi kaldte dig, men du kom ikke. Tag et nyt nummer, når du er her.
ticket-unserved = Vi nåede dig desværre ikke i dag
ticket-unserved-text = Der er lukket nu. Kom igen en anden dag.
ticket-cancelled = Dit nummer er afmeldt
ticket-cancelled-undo = Fortryder du nu, beholder du din plads
ticket-cancelled-text = Tag et nyt nummer, hvis du alligevel har brug for hjælp
ticket-undo = Fortryd
ticket-moved = Du er sendt videre til et andet center
ticket-moved-day = Din tid er flyttet til { $date }
ticket-moved-text = Du har fået et nyt nummer dér
ticket-moved-link = Se dit nye nummer

ticket-late-title = Hvor meget er du forsinket?
ticket-late-text = Du beholder { $number }. Vi lader andre komme før dig, indtil du er her.
ticket-late-new = ny tid ca. kl. { $time }
ticket-late-not-before = tidligst kl. { $time }
ticket-late-send = Giv besked
ticket-late-none = Vi kan ikke vente længere i dag. Kom nu, eller afmeld dit nummer.
ticket-late-missing = Vælg, hvor meget du er forsinket
ticket-keep = Behold min plads
ticket-cancel-title = Vil du afmelde { $number }?
ticket-cancel-text = Så mister du din plads i køen. Du kan nå at fortryde lige bagefter.
ticket-cancel-send = Afmeld { $number }

ticket-refused-not-later = Den tid er ikke senere end den, du har. Vælg en senere tid.
ticket-refused-too-long = Så sent har vi ikke åbent. Vælg en tidligere tid.
ticket-refused-undo = Det er for sent at fortryde. Tag et nyt nummer, hvis du har brug for hjælp.
ticket-refused-later = Vi kunne ikke gemme det. Prøv igen om lidt.
ticket-refused-changed = Det kan ikke lade sig gøre nu, for dit nummer har ændret sig. Her ser du, hvordan det er.

ticket-unknown = Linket virker ikke
ticket-unknown-text = Det gælder kun på selve dagen. Tjek, at hele linket er med, eller spørg en medarbejder.
ticket-over = Dit nummer gjaldt en anden dag
ticket-over-text = Et nummer gælder kun den dag, du tager det. Tag et nyt, når du er her igen.
