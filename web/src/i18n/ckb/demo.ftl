demo-title = دوو مێز
demo-lead = یەک شەو، هەمان خولەک. لە ڕاستیدا کەس هەردوو مێز نابینێت: ئەم پەڕەیە خزمەتگوزاریی نمایشەکە پیشانی دەدات کە دەچێتە ژوورەوەی هەردوو سێرڤەر و بە هەمان ڕووکار دەیانخوێنێتەوە.
demo-synthetic = شەوێکی دەستکرد
demo-release = پێدانی ئەم خانەیە
demo-plug = پچڕاندنی { $centre }
demo-plug-in = بەستنەوەی { $centre }
demo-stick = بردنی فلاش
demo-where = نمایش
demo-map = نەخشە
demo-centre = ناوەند
demo-clock = بەغدا، { $day }
demo-document = دوو مێز، { $centre }
strip-title = هێڵەکان
strip-columns = دواکەوتن، دوا پسوولە
strip-up-since = لە { $at }ەوە بەستراوە
strip-down-since = لە { $at }ەوە پەیوەندی نییە
strip-paused-since = لە { $at }ەوە پچڕێنراوە
strip-up = بەستراوە
strip-down = پەیوەندی نییە، { $span }
strip-paused = پچڕێنراوە، { $span }
strip-waits = بێ پسوولە: { $n }
strip-more = { $n ->
    [one] یەک هێڵی تر، بەستراوە
   *[other] { $n } هێڵی تر، هەموویان بەستراون
}
strip-more-short = +{ $n } بەستراو
strip-fewer = کەمتر
stick-title = بردنی فلاش، { $centre }
stick-without = بێ هێڵ
stick-days = { $n ->
    [one] { $n } ڕۆژ
   *[other] { $n } ڕۆژ
}
stick-written = تۆماری نووسراو لەو ماوەیەدا
stick-to = بۆ
stick-sealed = { $size }، بۆ وەرگر کۆد کراوە
stick-bytes = { $n } بایت
stick-kib = { $n } کیبیبایت
stick-state = دۆخی هەردوو سەر
stick-same = وەک یەک
stick-different = جیاواز
stick-took = ماوەکەی
stick-note = پاکێجەکە هەمان بەشی هەمان تۆمارەکانە کە هێڵەکە دەیگواستەوە؛ دووجار خوێندنەوەی هیچ ناگۆڕێت. ڕیزەکان ئێستا ٢١ ڕۆژی تر درێژ دەبنەوە.
stick-under-way = ٢١ ڕۆژ بێ هێڵ تێدەپەڕێت و هەردوو مێز لە نووسین بەردەوام دەبن. پاشان هەریەکەیان پاکێجێک دەنووسێت، فلاشەکە دەپەڕێتەوە، و هەریەکەیان ئەوەی ئەوی تر دەخوێنێتەوە.
stick-so-far = تا ئێستا { $span }؛ کاتژمێری مەشقەکە لەو ماوەیەدا پێش دەکەوێت
rows-title = ئەوەی ڕاپۆرتەکان باسی دەکەن، و ئەوەی لێرە کار دەکات
rows-region = ڕیزەکان
rows-row = ڕیز
rows-claim = بانگەشە
rows-state = دۆخ
rows-how = چۆن دەیبینیت
rows-works = کار دەکات
rows-planned = پلانی بۆ دانراوە
rows-desks = مێزەکان، هەریەکە بە سێرڤەری خۆی
