# Kioskta giriş yapma.

check-in-card = Randevum var
check-in-card-line = Giriş yapın, çalışana haber verelim
check-in-title = Giriş yap
check-in-how = Nasıl giriş yaparsınız
check-in-by-qr = Kod
check-in-by-phone = Telefon
check-in-by-birth = Doğum günü
check-in-by-cpr = CPR numarası
check-in-by-card = Sağlık kartı
check-in-qr-heading = Kodu okuyucuya tutun
check-in-qr-text = Kod onayınızdadır, kâğıtta veya telefonda
check-in-card-heading = Kartı okuyucudan geçirin
check-in-card-text = Kartın veya uygulamanın barkodunu da okuyucuya tutabilirsiniz. Yalnızca CPR numaranızı kullanırız; gösterilmez ve saklanmaz.
check-in-phone = Telefon numaranız
check-in-phone-hint = Randevu alırken verdiğiniz numara
check-in-birth = Doğum tarihiniz
check-in-birth-hint = Gün, ay ve yıl: 01031990
check-in-initials = Baş harfleriniz
check-in-initials-hint = Ad ve soyad
check-in-cpr = CPR numaranız
check-in-cpr-hint = On rakam. Numara gösterilmez ve saklanmaz
check-in-show = Rakamları göster
check-in-go = Giriş yap
check-in-delete = Sonuncuyu sil
check-in-keys = Rakamlar
check-in-letter-keys = Harfler
check-in-letters = A B C Ç D E F G Ğ H I İ J K L M N O Ö P Q R S Ş T U Ü V W X Y Z Æ Ø
check-in-letters-own = A B C Ç D E F G Ğ H I İ J K L M N O Ö P Q R S Ş T U Ü V W X Y Z Æ Ø
check-in-mistake-title = Düzeltilmesi gereken bir şey var
check-in-unreadable-title = Okunamadı
check-in-mistake-code = Kodu okuyucunun önünde kıpırdatmadan tutun veya başka yolla giriş yapın
check-in-mistake-card = Kartı yeniden geçirin veya başka yolla giriş yapın
check-in-not-offered = Burada bu yolla giriş yapılamaz. Başka bir yol seçin.
check-in-mistake-phone = Numaranızın sekiz rakamını yazın ya da + ve ülke koduyla başlayın
check-in-mistake-birth = Gün, ay ve yılı yazın, örneğin 1 Mart 1990 için 01031990
check-in-mistake-initials = Adınızın ve soyadınızın ilk harfini yazın
check-in-mistake-cpr = On rakamın hepsini yazın. İlk altısı doğum tarihinizdir.
check-in-none-title = Randevunuzu bulamadık
check-in-none-text = Doğru yazıldı mı bakın veya başka yolla deneyin. Numara da alabilir ya da yardım çağırabilirsiniz.
check-in-several-title = Biraz daha bilgi gerekli
check-in-several-text = Aynı bilgiler birkaç kişide var. Başka yolla giriş yapın veya yardım çağırın.
check-in-pause-title = Biraz bekleyin
check-in-pause-text =
    { $count ->
        [one] Çok fazla denendi. { $count } saniye sonra yeniden deneyin veya yardım çağırın.
       *[other] Çok fazla denendi. { $count } saniye sonra yeniden deneyin veya yardım çağırın.
    }
check-in-done-title = Girişiniz yapıldı
check-in-done-line = Burada olduğunuzu bildirdik
check-in-time = Randevu
check-in-length = Süre
check-in-called-as = Çağrı adı
check-in-where = Yer
check-in-minutes =
    { $count ->
        [one] { $count } dakika
       *[other] { $count } dakika
    }
check-in-go-area = Gidin: { $floor }, { $area }
check-in-stay-area = Gidin: { $area }
check-in-called-on-screen = Ekranda çağrılacaksınız
check-in-route = Yolu yanınıza alın
check-in-route-line = Tarayın, harita telefonda olsun
check-in-route-qr = Yol için QR kodu
check-in-early = Vaktiniz var
check-in-early-line = Randevunuza { $span } var
check-in-on-time = Tam vaktinde
check-in-on-time-line = Birazdan çağrılacaksınız
check-in-late = Saatinizden sonra geldiniz
check-in-late-line = Yer olur olmaz çağrılacaksınız
check-in-late-about = Yer olur olmaz çağrılacaksınız, yaklaşık { $at }
check-in-later = { $at } bir randevunuz daha var. Ondan önce yeniden giriş yapın.
check-in-later-from = { $at } bir randevunuz daha var. Onun için en erken { $from } giriş yapabilirsiniz.
check-in-phone-title = Sizi { $at } arayacağız
check-in-video-title = Görüntülü görüşmeniz { $at } başlıyor
check-in-remote-text = Giriş yapmanız ve burada beklemeniz gerekmez
check-in-elsewhere-title = Randevunuz başka bir yerde
check-in-elsewhere-text = Girişi orada yapın
check-in-today = bugün { $at }
check-in-other-day-title = Randevunuz başka bir gün
check-in-other-day-text = O gün yeniden gelin. Bugün yardıma ihtiyacınız varsa numara alın.
check-in-day = { $day } { $at }
check-in-over-title = Randevunuzun saati geçti
check-in-over-text = Randevunuz { $at } idi. Numara alın, size yardım edelim.
