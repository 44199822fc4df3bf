# Nachrichten an Bürger, als SMS und E-Mail. SMS nennen nie das Anliegen.

message-mode-in-person = persönlich
message-mode-phone = Telefontermin
message-mode-video = Videotermin

message-sms-confirmed = Ihr Termin ist { $date } { $time }, { $where }. Verlegen/absagen: { $link }
message-sms-reminder = Ihr Termin: { $date } { $time }, { $where }. Verlegen/absagen: { $link }
message-sms-confirmed-video = Ihr Termin ist { $date } { $time }, { $where }. Teilnehmen/absagen: { $link }
message-sms-reminder-video = Ihr Termin: { $date } { $time }, { $where }. Teilnehmen/absagen: { $link }
message-sms-moved = Ihr neuer Termin: { $date } { $time }, { $where }. Ansehen: { $link }
message-sms-cancelled = Ihr Termin { $date } { $time } ist abgesagt.
message-sms-turn-near = Nummer { $number }: Sie sind bald an der Reihe: { $link }
message-sms-called = Nummer { $number }: Sie sind an der Reihe. Gehen Sie zu { $desk }.
message-sms-time-free = Ein Termin ist frei: { $date } { $time }. Wir halten ihn 15 Min. für Sie frei: { $link }

message-mail-confirmed = Ihr Termin ist bestätigt
message-mail-reminder = Denken Sie an Ihren Termin
message-mail-moved = Ihr Termin ist verlegt
message-mail-cancelled = Ihr Termin ist abgesagt
message-mail-time-free = Ein Termin ist frei
message-mail-subject = { $what }: { $date } { $time }
message-mail-when = Wann: { $date } { $time }
message-mail-how = Wie: { $where }
message-mail-errand = Anliegen: { $service }
message-mail-bring = Bitte mitbringen: { $bring }
message-mail-held = Wir halten ihn 15 Minuten für Sie frei.
message-mail-link = Termin ansehen, verlegen oder absagen: { $link }
message-mail-link-video = Videogespräch öffnen, Termin verlegen oder absagen: { $link }
message-mail-take = Termin nehmen: { $link }
message-mail-from = Freundliche Grüße
message-mail-no-reply = Auf diese E-Mail können Sie nicht antworten.
message-meeting = Termin bei { $municipality }
