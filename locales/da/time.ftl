# Ord om tid, som alle flader bruger. Kioskens, skærmens og bonens sprog har dem også.

language-name = Dansk
weekday-1 = mandag
weekday-2 = tirsdag
weekday-3 = onsdag
weekday-4 = torsdag
weekday-5 = fredag
weekday-6 = lørdag
weekday-7 = søndag
month-1 = januar
month-2 = februar
month-3 = marts
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = august
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
date-long = { $weekday } { $day }. { $month } { $year }
time-at = kl. { $time }
time-minutes = { $minutes } min
time-hours = { $hours } t { $minutes } min
date-day = { $weekday } { $day }. { $month }
