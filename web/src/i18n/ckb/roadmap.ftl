# نەخشەڕێگاکان: وێستگەکان و ئەوەی هەریەکەیان چاوەڕێی دەکات، ئەوەی لەگەڵ گۆڕانی یەکێکیاندا دەگۆڕێت، و چەند دواکەوتوون.
roadmap-list = نەخشەڕێگاکان
roadmap-none = هیچ نەخشەڕێگایەک لێرە تۆمار نەکراوە.
roadmap-new = نەخشەڕێگای نوێ
roadmap-to-list = هەموو نەخشەڕێگاکان
roadmap-to-act = دەق و هەڵوێستەکان
roadmap-col-name = نەخشەڕێگا
roadmap-col-state = دۆخ
roadmap-col-parties = لایەنەکان
roadmap-col-next = وێستگەی داهاتوو
roadmap-col-editions = وەشانەکان
roadmap-in-force = { $n ->
    [one] تا ئێستا { $n } لە کاردا بووە
   *[other] تا ئێستا { $n } لە کاردا بوون
}
roadmap-waiting = { $n ->
    [one] { $n } پێشنیار چاوەڕێیە
   *[other] { $n } پێشنیار چاوەڕێن
}
roadmap-no-next = هیچ وێستگەیەکی بەرواردار لە پێش نییە
roadmap-chart = وێستگە و بەروارەکان
roadmap-milestone = وێستگە
roadmap-phase = قۆناغی { $phase }
roadmap-no-phase = بێ قۆناغ
roadmap-after = دوای { $what }
roadmap-move = گۆڕین
roadmap-move-one = گۆڕینی بەرواری { $name }
roadmap-legend = نیشانەکان
roadmap-legend-due = کاتی دیاریکراو
roadmap-legend-soft = بەروار دڵنیا نییە
roadmap-legend-open = کۆتایی کراوەیە
roadmap-legend-slip = پێشتر لە کوێ بووە
roadmap-legend-tie = ئەوەی چاوەڕێی دەکات
roadmap-legend-today = ئەمڕۆ
roadmap-beside = بەراورد لەگەڵ
roadmap-beside-first = یەکەم وەشانی لە کاردا
roadmap-beside-current = ئەوەی لە کاردایە
roadmap-span = ماوەی پیشاندراو
roadmap-span-whole = هەموو ماوەکە
roadmap-span-ahead = لەمەودوا
roadmap-not-in-force = ئەم وەشانە لە کاردا نییە. یەکێکی تر بەردەوامە.
roadmap-to-current = بۆ ئەوەی لە کاردایە
roadmap-proposal-waits = پێشنیارێک چاوەڕێی لایەنەکانی دەکات.
roadmap-to-proposal = بۆ پێشنیارەکە
roadmap-too-early = کاتی { $name } پێش { $before }یە کە چاوەڕێی دەکات.
roadmap-editions = وەشانەکان
roadmap-edition = وەشانی { $n }
roadmap-edition-since = لە کاردایە لە { $day }ەوە
roadmap-edition-proposed = پێشنیارکراوە { $day }
roadmap-slips = دواکەوتنەکان
roadmap-slips-lead = هەموو بەروارێک کە کاری پێکراوە، و کێ لەسەری ڕێککەوتووە. یەکەمیان بنەڕەتە.
roadmap-slips-none = تەنها یەک وەشان کاری پێکراوە: هێشتا هیچ دوانەکەوتووە.
roadmap-slip-days = لە یەکەمەوە
roadmap-slip-unsure = ناژمێردرێت: بەروارێک کراوەیە یان دڵنیا نییە
roadmap-slip-same = وەک یەکەم جار
roadmap-not-there = تێیدا نییە
roadmap-added = دواتر زیادکراوە
roadmap-dropped = چیتر تێیدا نییە
roadmap-agreed-by = لەسەری ڕێککەوتوون
roadmap-move-title = گۆڕینی بەرواری وێستگەیەک
roadmap-move-lead = بەروارێک هەڵبژێرە و ببینە چی لەگەڵیدا دەگۆڕێت. پێش هاوڕایی هەموو لایەنەکان هیچ ناگۆڕێت.
roadmap-move-which = وێستگە
roadmap-move-now = ئێستا: { $due }
roadmap-move-close = داخستن
roadmap-moves = { $n ->
    [one] { $n } وێستگە لەگەڵیدا دەگۆڕێت
   *[other] { $n } وێستگە لەگەڵیدا دەگۆڕێن
}
roadmap-moves-none = هیچی تر ناگۆڕێت.
roadmap-moves-unknown = لە بەروارێکی نادڵنیاوە یان بۆی ڕۆژ ناژمێردرێت: هیچ لەگەڵیدا ناگۆڕێت.
roadmap-stays-open = چاوەڕێی دەکەن و وەک خۆیان دەمێننەوە: بەرواریان کراوەیە.
roadmap-stays-within = چاوەڕێی دەکەن؛ تەنها بە مانگ یان ساڵ دراوە و جیاوازییەکە لێی دەرناچێت.
roadmap-unclear = تەنها چاوەڕێی ئەوە دەکەن کە کراوەیە: کەس ناتوانێت بیڵێت.
roadmap-step = { $from } ← { $to }
roadmap-propose = ئەم نەخشەڕێگایە پێشنیار بکە
roadmap-propose-why = دەبێت هەموو ئەمانە هاوڕا بن، لایەنەکەی خۆشمان. تا ئەو کاتە ئەوەی لە کاردایە دەمێنێتەوە.
roadmap-propose-alone = ڕۆڵەکانت ڕێگەی پێدانت پێ نادەن: دەبێت ئەفسەری پێدان بینێرێت بۆ لایەنەکانی تر.
roadmap-form-lead = وێستگەکان بە هەر ڕیزێک بن. ئەوەی چاوەڕێی چی دەکات ڕیزی کات دروست دەکات.
roadmap-milestones = وێستگەکان
roadmap-add = زیادکردنی وێستگە
roadmap-remove = لابردنی { $name }
roadmap-name = ناوی وێستگە
roadmap-key = کلیلی { $key }
roadmap-phase-label = قۆناغ
roadmap-waits = چاوەڕێی
roadmap-waits-none = هیچ
roadmap-nameless = وێستگەی { $key }
roadmap-print = چاپکردن
roadmap-print-title = نەخشەڕێگا
fault-roadmap-loop = ئەم وێستگانە لە بازنەیەکدا چاوەڕێی یەکتر دەکەن: { $path }
fault-roadmap-loop-next = یەکێک لە هەنگاوەکان لاببە.
fault-roadmap-none = هیچ وێستگەیەک نییە.
fault-roadmap-none-next = لانیکەم یەکێک زیاد بکە.
fault-roadmap-name = وێستگەیەک بە یەکێک لە زمانەکان ناوی نییە.
fault-roadmap-name-next = بە هەموو زمانە هەڵبژێردراوەکان بینووسە، یان زمانەکە لاببە.
fault-roadmap-date = بەرواری وێستگەیەک بەروار نییە.
fault-roadmap-date-next = {"\u2066"}2026-02-01{"\u2069"} یان {"\u2066"}2026-02{"\u2069"} یان {"\u2066"}2026{"\u2069"} بنووسە، یان بڵێ کراوەیە.
fault-roadmap-same = ئەمە خۆی بەروارەکەیەتی.
fault-roadmap-same-next = بەروارێکی تر هەڵبژێرە.
