# Telefondaki numara.

ticket-title = Numaranız
ticket-service = { $service }, { $choice }
ticket-ahead = { $count ->
    [one] kişi önünüzde
   *[other] kişi önünüzde
}
ticket-expected = yaklaşık { $time }
ticket-between = { $earliest } ile { $latest } arasında
ticket-longer = Beklenenden uzun sürüyor. Yeni saat:
ticket-paused = Sırada ara verildi
ticket-no-desk = Şu anda açık gişe yok
ticket-no-time = Şu anda bir saat söyleyemiyoruz
ticket-no-time-text = Yeriniz sizde kalır. Saat belli olunca burada görünür.
ticket-moved-here = Buraya yönlendirildiniz: { $centre }, { $address }. Yeni numaranız budur.
ticket-there = { $area }: saat { $time } itibarıyla orada olun
ticket-there-now = { $area }: şimdi orada olun
ticket-ready = Saat { $time } itibarıyla hazır olun
ticket-ready-now = Şimdi hazır olun
ticket-floor = { $floor ->
    [0] Zemin kat
   *[other] { $floor }. kat
}
ticket-floor-below = { $floor ->
    [1] Bodrum kat
   *[other] { $floor }. bodrum kat
}
ticket-delayed = Sizi saat { $time } öncesinde çağırmayacağız
ticket-alerts = Önümde { $count } kişi kalınca haber ver
ticket-alerts-how = Sayfa açıkken ses ve titreşim
ticket-alerts-sound = Bu sayfa açıkken ses
ticket-alerts-touch = Sesli uyarı için sayfada herhangi bir yere bir kez dokunun
ticket-alerts-none = Telefonunuz burada ses çıkaramıyor. Lütfen sayfayı takip edin.
ticket-alerts-off = Kapalı
ticket-soon = { $count ->
    [one] Önünüzde { $count } kişi var
   *[other] Önünüzde { $count } kişi var
}
ticket-late = Geç kalıyorum
ticket-cancel = Vazgeç
ticket-turn = Sıra sizde
ticket-go-to = Buraya gidin
ticket-cannot-come = Gelemiyorum
ticket-as-at = Saat { $time } durumu

ticket-booked = Saat { $time } için randevunuz var
ticket-booked-text = Geldiğinizde kiosktan giriş yapın
ticket-serving = Buradasınız: { $desk }
ticket-serving-text = Burada başka bir şey yapmanız gerekmiyor
ticket-parked = Numaranızı kenara ayırdık
ticket-parked-text = Bir şey yapmanız gerekmiyor. Sizi çağıracağız.
ticket-missed = Sizi saat { $time } sularında çağırdık
ticket-missed-text = Burada mısınız? En geç saat { $time } olmadan basın, sizi yeniden çağıralım.
ticket-here = Buradayım
ticket-served = Ziyaretiniz için teşekkürler
ticket-served-text = Ziyaretiniz sona erdi. Başka bir şey yapmanız gerekmiyor.
ticket-no-show = Numaranızın süresi doldu
ticket-no-show-text = Sizi çağırdık ama gelmediniz. Buraya geldiğinizde yeni numara alın.
ticket-unserved = Üzgünüz, bugün size sıra gelmedi
ticket-unserved-text = Artık kapalıyız. Lütfen başka bir gün gelin.
ticket-cancelled = Numaranız iptal edildi
ticket-cancelled-undo = Şimdi geri alırsanız yeriniz sizde kalır
ticket-cancelled-text = Yine de yardıma ihtiyacınız varsa yeni numara alın
ticket-undo = Geri al
ticket-moved = Başka bir merkeze yönlendirildiniz
ticket-moved-day = Randevunuz şu güne taşındı: { $date }
ticket-moved-text = Orada size yeni bir numara verildi
ticket-moved-link = Yeni numaranızı görün

ticket-late-title = Ne kadar geç kalacaksınız?
ticket-late-text = { $number } sizde kalır. Siz gelene kadar başkalarını öne alırız.
ticket-late-new = yeni saat yaklaşık { $time }
ticket-late-not-before = en erken { $time }
ticket-late-send = Haber ver
ticket-late-none = Bugün daha fazla bekleyemiyoruz. Şimdi gelin veya numaranızı iptal edin.
ticket-late-missing = Ne kadar geç kalacağınızı seçin
ticket-keep = Yerim kalsın
ticket-cancel-title = { $number } iptal edilsin mi?
ticket-cancel-text = Sıradaki yerinizi kaybedersiniz. Hemen ardından geri alabilirsiniz.
ticket-cancel-send = { $number } iptal et

ticket-refused-not-later = Bu saat şimdikinden daha geç değil. Daha geç bir saat seçin.
ticket-refused-too-long = O saatte açık değiliz. Daha erken bir saat seçin.
ticket-refused-undo = Geri almak için çok geç. Yardıma ihtiyacınız varsa yeni numara alın.
ticket-refused-later = Bunu kaydedemedik. Biraz sonra yeniden deneyin.
ticket-refused-changed = Bu şimdi olmuyor, çünkü numaranızın durumu değişti. Şu anki durum budur.

ticket-unknown = Bağlantı çalışmıyor
ticket-unknown-text = Yalnızca aynı gün geçerlidir. Bağlantının tam olduğunu kontrol edin veya bir görevliye sorun.
ticket-over = Numaranız başka bir gün içindi
ticket-over-text = Numara yalnızca alındığı gün geçerlidir. Tekrar geldiğinizde yeni numara alın.
