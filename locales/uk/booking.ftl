# Запис на прийом і те, на що записано.

booking-title = Запис на прийом
booking-step = крок { $step } з { $steps }
booking-back = Назад
booking-change = Змінити
booking-tools = Мова та вигляд
booking-adapt = Вигляд
booking-adapt-text = Більший текст
booking-adapt-contrast = Високий контраст
booking-on = увімкнено
booking-and = { $first }, { $second }
booking-list = { $first } та { $last }
booking-step-how = Як зустрітися
booking-step-time = Виберіть час
booking-step-details = Ваші дані

booking-what = Про що йдеться?
booking-search = Пошук: навіс, паспорт
booking-search-label = Знайдіть, у чому вам потрібна допомога
booking-search-send = Шукати
booking-found =
    { $count ->
        [one] За запитом «{ $query }» знайдено { $count } послугу
        [few] За запитом «{ $query }» знайдено { $count } послуги
        [many] За запитом «{ $query }» знайдено { $count } послуг
       *[other] За запитом «{ $query }» знайдено { $count } послуг
    }
booking-found-none = За запитом «{ $query }» нічого не знайдено
booking-found-none-text = Спробуйте інше слово або виберіть з усіх послуг. Ви також можете прийти в години роботи, і ми допоможемо.
booking-all = Усі послуги
booking-none = Зараз немає послуг, на які можна записатися. Приходьте в години роботи, і ми допоможемо.
booking-referral-go = Перейти до
booking-referral-other = Вибрати іншу послугу

booking-how = Як ви хочете зустрітися?
booking-mode-in-person = Особисто
booking-mode-phone = Телефоном
booking-mode-video = Відеозустріч
booking-means-phone = Ми зателефонуємо на ваш мобільний
booking-means-video = Зустрінемося через відео. Посилання ви отримаєте після запису
booking-short-phone = ми зателефонуємо вам
booking-short-video = зустрінемося через відео
booking-minutes =
    { $count ->
        [one] { $count } хвилина
        [few] { $count } хвилини
        [many] { $count } хвилин
       *[other] { $count } хвилин
    }
booking-first = Перший вільний час: { $when }
booking-first-none = Зараз немає вільного часу
booking-when-today = сьогодні о { $time }
booking-when-tomorrow = завтра о { $time }
booking-when-day = { $day } о { $time }
booking-interpreter = Мені потрібен перекладач
booking-interpreter-text = Також жестової мови
booking-choose-time = Вибрати час

booking-day = Виберіть день
booking-time = Виберіть час
booking-week = тижд.
booking-week-number = тиждень { $number }
booking-weekday-1 = пн
booking-weekday-2 = вт
booking-weekday-3 = ср
booking-weekday-4 = чт
booking-weekday-5 = пт
booking-weekday-6 = сб
booking-weekday-7 = нд
booking-month-1 = січ.
booking-month-2 = лют.
booking-month-3 = бер.
booking-month-4 = квіт.
booking-month-5 = трав.
booking-month-6 = черв.
booking-month-7 = лип.
booking-month-8 = серп.
booking-month-9 = вер.
booking-month-10 = жовт.
booking-month-11 = лист.
booking-month-12 = груд.
booking-months = { $from } – { $to }
booking-weeks-earlier = Раніші тижні
booking-weeks-later = Пізніші тижні
booking-free =
    { $count ->
        [one] { $count } вільний
        [few] { $count } вільні
        [many] { $count } вільних
       *[other] { $count } вільних
    }
booking-free-times =
    { $count ->
        [one] { $count } вільний час
        [few] { $count } вільні години
        [many] { $count } вільних годин
       *[other] { $count } вільних годин
    }
booking-taken = зайнято
booking-closed = зачинено
booking-past = минуло
booking-today = сьогодні
booking-not-yet = пізніше
booking-none-free = У ці тижні немає вільного часу.
booking-call-us = Зателефонуйте нам: { $phone }.
booking-continue = Далі
booking-continue-with = Далі: { $time }
booking-your-time = Ваш час
booking-errand = Послуга
booking-mode = Як зустрітися
booking-when = Час
booking-hold-promise =
    { $count ->
        [one] Коли ви продовжите, ми триматимемо час для вас { $count } хвилину. Перенести й скасувати можна безкоштовно.
        [few] Коли ви продовжите, ми триматимемо час для вас { $count } хвилини. Перенести й скасувати можна безкоштовно.
        [many] Коли ви продовжите, ми триматимемо час для вас { $count } хвилин. Перенести й скасувати можна безкоштовно.
       *[other] Коли ви продовжите, ми триматимемо час для вас { $count } хвилин. Перенести й скасувати можна безкоштовно.
    }
booking-mistake-time = Виберіть годину
booking-gone = Цей час щойно зайняли. Виберіть інший.
booking-kept = Ми зберегли те, що ви написали.
booking-too-soon = Цей час надто близько, щоб записатися тут. Виберіть пізніший.
booking-too-far = Так далеко наперед ще не можна записатися. Виберіть раніший день.
booking-later = Не вдалося зберегти. Спробуйте за хвилину.
booking-too-many-tries = Звідси за короткий час зроблено багато записів. Спробуйте за хвилину.
booking-too-many = У вас уже стільки записів, скільки можна мати на цю послугу. Перенесіть або скасуйте один, якщо хочете інший.

booking-details = Ваші дані
booking-name = Ім’я та прізвище
booking-phone = Мобільний номер
booking-phone-hint = Ми зателефонуємо на цей номер
booking-reach-hint = Вкажіть номер, e-mail або обидва
booking-email = E-mail
booking-optional = (необов’язково)
booking-unreachable = У мене немає ні телефону, ні e-mail
booking-unreachable-text = Тоді зателефонуйте нам, якщо хочете перенести чи скасувати запис
booking-birth = Дата народження
booking-birth-hint = Тоді можна позначитися датою народження та ініціалами. День, місяць і рік: 01.03.1990
booking-topic = Про що ви хочете поговорити?
booking-topic-hint = Не пишіть тут номер CPR
booking-remind = Писати мені про мій запис
booking-remind-text = { $when } ми нагадаємо про запис. Також напишемо, коли час заброньовано та якщо його перенесено чи скасовано. Через SMS та e-mail.
booking-told-text = Ми напишемо через SMS та e-mail, коли час заброньовано та якщо його перенесено чи скасовано
booking-remind-day = за день
booking-remind-hour = за годину
booking-remind-days =
    { $count ->
        [one] за { $count } день
        [few] за { $count } дні
        [many] за { $count } днів
       *[other] за { $count } днів
    }
booking-remind-hours =
    { $count ->
        [one] за { $count } годину
        [few] за { $count } години
        [many] за { $count } годин
       *[other] за { $count } годин
    }
booking-remind-minutes =
    { $count ->
        [one] за { $count } хвилину
        [few] за { $count } хвилини
        [many] за { $count } хвилин
       *[other] за { $count } хвилин
    }
booking-trap = Залиште це поле порожнім
booking-trapped = Приховане поле було заповнене, а це зазвичай роблять лише машини. Натисніть ще раз, якщо хочете записатися.
booking-held = Ми тримаємо час для вас до { $time }
booking-held-no-more = Ми вже не тримаємо час, але ви його отримаєте, якщо він вільний
booking-send = Записатися
booking-mistakes-title = Потрібно щось виправити
booking-mistake-name = Напишіть своє ім’я
booking-mistake-name-long = Ім’я задовге. Напишіть щонайбільше 200 знаків
booking-mistake-phone-missing = Напишіть номер, на який нам зателефонувати
booking-mistake-phone = Це не схоже на номер телефону. Напишіть, наприклад, 20 00 00 00 або +46 70 000 00 00
booking-mistake-reach = Напишіть номер або e-mail, чи позначте, що не маєте ні того, ні іншого
booking-mistake-email = Це не схоже на e-mail. Напишіть, наприклад, name@example.org
booking-mistake-topic-long = Текст задовгий. Напишіть щонайбільше 1000 знаків
booking-mistake-cpr = Це не схоже на номер CPR. Напишіть десять цифр, наприклад ддммрр-1234
booking-mistake-birth = Напишіть день, місяць і рік, наприклад 01.03.1990
booking-mistake-birth-ahead = Цей день ще не настав. Напишіть день свого народження
booking-mistake-topic-cpr = Тут є щось схоже на номер CPR. Видаліть його

booked-title = Вас записано
booked-title-moved = Ваш запис перенесено
booked-tab = Ваш час: { $when }
booked-how-in-person = Особисто, { $minutes }
booked-how-phone = Ми зателефонуємо вам, { $minutes }
booked-how-video = Відеозустріч, { $minutes }
booked-how-plain-in-person = Особисто
booked-how-plain-phone = Ми зателефонуємо вам
booked-how-plain-video = Відеозустріч
booked-interpreter = Ми забезпечимо перекладача
booked-code-in-person = Відмітьтеся, коли прийдете
booked-code-by = Все ж завітаєте?
booked-code-text = Покажіть код біля термінала, і ми знайдемо ваш запис
booked-code-label = QR-код для термінала
booked-before = Перед зустріччю
booked-way = Як нас знайти
booked-video = Відкрити відеозустріч
booked-calendar = Додати в календар
booked-change = Перенести або скасувати
booked-summary = Запис
booked-begun = Час настав
booked-begun-text = Відмітьтеся біля термінала або скажіть працівникові, що ви тут
booked-cancel = Скасувати запис
booked-cancel-title = Скасувати ваш запис?
booked-cancel-text = Тоді його зможе отримати хтось інший. Одразу після цього можна повернути.
booked-keep = Залишити запис
booked-move-title = Перенести запис
booked-move-line = Ваш час: { $when }
booked-move-to = Перенести: { $time }
booked-move = Перенести запис
booked-moved-refused = Цей час отримати не можна. Виберіть інший або залиште свій.
booked-cannot-move = Запис уже не можна перенести
booked-cancelled = Ваш запис скасовано
booked-cancelled-text = Дякуємо, що повідомили. Тепер час може отримати хтось інший.
booked-cancelled-undo = Якщо зараз передумаєте, час повернеться до вас
booked-cancelled-by-us = Зателефонуйте нам або запишіться знову. Нам прикро.
booked-undo = Повернути
booked-refused-undo = Цей час уже не повернути. Його зайняв хтось інший, або минуло забагато часу. Забронюйте новий час.
booked-refused-changed = Зараз це неможливо, бо ваш запис змінився. Ось який він тепер.
booked-served = Дякуємо за зустріч
booked-served-text = Зустріч завершено. Більше нічого робити не треба.
booked-no-show = Нам не вдалося зустрітися
booked-no-show-text = Таке буває. Якщо допомога ще потрібна, запишіться знову.
booked-unserved = На жаль, ми не встигли
booked-unserved-text = Перепрошуємо. Запишіться знову, і ми допоможемо.
booked-again = Записатися знову
booked-told-sms = Ми пишемо вам у СМС.
booked-told-email = Ми пишемо вам електронною поштою.
booked-told-both = Ми пишемо вам у СМС та електронною поштою.
booked-told-not = Ми не пишемо вам про цей час. Збережіть цю сторінку: тут ви можете перенести його або скасувати.
