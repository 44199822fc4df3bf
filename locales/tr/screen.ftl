# The screen on the wall.

screen-title = Ekran, { $centre }
screen-now-called = Şimdi çağrılan
screen-called = Şimdi çağrılan
screen-before = Önceki çağrılar
screen-announce = { $number } numara: { $desk }
screen-ago =
    { $minutes ->
        [0] az önce
       *[other] { $minutes } dk önce
    }
screen-nobody = Şu anda kimse çağrılmıyor
screen-last = Son çağrılan: { $number }, { $desk }
screen-closed-now = Şu anda kapalı
screen-opens-today = Bugün yeniden { $at } açılıyor
screen-opens-again = Yeniden açılış: { $day }, { $at }
screen-queues = Sıralar
screen-waiting = bekleyen
screen-wait = yaklaşık
screen-wait-unknown = süre bilinmiyor
screen-unit-minutes = dk
screen-unit-hours = sa
screen-closed = şu anda kapalı
screen-opens = açılış { $at }
screen-appointment = yalnızca randevuyla
screen-full = şu anda dolu
screen-paused = ara verildi
screen-info = Haberler ve bilgiler
screen-open-today = Bugün açık: { $hours }
screen-closed-today = Bugün kapalı
screen-lost = Güncel değil, son: { $at }
screen-stale = Bu ekran güncel değil
screen-stale-more = Yeni çağrılar şu anda burada görünmüyor. Numaranızı dinleyin veya görevlilere sorun.
screen-silent = Ses kapalı. Buraya basın
screen-list-title = Ekranlar, { $centre }
screen-list-none = Burada ekran yok
screen-unknown = Burada böyle bir ekran yok. Listeden bir ekran seçin.
