# Dagens regnskab, som leder og borgmester læser det.

account-title = Dagens regnskab: { $centre }, { $date }
account-visits = { $count ->
    [one] 1 besøg
   *[other] { $shown } besøg
}
account-served = { $count } betjent
account-served-end-unknown = { $count } betjent, slutningen er ikke kendt
account-no-show = { $count } udeblevet
account-cancelled-by-citizen = { $count } aflyst af borgeren
account-cancelled-by-employee = { $count } aflyst af en medarbejder eller et program
account-left-unserved = { $count } gik uden at blive betjent
account-moved = { $count } viderestillet til et andet center
account-open = { $count } er ikke slut endnu

account-queues = Køer (ventetid til første kald, i minutter)
account-queue = Kø
account-taken = Numre
account-called = Kaldt
account-within-target = Inden mål
account-wait-mean = Middel
account-wait-median = Median
account-wait-nine-of-ten = 9 af 10
account-wait-longest = Længst
account-served-column = Betjent
account-service-mean = Betjening

account-desks = Skranker
account-desk = Skranke
account-serving-time = Betjening
account-walking-time = På vej
account-all = I alt

account-referrals = Henvist til et andet sted
account-out-of-turn = Uden for tur
account-out-of-turn-called = { $time } { $number } blev kaldt: { $why }
account-out-of-turn-called-by = { $time } { $number } blev kaldt af { $employee }: { $why }
account-out-of-turn-moved = { $time } { $number } blev rykket frem: { $why }
account-out-of-turn-moved-by = { $time } { $number } blev rykket frem af { $employee }: { $why }
account-out-of-turn-undone = (fortrudt)
account-undone-title = Fortrudt
account-undone = { $count ->
    [one] 1 tryk blev fortrudt
   *[other] { $shown } tryk blev fortrudt
}

account-untaken = Kald, som ingen tog, før dagen sluttede
account-untaken-help = { $time } blev der kaldt på hjælp ved { $kiosk }
account-untaken-alarm = { $time } blev alarmen slået til ved { $desk }

why-comes-back = kommer igen med det, der manglede
why-wrong-queue = ventede i den forkerte kø
why-short-question = et kort spørgsmål
why-cannot-wait = kan ikke vente
why-companion = tolk eller ledsager er bestilt til nu
why-appointment = aftale, som begyndte
why-our-mistake = vores fejl
