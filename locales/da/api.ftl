# Svar til programmer, når en forespørgsel ikke kan besvares som ønsket.

problem-body-malformed = Indholdet er ikke gyldig JSON (linje { $line }, tegn { $column }). Ret det, og send igen.
    .title = Indholdet kan ikke læses
problem-body-invalid = Feltet »{ $field }« kan ikke bruges: { $why }. Ret det, og send igen.
    .title = Et felt er forkert
problem-body-missing = Forespørgslen skal have et indhold i JSON. Send det med Content-Type: application/json.
    .title = Indholdet mangler
problem-body-too-large = Indholdet må højst fylde { $max_bytes } bytes. Send mindre.
    .title = Indholdet er for stort
problem-body-type-unknown = Indholdet skal være JSON. Send det med Content-Type: application/json.
    .title = Indholdets type kendes ikke
problem-form-type-unknown = Formularen kom ikke på den måde, som en side sender den (application/x-www-form-urlencoded). Åbn siden igen, og send den derfra.
    .title = Formularens type kendes ikke
problem-body-unreadable = Indholdet kom ikke helt frem. Send det igen.
    .title = Indholdet kom ikke frem
problem-query-invalid = Parameteren »{ $parameter }« kan ikke bruges: { $why }. Ret den, og send igen.
    .title = En parameter er forkert
problem-idempotency-key-invalid = Idempotency-Key skal være 1 til 64 synlige ASCII-tegn. Lav en ny nøgle for hver handling.
    .title = Nøglen er forkert
problem-command-id-reused = Nøglen er allerede brugt til en anden forespørgsel. Lav en ny nøgle for hver handling, og brug den kun til gentagelser.
    .title = Nøglen er brugt
problem-phone-invalid = Telefonnummeret kan ikke bruges. Skriv 8 cifre, eller begynd med + og landekoden.
    .title = Telefonnummeret er forkert
problem-token-missing = Her kræves adgang. Send Authorization: Bearer med et gyldigt adgangstegn.
    .title = Adgang kræves
problem-token-invalid = Adgangstegnet gælder ikke: det er ukendt, udløbet eller trukket tilbage. Få et nyt af systemejeren.
    .title = Adgangstegnet gælder ikke
problem-not-allowed = Det har du ikke adgang til. Systemejeren kan give den rette rolle.
    .title = Ikke tilladt
problem-other-centre = Det center har du ikke adgang til. Systemejeren kan give den.
    .title = Et andet center
problem-other-kiosk = Adgangstegnet hører til en anden stander. Brug standerens eget.
    .title = En anden stander
problem-other-employee = Dit adgangstegn er en anden medarbejders. Brug dit eget, eller bed en leder.
    .title = En anden medarbejder
problem-employee-missing = Det fremgår ikke, hvilken medarbejder det gælder. Send feltet »employee«.
    .title = Medarbejderen mangler
problem-not-found = Adressen findes ikke. Se adresserne i /api/v1/openapi.json.
    .title = Findes ikke
problem-unknown-date = Vi kender ingen dag den dato. Skriv datoen som 2026-11-26.
    .title = Ukendt dato
problem-date-out-of-range = Her er der datoer fra { $first } til { $last }. Vælg en af dem, og send igen.
    .title = Ingen sådan dato her
problem-not-yet = Tidspunktet er ikke kommet endnu. Vælg et, der er gået.
    .title = Ikke endnu
problem-method-not-allowed = Adressen kan ikke bruges på den måde. Se, hvordan den kan, i headeren Allow.
    .title = Metoden passer ikke
problem-too-many-requests = Der kommer for mange forespørgsler. Prøv igen om { $seconds ->
    [one] 1 sekund
   *[other] { $seconds } sekunder
}.
    .title = For mange forespørgsler
problem-too-many-streams = Der er for mange, der følger med herfra. Luk nogle faner, eller prøv igen om lidt.
    .title = For mange følger med
problem-busy = Der er travlt lige nu, og intet er ændret. Prøv igen om { $seconds ->
    [one] 1 sekund
   *[other] { $seconds } sekunder
} med samme nøgle.
    .title = Travlt lige nu
problem-too-slow = Svaret tog for lang tid. Det er uvist, om ændringen er gemt. Send den igen med samme nøgle.
    .title = For lang tid
problem-storage-failed = Det, der er gemt, kan ikke nås lige nu, og intet er ændret. Prøv igen om { $seconds ->
    [one] 1 sekund
   *[other] { $seconds } sekunder
}, og sig det til systemejeren, hvis det bliver ved.
    .title = Kan ikke nås lige nu
problem-storage-damaged = Det kan ikke læses eller gemmes, for optegnelserne er beskadiget eller skrevet af en nyere udgave. Intet er ændret. Sig det til systemejeren; grunden står i loggen.
    .title = Optegnelserne er beskadiget
problem-shutting-down = Systemet genstarter. Prøv igen om { $seconds ->
    [one] 1 sekund
   *[other] { $seconds } sekunder
} med samme nøgle.
    .title = Genstarter
problem-fault = Der er en fejl hos os, og den er noteret. Sig nummeret i »instance« til systemejeren.
    .title = Fejl hos os

why-too-many = der er for mange på én gang
why-missing = det mangler
why-unknown-field = det kendes ikke
why-wrong-type = det har en forkert type
why-unknown-choice = det er ikke en af mulighederne
why-wrong-form = det har ikke den rette form
why-twice = det står der to gange
why-not-a-time = skriv klokkeslættet som 10:42 eller tidspunktet som 2026-11-26T10:42:00+01:00
why-not-a-date = skriv datoen som 2026-11-26
why-before-from = den sidste dag ligger før den første
why-too-many-days = der kan højst spørges om 92 dage ad gangen
why-not-a-number-in-range = skriv et helt tal inden for grænserne

problem-headers-too-large = Forespørgslens headere er for store. Send færre eller kortere.
    .title = For store headere

problem-session-missing = Her skal du være logget ind. Log ind, og prøv igen.
    .title = Log ind
problem-session-ended = Du er ikke logget ind mere. Log ind igen, og prøv igen.
    .title = Log ind igen
problem-cross-site = Forespørgslen kom fra en anden hjemmeside, så intet er ændret. Åbn siden her hos os, og gør det derfra.
    .title = Fra en anden hjemmeside
problem-invitation-over = Linket gælder ikke: det er brugt eller for gammelt. Bed systemejeren om et nyt.
    .title = Linket gælder ikke
problem-unknown-device = Den enhed er ikke en af dine. Se dem, der er, på siden "Enheder".
    .title = Ukendt enhed
problem-too-many-devices = Der er for mange enheder, der vil forbindes lige nu. Prøv igen om { $seconds ->
    [one] 1 sekund
   *[other] { $seconds } sekunder
}.
    .title = For mange enheder
problem-report-unproved = Det er ikke bevist, at rapporten er fra udbyderen. Se efter hemmeligheden i konfigurationen.
    .title = Ikke bevist
problem-watch-dates = Datoerne passer ikke: den sidste skal være i dag eller senere, ikke før den første og højst 92 dage frem. Ret dem, og send igen.
    .title = Datoerne passer ikke
problem-watch-unreachable = Ingen kan få besked: sæt »consent«, og skriv et telefonnummer eller en e-mail, som installationen kan sende til.
    .title = Ingen kan få besked
problem-too-many-watches = Der venter for mange. Stop en af dem, eller prøv igen senere.
    .title = For mange venter
