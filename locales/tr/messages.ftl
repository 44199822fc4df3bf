# Vatandaşlara iletiler: SMS ve e-posta. SMS hiçbir zaman işin ne olduğunu söylemez.

message-mode-in-person = yüz yüze
message-mode-phone = telefon görüşmesi
message-mode-video = görüntülü görüşme

message-sms-confirmed = Randevunuz: { $date } { $time }, { $where }. Değiştirin veya iptal edin: { $link }
message-sms-reminder = Randevunuzu unutmayın: { $date } { $time }, { $where }. Değiştirin veya iptal edin: { $link }
message-sms-confirmed-video = Randevunuz: { $date } { $time }, { $where }. Katılın veya değiştirin: { $link }
message-sms-reminder-video = Randevunuzu unutmayın: { $date } { $time }, { $where }. Katılın veya değiştirin: { $link }
message-sms-moved = Yeni randevunuz: { $date } { $time }, { $where }. Görün: { $link }
message-sms-cancelled = { $date } { $time } randevunuz iptal edildi.
message-sms-turn-near = Numara { $number }: Sıranız yaklaşıyor: { $link }
message-sms-called = Numara { $number }: Sıra sizde. Gideceğiniz yer: { $desk }.
message-sms-time-free = Boş bir zaman var: { $date } { $time }. 15 dk sizin için tutuyoruz: { $link }

message-mail-confirmed = Randevunuz onaylandı
message-mail-reminder = Randevunuzu unutmayın
message-mail-moved = Randevunuz değiştirildi
message-mail-cancelled = Randevunuz iptal edildi
message-mail-time-free = Boş bir zaman var
message-mail-subject = { $what }: { $date } { $time }
message-mail-when = Ne zaman: { $date } { $time }
message-mail-how = Nasıl: { $where }
message-mail-errand = İş: { $service }
message-mail-bring = Yanınızda getirin: { $bring }
message-mail-held = 15 dakika sizin için tutuyoruz.
message-mail-link = Randevunuzu görün, değiştirin veya iptal edin: { $link }
message-mail-link-video = Görüntülü görüşmeyi açın, randevunuzu değiştirin veya iptal edin: { $link }
message-mail-take = Zamanı alın: { $link }
message-mail-from = Saygılarımızla
message-mail-no-reply = Bu e-postayı yanıtlayamazsınız.
message-meeting = Randevu: { $municipality }
