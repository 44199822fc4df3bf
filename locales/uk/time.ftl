# Words of time.

language-name = Українська
weekday-1 = понеділок
weekday-2 = вівторок
weekday-3 = середа
weekday-4 = четвер
weekday-5 = п’ятниця
weekday-6 = субота
weekday-7 = неділя
month-1 = січня
month-2 = лютого
month-3 = березня
month-4 = квітня
month-5 = травня
month-6 = червня
month-7 = липня
month-8 = серпня
month-9 = вересня
month-10 = жовтня
month-11 = листопада
month-12 = грудня
date-long = { $weekday }, { $day } { $month } { $year }
time-at = о { $time }
time-minutes = { $minutes } хв
time-hours = { $hours } год { $minutes } хв
date-day = { $weekday }, { $day } { $month }
