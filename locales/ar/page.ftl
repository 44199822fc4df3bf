# What several pages have.

page-skip = انتقل إلى المحتوى
page-demo = عرض تجريبي: الأشخاص غير حقيقيين
page-tour = الجولة
page-languages = اللغات
page-lost = انقطع الاتصال. تعرض الصفحة آخر حالة وستحاول مجددًا من تلقاء نفسها.
problem-page-back = إلى الصفحة الرئيسية
