# What several pages have.

page-skip = İçeriğe geç
page-demo = Demo: kişiler uydurmadır
page-tour = Tur
page-languages = Diller
page-lost = Bağlantı koptu. Sayfa son durumu gösteriyor ve kendiliğinden yeniden deneyecek.
problem-page-back = Ana sayfaya git
