# Hvad kommandolinjen skriver. Hver sætning siger, hvordan det er, og hvor noget er galt, hvad man gør.

## Start og stop

cli-serve-setup = Opsætningen i { $folder } er rigtig: centre { $centres }, noget at se på { $warnings } (frontdesk check viser det).
cli-serve-database = Databasen er { $file }.
cli-serve-ready = FrontDesk tager imod på { $url }
cli-serve-plain = Der lyttes ikke på { $address } over almindelig HTTP: adgangskoder og borgernes links kunne læses på vejen. Giv den et certifikat (`tls.certificate` og `tls.key`, eller `tls.acme.domains`), eller sæt en proxy med certifikat foran og skriv dens adresse i `proxy.trusted`, eller lyt kun på denne maskine: --listen 127.0.0.1:8080.
cli-serve-certificate-not-reloaded = Certifikatet er læst igen og gælder ikke; det forrige bliver stående. { $why }
cli-serve-reloaded = Opsætningen er læst igen; det, der er ændret, gælder nu.
cli-serve-not-loaded = Opsætningen kan ikke bruges. Den, der gjaldt før, gælder fortsat, til fejlen er rettet og SIGHUP sendt. { $why }
cli-serve-not-reloaded = Opsætningen er læst igen og gælder ikke; den forrige bliver stående. { $why }
cli-serve-stopping = Stopper: ingen nye forespørgsler, de sidste kommandoer gøres holdbare.
cli-serve-stopped = Stoppet.
cli-serve-centre-gone = Se på dette: { $centre } ({ $id }) er ikke mere i opsætningen; dets mappe, { $folder }, er væk eller har fået et andet navn. Det gælder fortsat, som det var, for dets borgere venter endnu, indtil næste start, som begynder uden det. Er det ikke meningen, så læg mappen tilbage, og send SIGHUP igen.
cli-fault = Det kunne ikke gøres, af en grund i programmet eller systemet: { $error }.

cli-listen-taken = { $address } bruges af et andet program. Stop det, eller vælg en anden port: --listen 127.0.0.1:8081.
cli-listen-not-allowed = Det er ikke tilladt at lytte på { $address }. Vælg en port over 1023: --listen 127.0.0.1:8080.
cli-listen-impossible = Der kan ikke lyttes på { $address }: { $error }. Vælg en af maskinens adresser med --listen.
cli-data-folder = Databasens mappe, { $folder }, kan ikke laves: { $error }. Vælg en anden med --data, eller giv brugeren ret til at skrive der.
cli-data-unusable = Databasen { $file } kan ikke bruges: { $error }.
cli-data-in-use = Et andet FrontDesk modtager allerede på { $file }. Stop det først, eller giv dette sin egen mappe med nøglen `data`.
cli-data-not-writable = { $file } kan ikke skrives af den bruger, som programmet kører som: { $error }. Den tilhører brugeren med nummer { $owner }. Kør FrontDesk som den bruger, eller giv denne filen og dens mappe (sudo chown), eller vælg en anden mappe med --data.
cli-data-folder-not-writable = Den bruger, som programmet kører som, kan ikke skrive i mappen { $folder }: { $error }. Den tilhører brugeren med nummer { $owner }. Giv denne bruger ret til at skrive der (sudo chown), eller vælg en anden mappe med --data.

cli-store-full = disken er fuld: skaf plads, og skriv kommandoen igen
cli-store-full-reloading = disken er fuld: skaf plads, og send SIGHUP igen
cli-store-read-only = databasens fil kan ikke skrives: se på rettighederne til filen og dens mappe
cli-store-damaged = databasens fil er beskadiget eller er ikke FrontDesks: { $what }; læg den tilbage fra den seneste kopi, eller vælg en anden mappe med --data
cli-store-busy = en anden proces holder databasens fil: kun ét FrontDesk må skrive i den; stop det andet
cli-store-unknown-fact = hændelse { $version } i { $stream } kendes ikke af denne udgave af FrontDesk (`{ $kind }`, form { $form }: { $why }); dagen afvises hellere end gættes: opdatér programmet
cli-store-newer = databasen er skrevet af et nyere FrontDesk (dens tabeller er ved { $found }, dette program kender { $known }); opdatér programmet: intet er ændret
cli-store-other-program = trin { $number } i databasen er ikke dette programs `{ $name }`; brug det program, der lavede databasen: intet er ændret
cli-store-disk = disken svarer ikke, som den skal: { $what }

cli-secret-length = { $file } rummer ikke en hemmelighed på 32 byte. Læg den rigtige fil tilbage fra kopien; uden den holder borgernes links op med at virke.
cli-secret-readable-by-others = { $file } kan læses af andre end ejeren. Ret det med: chmod 600 { $file }
cli-secret-no-randomness = Styresystemet gav ingen tilfældige byte til installationens hemmelighed: { $error }.
cli-secret-missing = Installationens hemmelighed { $file } mangler, og databasen { $database } er lavet med en: læg den tilbage fra din kopi. Er den tabt for altid, holder borgernes links op med at virke; begynd da med en ny database, eller læg en ny hemmelighed på 32 tilfældige bytes dér (head -c 32 /dev/urandom), som kun ejeren kan læse, og slet { $fingerprint }.
cli-secret-replaced = Installationens hemmelighed { $file } er ikke den, som databasen { $database } betjenes med: med den ville borgernes links holde op med at virke. Læg den rigtige fil tilbage fra din kopi. Er den tabt for altid, og vil du gå videre med denne, så slet { $fingerprint }, og start igen.
cli-secret-unusable = Installationens hemmelighed { $file } kan ikke læses eller laves: { $error }. Vælg et andet sted med nøglen `secret`, eller giv brugeren ret til den.

## Boksens nøgle

cli-vault-key-length = { $file } rummer ikke en nøgle på 32 byte. Læg den rigtige fil tilbage fra kopien; uden den kan det, borgerne har oplyst, ikke læses.
cli-vault-key-readable-by-others = { $file } kan læses af andre end ejeren. Ret det med: chmod 600 { $file }
cli-vault-key-no-randomness = Styresystemet gav ingen tilfældige byte til boksens nøgle: { $error }.
cli-vault-key-unusable = Boksens nøgle { $file } kan ikke læses eller laves: { $error }. Vælg et andet sted med nøglen `vault.key_file`, eller giv brugeren ret til den.
cli-vault-key-missing = Boksens nøgle { $file } mangler, og det, borgerne har oplyst, er forseglet med den i databasen { $database }: læg den tilbage fra din kopi. Er den tabt for altid, kan ingen læse det mere; slet det da med: frontdesk vault give-up { $key }
cli-vault-no-key = Der er ingen nøgle til boksen i { $file }, og intet er nogensinde forseglet med en. Den laves ved første start: frontdesk serve
cli-vault-old-key-missing = { $file }, som `vault.old_key_files` nævner, er der ikke. Læg den tilbage; eller tag den ud af listen, hvis intet er forseglet med den mere.
cli-vault-key-unknown = I databasen { $database } er noget forseglet med boksens nøgle { $key }, og den er ikke i nogen af disse filer: { $files }. Læg den rigtige fil tilbage fra din kopi, eller nævn den i `vault.old_key_files`. Er den tabt for altid, kan ingen læse det mere; slet det da med: frontdesk vault give-up { $key }
cli-vault-key-replaced = Boksens nøgle { $file } er i databasen { $database } udskiftet med en nyere, som `vault.old_key_files` nævner. Lad `vault.key_file` nævne den nyere.
cli-vault-unfinished = Boksens nøgle { $file } er ved at blive udskiftet, og det blev afbrudt: en del af databasen { $database } kan være forseglet med den nye nøgle, { $new }. Skriv "frontdesk vault rotate" igen: det går videre, hvor det var.
cli-vault-row-does-not-open = Det, der vides om borgeren i besøg { $visit } i databasen { $database }, kan ikke åbnes: det er beskadiget. Læg databasen tilbage fra den seneste kopi, og skriv kommandoen igen. Det, der er gjort, er gjort.
cli-vault-rotated =
    Alt er nu forseglet med den nye nøgle { $key } i { $file }: { $people ->
        [one] 1 borger
       *[other] { $people } borgere
    } og { $hashes } spor af opslag. Gem en kopi af den adskilt fra databasens. Den hidtidige nøgle er i { $kept }: ældre sikkerhedskopier kræver den, nævnt i `vault.old_key_files`. Slet den, når der ikke er flere af dem.
cli-vault-give-up-unknown = Intet er forseglet med en nøgle { $key }. Den rigtige siges af serveren, når den ikke starter.
cli-vault-give-up-there = Nøglen { $key } er ikke tabt: den er i { $file }. Intet er slettet.
cli-vault-given-up =
    Nøglen { $key } er opgivet: det, der vidstes om { $people ->
        [one] 1 borger
       *[other] { $people } borgere
    }, er slettet. Intet tal er ændret.

## Opslag

cli-look-ups-ask = Personens telefonnummer, e-mailadresse eller CPR-nummer, et på hver linje; slut med en tom linje:
cli-look-ups-not-findable = Linje { $number } er hverken et telefonnummer, en e-mailadresse eller et CPR-nummer. Intet er slået op; skriv det igen.
cli-look-ups-too-many = En person findes ved højst { $most } linjer. Intet er slået op; spørg ad flere gange.
cli-look-ups-nothing-given = Der er intet at finde nogen ved. Skriv personens telefonnummer, e-mailadresse eller CPR-nummer, et på hver linje; eller nævn besøget med --visit.
cli-look-ups-unreadable = Det skrevne kan ikke læses: { $error }. Det skal være tekst i UTF-8.
cli-look-ups-none = Der er ikke registreret noget opslag om denne person.
cli-look-ups-told =
    { $count ->
        [one] Denne persons oplysninger er slået op én gang:
       *[other] Denne persons oplysninger er slået op { $count } gange, det seneste først:
    }
cli-look-ups-more = Der er flere. Dette er de seneste { $most }.
cli-look-up = { $date } kl. { $time }: { $purpose } – { $who }
cli-look-up-serves = en medarbejder betjente dig
cli-look-up-day-list = du stod på en medarbejders liste over dagen
cli-look-up-check-in = du meldte, at du var kommet
cli-look-up-booking-for = en tid blev bestilt, flyttet eller aflyst for dig
cli-look-up-message = en besked blev sendt til dig
cli-look-up-own-link = dit eget link blev åbnet
cli-look-up-set-right = noget blev rettet eller slettet
cli-look-up-told = du fik at vide, hvem der havde slået op

## Opsætning

cli-setup-no-folder = Der er ingen mappe { $folder }, set fra { $from }. Angiv opsætningens mappe, den med municipality.toml i: med --setup, eller med nøglen `setup` i konfigurationen. Et eksempel er mappen examples/nordvig i FrontDesks kildekode; gå derhen først (cd), eller angiv hele dens sti.
cli-setup-not-folder = { $folder }, set fra { $from }, er en fil. Angiv opsætningens mappe, den med municipality.toml i.
cli-setup-unreadable = { $file } kan ikke læses: { $error }.
cli-setup-no-text = { $file }:{ $line }: fejl: linjen har et tegn, som ikke er UTF-8. Gem filen som UTF-8 i dit program (i Notesblok: Gem som, Kodning: UTF-8), og kontrollér igen.
cli-setup-too-many-files = { $folder } rummer mere end { $max } filer; det er næppe en opsætning.
cli-setup-file-not-read = Filen læses ikke. Skulle den hedde "{ $nearest }"? Hvis ikke, så flyt den ud af mappen.
cli-setup-folder-without-files = Mappen rummer ingen af et centers filer, så den er ikke et center. Skal den være et, så læg "centre.toml" og de andre i den; se examples/nordvig for et eksempel. Hvis ikke, så flyt den ud af opsætningen.
cli-setup-folder-too-deep = Mappen ligger i et centers mappe, så dens filer læses ikke. Skal den være et center, så flyt den hen ved siden af "municipality.toml"; hvis ikke, så flyt den ud af opsætningen.
cli-setup-mistakes = Opsætningen i { $folder } har { $count } fejl og bruges ikke:
cli-weight-mistake = fejl
cli-weight-warning = se på dette
cli-check-no-path = { $path } findes ikke, set fra { $from }. Angiv en opsætnings mappe eller en af dens filer.
cli-check-no-municipality = { $path } hører ikke til en opsætning: der er ingen municipality.toml ved siden af eller en mappe højere oppe.
cli-check-centre = { $centre } ({ $id }): ærinder { $services }, køer { $queues }, skranker { $desks }, medarbejdere { $employees }.
cli-check-right = Opsætningen er rigtig: centre { $centres }, noget at se på { $warnings }.
cli-check-wrong =
    Opsætningen har { $count } fejl i { $files ->
        [one] 1 fil
       *[other] { $files } filer
    }; intet af den kan bruges, før { $count ->
        [one] den
       *[other] de
    } er rettet.

## Adgangstegn

cli-token-name-wrong = Et adgangstegns navn har 1 til 60 tegn, som alle kan ses.
cli-token-needs-centre = Sig, hvor adgangstegnet gælder: --centre og centrets betegnelse. Kun en systemejers gælder overalt.
cli-token-needs-subject = Sig, hvilken enhed adgangstegnet er til: --subject og standerens eller skærmens betegnelse.
cli-token-expires-past = --expires ligger i fortiden, så adgangstegnet ville aldrig kunne bruges. Angiv datoen i dag eller en senere.
cli-token-unknown-centre = Der er intet center { $centre } i opsætningen i { $from }. Centrene er: { $known }.
cli-token-unknown-kiosk = Der er ingen stander eller infoskærm { $subject } i de centre. En enheds --subject er dens betegnelse i devices.toml.
cli-token-unknown-employee = Der er ingen medarbejder { $subject } i de centre. For en person er --subject navnet i employees.toml; udelad --subject for et program.
cli-token-exists = Der er før lavet et adgangstegn med navnet { $name }, også selv om det nu er tilbagekaldt. Vælg et andet navn.
cli-token-none = Der er ingen adgangstegn endnu. Lav et: frontdesk token create --help
cli-token-everywhere = overalt
cli-token-valid = gælder
cli-token-valid-until = gælder til { $at }
cli-token-expired-at = udløbet { $at }
cli-token-revoked-at = tilbagekaldt { $at }
cli-token-revoked = { $name } er tilbagekaldt; en kørende server ved det inden fem sekunder.
cli-token-unknown = Der er intet adgangstegn { $name }, som kan tilbagekaldes. Alle adgangstegn: frontdesk token list
cli-token-no-database = Der er ingen database { $file }. Angiv dens mappe med --data.
cli-token-other-database =
    Der er ingen { $file }, og et adgangstegn gælder kun i den database, det er lavet i. I mappen er der:
    { "  " }{ $choices }
    Skriv kommandoen igen med det, hvis det er den, du mener. Til en ny installation: angiv en mappe for sig med --data, eller start den først med frontdesk serve.
cli-token-no-setup = Centrene og --subject kan ikke slås op: der er endnu ikke betjent nogen fra { $file }, og der er ingen opsætning { $folder }, set fra { $from }. Angiv opsætningens mappe med --setup, eller start installationen først med frontdesk serve.

## Certifikater

cli-tls-half = Et certifikat og dets nøgle hører sammen: angiv både `tls.certificate` og `tls.key`.
cli-tls-two-ways = Vælg én vej til certifikatet: filer (`tls.certificate` og `tls.key`), eller et, der fornyer sig selv (`tls.acme.domains`).
cli-tls-unreadable = { $file } kan ikke læses som PEM: { $error }. Angiv en fil, som denne bruger kan læse, og som begynder med -----BEGIN.
cli-tls-no-certificate = { $file } rummer intet certifikat. Det begynder med -----BEGIN CERTIFICATE-----.
cli-tls-unusable = Certifikatet { $certificate } kan ikke bruges med nøglen { $key }: { $error }. Hører de to sammen?

## Konti

cli-init-made = Systemejeren { $login } er lavet. Åbn linket, og vælg en adgangskode. Det virker én gang, i syv dage:
cli-init-done = Der er allerede en systemejer, { $login }. Et nyt link til hende: frontdesk user invite { $login }. Andre konti: frontdesk user add --help
cli-user-made = Kontoen { $login } er lavet. Giv dens ejer dette link. Det virker én gang, i { $days } dage:
cli-user-invited = Giv { $login } dette link. Det virker én gang, i syv dage, og det forrige gælder ikke mere:
cli-user-exists = Der er før lavet en konto { $login }. Vælg et andet brugernavn, eller giv den et nyt link: frontdesk user invite { $login }
cli-user-too-many = Der er { $most } konti; flere kan der ikke være.
cli-user-needs-centre = Sig, hvor kontoen gælder: --centre og centrets betegnelse. Kun en systemejers gælder overalt.
cli-user-unknown = Der er ingen konto { $login }. Alle konti: frontdesk user list
cli-user-is-disabled = Kontoen { $login } er spærret. Åbn den først: frontdesk user enable { $login }
cli-user-last-owner = { $login } er den eneste systemejer. Lav en anden først: frontdesk user add --role system_owner --login …
cli-user-disabled = { $login } er spærret; en kørende server ved det inden fem sekunder.
cli-user-enabled = { $login } er åbnet igen.
cli-user-role-changed = { $login } har fået den nye rolle; en kørende server ved det inden fem sekunder.
cli-user-unchanged = { $login } er sådan allerede; intet er ændret.
cli-user-none = Der er ingen konti endnu. Lav den første: frontdesk init --login …
cli-user-disabled-at = spærret { $at }
cli-user-invited-until = inviteret til { $at }
cli-user-invitation-over = uden adgangskode; giv et nyt link
cli-user-in-use = i brug

## Enheder

cli-device-none = Der er ingen enheder endnu. Åbn /device på en, og bekræft koden: frontdesk device confirm --help
cli-device-code-unknown = Ingen enhed viser den kode. Koden har 8 tegn og gælder i ti minutter; åbn /device på enheden, og skriv den, der står der.
cli-device-confirmed = Enheden er forbundet som "{ $name }" og fortsætter af sig selv.
cli-device-unknown = Der er ingen enhed "{ $name }". Alle enheder: frontdesk device list

## En dag fra databasen

cli-export-no-database = Der er ingen database i { $folder }. Angiv dens mappe, eller dens fil, med --data.
cli-export-several = Der er flere databaser i { $folder }. Angiv den, du mener:
    { "  " }{ $choices }
cli-export-no-events = Der skete intet i { $centre } den { $date }, så vidt denne database ved.
cli-export-no-setup = Version { $version } af opsætningen er ikke i databasen.

## En optaget dag

cli-day-office =
    { $centre }, { $date }: { $citizens ->
        [one] 1 borger
       *[other] { $citizens } borgere
    }, { $queues ->
        [one] 1 kø
       *[other] { $queues } køer
    }, højst { $counters ->
        [one] 1 skranke
       *[other] { $counters } skranker
    }.
cli-day-computed = { "  " }Kø { $queue }: { $minutes } minutter pr. borger, beregnet af ankomster og skranker (kontorets eget skøn: { $estimate }).
cli-day-watch = Dagen kan følges på { $url }
cli-day-hour =
    { "  " }Klokken { $hour }: { $tickets ->
        [one] 1 nummer
       *[other] { $tickets } numre
    } indtil nu
cli-day-sent =
    { $commands ->
        [one] 1 kommando
       *[other] { $commands } kommandoer
    }, { $twice } af dem sendt to gange; { $events ->
        [one] 1 hændelse
       *[other] { $events } hændelser
    }; { $seconds } sek.
cli-day-other-count = optagne borgere { $citizens }, bekræftede numre { $tickets }, besøg i loggen { $visits }
cli-day-reconciled =
    { $citizens ->
        [one] 1 borger
       *[other] { $citizens } borgere
    }, { $told ->
        [one] 1 bekræftet kommando
       *[other] { $told } bekræftede kommandoer
    }, hver i loggen én gang; opgørelsen svarer til en optælling af hændelserne: intet tabt, intet fordoblet.
cli-day-not-reconciled =
    Dagen stemmer ikke; { $count ->
        [one] 1 ting er forskellig
       *[other] { $count } ting er forskellige
    }:
cli-day-setup-written = Kontorets opsætning er i { $folder }.
cli-day-setup-unwritable = { $file } kan ikke skrives: { $error }. Vælg en anden mappe med --write-setup.
cli-day-no-folder = Der kan ikke laves en midlertidig mappe: { $error }. Angiv en med --data.
cli-day-not-http = `{ $url }` begynder ikke med http://; en optaget dag spilles over almindelig HTTP. Skriv den som http://vært:port.
cli-day-no-answer = Serveren svarer ikke: { $error }. Kører den, og er dens adresse rigtig?
cli-day-refused = { $method } { $path } fik svaret { $status }: { $detail } ({ $code })
cli-day-not-json = Et svar med status { $status } er ikke JSON: { $error }. Er det et FrontDesk, der svarer på denne adresse?
cli-day-visit-unreadable = Et besøg i et svar kan ikke læses: { $error }, i { $body }. Er serveren af samme udgave?
cli-day-event-missing = Hændelse { $version } af dagen mangler i serverens svar.
cli-day-event-lacks = En hændelse i serverens svar har ingen `{ $field }`. Er serveren af samme udgave?
cli-day-event-unreadable = En hændelse i serverens svar kan ikke læses: { $error }. Er serveren af samme udgave?
cli-day-account-unreadable = Opgørelsen i serverens svar kan ikke læses: { $error }. Er serveren af samme udgave?
cli-day-two-effects = Den samme forespørgsel havde to virkninger: POST { $path } fik svaret { $first } og { $second }.

cli-day-other-number = nummeret { $number }, som { $visit } fik at vide, er ikke dets eget i loggen
cli-day-tickets = nummer til { $key }: bekræftet { $told } ×, i loggen { $logged } ×
cli-day-calls = kald af { $key }: bekræftet { $told } ×, i loggen { $logged } ×
cli-day-starts = begyndelse for { $key }: bekræftet { $told } ×, i loggen { $logged } ×
cli-day-ends = slutning for { $key }: bekræftet { $told } ×, i loggen { $logged } ×
cli-day-signs = på- eller afmelding ved { $key }: bekræftet { $told } ×, i loggen { $logged } ×
cli-day-other-figure = { $what }: optalt { $counted }, opgørelsen siger { $told }
cli-day-visits = besøg
cli-day-outcomes = udfald
cli-day-undone = kald, der blev fortrudt
cli-day-queue = kø { $queue }
cli-day-desk = skranke { $desk }

cli-recording-name = { $name } er ikke begyndelsen på en optagelses filer; de begynder som office-7-2020-01-13. Angiv en sådan, eller en mappe, der rummer én.
cli-recording-folder-unreadable = { $folder } kan ikke læses: { $error }.
cli-recording-none = { $folder } rummer ingen optagelse: der er ingen fil, der ender på -arrivals.csv.
cli-recording-several = { $folder } rummer flere optagelser; angiv én: { $choices }
cli-recording-unreadable = { $file } kan ikke læses: { $error }. En optagelse har tre filer; de ender på -arrivals.csv, -counters.csv og -service.csv.
cli-recording-head = { $place }: den første linje skal være `{ $head }`.
cli-recording-row = { $place }: `{ $line }` er ikke en række i `{ $head }`.
cli-recording-too-many = { $place }: der er mere end { $max } rækker; det er næppe én dag.

## Demoen

cli-demo-ready = Demoen tager imod på { $url }. I dens hal er det { $date } klokken { $time }, og tiden går { $speed } gange så hurtigt. Alle i den er spillede. Dens database: { $file }
cli-demo-look = Se hvert centers hal, levende:
cli-demo-centres = Hvad programmer ser:
cli-demo-live = Det samme, levende:
cli-demo-ticket = Tag et nummer, som stander:
cli-demo-next = Kald den næste borger til en skranke, som leder:
cli-demo-account = Opgørelsen af dagen indtil nu:
cli-demo-document = Beskrivelsen af hele grænsefladen:
cli-demo-stop = Ctrl-C afslutter den.
cli-demo-begin-never = Tiden { $time } findes ikke: uret springer over den. Vælg en anden med --begin.
cli-demo-no-centre = Opsætningen har intet center at spille i.

## Konfigurationen

cli-config-unreadable = { $file }: konfigurationen kan ikke læses: { $error }; angiv en fil, der kan læses, med --config, eller udelad --config
cli-config-syntax = { $place }: linjen kan ikke læses; se efter et anførselstegn, et lighedstegn eller en klamme, der mangler, og skriv `nøgle = "tekst"` eller `nøgle = tal`, én på hver linje (læserens egne ord: { $detail })
cli-config-unknown-key = { $place }: der er ingen nøgle `{ $key }`; den nærmeste er `{ $nearest }`
cli-config-unknown-variable = miljøvariablen { $variable }: der er ingen sådan indstilling; den nærmeste er { $nearest }
cli-config-wrong-value = { $place }: `{ $key }` { $what }; det er { $meaning }
cli-config-wrong-variable = miljøvariablen { $variable }: `{ $key }` { $what }; det er { $meaning }
cli-config-not-text = skal være en tekst i anførselstegn
cli-config-not-number = skal være et helt tal
cli-config-not-yes-no = skal være true eller false
cli-config-not-address = skal være en adresse og en port, som 127.0.0.1:8080 eller [::1]:8080
cli-config-not-one-of = skal være en af { $choices }
cli-config-outside = er { $number }, hvilket er uden for grænserne
cli-config-too-many = nævner flere end { $most }
cli-config-empty = er tom
cli-config-not-list = skal være tekster i anførselstegn, i kantede parenteser: ["10.0.0.0/8", "127.0.0.1"]
cli-config-not-networks = skal være adresser eller net, som 127.0.0.1 eller 10.0.0.0/8
cli-config-not-domains = skal være navne på værter, som modtag.kommune.dk
cli-config-not-https = skal begynde med https://
cli-config-not-url = skal være https:// (eller http://), et værtsnavn og måske en port, og intet mere

# Hvad hver nøgle er, som slutningen af "det er …".

cli-key-within = { $meaning }; { $least } til { $most }
cli-key-listen = adressen og porten, der lyttes på; port 0 tager en fri og siger hvilken
cli-key-data = databasens mappe, som laves, hvis den mangler
cli-key-setup = opsætningens mappe: municipality.toml og en mappe for hvert center
cli-key-secret = filen med installationens hemmelighed, som laves ved første start; gem en kopi adskilt fra databasens
cli-key-vault-key-file = filen med den nøgle, som det, borgerne oplyser, forsegles med, og som laves ved første start; gem en kopi adskilt fra databasens
cli-key-vault-old-key-files = filerne med tidligere nøgler, til en database, der er lagt tilbage fra en kopi fra deres tid; højst 16
cli-key-language = sproget i det, programmet skriver: da eller en
cli-key-log-format = hvordan loggen skrives: text eller json
cli-key-log-level = fra hvilket niveau loggen skrives: error, warn, info eller debug
cli-key-limits-batch-max = det højeste antal kommandoer i én transaktion
cli-key-limits-commands-waiting-max = det højeste antal kommandoer, der venter på databasen; en mere får at vide, at den skal komme igen om lidt
cli-key-limits-remember-hours = hvor længe en kommandos resultat gemmes for den, der sender den igen, i timer
cli-key-limits-keep-months = hvor længe en dags hændelser gemmes, i måneder
cli-key-limits-look-up-months = hvor længe det gemmes, hvem der har slået en borgers oplysninger op og hvorfor, i måneder
cli-key-limits-topics-max = det højeste antal forskellige levende visninger på én gang
cli-key-limits-streams-max = det højeste antal levende strømme i alt
cli-key-limits-streams-per-peer-max = det højeste antal levende strømme til én adresse
cli-key-limits-keep-alive-seconds = tiden mellem to livstegn på en stille levende strøm, i sekunder
cli-key-limits-body-bytes-max = den længste krop af en forespørgsel, i byte
cli-key-limits-headers-max = det højeste antal hoveder i en forespørgsel
cli-key-limits-header-bytes-max = de længste hoveder af en forespørgsel sammen med dens adresse, i byte
cli-key-limits-request-seconds-max = den længste tid til et svar, i sekunder
cli-key-limits-token-requests-per-second = det højeste antal forespørgsler med ét adgangstegn i et sekund
cli-key-limits-token-requests-burst = hvor mange forespørgsler ét adgangstegn må sende på én gang efter en pause
cli-key-limits-peer-requests-per-second = det højeste antal forespørgsler fra én adresse uden adgangstegn i et sekund
cli-key-limits-peer-requests-burst = hvor mange forespørgsler én adresse uden adgangstegn må sende på én gang efter en pause
cli-key-limits-holds-per-peer-per-hour = hvor mange tider der højst holdes på en time for borgere fra én adresse
cli-key-limits-holds-open-per-peer-max = hvor mange tider der højst holdes på samme tid for borgere fra én adresse
cli-key-limits-bookings-per-peer-per-hour = hvor mange tider borgere fra én adresse højst bestiller på en time
cli-key-limits-check-in-wrong-per-minute = hvor mange forsøg på at tjekke ind der højst må være på en stander i minuttet uden at finde nogen
cli-key-public-url = adressen, som borgernes telefoner når os på, med https://; står der intet, er det den, der lyttes på
cli-key-tls-certificate = filen med certifikatet og dem, der står inde for det, i PEM; intet er ingen TLS med filer
cli-key-tls-key = filen med certifikatets nøgle, i PEM
cli-key-tls-acme-domains = de navne, som der hentes og fornys certifikater til, så længe en ACME-myndighed kan nå os på port 443
cli-key-tls-acme-contact = den e-mailadresse, som myndigheden skriver til
cli-key-tls-acme-directory = myndighedens adresse; intet er Let's Encrypts
cli-key-tls-acme-cache = mappen, der gemmer de certifikater, der fornyer sig selv
cli-key-proxy-trusted = de adresser eller net, hvis proxyer vi tror på, når de siger, hvem der spørger (X-Forwarded-For) og hvordan (X-Forwarded-Proto)
cli-key-messages-sms = hvem der sender sms: gatewayapi, link eller smpp; intet er, at ingen bliver lovet en sms
cli-key-messages-mail = om en mailserver sender e-mails
cli-key-messages-authorities = filen med de myndigheder, som der stoles på ud over de sædvanlige, i PEM
cli-key-messages-gatewayapi-address = GatewayAPI's adresse
cli-key-messages-gatewayapi-token = filen med GatewayAPI's token
cli-key-messages-gatewayapi-report-secret = filen med den hemmelighed, som GatewayAPI signerer sine rapporter med; de sendes til /reports/gatewayapi
cli-key-messages-link-address = LINK Mobilitys adresse, uden /sms/send
cli-key-messages-link-user = vores navn hos LINK Mobility
cli-key-messages-link-password = filen med adgangskoden til det navn
cli-key-messages-link-platform = kontoens platform hos LINK Mobility
cli-key-messages-link-partner = kontoens partner hos LINK Mobility
cli-key-messages-link-gate = den gate, som LINK Mobilitys rapporter går til; intet er ingen rapporter
cli-key-messages-link-report-user = det navn, som LINK Mobility logger ind med, når den rapporterer til /reports/link
cli-key-messages-link-report-password = filen med adgangskoden til det navn
cli-key-messages-smpp-host = beskedcentralens navn (SMPP)
cli-key-messages-smpp-port = beskedcentralens port
cli-key-messages-smpp-tls = om forbindelsen til beskedcentralen er TLS
cli-key-messages-smpp-system-id = vores navn hos beskedcentralen
cli-key-messages-smpp-password = filen med adgangskoden til det navn
cli-key-messages-smpp-system-type = den slags system, vi er, hvor beskedcentralen spørger
cli-key-messages-smpp-reported-ids = hvordan beskedcentralen navngiver beskeder i sine rapporter: as_answered, decimal_of_hex eller hex_of_decimal
cli-key-messages-smtp-host = mailserverens navn, som dens certifikat skal have
cli-key-messages-smtp-port = mailserverens port
cli-key-messages-smtp-security = hvordan forbindelsen til mailserveren er beskyttet: tls, starttls eller none
cli-key-messages-smtp-user = vores navn hos mailserveren; intet er, at den ikke spørger
cli-key-messages-smtp-password = filen med adgangskoden til det navn
cli-key-messages-smtp-from = den adresse, som e-mails er fra

cli-setup-strands = Opsætningen af { $centre } mangler noget, der er i brug i dag eller bestilt til senere, så den forrige gælder stadig. Køer, der mangler, med antal borgere: { $queues }. Skranker, der mangler: { $desks }. Ærinder og medarbejdere, der mangler, med antal aftaler: { $services }; { $employees }. Lad dem stå i filerne (luk køen, hvis den skal lukke), flyt eller aflys aftalerne, og genindlæs opsætningen (SIGHUP), når ingen er i dem.
cli-store-event-missing = Hændelse { $version } i { $stream } mangler i databasens fil. Dagen afvises, for intet gættes. Hent filen fra den seneste sikkerhedskopi.
cli-database-empty = Databasen { $database } er tom, men der ligger et fingeraftryk ved siden af den, så den har været i brug. Er den slettet eller beskadiget? Hent den fra den seneste sikkerhedskopi. Skal der begyndes forfra, så slet { $fingerprint } og start igen.
## Det, der blev skrevet

cli-usage-unknown-command =
    { $hint ->
        [near] Der er ingen kommando "{ $given }". Mente du "{ $nearest }"?
       *[none] Der er ingen kommando "{ $given }". Alle kommandoer: frontdesk --help
    }
cli-usage-unknown-option =
    { $hint ->
        [near] Der er ingen "{ $given }" her. Mente du "{ $nearest }"?
       *[none] "{ $given }" kan ikke stå her. Det, der kan: samme kommando med --help
    }
cli-usage-missing = Dette mangler: { $missing }. Skriv kommandoen igen med det.
cli-usage-no-command = Det mangler, hvad der skal gøres. Skriv en af kommandoerne herunder efter.
cli-usage-no-value = { $option } skal have en værdi efter sig.
cli-usage-value = "{ $given }" kan ikke bruges til { $option }.
cli-usage-conflict = { $option } og { $other } kan ikke bruges sammen. Udelad en af dem.
cli-usage-other = Det, der blev skrevet, kan ikke læses.
cli-usage-behind = Med kommandolinjelæserens egne ord, på engelsk:

cli-messages-missing = For at sende beskeder skal `{ $key }` være sat
cli-messages-file = Filen { $file }, som `{ $key }` peger på, kan ikke læses: { $error }
cli-messages-empty = Filen { $file }, som `{ $key }` peger på, er tom
cli-messages-wrong = `{ $section }` kan ikke bruges: { $error }
