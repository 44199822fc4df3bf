# What several pages have.

page-skip = Перейти до змісту
page-demo = Демонстрація: люди вигадані
page-tour = Огляд
page-languages = Мови
page-lost = Зв’язок утрачено. Сторінка показує останній стан і спробує знову сама.
problem-page-back = На головну сторінку
