links-title = هێڵەکانی گەیاندنی ئەم سێرڤەرە
links-lead = هێڵی بێدەنگ وەک شەوێکی ئارام دەردەکەوێت: سەیر بکە چی چاوەڕێیە و لە کەیەوە.
links-none = ئەم سێرڤەرە هیچ هێڵێکی بۆ سێرڤەری تر نییە.
links-own = سێرڤەرەکانی خۆمان
links-node = سێرڤەر
links-to = بۆ
links-state = دۆخ
links-lag = دواکەوتن
links-receipt = دوا پسوولە
links-unreceipted = بێ پسوولە
links-waits = چاوەڕێی پسوولە
links-nothing-waits = هیچ
links-drift = کاتژمێرەکەیان
links-drift-none = وەک هی ئێمە
links-drift-ahead = { $span } لە پێش هی ئێمەیە
links-drift-behind = { $span } لە دوای هی ئێمەیە
links-seven-days = حەوت ڕۆژی ڕابردوو
links-no-gaps = بێ پچڕان
links-gap = { $from }، بۆ { $span }
links-gap-open = لە { $from }ەوە، { $span }
links-more-gaps = { $n ->
    [one] و یەکێکی تر لەوە پێش
   *[other] و { $n }ی تر لەوە پێش
}
links-act = ڕاگرتن یان بەردەوامکردن
links-pause = ڕاگرتن
links-resume = بەردەوامکردن
links-fingerprint = پەنجەمۆر، بۆ خوێندنەوە بە دەنگ:
links-fingerprint-why = بە تەلەفۆن بۆ مێزەکەی تری بخوێنەوە. ئەگەر یەک کۆمەڵە جیاواز بوو، کلیلی ئەوان نییە.
links-up = پەیوەندی هەیە، { $span }
links-none-yet = هێشتا نییە
links-since = { $n } لە { $at }ەوە
bundle-title = بە فلاش
bundle-for = پاکێج بۆ
bundle-write = نووسینی پاکێج
bundle-writing = دەنووسرێت
bundle-write-lead = ئەوەی هێڵەکە دەیگواستەوە، وەک فایلێک بۆ فلاش. تەنها سێرڤەرەکانی ئەوان دەتوانن بیکەنەوە.
bundle-all = هەموو شتێک، ئەوەش کە پسوولەی هاتووە
bundle-read = هەڵبژاردنی فایل
bundle-reading = دەخوێنرێتەوە؛ لەوانەیە خولەکێک بخایەنێت
bundle-drop = پاکێجەکە لێرە دابنێ. دووجار خوێندنەوەی هیچ ناگۆڕێت.
bundle-seat = { $party }، { $town }
bundle-from = لە { $from }
bundle-written = بۆ { $to } نووسرا: { $n } کیلۆبایت. لە داگرتنەکانی ئەم ئامێرەدایە؛ بۆ فلاشەکەی کۆپی بکە.
bundle-result = { $entries ->
    [one] { $entries } تۆمار
   *[other] { $entries } تۆمار
} خوێندرایەوە: { $fresh } نوێ، { $known } پێشتر لێرە بوو، { $quarantined } ڕەتکرایەوە.
bundle-nothing-new = هیچی نوێی تێدا نەبوو: هەمووی لێرەیە.
bundle-quarantined = { $n ->
    [one] ڕەتکراوەکە بە جیا هەڵگیراوە و پیشانی کەس نادرێت. بەڕێوەبەری سیستەم و مێزەکەی تر ئاگادار بکەوە.
   *[other] ڕەتکراوەکان بە جیا هەڵگیراون و پیشانی کەس نادرێن. بەڕێوەبەری سیستەم و مێزەکەی تر ئاگادار بکەوە.
}
bundle-state = دۆخ
