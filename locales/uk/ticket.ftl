# Номер у телефоні.

ticket-title = Ваш номер
ticket-service = { $service }, { $choice }
ticket-ahead = { $count ->
    [one] особа перед вами
    [few] особи перед вами
   *[many] осіб перед вами
}
ticket-expected = близько { $time }
ticket-between = між { $earliest } і { $latest }
ticket-longer = Це триває довше, ніж очікувалося. Новий час:
ticket-paused = У черзі перерва
ticket-no-desk = Зараз жодне вікно не працює
ticket-no-time = Зараз ми не можемо назвати час
ticket-no-time-text = Ваше місце зберігається. Час з’явиться тут, щойно ми його знатимемо.
ticket-moved-here = Вас скеровано далі: { $centre }, { $address }. Ось ваш новий номер.
ticket-there = { $area }: будьте там о { $time }
ticket-there-now = { $area }: будьте там зараз
ticket-ready = Будьте готові о { $time }
ticket-ready-now = Будьте готові зараз
ticket-floor = { $floor ->
    [0] Рівень входу
   *[other] Поверх { $floor }
}
ticket-floor-below = { $floor ->
    [1] Підвал
   *[other] Підвал, рівень { $floor }
}
ticket-delayed = Ми викличемо вас не раніше { $time }
ticket-alerts = { $count ->
    [one] Сповістити, коли переді мною { $count } особа
    [few] Сповістити, коли переді мною { $count } особи
   *[many] Сповістити, коли переді мною { $count } осіб
}
ticket-alerts-how = Звук і вібрація, поки сторінка відкрита
ticket-alerts-sound = Звук, доки ця сторінка відкрита
ticket-alerts-touch = Торкніться будь-де на сторінці, і ми зможемо подати також звук
ticket-alerts-none = Ваш телефон не може подати тут звук. Слідкуйте за сторінкою.
ticket-alerts-off = Вимкнено
ticket-soon = { $count ->
    [one] Перед вами { $count } особа
    [few] Перед вами { $count } особи
   *[many] Перед вами { $count } осіб
}
ticket-late = Я запізнююся
ticket-cancel = Скасувати
ticket-turn = Ваша черга
ticket-go-to = Підійдіть сюди
ticket-cannot-come = Я не можу прийти
ticket-as-at = Так було о { $time }

ticket-booked = У вас запис на { $time }
ticket-booked-text = Коли прийдете, зареєструйтеся біля термінала
ticket-serving = Ви тут: { $desk }
ticket-serving-text = Тут більше нічого робити не треба
ticket-parked = Ми відклали ваш номер
ticket-parked-text = Вам нічого не треба робити. Ми вас викличемо.
ticket-missed = Ми викликали вас о { $time }
ticket-missed-text = Ви тут? Натисніть не пізніше { $time }, і ми викличемо вас ще раз.
ticket-here = Я тут
ticket-served = Дякуємо за візит
ticket-served-text = Ваш візит завершено. Більше нічого робити не треба.
ticket-no-show = Ваш номер більше не дійсний
ticket-no-show-text = Ми викликали вас, але ви не підійшли. Візьміть новий номер, коли будете тут.
ticket-unserved = На жаль, сьогодні ми не встигли вас прийняти
ticket-unserved-text = Уже зачинено. Приходьте іншого дня.
ticket-cancelled = Ваш номер скасовано
ticket-cancelled-undo = Якщо повернете його зараз, збережете своє місце
ticket-cancelled-text = Візьміть новий номер, якщо вам усе ж потрібна допомога
ticket-undo = Повернути номер
ticket-moved = Вас скеровано до іншого центру
ticket-moved-day = Ваш час перенесено на { $date }
ticket-moved-text = Там ви отримали новий номер
ticket-moved-link = Показати новий номер

ticket-late-title = На скільки ви запізнюєтеся?
ticket-late-text = Номер { $number } залишається за вами. Ми пропустимо інших, доки ви не прийдете.
ticket-late-new = новий час близько { $time }
ticket-late-not-before = не раніше { $time }
ticket-late-send = Повідомити
ticket-late-none = Сьогодні ми не можемо чекати довше. Приходьте зараз або скасуйте номер.
ticket-late-missing = Виберіть, на скільки ви запізнюєтеся
ticket-keep = Зберегти моє місце
ticket-cancel-title = Скасувати номер { $number }?
ticket-cancel-text = Ви втратите місце в черзі. Одразу після цього його ще можна повернути.
ticket-cancel-send = Скасувати { $number }

ticket-refused-not-later = Цей час не пізніший за теперішній. Виберіть пізніший.
ticket-refused-too-long = Так пізно ми не працюємо. Виберіть раніший час.
ticket-refused-undo = Повертати вже запізно. Візьміть новий номер, якщо вам потрібна допомога.
ticket-refused-later = Не вдалося це зберегти. Спробуйте ще раз за мить.
ticket-refused-changed = Зараз це неможливо, бо стан номера змінився. Ось як є зараз.

ticket-unknown = Посилання не працює
ticket-unknown-text = Воно дійсне лише в день візиту. Перевірте, чи посилання повне, або запитайте працівника.
ticket-over = Ваш номер був на інший день
ticket-over-text = Номер дійсний лише того дня, коли ви його взяли. Візьміть новий, коли знову будете тут.
