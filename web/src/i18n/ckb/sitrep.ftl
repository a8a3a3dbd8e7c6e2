# ڕاپۆرتی دۆخ. ئەوەی لە بڕگە و ژمارەکاندایە بە زمانی نووسەرەکەی دەچێتە تۆمارەوە.
slot-edition = دەرچوون
slot-incidents = ڕووداوەکان
slot-counts = ژمارەکان
edition-initial = سەرەتایی
edition-update = نوێکراوە
edition-final = کۆتایی
sitrep-new = ڕاپۆرتی ئەم نۆبەتە
sitrep-new-edition = دەرچوونی دواتری ڕاپۆرتەکە
sitrep-edition = دەرچوون
sitrep-number = ژمارەی ڕووداوەکان
sitrep-figures = ژمارەکان
sitrep-summary-label = سەردێڕ
sitrep-filled = لە تۆمارەوە پڕکراوەتەوە و شوێنی دەکەوێت تا تۆ دەنووسیت. وشەی لایەنەکانی تر کۆپی ناکرێن: ڕاپۆرتەکانیان دەژمێردرێن و ئاماژەیان پێ دەدرێت.
sitrep-kept = { $n ->
    [one] { $n } خانە وەک خۆت نووسیوتە ماوەتەوە؛ تۆمارەکە ئێستا شتێکی تر دەڵێت.
   *[other] { $n } خانە وەک خۆت نووسیوتن ماونەتەوە؛ تۆمارەکە ئێستا شتێکی تر دەڵێت.
}
sitrep-take = لە تۆمارەوە وەریبگرە
sitrep-para-incidents = ڕووداوەکان
sitrep-para-log = لە تۆمارەوە
sitrep-para-open = ئەوەی کراوەیە
sitrep-para-outlook = چاوەڕوانی و پێداویستی
sitrep-head-incidents = ڕووداوەکان:
sitrep-head-log = لە تۆمارەوە:
sitrep-head-open = کراوە:
sitrep-line = { $at }: { $text }
sitrep-line-told = { $at }: { $text } (ئاگادارکراوە: { $told })
sitrep-due-ours = { $n ->
    [one] دەبێت وەرگرتن بۆ { $party } پشتڕاست بکەینەوە تا { $at }
   *[other] دەبێت { $n } وەرگرتن بۆ { $party } پشتڕاست بکەینەوە، یەکەمیان تا { $at }
}
sitrep-more = { $n ->
    [one] { $n }ی تر لە تۆمارەکەدا
   *[other] { $n }ی تر لە تۆمارەکەدا
}
sitrep-summary = { $n ->
    [0] هیچ ڕووداوێک لە { $span }دا
    [one] { $n } ڕووداو لە { $span }دا
   *[other] { $n } ڕووداو لە { $span }دا
}
sitrep-of-type = { $type } { $n }
sitrep-no-type = بێ جۆر
sitrep-count-ours = { $n ->
    [one] { $n } لە لایەن ئێمەوە ڕاپۆرتکراوە
   *[other] { $n } لە لایەن ئێمەوە ڕاپۆرتکراون
}
sitrep-count-theirs = { $n ->
    [one] { $n } تەنها لە لایەن { $party }
   *[other] { $n } تەنها لە لایەن { $party }
}
sitrep-count-both = { $n ->
    [one] { $n } لە لایەن هەردوو لاوە ڕاپۆرتکراوە
   *[other] { $n } لە لایەن هەردوو لاوە ڕاپۆرتکراون
}
sitrep-count-entries = { $n ->
    [one] { $n } تۆماری ڕۆژانە
   *[other] { $n } تۆماری ڕۆژانە
}
sitrep-count-messages = { $n ->
    [one] { $n } نامە لە نێوان مێزەکاندا
   *[other] { $n } نامە لە نێوان مێزەکاندا
}
sitrep-count-urgent = { $n ->
    [one] { $n } بەپەلە
   *[other] { $n } بەپەلە
}
sitrep-release-hint = ماوەکە بە وشەیەک کە دەکرێت بچنە دەرەوە، نیشانەی بڕگەکان هەرچی بێت.
sitrep-record = تۆمارکردنی ڕەشنووس
sitrep-record-why = وەک ڕەشنووس و لای خۆمان دەمێنێتەوە تا ئەفسەرێکی تر پەسەندی دەکات.
sitrep-written = { $officer } نووسیویەتی، { $at }
sitrep-approved = { $officer } پەسەندی کرد، { $at }
sitrep-not-approved = هێشتا پەسەند نەکراوە
sitrep-cites = { $n ->
    [one] پشت بە { $n } ڕاپۆرت دەبەستێت
   *[other] پشت بە { $n } ڕاپۆرت دەبەستێت
}
sitrep-uncited = { $n ->
    [one] { $n } ڕاپۆرت نیشانەی لەمە بەرزترە: دەژمێردرێت، نە وشەکانی وەردەگیرێن و نە ئاماژەی پێ دەدرێت.
   *[other] { $n } ڕاپۆرت نیشانەیان لەمە بەرزترە: دەژمێردرێن، نە وشەکانیان وەردەگیرێن و نە ئاماژەیان پێ دەدرێت.
}
sitrep-next = دەرچوونی دواتر
sitrep-waits = ڕەشنووسی { $officer }. لای ئێمە ناڕوات تا ئەفسەری دووەم دەیخوێنێتەوە.
sitrep-approve = پەسەندکردن
sitrep-approve-why = بە ناوی تۆ واژۆ دەکرێت. پێدانی کارێکی جیایە.
sitrep-own-waits = تۆمار کرا. هیچ کەس ڕاپۆرتی خۆی پەسەند ناکات: چاوەڕێی ئەفسەرێکی ترە.
sitrep-again = نووسینی ڕاپۆرتێکی تر
sitrep-earlier = ڕاپۆرتەکان
fault-incident-count-number = ئەمە ژمارەی ڕووداو نییە.
fault-incident-count-number-next = تەنها ژمارەی تەواو، یان بەتاڵی بهێڵەرەوە.
