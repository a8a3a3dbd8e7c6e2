# Messages of the map pages.
map-title = نەخشەی ڕووداوەکان. هەرچی لەسەریەتی لە لیستی تەنیشتیدایە.
map-loading = نەخشەکە باردەکرێت
map-no-gl = ئەم وێبگەڕە نەخشە ناکێشێت (WebGL کوژاوەتەوە). هەموو شتێک لە لیستەکەدایە.
map-not-authoritative = سنوورەکان فەرمی نین
map-source = بنەما: Natural Earth
map-ruler = { $km } کم
map-show = پیشاندان
map-extent-line = هێڵی هەماهەنگی
map-extent-region = ناوچەکە
map-zoom-in = نزیکتر
map-zoom-out = دوورتر
map-span = ماوە
map-span-day = ٢٤ کاتژمێر
map-span-week = ٧ ڕۆژ
map-span-month = ٣٠ ڕۆژ
map-span-year = ساڵێک
map-type = جۆر
map-any = هەموو
map-party = تۆماری کردووە
map-within = دووری لە هێڵ
map-anywhere = هەر دوورییەک
map-within-km = لە ناو { $km } کم لە هەر یەکێک لە دوو هێڵەکە
map-heat = ژماردن بە خانەی نەخشە
map-reset = لابردنی پاڵاوتن
map-bars = ڕووداوە دیارەکان بەپێی کات
map-first = لە
map-last = تا
map-until-now = ئێستا
map-stretch = لە { $from } تا { $to }
map-bar = { $n ->
    [one] { $n } ڕووداو
   *[other] { $n } ڕووداو
} { $at }
map-list = ڕووداوە دیارەکان
map-total = { $n ->
    [0] هیچ ڕووداوێکی دیار لەگەڵ پاڵاوتنەکە ناگونجێت
    [one] { $n } ڕووداوی دیار
   *[other] { $n } ڕووداوی دیار
}
map-unplaced = { $n ->
    [one] { $n } ڕووداوی تری گونجاو شوێنی پیشان نادات
   *[other] { $n } ڕووداوی تری گونجاو شوێنیان پیشان نادەن
}
map-coarse-cells = { $n ->
    [one] { $n } ڕووداو لە هیچ خانەیەکدا نییە: شوێنەکەی لە خانە ناوردترە
   *[other] { $n } ڕووداو لە هیچ خانەیەکدا نین: شوێنەکانیان لە خانە ناوردترن
}
map-busy = دەخوێندرێتەوە
map-col-time = کات
map-col-what = چی، لە کێوە
map-col-place = شوێن
map-col-away = کم تا هێڵی
map-col-away-of = کم تا هێڵی { $party }
map-range = { $from }–{ $to }
map-precision-m = ±{ $n } م
map-precision-km = ±{ $n } کم
map-coarse = شوێنی نزیکەیی
map-linked = { $n ->
    [one] بە { $n } ڕاپۆرتەوە بەستراوە
   *[other] بە { $n } ڕاپۆرتەوە بەستراوە
}
map-zoom-to = لەسەر نەخشە پیشانی بدە
map-open = کردنەوە
map-more = زیاتر پیشان بدە
map-keys = تیرەکان هەڵدەبژێرن، Enter دەیکاتەوە، Space لەسەر نەخشە پیشانی دەدات
map-key = کلیلی نەخشە
map-key-line = هێڵ وەک { $party } دەیکێشێت
map-key-both = هەردوو لایەن داوای دەکەن
map-key-claim = یەک لایەن داوای دەکات (بە هێڵی خۆی)
map-key-own = لایەنی ئێمە تۆماری کردووە
map-key-shared = کۆپییەک لە لایەنەکەی ترەوە
map-key-coarse = شوێنی نزیکەیی: لە هەر کوێی ناو بازنەکە
map-key-linked = ڕاپۆرتی بەستراو، هەرگیز تێکەڵ ناکرێن
map-key-symbol = هێمای APP-6ی جۆرەکە، لە نزیکەوە
map-key-cluster = زۆر ڕووداو: کۆ و بەشی هەر لایەنێک
map-key-border = سنووری وڵات و پارێزگا

# The map beside the log and on the newcomer's page.
seam-title = هێڵەکە، وەک هەر لایەنێک دەیکێشێت
seam-note = نەخشەیەکی ڕوونکەرەوەی دروستکراوە؛ فەرمی نییە
seam-line = هێڵ
seam-country = وڵات
seam-last = دوایین
seam-map = نەخشە بە هەردوو وێنەی هێڵەکە و { $n ->
    [one] { $n } ڕووداو
   *[other] { $n } ڕووداو
}
seam-count = { $shown } لە { $all } ڕووداو
seam-kept = هی { $party }، لای خۆی
seam-shared = هاوبەش
seam-linked = ڕاپۆرتی بەستراو
seam-of = هی { $party }
seam-ours = هی ئێمە
seam-copy = کۆپی
