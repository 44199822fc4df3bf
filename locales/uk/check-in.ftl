# Реєстрація приходу біля термінала.

check-in-card = У мене є запис
check-in-card-line = Позначтеся, і працівник дізнається
check-in-title = Позначитися
check-in-how = Як позначитися
check-in-by-qr = Код
check-in-by-phone = Телефон
check-in-by-birth = Дата народження
check-in-by-cpr = Номер CPR
check-in-by-card = Картка здоров’я
check-in-qr-heading = Піднесіть код до зчитувача
check-in-qr-text = Код є у підтвердженні, на папері чи в телефоні
check-in-card-heading = Проведіть карткою крізь зчитувач
check-in-card-text = Можна також піднести штрихкод картки чи застосунку. Ми беремо лише номер CPR; його не показуємо й не зберігаємо.
check-in-phone = Ваш номер телефону
check-in-phone-hint = Номер, який ви вказали під час запису
check-in-birth = Ваша дата народження
check-in-birth-hint = День, місяць і рік: 01031990
check-in-initials = Ваші ініціали
check-in-initials-hint = Ім’я та прізвище
check-in-cpr = Ваш номер CPR
check-in-cpr-hint = Десять цифр. Номер не показуємо й не зберігаємо
check-in-show = Показати цифри
check-in-go = Позначитися
check-in-delete = Видалити останнє
check-in-keys = Цифри
check-in-letter-keys = Літери
check-in-letters = A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Æ Ø Å
check-in-letters-own = А Б В Г Ґ Д Е Є Ж З И І Ї Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Ю Я
check-in-mistake-title = Потрібно щось виправити
check-in-unreadable-title = Не вдалося прочитати
check-in-mistake-code = Тримайте код нерухомо перед зчитувачем або оберіть інший спосіб
check-in-mistake-card = Проведіть карткою ще раз або оберіть інший спосіб
check-in-not-offered = Так тут позначитися не можна. Оберіть інший спосіб.
check-in-mistake-phone = Напишіть вісім цифр номера або почніть із + і коду країни
check-in-mistake-birth = Напишіть день, місяць і рік, наприклад 01031990 для 1 березня 1990
check-in-mistake-initials = Напишіть першу літеру імені та прізвища
check-in-mistake-cpr = Напишіть усі десять цифр. Перші шість – це дата народження.
check-in-none-title = Не можемо знайти ваш запис
check-in-none-text = Перевірте, чи правильно написано, або спробуйте інакше. Можна також узяти номер чи покликати допомогу.
check-in-several-title = Потрібно трохи більше
check-in-several-text = Кілька людей мають ті самі дані. Позначтеся інакше або покличте допомогу.
check-in-pause-title = Зачекайте трохи
check-in-pause-text =
    { $count ->
        [one] Забагато спроб. Спробуйте за { $count } секунду або покличте допомогу.
        [few] Забагато спроб. Спробуйте за { $count } секунди або покличте допомогу.
       *[many] Забагато спроб. Спробуйте за { $count } секунд або покличте допомогу.
    }
check-in-done-title = Вас позначено
check-in-done-line = Ми повідомили, що ви тут
check-in-time = Запис
check-in-length = Тривалість
check-in-called-as = Викличуть як
check-in-where = Місце
check-in-minutes =
    { $count ->
        [one] { $count } хвилина
        [few] { $count } хвилини
       *[many] { $count } хвилин
    }
check-in-go-area = Ідіть: { $floor }, { $area }
check-in-stay-area = Ідіть: { $area }
check-in-called-on-screen = Вас викличуть на екрані
check-in-route = Візьміть шлях із собою
check-in-route-line = Скануйте, і карта буде в телефоні
check-in-route-qr = QR-код шляху
check-in-early = Ви маєте час
check-in-early-line = До запису лишилося: { $span }
check-in-on-time = Саме вчасно
check-in-on-time-line = Вас скоро викличуть
check-in-late = Ви прийшли після свого часу
check-in-late-line = Вас викличуть, щойно буде місце
check-in-late-about = Вас викличуть, щойно буде місце, приблизно { $at }
check-in-later = Ви маєте ще один запис { $at }. Позначтеся знову перед ним.
check-in-later-from = Ви маєте ще один запис { $at }. Позначтеся для нього не раніше ніж { $from }.
check-in-phone-title = Ми зателефонуємо вам { $at }
check-in-video-title = Ваша відеозустріч починається { $at }
check-in-remote-text = Позначатися й чекати тут не треба
check-in-elsewhere-title = Ваш запис в іншому місці
check-in-elsewhere-text = Позначтеся там
check-in-today = сьогодні { $at }
check-in-other-day-title = Ваш запис в інший день
check-in-other-day-text = Прийдіть того дня. Якщо допомога потрібна сьогодні, візьміть номер.
check-in-day = { $day } { $at }
check-in-over-title = Час вашого запису минув
check-in-over-text = Він був { $at }. Візьміть номер, і ми допоможемо.
