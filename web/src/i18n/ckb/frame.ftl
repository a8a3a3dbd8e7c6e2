frame-language = زمان
frame-skip = بازدان بۆ ناوەڕۆکی پەڕە
frame-pages = پەڕەکان
frame-areas = بەش
area-floor = ژووری نۆبەتداری
area-secretariat = سکرتاریەت
frame-search = گەڕان لە هەموو تۆمارەکاندا
frame-search-hint = گەڕانی ناو، بە هەر نووسینێک
frame-found = { $n ->
    [0] بەم نووسینە هیچ نەدۆزرایەوە
    [one] { $n } ئەنجام
   *[other] { $n } ئەنجام
}
frame-baghdad = { $day }، بەغدا
frame-exercise = داتای مەشق
frame-centre = ناوەند
frame-not-live = نوێ نابێتەوە: لەوانەیە ئەوەی دیارە کۆن بێت
frame-all-keys = هەموو کلیلەکان و کوژاندنەوەیان
frame-urgent = ئەوەی چاوەڕێ ناکرێت
frame-asking = پەیوەندی بە سێرڤەرەوە دەکرێت
nav-watch = نۆبەتداری
nav-incidents = ڕووداوەکان
nav-map = نەخشە
nav-messages = پەیامەکان
nav-handover = ڕادەستکردنی نۆبەت
nav-sitrep = ڕاپۆرتی دۆخ
nav-links = گەیاندن
nav-people = ئەفسەران
nav-audit = وردبینی
nav-meetings = کۆبوونەوەکان
nav-acts = بەڵگەنامە هاوبەشەکان
nav-commitments = بەڵێنەکان
nav-roadmap = نەخشەڕێگا
nav-units = یەکەکان
theme = شەو یان ڕۆژ
theme-night = شەو
theme-day = ڕۆژ
login = چوونەژوورەوە
logout = چوونەدەرەوە
login-title = چوونەژوورەوە بۆ ئەم سێرڤەرە
login-lead = بۆ ئەفسەرانی ئەو لایەنەی کە بەڕێوەی دەبات. هیچ کەسێکی لایەنێکی تر لێرە هەژماری نییە.
login-officer = ئەفسەر
login-password = وشەی نهێنی
login-busy = چوونەژوورەوە لە جێبەجێکردندایە
login-again = دانیشتنەکەت کۆتایی هات
login-again-lead = بۆ بەردەوامبوون بچۆ ژوورەوە. پەڕەکە وەک خۆیەتی کە جێت هێشت، لەگەڵ هەموو ئەوەی نووسیوتە.
login-leave = جێهێشتنی پەڕەکە؛ نووسراوەکە بۆ ئەفسەرەکەی دەپارێزرێت
keys-title = کلیلەکان
keys-on = کلیلە تاکەکان کار بکەن
keys-off-why = بیانکوژێنەوە ئەگەر بە دەنگ دەنووسیت، یان ئەگەر کلیلەکان لە کاتی نەشیاودا کار دەکەن. لە کاتی نووسیندا هەرگیز کار ناکەن.
keys-are-off = کلیلە تاکەکان کوژاونەتەوە
key-pages = پەڕەکان
key-area = ژووری نۆبەتداری یان سکرتاریەت
key-search = گەڕان
key-keys = هەموو کلیلەکان و کوژاندنەوەیان
key-new-entry = تۆماری نوێ
key-acknowledge = پشتڕاستکردنەوەی وەرگرتن
key-close = داخستن
close = داخستن
not-opened = بۆ ئێمە نەکراوەتەوە
health = هێڵەکانی گەیاندنی ئەم سێرڤەرە
health-up = بەستراوە
health-down = پەیوەندی پچڕاوە، { $span }
health-paused = ڕاگیراوە، { $span }
health-waiting = { $n ->
    [one] { $n } چاوەڕێی پسوولەیە
   *[other] { $n } چاوەڕێی پسوولەن
}
list-found = { $n ->
    [0] هیچ لێرە هەڵنەگیراوە
    [one] { $n } لێرە هەڵگیراوە
   *[other] { $n } لێرە هەڵگیراون، نوێترین لە پێشەوە
}
list-older = کۆنتر
