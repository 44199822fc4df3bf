# الرقم على الهاتف.

ticket-title = رقمك
ticket-service = { $service }، { $choice }
ticket-ahead = { $count ->
    [zero] أمامك
    [one] أمامك
    [two] أمامك
    [few] أشخاص أمامك
    [many] شخصًا أمامك
   *[other] شخص أمامك
}
ticket-expected = نحو الساعة { $time }
ticket-between = بين { $earliest } و{ $latest }
ticket-longer = يستغرق الأمر وقتًا أطول من المتوقع. الوقت الجديد:
ticket-paused = الدور متوقف مؤقتًا
ticket-no-desk = لا يوجد شباك مفتوح الآن
ticket-no-time = لا يمكننا تحديد وقت الآن
ticket-no-time-text = مكانك محفوظ. سيظهر الوقت هنا حالما نعرفه.
ticket-moved-here = تم تحويلك إلى { $centre }، { $address }. هذا رقمك الجديد.
ticket-there = كن في { $area } الساعة { $time }
ticket-there-now = كن في { $area } الآن
ticket-ready = كن مستعدًا الساعة { $time }
ticket-ready-now = كن مستعدًا الآن
ticket-floor = { $floor ->
    [0] الطابق الأرضي
    [1] الطابق الأول
    [2] الطابق الثاني
    [3] الطابق الثالث
    [4] الطابق الرابع
   *[other] الطابق { $floor }
}
ticket-floor-below = { $floor ->
    [1] القبو
   *[other] القبو { $floor }
}
ticket-delayed = لن نناديك قبل الساعة { $time }
ticket-alerts = تنبيه عندما يبقى { $count } أمامك
ticket-alerts-how = صوت واهتزاز ما دامت الصفحة مفتوحة
ticket-alerts-sound = صوت ما دامت الصفحة مفتوحة
ticket-alerts-touch = المس أي مكان في الصفحة ليصلك صوت أيضًا
ticket-alerts-none = لا يستطيع هاتفك إصدار صوت هنا. تابع هذه الصفحة.
ticket-alerts-off = متوقف
ticket-soon = { $count ->
    [zero] لا أحد أمامك ({ $count })
    [one] أمامك شخص واحد ({ $count })
    [two] أمامك شخصان ({ $count })
    [few] أمامك { $count } أشخاص
    [many] أمامك { $count } شخصًا
   *[other] أمامك { $count } شخص
}
ticket-late = سأتأخر
ticket-cancel = إلغاء
ticket-turn = حان دورك
ticket-go-to = توجّه إلى
ticket-cannot-come = لا أستطيع الحضور
ticket-as-at = هكذا كان الوضع الساعة { $time }

ticket-booked = لديك موعد الساعة { $time }
ticket-booked-text = سجّل وصولك عند الجهاز حين تأتي
ticket-serving = أنت الآن في { $desk }
ticket-serving-text = لا تحتاج إلى فعل شيء آخر هنا
ticket-parked = وضعنا رقمك جانبًا
ticket-parked-text = لا تحتاج إلى فعل شيء. سنناديك.
ticket-missed = نادينا رقمك الساعة { $time }
ticket-missed-text = هل أنت هنا؟ اضغط في موعد أقصاه الساعة { $time } لنناديك مرة أخرى.
ticket-here = أنا هنا
ticket-served = شكرًا لزيارتك
ticket-served-text = انتهت زيارتك. لا تحتاج إلى فعل شيء آخر.
ticket-no-show = انتهت صلاحية رقمك
ticket-no-show-text = نادينا رقمك ولم تحضر. خذ رقمًا جديدًا حين تكون هنا.
ticket-unserved = نأسف، لم نتمكن من خدمتك اليوم
ticket-unserved-text = لقد أغلقنا الآن. تفضل في يوم آخر.
ticket-cancelled = أُلغي رقمك
ticket-cancelled-undo = إذا تراجعت الآن فستحتفظ بمكانك
ticket-cancelled-text = خذ رقمًا جديدًا إذا احتجت إلى المساعدة
ticket-undo = تراجع
ticket-moved = تم تحويلك إلى مركز آخر
ticket-moved-day = نُقل موعدك إلى { $date }
ticket-moved-text = حصلت هناك على رقم جديد
ticket-moved-link = اعرض رقمك الجديد

ticket-late-title = كم ستتأخر؟
ticket-late-text = تحتفظ بالرقم { $number }. سندع آخرين يتقدمون حتى تصل.
ticket-late-new = الوقت الجديد نحو { $time }
ticket-late-not-before = ليس قبل { $time }
ticket-late-send = أبلغنا
ticket-late-none = لا يمكننا الانتظار أكثر اليوم. تعال الآن أو ألغِ رقمك.
ticket-late-missing = اختر مدة التأخر
ticket-keep = احتفظ بمكاني
ticket-cancel-title = هل تريد إلغاء الرقم { $number }؟
ticket-cancel-text = ستفقد مكانك في الدور. يمكنك التراجع بعد ذلك مباشرة.
ticket-cancel-send = إلغاء { $number }

ticket-refused-not-later = هذا الوقت ليس بعد وقتك الحالي. اختر وقتًا لاحقًا.
ticket-refused-too-long = لا نكون مفتوحين في ذلك الوقت. اختر وقتًا أبكر.
ticket-refused-undo = فات وقت التراجع. خذ رقمًا جديدًا إذا احتجت إلى المساعدة.
ticket-refused-later = لم نتمكن من حفظ ذلك. حاول مرة أخرى بعد قليل.
ticket-refused-changed = لا يمكن ذلك الآن لأن حالة رقمك تغيّرت. هذا هو الوضع الحالي.

ticket-unknown = الرابط لا يعمل
ticket-unknown-text = الرابط صالح في يومه فقط. تأكد من أن الرابط كامل، أو اسأل أحد الموظفين.
ticket-over = كان رقمك ليوم آخر
ticket-over-text = الرقم صالح في اليوم الذي تأخذه فيه فقط. خذ رقمًا جديدًا حين تكون هنا مرة أخرى.
