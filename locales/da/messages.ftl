# Beskeder til borgere, som sms og e-mail. Sms'er nævner aldrig ærindet, og hver er én sms lang på dansk.

message-mode-in-person = fremmøde
message-mode-phone = telefonmøde
message-mode-video = videomøde

message-sms-confirmed = Din tid er { $date } { $time }, { $where }. Flyt eller aflys: { $link }
message-sms-reminder = Husk din tid { $date } { $time }, { $where }. Flyt eller aflys: { $link }
message-sms-confirmed-video = Din tid er { $date } { $time }, { $where }. Deltag, flyt eller aflys: { $link }
message-sms-reminder-video = Husk din tid { $date } { $time }, { $where }. Deltag, flyt eller aflys: { $link }
message-sms-moved = Din tid er flyttet til { $date } { $time }, { $where }. Se den: { $link }
message-sms-cancelled = Din tid { $date } { $time } er aflyst.
message-sms-turn-near = Nummer { $number }: Det er snart din tur. Følg med: { $link }
message-sms-called = Nummer { $number }: Det er din tur. Gå til { $desk }.
message-sms-time-free = Der er en ledig tid { $date } { $time }. Vi holder den for dig i 15 min: { $link }

message-mail-confirmed = Din tid er bekræftet
message-mail-reminder = Husk din tid
message-mail-moved = Din tid er flyttet
message-mail-cancelled = Din tid er aflyst
message-mail-time-free = Der er en ledig tid
message-mail-subject = { $what }: { $date } { $time }
message-mail-when = Hvornår: { $date } { $time }
message-mail-how = Hvordan: { $where }
message-mail-errand = Ærinde: { $service }
message-mail-bring = Husk: { $bring }
message-mail-held = Vi holder den for dig i 15 minutter.
message-mail-link = Se, flyt eller aflys din tid: { $link }
message-mail-link-video = Åbn videomødet, eller flyt eller aflys din tid: { $link }
message-mail-take = Tag tiden: { $link }
message-mail-from = Venlig hilsen
message-mail-no-reply = Du kan ikke svare på denne e-mail.
message-meeting = Tid hos { $municipality }
