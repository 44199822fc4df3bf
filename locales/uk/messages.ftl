# Повідомлення для мешканців: SMS та електронні листи. SMS ніколи не називає справу.

message-mode-in-person = особисто
message-mode-phone = телефонна розмова
message-mode-video = відеорозмова

message-sms-confirmed = Ваш час: { $date } { $time }, { $where }. Перенести чи скасувати: { $link }
message-sms-reminder = Нагадуємо: { $date } { $time }, { $where }. Перенести чи скасувати: { $link }
message-sms-confirmed-video = Ваш час: { $date } { $time }, { $where }. Долучитися чи скасувати: { $link }
message-sms-reminder-video = Нагадуємо: { $date } { $time }, { $where }. Долучитися чи скасувати: { $link }
message-sms-moved = Ваш новий час: { $date } { $time }, { $where }. Деталі: { $link }
message-sms-cancelled = Ваш час { $date } { $time } скасовано.
message-sms-turn-near = Номер { $number }: Скоро ваша черга: { $link }
message-sms-called = Номер { $number }: Ваша черга. Підійдіть: { $desk }.
message-sms-time-free = Є вільний час: { $date } { $time }. Тримаємо його для вас 15 хв: { $link }

message-mail-confirmed = Ваш час підтверджено
message-mail-reminder = Пам’ятайте про свій час
message-mail-moved = Ваш час перенесено
message-mail-cancelled = Ваш час скасовано
message-mail-time-free = Є вільний час
message-mail-subject = { $what }: { $date } { $time }
message-mail-when = Коли: { $date } { $time }
message-mail-how = Як: { $where }
message-mail-errand = Справа: { $service }
message-mail-bring = Візьміть із собою: { $bring }
message-mail-held = Ми тримаємо його для вас 15 хвилин.
message-mail-link = Переглянути, перенести чи скасувати: { $link }
message-mail-link-video = Відкрити відеозустріч, перенести чи скасувати: { $link }
message-mail-take = Узяти цей час: { $link }
message-mail-from = З повагою
message-mail-no-reply = На цей лист не можна відповісти.
message-meeting = Зустріч: { $municipality }
