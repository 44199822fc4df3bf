# The kiosk.

kiosk-title = Kiosk · { $centre }
kiosk-greeting = İyi günler.
kiosk-question = Nasıl yardımcı olabiliriz?
kiosk-closed = Kapalıyız
kiosk-opens-today = Açılış { $at }
kiosk-opens-later = Kapalıyız. Açılış: { $day }, { $at }
kiosk-take = Numara alın
kiosk-wait-now = Şu anki bekleme süresi
kiosk-minutes = { $count } dk
kiosk-waiting =
    { $count ->
        [0] bekleyen yok
       *[other] { $count } kişi bekliyor
    }
kiosk-wait-none = Bekleme yok
kiosk-wait-unknown = Süre bilinmiyor
kiosk-no-desk = Henüz açık gişe yok
kiosk-status-appointment = Yalnızca randevuyla
kiosk-status-closed = Şu an kapalı
kiosk-status-full = Şu an dolu
kiosk-status-paused = Şu an ara verildi
kiosk-status-day = Bugün kapalı
kiosk-opens-at = açılış { $at }
kiosk-opens-again = Bugün yeniden açılış { $at }
kiosk-see-instead = ne yapabileceğinizi görün
kiosk-adapt = Ekranı uyarlayın
kiosk-adapt-line = Büyük yazı · yüksek kontrast · aşağıda
kiosk-plain = Normal ekran
kiosk-big = Büyük yazı
kiosk-contrast = Kontrast
kiosk-low = Aşağıda
kiosk-read = Sesli oku
kiosk-repeat = Yeniden dinle
kiosk-moved = Düğmeler aşağı taşındı
kiosk-help = Yardım çağırın
kiosk-help-line = Bir görevli gelecek
kiosk-help-called = Görevlilere haber verildi
kiosk-help-coming = Bir görevli geliyor
kiosk-help-stay = Lütfen kioskta bekleyin
kiosk-help-end = Çağrıyı geri al
kiosk-choose = Size uyanı seçin
kiosk-back = Geri
kiosk-home = İlk sayfaya
kiosk-more = Diğerleri
kiosk-fewer = Öncekiler
kiosk-page = Sayfa { $page } / { $pages }
kiosk-instead = Yapabilecekleriniz
kiosk-instead-none = Görevlilere sorun, size yardımcı olalım
kiosk-instead-soon = Biraz sonra yeniden deneyin veya bir çalışana sorun
kiosk-scan = Kodu telefonunuzla tarayın
kiosk-referred = Numaraya ihtiyacınız yok
kiosk-your-number = Numaranız
kiosk-ahead =
    { $count ->
        [0] Önünüzde kimse yok
       *[other] Önünüzde { $count } kişi
    }
kiosk-your-turn = Sıranız
kiosk-turn-now = Şimdi sıra sizde
kiosk-turn-unknown = Saat henüz bilinmiyor
kiosk-about = yaklaşık { $at }
kiosk-between = { $from } ile { $to } arasında
kiosk-now = şimdi
kiosk-go-desk = Buraya gidin: { $desk }
kiosk-go-floor = Buraya gidin: { $floor }
kiosk-stay-floor = Bu katta kalın
kiosk-floor =
    { $level ->
        [0] zemin kat
       *[other] { $level }. kat
    }
kiosk-floor-below =
    { $level ->
        [1] bodrum kat
       *[other] { $level }. bodrum kat
    }
kiosk-you-are-here = Buradasınız
kiosk-phone = Telefonuma gönder
kiosk-phone-line = Tarayın ve sıranızı izleyin
kiosk-qr = Numaranızın QR kodu
kiosk-undo = Geri al
kiosk-undone = Numaranız silindi
kiosk-done = Bitti
kiosk-closes-in = { $count } sn sonra kapanır
kiosk-idle-title = Hâlâ orada mısınız?
kiosk-idle-text = Sayfa { $count } sn sonra kapanır
kiosk-idle-stay = Hâlâ buradayım
kiosk-lost = Kioskun şu an bağlantısı yok
kiosk-lost-line = Gişeye gidin, size yardımcı olalım. Kiosk kendiliğinden geri gelir.
kiosk-unknown = Bu kiosk henüz kurulmadı
kiosk-unknown-line = Gişeye gidin, size yardımcı olalım. Sayfa kendiliğinden yeniden dener.
kiosk-trouble = Olmazsa gişeye gidin
kiosk-book = Randevu alın
kiosk-book-free = boş: { $when }
kiosk-book-first = Buradaki kodla randevu alın. İlk boş saat: { $when }.
kiosk-book-text = Buradaki kodla randevu alın
