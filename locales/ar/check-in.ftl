# تسجيل الوصول عند الجهاز.

check-in-card = لديّ موعد
check-in-card-line = سجّل وصولك وسيُبلَّغ الموظف فورًا
check-in-title = تسجيل الوصول
check-in-how = كيف تسجّل وصولك
check-in-by-qr = الرمز
check-in-by-phone = الهاتف
check-in-by-birth = تاريخ الميلاد
check-in-by-cpr = رقم CPR
check-in-by-card = البطاقة الصحية
check-in-qr-heading = ضع الرمز أمام القارئ
check-in-qr-text = الرمز في رسالة التأكيد، على الورق أو على الهاتف
check-in-card-heading = مرّر البطاقة في القارئ
check-in-card-text = يمكنك أيضًا وضع الرمز الشريطي للبطاقة أو التطبيق أمام القارئ. نستخدم رقم CPR فقط، ولا يُعرض ولا يُحفظ.
check-in-phone = رقم هاتفك
check-in-phone-hint = الرقم الذي أعطيته عند الحجز
check-in-birth = تاريخ ميلادك
check-in-birth-hint = اليوم والشهر والسنة: 01031990
check-in-initials = الأحرف الأولى من اسمك
check-in-initials-hint = الاسم الأول والأخير
check-in-cpr = رقم CPR الخاص بك
check-in-cpr-hint = عشرة أرقام. لا يُعرض الرقم ولا يُحفظ
check-in-show = إظهار الأرقام
check-in-go = تسجيل الوصول
check-in-delete = حذف الأخير
check-in-keys = أرقام
check-in-letter-keys = أحرف
check-in-letters = A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Æ Ø Å
check-in-letters-own = ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي أ إ آ
check-in-mistake-title = يجب تصحيح شيء
check-in-unreadable-title = تعذّرت القراءة
check-in-mistake-code = ثبّت الرمز أمام القارئ، أو سجّل وصولك بطريقة أخرى
check-in-mistake-card = مرّر البطاقة مرة أخرى، أو سجّل وصولك بطريقة أخرى
check-in-not-offered = لا يمكن تسجيل الوصول هنا بهذه الطريقة. اختر طريقة أخرى.
check-in-mistake-phone = اكتب الأرقام الثمانية لهاتفك، أو ابدأ بعلامة + ورمز البلد
check-in-mistake-birth = اكتب اليوم والشهر والسنة، مثل 01031990 لتاريخ 1 مارس 1990
check-in-mistake-initials = اكتب الحرف الأول من اسمك الأول ومن اسمك الأخير
check-in-mistake-cpr = اكتب الأرقام العشرة كلها. الستة الأولى هي تاريخ ميلادك.
check-in-none-title = لا نجد موعدك
check-in-none-text = تأكد من صحة الكتابة، أو جرّب طريقة أخرى. يمكنك أيضًا أخذ رقم أو طلب المساعدة.
check-in-several-title = نحتاج إلى معلومة أخرى
check-in-several-text = لدى أكثر من شخص البيانات نفسها. سجّل وصولك بطريقة أخرى، أو اطلب المساعدة.
check-in-pause-title = انتظر قليلًا
check-in-pause-text =
    { $count ->
        [one] محاولات كثيرة. حاول بعد ثانية واحدة، أو اطلب المساعدة.
        [two] محاولات كثيرة. حاول بعد ثانيتين، أو اطلب المساعدة.
        [few] محاولات كثيرة. حاول بعد { $count } ثوانٍ، أو اطلب المساعدة.
        [many] محاولات كثيرة. حاول بعد { $count } ثانية، أو اطلب المساعدة.
       *[other] محاولات كثيرة. حاول بعد { $count } ثانية، أو اطلب المساعدة.
    }
check-in-done-title = تم تسجيل وصولك
check-in-done-line = أبلغنا بأنك هنا
check-in-time = الموعد
check-in-length = المدة
check-in-called-as = تُنادى باسم
check-in-where = المكان
check-in-minutes =
    { $count ->
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $count } دقائق
        [many] { $count } دقيقة
       *[other] { $count } دقيقة
    }
check-in-go-area = اذهب إلى { $floor }، { $area }
check-in-stay-area = اذهب إلى { $area }
check-in-called-on-screen = ستُنادى على الشاشة
check-in-route = خذ الطريق معك
check-in-route-line = امسح الرمز لتظهر الخريطة على هاتفك
check-in-route-qr = رمز QR للطريق
check-in-early = لديك وقت
check-in-early-line = بقي على موعدك { $span }
check-in-on-time = في الوقت تمامًا
check-in-on-time-line = ستُنادى بعد قليل
check-in-late = وصلت بعد موعدك
check-in-late-line = ستُنادى حالما يتوفر مكان
check-in-late-about = ستُنادى حالما يتوفر مكان، نحو { $at }
check-in-later = لديك أيضًا موعد { $at }. سجّل وصولك مرة أخرى قبله.
check-in-later-from = لديك أيضًا موعد { $at }. يمكنك تسجيل وصولك له ابتداءً من { $from }.
check-in-phone-title = سنتصل بك { $at }
check-in-video-title = يبدأ اجتماعك بالفيديو { $at }
check-in-remote-text = لا حاجة إلى تسجيل الوصول ولا إلى الانتظار هنا
check-in-elsewhere-title = موعدك في مكان آخر
check-in-elsewhere-text = سجّل وصولك هناك
check-in-today = اليوم { $at }
check-in-other-day-title = موعدك في يوم آخر
check-in-other-day-text = عُد في ذلك اليوم. إذا احتجت إلى مساعدة اليوم فخذ رقمًا.
check-in-day = { $day } { $at }
check-in-over-title = مضى وقت موعدك
check-in-over-text = كان { $at }. خذ رقمًا وسنساعدك.
