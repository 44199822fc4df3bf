# Afslag: hvad der ikke kan lade sig gøre, og hvad man så gør.
# Titlen er den samme hver gang; teksten nævner, hvad det handler om.

refusal-day-closed = Dagen er lukket. Prøv igen i morgen, eller bestil en tid.
    .title = Dagen er lukket
refusal-close-day-unconfirmed = { $waiting } venter eller er parkeret, og { $at_desks } er ved en skranke. Lukker du nu, slutter alle besøg. Bekræft, at dagen skal lukkes.
    .title = Lukningen er ikke bekræftet
refusal-alarm-untaken = Alarmen ved { $desk } er slået til, og ingen er på vej derhen endnu. Gå derhen og tag den, eller slå den fra; luk derefter dagen.
    .title = En alarm er slået til
refusal-help-untaken = En borger ved { $kiosk } har kaldt på hjælp, og ingen er på vej derhen endnu. Tag kaldet, eller afslut det; luk derefter dagen.
    .title = En borger venter på hjælp
refusal-day-full = Dagen kan ikke rumme flere besøg. Henvis til en anden dag, eller kontakt systemejeren.
    .title = Dagen er fuld

refusal-unknown-visit = Besøget findes ikke her i dag. Tjek nummeret, eller tag et nyt.
    .title = Ukendt besøg
refusal-unknown-service = Ærindet »{ $service }« findes ikke her. Vælg et ærinde fra listen.
    .title = Ukendt ærinde
refusal-unknown-queue = Køen »{ $queue }« findes ikke her. Vælg en kø fra listen.
    .title = Ukendt kø
refusal-unknown-desk = Skranken »{ $desk }« findes ikke her. Vælg en skranke fra listen.
    .title = Ukendt skranke
refusal-unknown-employee = Medarbejderen »{ $employee }« findes ikke her. Bed superbrugeren om at oprette medarbejderen.
    .title = Ukendt medarbejder
refusal-unknown-kiosk = Standeren »{ $kiosk }« findes ikke her. Tjek standerens navn i opsætningen.
    .title = Ukendt stander
refusal-unknown-centre = Centret »{ $centre }« findes ikke. Vælg et center fra listen.
    .title = Ukendt center
refusal-unknown-language = Sproget »{ $language }« tilbydes ikke her. Vælg et af disse: { $offered }.
    .title = Ukendt sprog

refusal-no-service = Der er ikke valgt noget ærinde. Vælg mindst ét.
    .title = Intet ærinde
refusal-too-many-services = Du kan højst vælge { $max } ærinder ad gangen. Fjern nogle, og prøv igen.
    .title = For mange ærinder
refusal-service-twice = Ærindet »{ $service }« er valgt to gange. Vælg det én gang.
    .title = Samme ærinde to gange
refusal-service-has-choices = »{ $service }« har flere muligheder. Vælg en af dem.
    .title = Ærindet skal vælges nærmere
refusal-appointment-only = »{ $service }« klares kun med en aftalt tid. Bestil en tid først.
    .title = Kun med aftale
refusal-answer-missing = Et spørgsmål er ikke besvaret: »{ $question }«. Svar på det, og prøv igen.
    .title = Et svar mangler
refusal-answer-unknown = Svaret hører ikke til spørgsmålet »{ $question }«. Vælg et af de svar, der vises.
    .title = Ukendt svar
refusal-referred = Du får hurtigere hjælp et andet sted: »{ $referral }«. Du behøver ikke et nummer.
    .title = Henvist til et andet sted
refusal-not-referred = Svarene fører ikke til en henvisning. Tag et nummer i stedet.
    .title = Ingen henvisning
refusal-queue-closed-by-hours = »{ $queue }« har lukket for nye numre nu. Kom igen i åbningstiden, eller bestil en tid.
    .title = Køen har lukket
refusal-queue-closed-by-manager = »{ $queue }« tager ikke flere i dag. Bestil en tid, eller kom en anden dag.
    .title = Køen er lukket for nye numre
refusal-queue-paused = »{ $queue }« holder pause. Prøv igen om lidt.
    .title = Køen holder pause
refusal-queue-full = »{ $queue }« er fuld lige nu. Prøv igen om lidt, eller bestil en tid.
    .title = Køen er fuld
refusal-numbers-used-up = Der er ikke flere numre med { $letter } i dag. Bestil en tid, eller kom en anden dag.
    .title = Ikke flere numre
refusal-visit-exists = Besøget er oprettet i forvejen. Brug det nummer, du har.
    .title = Besøget findes

refusal-visit-booked = { $number } har en aftale og er ikke tjekket ind endnu. Tjek ind først.
    .title = Ikke tjekket ind
refusal-visit-waiting = { $number } venter. Kald nummeret først.
    .title = Besøget venter
refusal-visit-called = { $number } er kaldt til { $desk }. Er borgeren kommet, eller er nummeret udeblevet?
    .title = Besøget er kaldt
refusal-visit-serving = { $number } betjenes ved { $desk }. Afslut besøget først.
    .title = Besøget betjenes
refusal-visit-parked = { $number } er parkeret. Hent nummeret frem igen først.
    .title = Besøget er parkeret
refusal-visit-missed = { $number } er udeblevet. Er borgeren kommet alligevel, så tryk »Jeg er her«.
    .title = Besøget er udeblevet
refusal-visit-ended = { $number } er afsluttet. Tag et nyt nummer, hvis der er mere.
    .title = Besøget er afsluttet

refusal-nobody-at-desk = Der er ingen ved { $desk }. Log på skranken først.
    .title = Ingen ved skranken
refusal-desk-paused = { $desk } holder pause. Afslut pausen først.
    .title = Skranken holder pause
refusal-call-open = { $number } er kaldt til { $desk }. Er borgeren kommet, eller er nummeret udeblevet?
    .title = Et kald er åbent
refusal-service-open = { $number } betjenes ved { $desk }. Afslut besøget først.
    .title = Et besøg er i gang
refusal-desk-taken = { $employee } sidder ved { $desk }. Bekræft, at du overtager skranken.
    .title = Skranken er optaget
refusal-signed-on-elsewhere = Du sidder ved { $desk }. Bekræft, at du flytter.
    .title = Logget på et andet sted
refusal-no-queue = En skranke betjener mindst én kø. Vælg en kø.
    .title = Ingen kø

refusal-recall-too-soon = Der er lige blevet kaldt. Kald igen om { $seconds ->
    [one] 1 sekund
   *[other] { $seconds } sekunder
}.
    .title = For tidligt at kalde igen
refusal-recalls-used-up = Nummeret er kaldt igen { $max } gange. Markér det som udeblevet, eller parkér det.
    .title = Kaldt det antal gange, man kan
refusal-nothing-to-undo = Der er ikke noget at fortryde. Vælg den handling, der passer nu.
    .title = Intet at fortryde
refusal-undo-too-late = Du kan fortryde i { $seconds ->
    [one] 1 sekund
   *[other] { $seconds } sekunder
}. Vælg den handling, der passer nu.
    .title = For sent at fortryde
refusal-undo-changed = Besøget eller skranken er ændret siden. Se efter, og vælg den handling, der passer nu.
    .title = Ændret siden
refusal-delay-not-later = Den nye tid er ikke senere end den, du har. Vælg en senere tid.
    .title = Ikke en senere tid
refusal-delay-too-long = Den nye tid ligger uden for dagen. Vælg en tidligere tid, eller aflys og bestil en ny tid.
    .title = For lang forsinkelse
refusal-not-an-arrival = { $number } er ikke ankommet til en bestemt medarbejder eller skranke lige nu. Se efter i køen.
    .title = Ikke en ankomst
refusal-again-not-later = Tidspunktet er allerede gået. Vælg et senere tidspunkt.
    .title = Ikke et senere tidspunkt
refusal-again-too-late = En ankomst kan højst udskydes { $minutes } minutter og ikke ud over dagen. Vælg et tidligere tidspunkt.
    .title = Udskudt for længe
refusal-already-there = Besøget er der allerede. Vælg et andet sted.
    .title = Er der allerede
refusal-pause-not-later = Pausen slutter, før den begynder. Vælg et senere tidspunkt.
    .title = Pausen er for kort
refusal-not-bookable = Der kan ikke bestilles tid til »{ $service }« her. Spørg ved skranken, eller vælg et andet ærinde.
    .title = Tid kan ikke bestilles
refusal-mode-not-offered = »{ $service }« kan ikke klares på den måde. Vælg en anden mødeform.
    .title = Mødeformen tilbydes ikke
refusal-not-with-employee = { $employee } holder ikke aftaler om det. Vælg en anden, eller en tid uden navn.
    .title = Ingen aftaler hos medarbejderen
refusal-slot-gone = Tiden er lige blevet taget af en anden. Vælg en af de andre tider; det, du har skrevet, er gemt.
    .title = Tiden er optaget
refusal-slot-unknown = Den tid findes ikke i kalenderen. Vælg en af dem, der vises.
    .title = Tiden findes ikke
refusal-slot-too-soon =
    { $minutes ->
        [0] Tiden er begyndt eller forbi. Vælg en senere tid.
       *[other] Tiden er for tæt på: den skal bestilles senest { $minutes } minutter før. Vælg en senere tid.
    }
    .title = Tiden er for tæt på
refusal-slot-too-far = Man kan bestille tid { $days } dage frem. Vælg en tidligere dag.
    .title = Tiden er for langt ude
refusal-hold-too-long = Så længe kan en tid ikke holdes. Vælg 1 til { $max } minutter.
    .title = Så længe kan en tid ikke holdes
refusal-too-many-holds = Der bliver bestilt rigtig mange tider til den dag lige nu. Vent et par minutter, og prøv igen.
    .title = For mange på én gang
refusal-no-hold = Tiden holdes ikke længere. Vælg den igen.
    .title = Tiden holdes ikke
refusal-not-an-appointment = { $number } er ikke en bestilt tid og kan ikke flyttes. Vælg en aftale.
    .title = Ikke en aftale
refusal-appointment-begun = Tiden er begyndt og kan ikke flyttes længere. Ring til os, hvis du er forsinket.
    .title = Tiden er begyndt
refusal-block-not-on-this-day = Det, der spærres, skal begynde før det slutter og ligge på dagen. Ret klokkeslættene.
    .title = Tiden kan ikke spærres
refusal-too-many-blocks = Dagen har allerede { $max } spærringer. Fjern nogle først.
    .title = For mange spærringer
refusal-unknown-block = Spærringen findes ikke længere. Genindlæs siden.
    .title = Ukendt spærring
refusal-too-many-bookings =
    { $max ->
        [0] Der kan ikke bestilles tid til dette lige nu. Ring til os.
        [one] Du har allerede bestilt en tid til dette. Flyt eller aflys den, før du bestiller en ny.
       *[other] Du har allerede bestilt { $max } tider til dette. Flyt eller aflys en af dem, før du bestiller en ny.
    }
    .title = Du har allerede en tid
refusal-employee-only = Det kan kun en medarbejder gøre. Spørg ved skranken.
    .title = Kun for medarbejdere
refusal-time-not-on-this-day = Tidspunktet ligger ikke på denne dag. Vælg et tidspunkt på dagen.
    .title = Ikke på denne dag
