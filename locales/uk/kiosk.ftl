# The kiosk.

kiosk-title = Термінал · { $centre }
kiosk-greeting = Добрий день.
kiosk-question = Чим ми можемо допомогти?
kiosk-closed = Ми зачинені
kiosk-opens-today = Ми відчиняємося { $at }
kiosk-opens-later = Ми зачинені. Відчиняємося: { $day } { $at }
kiosk-take = Візьміть номер
kiosk-wait-now = Час очікування зараз
kiosk-minutes = { $count } хв
kiosk-waiting =
    { $count ->
        [0] ніхто не чекає
        [one] чекає { $count } особа
        [few] чекають { $count } особи
        [many] чекають { $count } осіб
       *[other] чекають { $count } особи
    }
kiosk-wait-none = Без очікування
kiosk-wait-unknown = Час невідомий
kiosk-no-desk = Жодне вікно ще не відчинене
kiosk-status-appointment = Лише за записом
kiosk-status-closed = Зараз зачинено
kiosk-status-full = Зараз немає місць
kiosk-status-paused = Зараз перерва
kiosk-status-day = Сьогодні зачинено
kiosk-opens-at = відчиняється { $at }
kiosk-opens-again = Сьогодні відчинимося знову { $at }
kiosk-see-instead = що можна зробити
kiosk-adapt = Налаштувати екран
kiosk-adapt-line = Великий текст · контраст · нижче
kiosk-plain = Звичайний екран
kiosk-big = Великий текст
kiosk-contrast = Контраст
kiosk-low = Нижче
kiosk-read = Читати вголос
kiosk-repeat = Послухати ще раз
kiosk-moved = Кнопки тепер нижче
kiosk-help = Покликати на допомогу
kiosk-help-line = До вас підійдуть
kiosk-help-called = Працівників повідомлено
kiosk-help-coming = До вас іде працівник
kiosk-help-stay = Зачекайте біля термінала
kiosk-help-end = Скасувати виклик
kiosk-choose = Оберіть, що підходить
kiosk-back = Назад
kiosk-home = На головну
kiosk-more = Більше
kiosk-fewer = Попередні
kiosk-page = Сторінка { $page } з { $pages }
kiosk-instead = Що можна зробити
kiosk-instead-none = Запитайте працівників, і ми допоможемо
kiosk-instead-soon = Спробуйте ще раз трохи згодом або запитайте працівника
kiosk-scan = Відскануйте код телефоном
kiosk-referred = Вам не потрібен номер
kiosk-your-number = Ваш номер
kiosk-ahead =
    { $count ->
        [0] Перед вами нікого
        [one] Перед вами { $count } особа
        [few] Перед вами { $count } особи
        [many] Перед вами { $count } осіб
       *[other] Перед вами { $count } особи
    }
kiosk-your-turn = Ваша черга
kiosk-turn-now = Зараз ваша черга
kiosk-turn-unknown = Час поки що невідомий
kiosk-about = приблизно { $at }
kiosk-between = між { $from } та { $to }
kiosk-now = зараз
kiosk-go-desk = Підійдіть сюди: { $desk }
kiosk-go-floor = Ідіть сюди: { $floor }
kiosk-stay-floor = На цьому поверсі
kiosk-floor =
    { $level ->
        [0] рівень 0
       *[other] рівень { $level }
    }
kiosk-floor-below =
    { $level ->
        [1] підвал
       *[other] рівень −{ $level }
    }
kiosk-you-are-here = Ви тут
kiosk-phone = На мій телефон
kiosk-phone-line = Відскануйте й стежте за своїм місцем у черзі
kiosk-qr = QR-код вашого номера
kiosk-undo = Скасувати
kiosk-undone = Ваш номер видалено
kiosk-done = Готово
kiosk-closes-in = закриється за { $count } с
kiosk-idle-title = Ви ще тут?
kiosk-idle-text = Сторінка закриється за { $count } с
kiosk-idle-stay = Я ще тут
kiosk-lost = Термінал зараз не має зв’язку
kiosk-lost-line = Підійдіть до вікна, і ми допоможемо. Термінал сам відновить роботу.
kiosk-unknown = Цей термінал ще не налаштовано
kiosk-unknown-line = Підійдіть до вікна, і ми допоможемо. Сторінка сама спробує ще раз.
kiosk-trouble = Підійдіть до вікна, якщо не вийде
kiosk-book = Записатися
kiosk-book-free = вільно { $when }
kiosk-book-first = Запишіться за кодом тут. Перший вільний час: { $when }.
kiosk-book-text = Запишіться за кодом тут
