# حجز المواعيد والموعد المحجوز.

booking-title = حجز موعد
booking-step = الخطوة { $step } من { $steps }
booking-back = رجوع
booking-change = تعديل
booking-tools = اللغة والعرض
booking-adapt = العرض
booking-adapt-text = نص أكبر
booking-adapt-contrast = تباين عالٍ
booking-on = مفعّل
booking-and = { $first }، { $second }
booking-list = { $first } و{ $last }
booking-step-how = طريقة اللقاء
booking-step-time = اختر الوقت
booking-step-details = بياناتك

booking-what = ما موضوع طلبك؟
booking-search = ابحث، مثل جواز سفر
booking-search-label = ابحث عمّا تحتاج المساعدة فيه
booking-search-send = بحث
booking-found =
    { $count ->
        [one] وجدنا خدمة واحدة لكلمة «{ $query }»
        [two] وجدنا خدمتين لكلمة «{ $query }»
        [few] وجدنا { $count } خدمات لكلمة «{ $query }»
        [many] وجدنا { $count } خدمة لكلمة «{ $query }»
       *[other] وجدنا { $count } خدمة لكلمة «{ $query }»
    }
booking-found-none = لم نجد شيئًا لكلمة «{ $query }»
booking-found-none-text = جرّب كلمة أخرى أو اختر من كل الخدمات. يمكنك أيضًا الحضور في أوقات الدوام وسنساعدك.
booking-all = عرض كل الخدمات
booking-none = لا توجد الآن خدمات يمكن حجز موعد لها. تعال في أوقات الدوام وسنساعدك.
booking-referral-go = اذهب إلى
booking-referral-other = اختر خدمة أخرى

booking-how = كيف تريد أن نلتقي؟
booking-mode-in-person = حضوريًا
booking-mode-phone = موعد هاتفي
booking-mode-video = موعد بالفيديو
booking-means-phone = نتصل بك على هاتفك المحمول
booking-means-video = نلتقي بالفيديو. يصلك الرابط بعد حجز الموعد
booking-short-phone = نتصل بك
booking-short-video = نلتقي بالفيديو
booking-minutes =
    { $count ->
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $count } دقائق
        [many] { $count } دقيقة
       *[other] { $count } دقيقة
    }
booking-first = أول موعد متاح: { $when }
booking-first-none = لا توجد مواعيد متاحة الآن
booking-when-today = اليوم الساعة { $time }
booking-when-tomorrow = غدًا الساعة { $time }
booking-when-day = { $day } الساعة { $time }
booking-interpreter = أحتاج إلى مترجم
booking-interpreter-text = وكذلك لغة الإشارة
booking-choose-time = اختر الوقت

booking-day = اختر اليوم
booking-time = اختر الوقت
booking-week = أسبوع
booking-week-number = الأسبوع { $number }
booking-weekday-1 = اثنين
booking-weekday-2 = ثلاثاء
booking-weekday-3 = أربعاء
booking-weekday-4 = خميس
booking-weekday-5 = جمعة
booking-weekday-6 = سبت
booking-weekday-7 = أحد
booking-month-1 = يناير
booking-month-2 = فبراير
booking-month-3 = مارس
booking-month-4 = أبريل
booking-month-5 = مايو
booking-month-6 = يونيو
booking-month-7 = يوليو
booking-month-8 = أغسطس
booking-month-9 = سبتمبر
booking-month-10 = أكتوبر
booking-month-11 = نوفمبر
booking-month-12 = ديسمبر
booking-months = { $from } – { $to }
booking-weeks-earlier = أسابيع أسبق
booking-weeks-later = أسابيع لاحقة
booking-free =
    { $count ->
        [one] متاح 1
        [two] متاح 2
        [few] متاح { $count }
        [many] متاح { $count }
       *[other] متاح { $count }
    }
booking-free-times =
    { $count ->
        [one] موعد واحد متاح
        [two] موعدان متاحان
        [few] { $count } مواعيد متاحة
        [many] { $count } موعدًا متاحًا
       *[other] { $count } موعدًا متاحًا
    }
booking-taken = محجوز
booking-closed = مغلق
booking-past = مضى
booking-today = اليوم
booking-not-yet = لاحقًا
booking-none-free = لا توجد مواعيد متاحة في هذه الأسابيع.
booking-call-us = اتصل بنا على { $phone }.
booking-continue = متابعة
booking-continue-with = متابعة مع { $time }
booking-your-time = موعدك
booking-errand = الخدمة
booking-mode = طريقة اللقاء
booking-when = الوقت
booking-hold-promise =
    { $count ->
        [one] عند المتابعة نحجز لك الوقت لمدة دقيقة واحدة. التغيير والإلغاء مجانيان.
        [two] عند المتابعة نحجز لك الوقت لمدة دقيقتين. التغيير والإلغاء مجانيان.
        [few] عند المتابعة نحجز لك الوقت لمدة { $count } دقائق. التغيير والإلغاء مجانيان.
        [many] عند المتابعة نحجز لك الوقت لمدة { $count } دقيقة. التغيير والإلغاء مجانيان.
       *[other] عند المتابعة نحجز لك الوقت لمدة { $count } دقيقة. التغيير والإلغاء مجانيان.
    }
booking-mistake-time = اختر ساعة
booking-gone = تم حجز هذا الوقت للتو. اختر وقتًا آخر.
booking-kept = احتفظنا بما كتبته.
booking-too-soon = هذا الوقت قريب جدًا ولا يمكن حجزه هنا. اختر وقتًا لاحقًا.
booking-too-far = لا يمكن الحجز بعدُ لهذا اليوم. اختر يومًا أسبق.
booking-later = تعذّر الحفظ. حاول مرة أخرى بعد قليل.
booking-too-many-tries = حُجزت مواعيد كثيرة من هنا في وقت قصير. حاول مرة أخرى بعد قليل.
booking-too-many = لديك بالفعل أقصى عدد من المواعيد لهذه الخدمة. غيّر أحدها أو ألغه إن أردت موعدًا آخر.

booking-details = بياناتك
booking-name = الاسم
booking-phone = رقم الهاتف المحمول
booking-phone-hint = سنتصل بك على هذا الرقم
booking-reach-hint = اكتب رقم الهاتف أو البريد الإلكتروني أو كليهما
booking-email = البريد الإلكتروني
booking-optional = (اختياري)
booking-unreachable = ليس لدي هاتف ولا بريد إلكتروني
booking-unreachable-text = اتصل بنا إذا أردت تغيير الموعد أو إلغاءه
booking-birth = تاريخ الميلاد
booking-birth-hint = عندها يمكنك تسجيل الوصول بتاريخ ميلادك والأحرف الأولى من اسمك. اليوم والشهر والسنة: 01.03.1990
booking-topic = عمّ تريد أن تتحدث؟
booking-topic-hint = لا تكتب رقم CPR هنا
booking-remind = راسلوني بشأن موعدي
booking-remind-text = { $when } نذكّرك بالموعد. ونكتب إليك أيضًا عند حجزه وإذا تغيّر أو أُلغي، برسالة نصية وبريد إلكتروني.
booking-told-text = نكتب إليك برسالة نصية وبريد إلكتروني عند حجز الموعد وإذا تغيّر أو أُلغي
booking-remind-day = قبل يوم
booking-remind-hour = قبل ساعة
booking-remind-days =
    { $count ->
        [one] قبل يوم واحد
        [two] قبل يومين
        [few] قبل { $count } أيام
        [many] قبل { $count } يومًا
       *[other] قبل { $count } يومًا
    }
booking-remind-hours =
    { $count ->
        [one] قبل ساعة واحدة
        [two] قبل ساعتين
        [few] قبل { $count } ساعات
        [many] قبل { $count } ساعة
       *[other] قبل { $count } ساعة
    }
booking-remind-minutes =
    { $count ->
        [one] قبل دقيقة واحدة
        [two] قبل دقيقتين
        [few] قبل { $count } دقائق
        [many] قبل { $count } دقيقة
       *[other] قبل { $count } دقيقة
    }
booking-trap = اترك هذا الحقل فارغًا
booking-trapped = تمت تعبئة حقل مخفي، وهذا ما تفعله الآلات عادة. اضغط مرة أخرى إن أردت الحجز.
booking-held = نحجز لك الوقت حتى { $time }
booking-held-no-more = لم نعد نحجز لك الوقت، لكنه لك إن كان لا يزال متاحًا
booking-send = احجز الموعد
booking-mistakes-title = يجب تصحيح شيء ما
booking-mistake-name = اكتب اسمك
booking-mistake-name-long = الاسم طويل جدًا. اكتب 200 حرف كحد أقصى
booking-mistake-phone-missing = اكتب الرقم الذي سنتصل به
booking-mistake-phone = هذا لا يشبه رقم هاتف. اكتب مثلًا ⁦20 00 00 00⁩ أو ⁦+46 70 000 00 00⁩
booking-mistake-reach = اكتب رقم هاتف أو بريدًا إلكترونيًا، أو ضع علامة بأنه ليس لديك أي منهما
booking-mistake-email = هذا لا يشبه بريدًا إلكترونيًا. اكتب مثلًا ⁦name@example.org⁩
booking-mistake-topic-long = النص طويل جدًا. اكتب 1000 حرف كحد أقصى
booking-mistake-cpr = هذا لا يشبه رقم CPR. اكتب عشرة أرقام، مثل ddmmyy-1234
booking-mistake-birth = اكتب اليوم والشهر والسنة، مثل 01.03.1990
booking-mistake-birth-ahead = هذا اليوم لم يأتِ بعد. اكتب اليوم الذي وُلدت فيه
booking-mistake-topic-cpr = هناك ما يشبه رقم CPR. احذفه

booked-title = تم حجز موعدك
booked-title-moved = تم نقل موعدك
booked-tab = موعدك { $when }
booked-how-in-person = حضوريًا، { $minutes }
booked-how-phone = نتصل بك، { $minutes }
booked-how-video = بالفيديو، { $minutes }
booked-how-plain-in-person = حضوريًا
booked-how-plain-phone = نتصل بك
booked-how-plain-video = بالفيديو
booked-interpreter = سنوفر مترجمًا
booked-code-in-person = سجّل وصولك عند حضورك
booked-code-by = ستأتي رغم ذلك؟
booked-code-text = أظهر الرمز عند الجهاز وسنجد موعدك
booked-code-label = رمز QR للجهاز
booked-before = قبل اللقاء
booked-way = كيف تصل إلينا
booked-video = فتح لقاء الفيديو
booked-calendar = إضافة إلى التقويم
booked-change = تغيير أو إلغاء
booked-summary = موعد
booked-begun = حان الموعد
booked-begun-text = سجّل وصولك عند الجهاز، أو أخبر موظفًا إذا كنت هنا
booked-cancel = إلغاء الموعد
booked-cancel-title = هل تريد إلغاء موعدك؟
booked-cancel-text = عندها يمكن أن يحصل عليه شخص آخر. يمكنك التراجع بعد ذلك مباشرة.
booked-keep = الاحتفاظ بموعدي
booked-move-title = تغيير موعدك
booked-move-line = موعدك الآن { $when }
booked-move-to = التغيير إلى { $time }
booked-move = تغيير الموعد
booked-moved-refused = لا يمكنك الحصول على هذا الوقت. اختر وقتًا آخر أو احتفظ بموعدك.
booked-cannot-move = لم يعد بالإمكان تغيير الموعد
booked-cancelled = تم إلغاء موعدك
booked-cancelled-text = شكرًا لإبلاغنا. يمكن لشخص آخر الآن أخذ الموعد.
booked-cancelled-undo = إذا غيّرت رأيك الآن يعود الموعد إليك
booked-cancelled-by-us = اتصل بنا أو احجز موعدًا جديدًا. نأسف لذلك.
booked-undo = تراجع
booked-refused-undo = لا يمكن استعادة هذا الموعد. أخذه شخص آخر، أو مضى وقت طويل. احجز موعدًا جديدًا.
booked-refused-changed = هذا غير ممكن الآن لأن موعدك تغيّر. هكذا هو الآن.
booked-served = شكرًا على اللقاء
booked-served-text = انتهى اللقاء. لا يلزمك فعل شيء آخر.
booked-no-show = لم نتمكن من لقائك
booked-no-show-text = هذا يحدث. إن كنت لا تزال بحاجة إلى مساعدة فاحجز موعدًا جديدًا.
booked-unserved = نأسف، لم يصل دورك
booked-unserved-text = نعتذر. احجز موعدًا جديدًا وسنساعدك.
booked-again = حجز موعد جديد
booked-told-sms = نكتب إليك برسالة نصية.
booked-told-email = نكتب إليك بالبريد الإلكتروني.
booked-told-both = نكتب إليك برسالة نصية وبالبريد الإلكتروني.
booked-told-not = لا نكتب إليك عن هذا الموعد. احتفظ بهذه الصفحة: من هنا يمكنك نقله أو إلغاؤه.
