# The screen on the wall.

screen-title = Екран, { $centre }
screen-now-called = Зараз викликають
screen-called = Викликані зараз
screen-before = Викликані раніше
screen-announce = Номер { $number }: { $desk }
screen-ago =
    { $minutes ->
        [0] щойно
       *[other] { $minutes } хв тому
    }
screen-nobody = Зараз нікого не викликають
screen-last = Останній виклик: { $number }, { $desk }
screen-closed-now = Зараз зачинено
screen-opens-today = Відчиняємось знову сьогодні { $at }
screen-opens-again = Відчиняємось знову: { $day } { $at }
screen-queues = Черги зараз
screen-waiting = чекають
screen-wait = прибл.
screen-wait-unknown = час невідомий
screen-unit-minutes = хв
screen-unit-hours = год
screen-closed = зачинено
screen-opens = відкриття { $at }
screen-appointment = лише за записом
screen-full = місць немає
screen-paused = перерва
screen-info = Новини та корисне
screen-open-today = Сьогодні відчинено { $hours }
screen-closed-today = Сьогодні зачинено
screen-lost = Не оновлюється, стан { $at }
screen-stale = Екран не оновлюється
screen-stale-more = Нові виклики зараз тут не показуються. Слухайте свій номер або запитайте працівників.
screen-silent = Звук вимкнено. Натисніть тут
screen-list-title = Екрани, { $centre }
screen-list-none = Тут немає екранів
screen-unknown = Такого екрана тут немає. Оберіть екран зі списку.
