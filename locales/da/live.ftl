# Den enkle side, der viser et center lige nu, og ord om tid, som flere sider bruger.

index-title = Centre
index-intro = Vælg et center, og se, hvem der venter, og hvem der er kaldt
index-book = Bestil en tid
index-waiting = { $count ->
    [0] ingen venter
    [one] 1 venter
   *[other] { $count } venter
}
index-none = Der er ingen centre endnu. Lav en opsætning, og tjek den med »frontdesk check«.

live-title = { $centre } lige nu
live-all-centres = Alle centre
live-updated = Opdateret
live-called = Kaldt
live-called-none = Ingen er kaldt lige nu
live-called-caption = Numre, der er kaldt eller betjenes, det nyeste kald først
live-queues = Køer lige nu
live-queues-caption = Hver kø med antal ventende og forventet tid for det næste nummer
live-waiting = Venter
live-waiting-none = Ingen venter lige nu
live-waiting-caption = Numre, der venter, i den rækkefølge de forventes kaldt
live-column-number = Nummer
live-column-desk = Skranke
live-column-called-at = Kaldt
live-column-state = Status
live-column-queue = Kø
live-column-waiting = Venter
live-column-forecast = Forventet
live-column-since = Siden
live-state-called = på vej
live-state-serving = betjenes
live-forecast = ca. kl. { $expected }, mellem { $earliest } og { $latest }
live-forecast-one = ca. kl. { $expected }
live-forecast-none = ingen skranke er åben
live-status-closed-by-hours = lukket nu
live-status-closed-by-manager = lukket for nye numre
live-status-full = fuld lige nu
live-status-paused = holder pause
live-status-day-closed = dagen er slut
live-announce = { $number } til { $desk }
