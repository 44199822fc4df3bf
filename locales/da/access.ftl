# Log ind, egen konto, enheder.

access-mistakes = Det gik ikke
access-date-and-time = { $date } kl. { $time }

sign-in-title = Log ind
sign-in-to-go-on = Log ind for at fortsætte
sign-in-login = Brugernavn
sign-in-password = Adgangskode
sign-in-button = Log ind
sign-in-login-missing = Skriv dit brugernavn
sign-in-password-missing = Skriv din adgangskode
sign-in-wrong = Brugernavn eller adgangskode passer ikke. Prøv igen.
sign-in-wait = Der er prøvet for mange gange. Prøv igen om { $minutes } min.
sign-in-help = Har du glemt din adgangskode, så bed systemejeren om et nyt link.
sign-out-button = Log ud
sign-out-everywhere-button = Log ud overalt

invitation-title = Vælg din adgangskode
invitation-button = Gem, og log ind

password-new = Ny adgangskode
password-again = Den nye adgangskode igen
password-now = Din adgangskode nu
password-hint = Mindst { $least } tegn. Nogle ord efter hinanden er lette at huske.
password-too-short = Adgangskoden er for kort. Den skal have mindst { $least } tegn.
password-too-long = Adgangskoden er for lang. Den må have højst { $most } tegn.
password-is-login = Adgangskoden ligner dit brugernavn. Vælg en anden.
password-common = Den adgangskode gætter mange først. Vælg en anden.
password-not-the-same = De to adgangskoder er ikke ens. Skriv den samme to gange.
password-wrong = Det er ikke din adgangskode nu. Skriv den igen.

own-account-pages = Dine sider
own-account-counter = Skranke: { $centre }
own-account-manage = Leder: { $centre }
own-account-back = Tilbage til arbejdet
own-account-title = Din konto
own-account-role = Rolle
own-account-centres = Centre
own-account-everywhere = Alle
own-account-password = Skift adgangskode
own-account-password-button = Skift adgangskode
own-account-sessions = Her er du logget ind
own-account-session-this = denne her

role-device = Enhed
role-employee = Medarbejder
role-manager = Leder
role-superuser = Superbruger
role-system-owner = Systemejer

device-title = Forbind enheden
device-how = Skriv koden på siden "Enheder", og vælg, hvilken stander eller infoskærm det er. Så fortsætter den af sig selv.
device-until = Koden gælder i 10 min

devices-title = Enheder
devices-back = Din konto
devices-let-in = Forbind en enhed
devices-code = Koden på enheden
devices-code-hint = Åbn /device på enheden. Den viser 8 tegn.
devices-code-unknown = Ingen enhed viser den kode. Se efter igen, eller åbn /device på enheden.
devices-device = Enhed
devices-device-missing = Vælg, hvilken stander eller infoskærm det er
devices-choose = Vælg
devices-let-in-button = Forbind
devices-all = Forbundne enheder
devices-none = Der er ingen endnu
devices-caption = Enheder, der er forbundet
devices-centre = Center
devices-since = Siden
devices-end = Afbryd
devices-end-button = Afbryd

carry-sign-in = Du var logget ud, da du sendte. Log ind igen, så fortsætter du med det, du havde skrevet.
carry-title = Du er logget ind igen
carry-how = Det, du havde skrevet, er her endnu
carry-button = Fortsæt med det
