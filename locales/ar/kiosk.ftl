# The kiosk.

kiosk-title = جهاز الأرقام · { $centre }
kiosk-greeting = مرحبًا
kiosk-question = كيف يمكننا مساعدتك؟
kiosk-closed = نحن مغلقون
kiosk-opens-today = نفتح { $at }
kiosk-opens-later = نحن مغلقون. نفتح يوم { $day } { $at }
kiosk-take = احصل على رقم
kiosk-wait-now = وقت الانتظار الآن
kiosk-minutes =
    { $count ->
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $count } دقائق
        [many] { $count } دقيقة
       *[other] { $count } دقيقة
    }
kiosk-waiting =
    { $count ->
        [zero] لا أحد في الانتظار
        [one] شخص واحد في الانتظار
        [two] شخصان في الانتظار
        [few] { $count } في الانتظار
        [many] { $count } في الانتظار
       *[other] { $count } في الانتظار
    }
kiosk-wait-none = دون انتظار
kiosk-wait-unknown = الوقت غير معروف
kiosk-no-desk = لم يُفتح أي شباك بعد
kiosk-status-appointment = بموعد فقط
kiosk-status-closed = مغلق الآن
kiosk-status-full = مكتمل الآن
kiosk-status-paused = استراحة الآن
kiosk-status-day = مغلق اليوم
kiosk-opens-at = يفتح { $at }
kiosk-opens-again = نفتح مجددًا اليوم { $at }
kiosk-see-instead = انظر ما يمكنك فعله
kiosk-adapt = تخصيص الشاشة
kiosk-adapt-line = نص كبير · تباين عالٍ · أزرار منخفضة
kiosk-plain = الشاشة العادية
kiosk-big = نص كبير
kiosk-contrast = تباين عالٍ
kiosk-low = أزرار منخفضة
kiosk-read = قراءة بصوت عالٍ
kiosk-repeat = استمع مرة أخرى
kiosk-moved = نُقلت الأزرار إلى الأسفل
kiosk-help = اطلب المساعدة
kiosk-help-line = سيأتي إليك موظف
kiosk-help-called = أُبلغ الموظفون
kiosk-help-coming = موظف في طريقه إليك
kiosk-help-stay = ابقَ عند الجهاز
kiosk-help-end = إلغاء الطلب
kiosk-choose = اختر ما يناسبك
kiosk-back = رجوع
kiosk-home = إلى الصفحة الأولى
kiosk-more = المزيد
kiosk-fewer = السابق
kiosk-page = صفحة { $page } من { $pages }
kiosk-instead = ما يمكنك فعله
kiosk-instead-none = اسأل الموظفين وسنساعدك
kiosk-instead-soon = حاول مرة أخرى بعد قليل، أو اسأل أحد الموظفين
kiosk-scan = امسح الرمز بهاتفك
kiosk-referred = لا تحتاج إلى رقم
kiosk-your-number = رقمك
kiosk-ahead =
    { $count ->
        [zero] لا أحد أمامك
        [one] شخص واحد أمامك
        [two] شخصان أمامك
        [few] { $count } أشخاص أمامك
        [many] { $count } شخصًا أمامك
       *[other] { $count } شخص أمامك
    }
kiosk-your-turn = دورك
kiosk-turn-now = حان دورك الآن
kiosk-turn-unknown = لا يمكن تحديد الوقت بعد
kiosk-about = تقريبًا { $at }
kiosk-between = بين { $from } و{ $to }
kiosk-now = الآن
kiosk-go-desk = اذهب إلى { $desk }
kiosk-go-floor = اذهب إلى { $floor }
kiosk-stay-floor = ابقَ في هذا الطابق
kiosk-floor =
    { $level ->
        [0] الطابق الأرضي
        [1] الطابق الأول
        [2] الطابق الثاني
        [3] الطابق الثالث
        [4] الطابق الرابع
       *[other] الطابق { $level }
    }
kiosk-floor-below =
    { $level ->
        [1] القبو
       *[other] القبو { $level }
    }
kiosk-you-are-here = أنت هنا
kiosk-phone = أرسله إلى هاتفي
kiosk-phone-line = امسح الرمز وتابع مكانك في الدور
kiosk-qr = رمز QR لرقمك
kiosk-undo = تراجع
kiosk-undone = حُذف رقمك
kiosk-done = تم
kiosk-closes-in = تُغلق بعد { $count } ث
kiosk-idle-title = هل ما زلت هنا؟
kiosk-idle-text = تُغلق الصفحة بعد { $count } ث
kiosk-idle-stay = ما زلت هنا
kiosk-lost = لا اتصال للجهاز الآن
kiosk-lost-line = اذهب إلى الشباك وسنساعدك. سيعود الجهاز من تلقاء نفسه.
kiosk-unknown = لم يُجهَّز هذا الجهاز بعد
kiosk-unknown-line = اذهب إلى الشباك وسنساعدك. ستحاول الصفحة مجددًا من تلقاء نفسها.
kiosk-trouble = اذهب إلى الشباك إن لم ينجح الأمر
kiosk-book = احجز موعدًا
kiosk-book-free = متاح { $when }
kiosk-book-first = احجز موعدًا بالرمز هنا. أول موعد متاح { $when }.
kiosk-book-text = احجز موعدًا بالرمز هنا
