links-title = هێڵەکانی گەیاندنی ئەم سێرڤەرە
links-to = بۆ
links-state = دۆخ
links-lag = دواکەوتن
links-receipt = دوا پسوولە
links-unreceipted = بێ پسوولە
links-up = پەیوەندی هەیە، { $span }
links-none-yet = هێشتا نییە
links-since = { $n } لە { $at }ەوە
bundle-title = بە فلاش
bundle-for = پاکێج بۆ
bundle-write = نووسینی پاکێج
bundle-read = خوێندنەوەی پاکێج
bundle-written = بۆ { $to } نووسرا: { $n } بایت، تەنها سێرڤەرەکانی ئەوان دەتوانن بیکەنەوە.
bundle-result = { $entries ->
    [one] { $entries } تۆمار
   *[other] { $entries } تۆمار
} خوێندرایەوە: { $fresh } نوێ، { $known } پێشتر لێرە بوو، { $quarantined } دابڕا.
bundle-state = دۆخ
