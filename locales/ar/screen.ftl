# The screen on the wall.

screen-title = شاشة، { $centre }
screen-now-called = النداء الآن
screen-called = النداء الآن
screen-before = نداءات سابقة
screen-announce = الرقم { $number } إلى { $desk }
screen-ago =
    { $minutes ->
        [0] الآن
        [one] قبل دقيقة
        [two] قبل دقيقتين
        [few] قبل { $minutes } دقائق
       *[other] قبل { $minutes } دقيقة
    }
screen-nobody = لا نداء في هذه اللحظة
screen-last = آخر نداء: { $number } إلى { $desk }
screen-closed-now = مغلق الآن
screen-opens-today = نفتح مجددًا اليوم { $at }
screen-opens-again = نفتح مجددًا يوم { $day } { $at }
screen-queues = الطوابير الآن
screen-waiting = ينتظرون
screen-wait = تقريبًا
screen-wait-unknown = الوقت غير معروف
screen-unit-minutes = دقيقة
screen-unit-hours = ساعة
screen-closed = مغلق الآن
screen-opens = يفتح { $at }
screen-appointment = بموعد فقط
screen-full = ممتلئ الآن
screen-paused = في استراحة
screen-info = أخبار ومعلومات
screen-open-today = مفتوح اليوم { $hours }
screen-closed-today = مغلق اليوم
screen-lost = غير محدّث منذ { $at }
screen-stale = هذه الشاشة غير محدّثة
screen-stale-more = لا تظهر النداءات الجديدة هنا الآن. انتبه إلى رقمك أو اسأل الموظفين.
screen-silent = الصوت متوقف. اضغط هنا
screen-list-title = الشاشات، { $centre }
screen-list-none = لا توجد شاشات هنا
screen-unknown = لا توجد شاشة بهذا الاسم هنا. اختر شاشة من القائمة.
