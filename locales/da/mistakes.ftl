# Fejl i en opsætnings filer: hvad der er galt, og hvad man gør. Én tekst for hver kode i setup/mistake.rs.
# Filen, linjen og tegnet skrives foran.

## Filer

mistake-file_too_large = Filen fylder { $bytes } byte; den må højst fylde { $max }. Del den ikke: slet det, der ikke bruges.
mistake-file_twice = Filen er med to gange. Behold den ene.
mistake-file_unknown =
    { $hint ->
        [near] Filen "{ $given }" hører ikke til en opsætning. Skulle den hedde "{ $nearest }"?
       *[none] Filen "{ $given }" hører ikke til en opsætning. Flyt den ud af mappen. Et center kan have filerne { $known }.
    }
mistake-file_missing = Filen "{ $missing }" mangler. Opret den; se examples/nordvig for et eksempel.
mistake-files_too_many = Centret har { $given } filer; det må højst have { $max }. Flyt dem, der ikke hører til opsætningen.
mistake-municipality_missing = Der er ingen "municipality.toml". Den skal ligge i den øverste mappe med kommunens navn, sprog og tidszone.
mistake-centre_missing = Der er ingen mappe med et centers filer. Lav en mappe ved siden af "municipality.toml", og læg "centre.toml" i den.
mistake-centres_too_many = Der er filer fra flere centre: { $centres }. Giv kun filerne fra ét center.
mistake-centre_name_malformed = Mappen "{ $given }" kan ikke være et centers navn. Brug små bogstaver a-z, tal og bindestreg, fx "{ $suggestion }".
mistake-mistakes_too_many = Der er { $more } fejl mere. Ret de første, og tjek igen.

## Filens form

mistake-syntax = Linjen kan ikke læses. Skriv den som: nøgle = "værdi", og se efter et anførselstegn, et lighedstegn eller en klamme, der mangler, eller efter en dato, som ikke findes. Læserens egne ord: { $detail }.
mistake-quote_missing = Der mangler anførselstegn. Skriv teksten mellem to ", fx name.da = "Pas". Et anførselstegn inde i teksten skrives \".
mistake-key_twice = "{ $key }" står to gange samme sted. Slet den ene. Skulle det være et nyt afsnit, mangler der en linje som [[queue]] imellem.
mistake-key_unknown =
    { $hint ->
        [moved] "{ $given }" kendes ikke her, men andre steder. Linjen over den, som begynder dens afsnit, såsom [[queue]] eller [hours], mangler eller er stavet forkert.
        [near] "{ $given }" kendes ikke her. Mente du "{ $nearest }"?
       *[none] "{ $given }" kendes ikke her. Her kan stå: { $known }.
    }
mistake-key_elsewhere = [[{ $key }]] hører til i filen "{ $belongs }". Flyt afsnittet dertil.
mistake-key_missing = "{ $key }" mangler. Tilføj en linje med den i dette afsnit.
mistake-wrong_kind =
    { $expected ->
        [text] "{ $key }" skal være en tekst mellem anførselstegn.
        [number] "{ $key }" skal være et helt tal uden anførselstegn.
        [numbers] "{ $key }" skal være en liste af hele tal uden anførselstegn, fx [0, 2].
        [yes_no] "{ $key }" skal være true eller false uden anførselstegn.
        [list] "{ $key }" skal være en liste af tekster, fx ["pas", "mitid"].
        [section] "{ $key }" skal være et afsnit.
        [sections] "{ $key }" skal være afsnit med dobbelte klammer, fx [[queue]].
        [date] "{ $key }" skal være en dato, fx 2026-12-24.
       *[other] "{ $key }" har en forkert slags værdi. Se examples/nordvig for et eksempel.
    }
mistake-section_missing = Filen har ingen [[{ $key }]]. Tilføj mindst én.
mistake-too_many = Der er { $given } af "{ $key }"; der må højst være { $max }. Slet dem, der ikke bruges.

## Navne

mistake-id_malformed = "{ $given }" kan ikke være et id. Brug små bogstaver a-z, tal og bindestreg, højst 40 tegn, fx "{ $suggestion }".
mistake-id_twice = Id "{ $given }" er allerede brugt i { $first }. Giv den ene et andet id.
mistake-queue_unknown =
    { $hint ->
        [near] Køen "{ $given }" findes ikke. Mente du "{ $nearest }" ({ $place })?
        [nothing] Køen "{ $given }" findes ikke, og der er ingen endnu. Opret den i queues.toml.
       *[none] Køen "{ $given }" findes ikke. De, der findes: { $known }. Vælg en af dem, eller opret den i queues.toml.
    }
mistake-employee_unknown =
    { $hint ->
        [near] Medarbejderen "{ $given }" findes ikke. Mente du "{ $nearest }" ({ $place })?
        [nothing] Medarbejderen "{ $given }" findes ikke, og der er ingen endnu. Opret den i employees.toml.
       *[none] Medarbejderen "{ $given }" findes ikke. De, der findes: { $known }. Vælg en af dem, eller opret den i employees.toml.
    }
mistake-capacity_unknown =
    { $hint ->
        [near] Kapaciteten "{ $given }" findes ikke. Mente du "{ $nearest }" ({ $place })?
        [nothing] Kapaciteten "{ $given }" findes ikke, og der er ingen endnu. Opret den i appointments.toml.
       *[none] Kapaciteten "{ $given }" findes ikke. De, der findes: { $known }. Vælg en af dem, eller opret den i appointments.toml.
    }
mistake-screen_queue_unknown =
    { $hint ->
        [near] Køen "{ $given }" findes ikke. Mente du "{ $nearest }" ({ $place })? Infoskærmen viser de andre køer.
        [nothing] Køen "{ $given }" findes ikke, og der er ingen endnu. Opret den i queues.toml.
       *[none] Køen "{ $given }" findes ikke; infoskærmen viser de andre. De, der findes: { $known }. Ret navnet, eller tag det ud.
    }
mistake-service_unknown =
    { $hint ->
        [near] Ærindet "{ $given }" findes ikke. Mente du "{ $nearest }" ({ $place })?
        [nothing] Ærindet "{ $given }" findes ikke, og der er ingen endnu. Opret det i services.toml.
       *[none] Ærindet "{ $given }" findes ikke. De, der findes: { $known }. Vælg en af dem, eller opret den i services.toml.
    }
mistake-question_unknown =
    { $hint ->
        [near] Spørgsmålet "{ $given }" findes ikke. Mente du "{ $nearest }" ({ $place })?
        [nothing] Spørgsmålet "{ $given }" findes ikke, og der er ingen endnu. Opret det i questions.toml.
       *[none] Spørgsmålet "{ $given }" findes ikke. De, der findes: { $known }. Vælg en af dem, eller opret den i questions.toml.
    }
mistake-referral_unknown =
    { $hint ->
        [near] Henvisningen "{ $given }" findes ikke. Mente du "{ $nearest }" ({ $place })?
        [nothing] Henvisningen "{ $given }" findes ikke, og der er ingen endnu. Opret den i questions.toml.
       *[none] Henvisningen "{ $given }" findes ikke. De, der findes: { $known }. Vælg en af dem, eller opret den i questions.toml.
    }
mistake-area_unknown =
    { $hint ->
        [near] Venteområdet "{ $given }" findes ikke. Mente du "{ $nearest }" ({ $place })?
        [nothing] Venteområdet "{ $given }" findes ikke, og der er ingen endnu. Opret det i places.toml.
       *[none] Venteområdet "{ $given }" findes ikke. De, der findes: { $known }. Vælg en af dem, eller opret den i places.toml.
    }
mistake-listed_twice = "{ $given }" står to gange på listen. Slet den ene.

## Værdier

mistake-number_out_of_range = "{ $key }" er { $given }; det skal være fra { $min } til { $max }. Ret tallet.
mistake-word_unknown =
    { $hint ->
        [near] "{ $key }" kan ikke være "{ $given }". Mente du "{ $nearest }"?
       *[none] "{ $key }" kan ikke være "{ $given }". Vælg mellem: { $known }.
    }
mistake-spot_malformed = "at" har { $given } tal. Skriv to: hvor langt til højre og hvor langt nede på etagens plan, i procent fra øverste venstre hjørne, fx at = [35, 75].
mistake-lift_floors_too_few = "floors" har { $given } etager. Skriv mindst to, som man kan komme mellem, fx floors = [0, 1, 2].
mistake-letter_malformed = Køens bogstav er "{ $given }". Det skal være ét stort bogstav fra A til Z.
mistake-letter_shared = Bogstavet { $letter } er også brugt i { $first }. De to køer deler så numre; giv den ene et andet bogstav, hvis det ikke er meningen.
mistake-link_malformed = "{ $given }" kan ikke åbnes med en QR-kode. Skriv hele adressen, fx "https://nordvig.example/pas".
mistake-phone_malformed = "{ $given }" er ikke et telefonnummer. Skriv cifre med mellemrum, fx "01 23 45 67" eller "+45 01 23 45 67".
mistake-initials_malformed = "{ $given }" kan ikke være initialer. Skriv to eller tre bogstaver.
mistake-initials_shared = Initialerne { $given } er også brugt i { $first }. Giv den ene andre initialer, så kolleger kan kende dem fra hinanden.
mistake-time_zone_unknown =
    { $hint ->
        [near] Tidszonen "{ $given }" findes ikke. Mente du "{ $nearest }"?
       *[none] Tidszonen "{ $given }" findes ikke. I Danmark er den "Europe/Copenhagen".
    }
mistake-language_malformed = "{ $given }" er ikke et sprog. Brug sprogets kode på to eller tre små bogstaver, fx da, en eller uk.
mistake-language_unknown =
    { $hint ->
        [near] Centret tilbyder ikke sproget "{ $given }". Mente du "{ $nearest }"?
       *[none] Centret tilbyder ikke sproget "{ $given }". Vælg mellem: { $known }.
    }
mistake-language_without_texts =
    { $hint ->
        [near] Ikke én tekst er skrevet på "{ $given }". Mente du "{ $nearest }"?
       *[none] Ikke én tekst er skrevet på "{ $given }". Skriv teksterne på det, eller tag det ud af "languages".
    }
mistake-danish_missing = Dansk mangler blandt sprogene. Tilføj "da" til "languages".

## Tekster

mistake-text_without_language = Teksten har intet sprog. Skriv { $key }.da = "…" i stedet for { $key } = "…".
mistake-text_missing = Den danske tekst mangler. Tilføj { $key }.da = "…".
mistake-danish_mistyped = Den danske tekst mangler, og der er en på "{ $given }", som centret ikke tilbyder. Skulle den hedde { $key }.da = "…"?
mistake-translation_missing = "{ $key }" mangler på: { $languages }. Tilføj fx { $key }.{ $first } = "…". Imens vises engelsk eller dansk.
mistake-language_not_offered = "{ $key }" har en tekst på "{ $language }", som centret ikke tilbyder ({ $offered }). Tilføj sproget til "languages", eller ret koden.
mistake-text_too_long = Teksten er { $length } tegn; der er plads til { $max }. Gør den kortere.
mistake-translation_too_long = Teksten på "{ $language }" er { $length } tegn; der er plads til { $max }. Gør den kortere, ellers bliver den skåret af.
mistake-hidden_character = "{ $key }" har et tegn, man ikke kan se ({ $character }). Slet det, eller skriv teksten igen på én linje.

## Tider og datoer

mistake-hours_malformed = "{ $given }" er ikke en åbningstid. Skriv fx "{ $suggestion }", eller "closed" for lukket.
mistake-hours_reversed = "{ $given }" slutter, før det begynder. Byt om på tiderne; midnat ved dagens slutning er 24:00.
mistake-periods_overlap = Perioden gælder på dage, hvor den i { $first } også gælder, og så er det den første, der tæller. Ret datoerne, så de ikke overlapper.
mistake-hours_overlap = "{ $first }" og "{ $second }" overlapper. Slå dem sammen, eller ret tiderne.
mistake-hours_missing = Køen er aldrig åben. Giv den, centret eller kommunen åbningstider, fx hours.monday = "09:00-15:00".
mistake-date_malformed = Datoen "{ $given }" findes ikke. Skriv år-måned-dag, fx 2026-12-24, og se, hvor mange dage den måned har.
mistake-date_twice = Datoen { $given } står også i { $first }. Slet den ene.
mistake-time_malformed = "{ $given }" er ikke et klokkeslæt. Skriv det som 08:00.
mistake-holiday_unknown =
    { $hint ->
        [near] "{ $given }" er ingen dag, der kan stå her. Mente du "{ $nearest }"?
       *[none] "{ $given }" er ingen dag, der kan stå her. Vælg mellem: { $known }. Helligdage er lukket af sig selv; en enkelt dato skrives under [[hours.date]].
    }
mistake-dates_reversed = Perioden slutter { $until }, før den begynder { $from }. Byt om på datoerne.

## Sammenhæng

mistake-service_without_queue = Ærindet "{ $id }" fører ikke til nogen kø. Tilføj queue = "…" med et id fra queues.toml.
mistake-question_on_parent = Ærindet "{ $id }" har valg, så dets spørgsmål bliver aldrig stillet. Flyt "question" til valgene.
mistake-choice_on_kiosk = "{ $given }" er et valg under "{ $parent }" og kan ikke have sin egen knap. Sæt "{ $parent }" på standeren.
mistake-kiosk_without_buttons = Standeren "{ $id }" har ingen knapper. Tilføj buttons = ["…"] med ærinder fra services.toml.
mistake-screen_without_queues = Infoskærmen "{ $id }" viser ingen køer. Tilføj queues = ["…"] med køer fra queues.toml.
mistake-answers_too_few = Spørgsmålet "{ $id }" har færre end to svar. Tilføj [[question.answer]], eller slet spørgsmålet.
mistake-answer_leads_nowhere = Svaret "{ $id }" fører ingen steder hen. Tilføj ticket = true, ask = "…" eller refer = "…".
mistake-answer_leads_twice = Svaret "{ $id }" fører to steder hen. Behold kun én af ticket, ask og refer.
mistake-question_circle = Spørgsmålene går i ring: { $path }. Lad et af svarene føre til et nummer eller en henvisning.
mistake-question_unreachable = Intet ærinde og intet svar fører til spørgsmålet "{ $id }". Brug det med question = "{ $id }" eller ask = "{ $id }", eller slet det.
mistake-referral_unused = Intet svar fører til henvisningen "{ $id }". Brug den med refer = "{ $id }", eller slet den.
mistake-queue_without_desk = Ingen skranke betjener køen "{ $id }", så den bliver kun kaldt, når en medarbejder selv vælger den. Tilføj den til en skranke i places.toml.
mistake-capacity_of_nobody = Kapaciteten skal have enten parallel (hvor mange aftaler ved skrankerne på samme tid) eller employees (hvem der holder aftalerne), ikke begge dele.
mistake-capacity_without_hours = Kapaciteten har aldrig åbent. Skriv tider under [capacity.hours], eller tag den ud.
mistake-capacity_unused = Ingen aftale bruger kapaciteten "{ $id }". Skriv den ved et ærinde under capacity = […], eller tag den ud.
mistake-opens_too_late = Tiderne åbner kl. { $given }, men den sidste time slutter kl. { $last }, så ingen kan få dem. Skriv et tidligere opens, eller senere timer.
mistake-notice_too_long = Varslet er { $notice } dage, men der kan kun bestilles { $ahead } dage frem, så ingen borger kan bestille. Skriv et kortere notice_minutes eller et længere days_ahead.
mistake-appointment_twice = Aftaler for "{ $given }" står også i { $first }. Saml dem ét sted.
mistake-appointment_of_parent = "{ $given }" har valg under sig, og det er et af dem, man bestiller tid til. Skriv valgets id.
mistake-appointment_without_mode = Aftalen kan ikke holdes på nogen måde. Tilføj [appointment.in_person], [appointment.phone] eller [appointment.video].
mistake-meeting_never_fits = Mødet tager { $minutes } minutter med pausen efter, og så længe er der aldrig åbent uden afbrydelse. Gør mødet kortere eller åbningstiden længere.
mistake-appointment_missing = "{ $id }" kræver en aftale, og der kan ikke bestilles tid til det. Tilføj det i appointments.toml.
mistake-sender_malformed = Afsenderen "{ $given }" kan ikke bruges i sms. Skriv højst { $max } bogstaver (a-z) og tal.
mistake-quiet_malformed = "{ $given }" er ikke et tidsrum. Skriv stilletiden som "20:00-08:00", eller "none".
mistake-message_twice = Beskeden "{ $kind }" står også i { $first }. Slet den ene.
mistake-placeholder_unknown =
    { $hint ->
        [near] "{"{"}{ $given }{"}"}" bliver ikke udfyldt. Mente du "{"{"}{ $nearest }{"}"}"?
       *[none] "{"{"}{ $given }{"}"}" bliver ikke udfyldt. Brug et af disse ord: { $known }.
    }
mistake-message_names_errand = Teksten ({ $language }) nævner ærindet, og det må den ikke her. Fjern {"{"}service{"}"}.
mistake-message_in_parts = Teksten ({ $language }) fylder { $parts } sms'er. Gør den kortere, så den kan være i én.
mistake-superuser_missing = Centret har ingen superbruger. Giv en medarbejder role = "superuser".

## Efter en fejl, der står flere steder

mistake-also = Også i: { $places }.
