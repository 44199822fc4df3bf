# Randevu almak ve alınan randevu.

booking-title = Randevu al
booking-step = adım { $step } / { $steps }
booking-back = Geri
booking-change = Değiştir
booking-tools = Dil ve görünüm
booking-adapt = Görünüm
booking-adapt-text = Daha büyük yazı
booking-adapt-contrast = Yüksek karşıtlık
booking-on = açık
booking-and = { $first }, { $second }
booking-list = { $first } ve { $last }
booking-step-how = Görüşme biçimi
booking-step-time = Saat seçin
booking-step-details = Bilgileriniz

booking-what = Konu nedir?
booking-search = Ara: sundurma, pasaport
booking-search-label = Yardım istediğiniz konuyu arayın
booking-search-send = Ara
booking-found =
    { $count ->
        [one] “{ $query }” için { $count } işlem bulduk
       *[other] “{ $query }” için { $count } işlem bulduk
    }
booking-found-none = “{ $query }” için bir şey bulamadık
booking-found-none-text = Başka bir sözcük deneyin ya da tüm işlemler arasından seçin. Açık olduğumuz saatlerde de gelebilirsiniz, size yardım ederiz.
booking-all = Tüm işlemleri gör
booking-none = Şu anda randevu alınabilecek bir işlem yok. Açık olduğumuz saatlerde gelin, size yardım ederiz.
booking-referral-go = Şuraya gidin:
booking-referral-other = Başka bir işlem seçin

booking-how = Nasıl görüşmek istersiniz?
booking-mode-in-person = Yüz yüze
booking-mode-phone = Telefonla
booking-mode-video = Görüntülü
booking-means-phone = Sizi cep telefonunuzdan ararız
booking-means-video = Görüntülü görüşürüz. Bağlantıyı randevu alınca görürsünüz
booking-short-phone = sizi ararız
booking-short-video = görüntülü görüşürüz
booking-minutes =
    { $count ->
        [one] { $count } dakika
       *[other] { $count } dakika
    }
booking-first = İlk boş saat: { $when }
booking-first-none = Şu anda boş saat yok
booking-when-today = bugün saat { $time }
booking-when-tomorrow = yarın saat { $time }
booking-when-day = { $day } saat { $time }
booking-interpreter = Tercümana ihtiyacım var
booking-interpreter-text = İşaret dili de olur
booking-choose-time = Saat seç

booking-day = Gün seçin
booking-time = Saat seçin
booking-week = hafta
booking-week-number = hafta { $number }
booking-weekday-1 = Pzt
booking-weekday-2 = Sal
booking-weekday-3 = Çar
booking-weekday-4 = Per
booking-weekday-5 = Cum
booking-weekday-6 = Cmt
booking-weekday-7 = Paz
booking-month-1 = Oca
booking-month-2 = Şub
booking-month-3 = Mar
booking-month-4 = Nis
booking-month-5 = May
booking-month-6 = Haz
booking-month-7 = Tem
booking-month-8 = Ağu
booking-month-9 = Eyl
booking-month-10 = Eki
booking-month-11 = Kas
booking-month-12 = Ara
booking-months = { $from } – { $to }
booking-weeks-earlier = Önceki haftalar
booking-weeks-later = Sonraki haftalar
booking-free =
    { $count ->
        [one] { $count } boş
       *[other] { $count } boş
    }
booking-free-times =
    { $count ->
        [one] { $count } boş saat
       *[other] { $count } boş saat
    }
booking-taken = dolu
booking-closed = kapalı
booking-past = geçti
booking-today = bugün
booking-not-yet = sonra
booking-none-free = Bu haftalarda boş saat yok.
booking-call-us = Bizi arayın: { $phone }.
booking-continue = Devam
booking-continue-with = Devam: { $time }
booking-your-time = Randevunuz
booking-errand = İşlem
booking-mode = Görüşme biçimi
booking-when = Saat
booking-hold-promise =
    { $count ->
        [one] Devam edince saati sizin için { $count } dakika tutarız. Değiştirmek ve iptal etmek ücretsizdir.
       *[other] Devam edince saati sizin için { $count } dakika tutarız. Değiştirmek ve iptal etmek ücretsizdir.
    }
booking-mistake-time = Bir saat seçin
booking-gone = Bu saat az önce alındı. Başka bir saat seçin.
booking-kept = Yazdıklarınızı sakladık.
booking-too-soon = Bu saat buradan alınamayacak kadar yakın. Daha geç bir saat seçin.
booking-too-far = Bu kadar ileri bir güne henüz randevu alınamaz. Daha erken bir gün seçin.
booking-later = Kaydedemedik. Biraz sonra yeniden deneyin.
booking-too-many-tries = Buradan kısa sürede çok randevu alındı. Biraz sonra yeniden deneyin.
booking-too-many = Bu işlem için alabileceğiniz kadar randevunuz var. Başka bir tane isterseniz birini değiştirin ya da iptal edin.

booking-details = Bilgileriniz
booking-name = Ad
booking-phone = Cep telefonu
booking-phone-hint = Sizi bu numaradan ararız
booking-reach-hint = Cep telefonu, e-posta ya da ikisini yazın
booking-email = E-posta
booking-optional = (isteğe bağlı)
booking-unreachable = Telefonum da e-postam da yok
booking-unreachable-text = Saati değiştirmek ya da iptal etmek isterseniz bizi arayın
booking-birth = Doğum tarihi
booking-birth-hint = Böylece doğum tarihi ve baş harflerle giriş yapabilirsiniz. Gün, ay ve yıl: 01.03.1990
booking-topic = Ne hakkında konuşmak istersiniz?
booking-topic-hint = Buraya CPR numarası yazmayın
booking-remind = Randevum hakkında bana yazın
booking-remind-text = { $when } randevunuzu hatırlatırız. Randevu alındığında ve değiştirilir ya da iptal edilirse de yazarız. SMS ve e-posta ile.
booking-told-text = Randevu alındığında ve değiştirilir ya da iptal edilirse SMS ve e-posta ile yazarız
booking-remind-day = bir gün önce
booking-remind-hour = bir saat önce
booking-remind-days =
    { $count ->
        [one] { $count } gün önce
       *[other] { $count } gün önce
    }
booking-remind-hours =
    { $count ->
        [one] { $count } saat önce
       *[other] { $count } saat önce
    }
booking-remind-minutes =
    { $count ->
        [one] { $count } dakika önce
       *[other] { $count } dakika önce
    }
booking-trap = Bu alanı boş bırakın
booking-trapped = Gizli bir alan doldurulmuş; bunu genelde yalnız makineler yapar. Randevu almak istiyorsanız yeniden basın.
booking-held = Saati sizin için { $time } saatine kadar tutuyoruz
booking-held-no-more = Saati artık tutmuyoruz, ama hâlâ boşsa sizindir
booking-send = Randevu al
booking-mistakes-title = Düzeltilmesi gereken bir şey var
booking-mistake-name = Adınızı yazın
booking-mistake-name-long = Ad çok uzun. En çok 200 karakter yazın
booking-mistake-phone-missing = Arayacağımız numarayı yazın
booking-mistake-phone = Bu bir telefon numarasına benzemiyor. Örneğin 20 00 00 00 ya da +46 70 000 00 00 yazın
booking-mistake-reach = Cep telefonu ya da e-posta yazın veya ikisinin de olmadığını işaretleyin
booking-mistake-email = Bu bir e-postaya benzemiyor. Örneğin ad@example.org yazın
booking-mistake-topic-long = Metin çok uzun. En çok 1000 karakter yazın
booking-mistake-cpr = Bu bir CPR numarasına benzemiyor. On rakam yazın, örneğin ggaayy-1234
booking-mistake-birth = Gün, ay ve yılı yazın, örneğin 01.03.1990
booking-mistake-birth-ahead = O gün henüz gelmedi. Doğduğunuz günü yazın
booking-mistake-topic-cpr = Burada CPR numarasına benzeyen bir şey var. Silin

booked-title = Randevunuz alındı
booked-title-moved = Randevunuz taşındı
booked-tab = Randevunuz: { $when }
booked-how-in-person = Yüz yüze, { $minutes }
booked-how-phone = Sizi ararız, { $minutes }
booked-how-video = Görüntülü, { $minutes }
booked-how-plain-in-person = Yüz yüze
booked-how-plain-phone = Sizi ararız
booked-how-plain-video = Görüntülü
booked-interpreter = Tercüman sağlarız
booked-code-in-person = Gelince giriş yapın
booked-code-by = Yine de geliyor musunuz?
booked-code-text = Kodu kioska gösterin, randevunuzu buluruz
booked-code-label = Kiosk için QR kodu
booked-before = Görüşmeden önce
booked-way = Bizi nasıl bulursunuz
booked-video = Görüntülü görüşmeyi aç
booked-calendar = Takvime ekle
booked-change = Değiştir ya da iptal et
booked-summary = Randevu
booked-begun = Saat geldi
booked-begun-text = Kioskta giriş yapın ya da buradaysanız bir çalışana söyleyin
booked-cancel = Randevuyu iptal et
booked-cancel-title = Randevunuzu iptal etmek istiyor musunuz?
booked-cancel-text = O zaman başkası alabilir. Hemen sonra geri alabilirsiniz.
booked-keep = Randevum kalsın
booked-move-title = Randevunuzu değiştirin
booked-move-line = Şimdiki: { $when }
booked-move-to = Yeni saat: { $time }
booked-move = Randevuyu değiştir
booked-moved-refused = Bu saati alamazsınız. Başka bir saat seçin ya da sizinkini koruyun.
booked-cannot-move = Randevu artık değiştirilemez
booked-cancelled = Randevunuz iptal edildi
booked-cancelled-text = Haber verdiğiniz için teşekkürler. Artık başkası alabilir.
booked-cancelled-undo = Şimdi vazgeçerseniz saatiniz geri gelir
booked-cancelled-by-us = Bizi arayın ya da yeni randevu alın. Üzgünüz.
booked-undo = Geri al
booked-refused-undo = Bu saat geri alınamaz. Başkası almış ya da çok zaman geçmiş. Yeni bir randevu alın.
booked-refused-changed = Şu anda bu mümkün değil, çünkü randevunuz değişti. Son durumu burada.
booked-served = Görüşme için teşekkürler
booked-served-text = Görüşme bitti. Başka bir şey yapmanız gerekmez.
booked-no-show = Sizinle görüşemedik
booked-no-show-text = Olur böyle. Hâlâ yardım gerekiyorsa yeni randevu alın.
booked-unserved = Ne yazık ki size sıra gelmedi
booked-unserved-text = Özür dileriz. Yeni randevu alın, size yardım edelim.
booked-again = Yeni randevu al
booked-told-sms = Size kısa mesajla yazarız.
booked-told-email = Size e-postayla yazarız.
booked-told-both = Size kısa mesajla ve e-postayla yazarız.
booked-told-not = Bu zaman hakkında size yazmayız. Bu sayfayı saklayın: buradan taşıyabilir veya iptal edebilirsiniz.
