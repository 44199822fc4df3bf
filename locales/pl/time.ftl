# Words of time.

language-name = Polski
weekday-1 = poniedziałek
weekday-2 = wtorek
weekday-3 = środa
weekday-4 = czwartek
weekday-5 = piątek
weekday-6 = sobota
weekday-7 = niedziela
month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia
date-long = { $weekday }, { $day } { $month } { $year }
time-at = o { $time }
time-minutes = { $minutes } min
time-hours = { $hours } godz. { $minutes } min
date-day = { $weekday }, { $day } { $month }
