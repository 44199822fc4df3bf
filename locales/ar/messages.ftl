# رسائل إلى المواطنين: رسائل نصية وبريد إلكتروني. لا تذكر الرسالة النصية سبب الزيارة أبدًا.

message-mode-in-person = حضوريًا
message-mode-phone = لقاء هاتفي
message-mode-video = لقاء بالفيديو

message-sms-confirmed = موعدك: { $date } { $time }، { $where }. للتغيير أو الإلغاء: { $link }
message-sms-reminder = تذكير بموعدك: { $date } { $time }، { $where }. للتغيير أو الإلغاء: { $link }
message-sms-confirmed-video = موعدك: { $date } { $time }، { $where }. للانضمام أو التغيير: { $link }
message-sms-reminder-video = تذكير بموعدك: { $date } { $time }، { $where }. للانضمام أو التغيير: { $link }
message-sms-moved = موعدك الجديد: { $date } { $time }، { $where }. التفاصيل: { $link }
message-sms-cancelled = أُلغي موعدك { $date } { $time }.
message-sms-turn-near = الرقم { $number }: اقترب دورك: { $link }
message-sms-called = الرقم { $number }: حان دورك. توجه إلى { $desk }.
message-sms-time-free = يوجد موعد متاح: { $date } { $time }. نحتفظ به لك 15 دقيقة: { $link }

message-mail-confirmed = تم تأكيد موعدك
message-mail-reminder = تذكر موعدك
message-mail-moved = تم تغيير موعدك
message-mail-cancelled = أُلغي موعدك
message-mail-time-free = يوجد موعد متاح
message-mail-subject = { $what }: { $date } { $time }
message-mail-when = متى: { $date } { $time }
message-mail-how = كيف: { $where }
message-mail-errand = الموضوع: { $service }
message-mail-bring = أحضر معك: { $bring }
message-mail-held = نحتفظ به لك 15 دقيقة.
message-mail-link = اعرض موعدك أو غيّره أو ألغه: { $link }
message-mail-link-video = افتح الاجتماع المرئي أو غيّر موعدك أو ألغه: { $link }
message-mail-take = احجز الموعد: { $link }
message-mail-from = مع أطيب التحيات
message-mail-no-reply = لا يمكن الرد على هذه الرسالة.
message-meeting = موعد لدى { $municipality }
