# Demoens rundvisning. Den findes kun i demoen.

tour-title = Velkommen til en levende kommune
tour-intro = Borgere og medarbejdere her er opdigtede, men dagen går. Se hver flade, eller træd ind på den og gør noget: alt virker, og de andre flader ser det med det samme.
tour-when = { $date }, kl. { $time }
tour-forward = Spring 10 minutter frem
tour-kiosk = Stander
tour-kiosk-text = Vælg et ærinde, og få et nummer, en ærlig tid og vejen derhen
tour-ticket = Nummer på telefonen
tour-ticket-text = Se, hvor mange der er foran, og få besked, når det er din tur
tour-ticket-in = Tag et nummer til »{ $service }«
tour-screen = Infoskærm
tour-screen-text = Hvem der er kaldt til hvilken skranke, og hvordan det går i hver kø
tour-counter = Medarbejderen ved skranken
tour-counter-text = Én knap kalder den næste og siger hvorfor. Der er fri plads ved en skranke til dig.
tour-counter-in = Træd ind som { $name }, og tag { $desk }
tour-manage = Lederen lige nu
tour-manage-text = Alle køer mod deres mål, hvem der betjener hvad, og hvad der kræver opmærksomhed
tour-manage-in = Træd ind som leder
tour-again = Dagen igen
tour-again-text = Salen på ethvert minut af enhver dag, og alt, der skete, i ord
tour-again-in = Se dagen igen
tour-centres = Alle centre
tour-live-in = Som tekst
tour-programs = Grænsefladen for programmer beskriver sig selv på
