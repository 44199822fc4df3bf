# Messages to citizens, as text messages and e-mails. Text messages never name the errand, and each is one text message long.

message-mode-in-person = in person
message-mode-phone = phone meeting
message-mode-video = video meeting

message-sms-confirmed = Your time is { $date } { $time }, { $where }. Move or cancel: { $link }
message-sms-reminder = Remember your time { $date } { $time }, { $where }. Move or cancel: { $link }
message-sms-confirmed-video = Your time is { $date } { $time }, { $where }. Join, move or cancel: { $link }
message-sms-reminder-video = Remember your time { $date } { $time }, { $where }. Join, move or cancel: { $link }
message-sms-moved = Your time is moved to { $date } { $time }, { $where }. See it: { $link }
message-sms-cancelled = Your time { $date } { $time } is cancelled.
message-sms-turn-near = Number { $number }: It is soon your turn. Follow it: { $link }
message-sms-called = Number { $number }: It is your turn. Go to { $desk }.
message-sms-time-free = A time is free { $date } { $time }. We keep it for you for 15 min: { $link }

message-mail-confirmed = Your time is confirmed
message-mail-reminder = Remember your time
message-mail-moved = Your time is moved
message-mail-cancelled = Your time is cancelled
message-mail-time-free = A time is free
message-mail-subject = { $what }: { $date } { $time }
message-mail-when = When: { $date } { $time }
message-mail-how = How: { $where }
message-mail-errand = Errand: { $service }
message-mail-bring = Bring: { $bring }
message-mail-held = We keep it for you for 15 minutes.
message-mail-link = See, move or cancel your time: { $link }
message-mail-link-video = Open the video meeting, or move or cancel your time: { $link }
message-mail-take = Take the time: { $link }
message-mail-from = Kind regards
message-mail-no-reply = You cannot answer this e-mail.
message-meeting = Appointment at { $municipality }
