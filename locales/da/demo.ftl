# Demoens rundvisning. Den findes kun i demoen.

tour-title = Velkommen til en levende kommune
tour-intro = Borgere og medarbejdere her er opdigtede, men dagen går. Se hver flade, eller træd ind på den og gør noget: alt virker, og de andre flader ser det med det samme.
tour-faster = Tiden her går { $times } gange så hurtigt som din.
tour-forward = Spring 10 minutter frem
tour-kiosk = Stander
tour-kiosk-text = Vælg et ærinde, og få et nummer, en ærlig tid og vejen derhen
tour-ticket = Nummer på telefonen
tour-ticket-text = Se, hvor mange der er foran, og få besked, når det er din tur
tour-ticket-in = Tag et nummer til »{ $service }«
tour-booking = Tid hjemmefra
tour-booking-text = Find ærindet med egne ord, vælg tid og form, flyt og aflys med ét tryk
tour-booking-in = Bestil en tid
tour-screen = Infoskærm
tour-screen-text = Hvem der er kaldt til hvilken skranke, og hvordan det går i hver kø
tour-counter = Medarbejderen ved skranken
tour-counter-text = Én knap kalder den næste og siger hvorfor. Der er fri plads ved en skranke til dig.
tour-counter-in = Træd ind som { $name }; { $desk } er fri
tour-manage = Lederen lige nu
tour-manage-text = Alle køer mod deres mål, hvem der betjener hvad, og hvad der kræver opmærksomhed
tour-manage-in = Træd ind som leder
tour-again = Dagen igen
tour-again-text = Salen på ethvert minut af enhver dag, og alt, der skete, i ord
tour-again-in = Se dagen igen
tour-people = Hvem vil du være?
tour-people-text = De findes kun i demoen og har ingen adgangskode. I en browser er du én person ad gangen; åbn et privat vindue for at være to. Standere, infoskærme og numre på telefonen kan stå åbne ved siden af.
tour-step-in = Træd ind som { $name }
tour-employee-text = Kalder og betjener borgere
tour-manager-text = Ser salen, sætter folk på køer, åbner og lukker
tour-superuser-text = Lukker centrets standere og infoskærme ind
tour-system-owner-text = Leder alle centre
tour-centres = Alle centre
tour-live-in = Som tekst
tour-programs = Grænsefladen for programmer beskriver sig selv på
sent-title = Sendte beskeder
sent-intro = Det, demoens borgere har fået på deres telefon og i deres e-mail. I en rigtig installation ser ingen det her: hverken tekst eller adresse gemmes.
sent-none = Der er ikke sendt noget endnu
sent-none-facts = Book en tid, og sig ja til at få besked, så kommer beskederne her.
sent-count = { $count ->
    [0] Ingen beskeder
    [one] { $count } besked
   *[other] { $count } beskeder
}
sent-to = Til
sent-sms = Sms
sent-mail = E-mail
sent-parts = { $count ->
    [one] { $count } sms
   *[other] { $count } sms'er
}
sent-calendar-request = Kalenderaftale
sent-calendar-cancel = Kalenderaftalen er aflyst
tour-sent = Læs det, borgerne får
