# Wiadomości do mieszkańców, SMS i e-mail. SMS nigdy nie podaje sprawy.

message-mode-in-person = osobiście
message-mode-phone = rozmowa telefoniczna
message-mode-video = rozmowa wideo

message-sms-confirmed = Twój termin: { $date } { $time }, { $where }. Zmień lub odwołaj: { $link }
message-sms-reminder = Pamiętaj o terminie: { $date } { $time }, { $where }. Zmień lub odwołaj: { $link }
message-sms-confirmed-video = Twój termin: { $date } { $time }, { $where }. Dołącz, zmień lub odwołaj: { $link }
message-sms-reminder-video = Pamiętaj o terminie: { $date } { $time }, { $where }. Dołącz, zmień lub odwołaj: { $link }
message-sms-moved = Twój nowy termin: { $date } { $time }, { $where }. Zobacz: { $link }
message-sms-cancelled = Twój termin { $date } { $time } jest odwołany.
message-sms-turn-near = Numer { $number }: Wkrótce Twoja kolej: { $link }
message-sms-called = Numer { $number }: Twoja kolej. Podejdź do: { $desk }.
message-sms-time-free = Wolny termin: { $date } { $time }. Trzymamy go dla Ciebie 15 min: { $link }

message-mail-confirmed = Twój termin jest potwierdzony
message-mail-reminder = Pamiętaj o swoim terminie
message-mail-moved = Twój termin został zmieniony
message-mail-cancelled = Twój termin jest odwołany
message-mail-time-free = Jest wolny termin
message-mail-subject = { $what }: { $date } { $time }
message-mail-when = Kiedy: { $date } { $time }
message-mail-how = Jak: { $where }
message-mail-errand = Sprawa: { $service }
message-mail-bring = Zabierz ze sobą: { $bring }
message-mail-held = Trzymamy go dla Ciebie przez 15 minut.
message-mail-link = Zobacz, zmień lub odwołaj termin: { $link }
message-mail-link-video = Otwórz spotkanie wideo, zmień lub odwołaj termin: { $link }
message-mail-take = Weź termin: { $link }
message-mail-from = Z poważaniem
message-mail-no-reply = Na tę wiadomość nie można odpowiedzieć.
message-meeting = Termin: { $municipality }
