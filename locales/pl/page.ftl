# What several pages have.

page-skip = Przejdź do treści
page-demo = Wersja pokazowa: osoby są zmyślone
page-tour = Przewodnik
page-languages = Języki
page-lost = Brak połączenia. Strona pokazuje ostatni stan i sama spróbuje ponownie.
problem-page-back = Przejdź do strony głównej
