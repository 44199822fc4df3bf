# Hvad kommandolinjen skriver. Hver sætning siger, hvordan det er, og hvor noget er galt, hvad man gør.

## Start og stop

cli-serve-setup = Opsætningen i { $folder } er rigtig: centre { $centres }, noget at se på { $warnings } (frontdesk check viser det).
cli-serve-database = Databasen er { $file }.
cli-serve-ready = FrontDesk tager imod på { $url }
cli-serve-open-network = Der lyttes på mere end denne maskine, over almindelig HTTP: sæt en proxy med certifikat foran.
cli-serve-reloaded = Opsætningen er læst igen; det, der er ændret, gælder nu.
cli-serve-not-reloaded = Opsætningen er læst igen og gælder ikke; den forrige bliver stående. { $why }
cli-serve-stopping = Stopper: ingen nye forespørgsler, de sidste kommandoer gøres holdbare.
cli-serve-stopped = Stoppet.

cli-listen-taken = { $address } bruges af et andet program. Stop det, eller vælg en anden port: --listen 127.0.0.1:8081.
cli-listen-not-allowed = Det er ikke tilladt at lytte på { $address }. Vælg en port over 1023: --listen 127.0.0.1:8080.
cli-listen-impossible = Der kan ikke lyttes på { $address }: { $error }. Vælg en af maskinens adresser med --listen.
cli-data-folder = Databasens mappe, { $folder }, kan ikke laves: { $error }. Vælg en anden med --data, eller giv brugeren ret til at skrive der.
cli-data-unusable = Databasen { $file } kan ikke bruges: { $error }.
cli-data-in-use = Et andet FrontDesk modtager allerede på { $file }. Stop det først, eller giv dette sin egen mappe med nøglen `data`.

cli-secret-length = { $file } rummer ikke en hemmelighed på 32 byte. Læg den rigtige fil tilbage fra kopien; uden den kan forseglede tekster ikke læses.
cli-secret-readable-by-others = { $file } kan læses af andre end ejeren. Ret det med: chmod 600 { $file }
cli-secret-no-randomness = Styresystemet gav ingen tilfældige byte til installationens hemmelighed: { $error }.
cli-secret-missing = Installationens hemmelighed { $file } mangler, og databasen er lavet med en: læg den tilbage fra din kopi. Er den tabt for altid, kan det forseglede (telefonnumre, noter) ikke læses mere; begynd da med en ny database, eller læg en ny hemmelighed på 32 tilfældige bytes dér (head -c 32 /dev/urandom), som kun ejeren kan læse.
cli-secret-unusable = Installationens hemmelighed { $file } kan ikke læses eller laves: { $error }. Vælg et andet sted med nøglen `secret`, eller giv brugeren ret til den.

## Opsætning

cli-setup-no-folder = { $folder } er ikke en mappe. Angiv opsætningens mappe, med municipality.toml i: --setup examples/nordvig.
cli-setup-unreadable = { $file } kan ikke læses: { $error }.
cli-setup-no-text = { $file }:{ $line }: fejl: linjen har et tegn, som ikke er UTF-8. Gem filen som UTF-8 i dit program (i Notesblok: Gem som, Kodning: UTF-8), og kontrollér igen.
cli-setup-too-many-files = { $folder } rummer mere end { $max } filer; det er næppe en opsætning.
cli-setup-mistakes = Opsætningen i { $folder } har { $count } fejl og bruges ikke:
cli-weight-mistake = fejl
cli-weight-warning = se på dette
cli-check-no-path = { $path } findes ikke. Angiv en opsætnings mappe eller en af dens filer.
cli-check-no-municipality = { $path } hører ikke til en opsætning: der er ingen municipality.toml ved siden af eller en mappe højere oppe.
cli-check-centre = { $centre } ({ $id }): ærinder { $services }, køer { $queues }, skranker { $desks }, medarbejdere { $employees }.
cli-check-right = Opsætningen er rigtig: centre { $centres }, noget at se på { $warnings }.
cli-check-wrong = Opsætningen har { $count } fejl i { $files } filer; intet af den kan bruges, før de er rettet.

## Adgangstegn

cli-token-name-wrong = Et adgangstegns navn har 1 til 60 tegn, som alle kan ses.
cli-token-needs-centre = Sig, hvor adgangstegnet gælder: --centre og centrets betegnelse. Kun en systemejers gælder overalt.
cli-token-needs-subject = Sig, hvilken enhed adgangstegnet er til: --subject og standerens eller skærmens betegnelse.
cli-token-expires-past = --expires ligger i fortiden, så adgangstegnet ville aldrig kunne bruges. Angiv datoen i dag eller en senere.
cli-token-unknown-centre = Der er intet center { $centre } i den opsætning, der betjenes her. Centrene er: { $known }.
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

## En dag fra databasen

cli-export-no-database = Der er ingen database { $file }. Angiv dens mappe med --data.
cli-export-no-events = Der skete intet i { $centre } den { $date }, så vidt denne database ved.
cli-export-no-setup = Version { $version } af opsætningen er ikke i databasen.

## En optaget dag

cli-day-office = { $centre }, { $date }: { $citizens } borgere, { $queues } køer, højst { $counters } skranker.
cli-day-computed =   Kø { $queue }: { $minutes } minutter pr. borger, beregnet af ankomster og skranker (kontorets eget skøn: { $estimate }).
cli-day-watch = Dagen kan følges på { $url }
cli-day-hour =   Klokken { $hour }: { $tickets } numre indtil nu
cli-day-sent = { $commands } kommandoer, { $twice } af dem sendt to gange; { $events } hændelser; { $seconds } sek.
cli-day-other-count = optagne borgere { $citizens }, bekræftede numre { $tickets }, besøg i loggen { $visits }
cli-day-reconciled = { $citizens } borgere, { $told } bekræftede kommandoer, hver i loggen én gang; opgørelsen svarer til en optælling af hændelserne: intet tabt, intet fordoblet.
cli-day-not-reconciled = Dagen stemmer ikke; { $count } ting er forskellige:
cli-day-setup-written = Kontorets opsætning er i { $folder }.

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
