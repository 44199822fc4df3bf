# Tjek ind ved standeren: hvordan, hvad der gik galt, og hvad man får at vide.

check-in-card = Jeg har en tid
check-in-card-line = Tjek ind – så får medarbejderen besked
check-in-title = Tjek ind
check-in-how = Sådan tjekker du ind
check-in-by-qr = Kode
check-in-by-phone = Telefon
check-in-by-birth = Fødselsdag
check-in-by-cpr = CPR-nummer
check-in-by-card = Sundheds­kort
check-in-qr-heading = Hold koden foran læseren
check-in-qr-text = Koden står i din bekræftelse, på papir eller på telefonen
check-in-card-heading = Før kortet gennem læseren
check-in-card-text = Du kan også holde stregkoden fra kortet eller appen foran læseren. Vi læser kun dit CPR-nummer, og det bliver hverken vist eller gemt.
check-in-phone = Dit telefonnummer
check-in-phone-hint = Det nummer, du skrev, da du bestilte tid
check-in-birth = Din fødselsdag
check-in-birth-hint = Dag, måned og år: 01031990
check-in-initials = Dine initialer
check-in-initials-hint = Fornavn og efternavn
check-in-cpr = Dit CPR-nummer
check-in-cpr-hint = Ti tal. Nummeret bliver hverken vist eller gemt
check-in-show = Vis tallene
check-in-go = Tjek ind
check-in-delete = Slet det sidste
check-in-keys = Tal
check-in-letter-keys = Bogstaver
check-in-letters = A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Æ Ø Å
check-in-letters-own = A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Æ Ø Å
check-in-mistake-title = Noget skal rettes
check-in-unreadable-title = Det kunne ikke læses
check-in-mistake-code = Hold koden helt stille foran læseren, eller tjek ind på en anden måde
check-in-mistake-card = Før kortet gennem læseren igen, eller tjek ind på en anden måde
check-in-not-offered = Her kan du ikke tjekke ind på den måde. Vælg en anden.
check-in-mistake-phone = Skriv de otte tal i dit telefonnummer, eller + og landekode foran
check-in-mistake-birth = Skriv dag, måned og år, fx 01031990 for 1. marts 1990
check-in-mistake-initials = Skriv det første bogstav i dit fornavn og i dit efternavn
check-in-mistake-cpr = Skriv alle ti tal. De første seks er din fødselsdag.
check-in-none-title = Vi kan ikke finde din tid
check-in-none-text = Se, om det er skrevet rigtigt, eller prøv på en anden måde. Du kan også trække et nummer eller tilkalde hjælp.
check-in-several-title = Vi skal bruge lidt mere
check-in-several-text = Flere har de samme oplysninger. Tjek ind på en anden måde, eller tilkald hjælp.
check-in-pause-title = Vent lidt
check-in-pause-text =
    { $count ->
        [one] Der er prøvet for mange gange. Prøv igen om { $count } sekund, eller tilkald hjælp.
       *[other] Der er prøvet for mange gange. Prøv igen om { $count } sekunder, eller tilkald hjælp.
    }
check-in-done-title = Du er tjekket ind
check-in-done-line = Vi har givet besked om, at du er her
check-in-time = Aftale
check-in-length = Varighed
check-in-called-as = Kaldes som
check-in-where = Sted
check-in-minutes =
    { $count ->
        [one] { $count } minut
       *[other] { $count } minutter
    }
check-in-go-area = Gå til { $floor }, { $area }
check-in-stay-area = Gå til { $area }
check-in-called-on-screen = Du bliver kaldt på skærmen
check-in-route = Tag ruten med
check-in-route-line = Scan, og få kortet på telefonen
check-in-route-qr = QR-kode til ruten
check-in-early = God tid
check-in-early-line = Du er her { $span } før din aftale
check-in-on-time = Lige til tiden
check-in-on-time-line = Du bliver kaldt om lidt
check-in-late = Du er kommet efter din tid
check-in-late-line = Du bliver kaldt, så snart der er plads
check-in-late-about = Du bliver kaldt, så snart der er plads, ca. { $at }
check-in-later = Du har også en tid { $at }. Tjek ind igen før den.
check-in-later-from = Du har også en tid { $at }. Tjek ind til den fra { $from }.
check-in-phone-title = Vi ringer til dig { $at }
check-in-video-title = Dit videomøde begynder { $at }
check-in-remote-text = Du skal ikke tjekke ind, og du behøver ikke vente her
check-in-elsewhere-title = Din tid er et andet sted
check-in-elsewhere-text = Du skal tjekke ind der
check-in-today = i dag { $at }
check-in-other-day-title = Din tid er en anden dag
check-in-other-day-text = Kom igen den dag. Har du brug for hjælp i dag, kan du trække et nummer.
check-in-day = { $day } { $at }
check-in-over-title = Tiden for din aftale er gået
check-in-over-text = Den var { $at }. Træk et nummer, så hjælper vi dig.
