watch-log = تۆماری نۆبەت
log-day-none = هێشتا هیچ لە تۆماری ئەم ناوەندەدا نییە
log-none-fit = هیچ تۆمارێک لەگەڵ ئەم پاڵاوتنانە ناگونجێت
log-older = تۆماری کۆنتر
log-told = ڕاگەیەنرا بە
log-given = پێدان و پسوولە
log-entries = تۆمارەکان، نوێترین لە خوارەوە
log-filters = پاڵاوتنی تۆمار
log-since-shift = لە دوا نۆبەتمەوە
log-chip-open = کراوە { $n }
log-chip-theirs = لە ئەوانی ترەوە
log-chip-from = لە { $party }ەوە
log-chip-withheld = ڕاگیراوە
log-chip-all = هەموو
log-words = وشەکان
log-words-label = ئەو وشانەی دەبێت لە تۆمارەکەدا هەبن
log-filter-save = هەڵگرتنی ئەم پاڵاوتنە
log-filter-name = ناوی ئەم پاڵاوتنە
log-filter-keep = هەڵگرتن
log-filter-forget = سڕینەوەی { $name }
log-print = چاپکردنی ICS 214
entry-text = نووسین لە تۆمار
entry-text-hint = کات، چی ڕوویدا و لە کوێ، لە یەک دێڕدا
entry-told = بە کێ ڕاگەیەنرا
entry-told-add = کەسێکی تر
entry-todo = هێشتا ماوە بکرێت
entry-made = ڕووداوەکە تۆمار کرا؛ تەنها ئەوەی بە کێ ڕاگەیەنرا تۆمار نەکراوە. Enter تۆماری دەکات.
entry-way = ‏0310 کات · «ڕووداو»، «پەیام:» جۆر · ناوی شوێن یان ⁦38S LE 63 90⁩
entry-likely = { $n ->
    [one] لەوانەیە ئەمە پێشتر ڕاپۆرت کرابێت:
   *[other] لەوانەیە ئەمە پێشتر ڕاپۆرت کرابێت، { $n } جار:
}
entry-at = کات
entry-now = ئێستا
entry-kind = جۆر
entry-place = شوێن
entry-strike = وەک { $what } مەیخوێنەوە
entry-own = تەنها لای خۆمان
entry-to = یەکسەر بۆ { $party }
entry-log = تۆمارکردن، تەنها لای خۆمان
entry-urgent = بەپەلە
entry-told-of = ڕاگەیەنرا: { $text }
entry-called = پەیوەندی بە { $party }ەوە کرا دەربارەی: { $text }
entry-recorded = تۆمارکرا
given-own = تەنها لای خۆمان
due-owed = دەبێت پشتڕاستی بکەینەوە تا { $at }
due-waits = چاوەڕێی پشتڕاستکردنەوەیە تا { $at }
due-overdue = { $span } دواکەوتووە
due-from = پشتڕاستکردنەوە لە { $party }ەوە
due-ours = پشتڕاستکردنەوە لە لایەن ئێمەوە
due-next-call = دواتر: پەیوەندی بە مێزەکەوە بکە.
due-next-ours = دواتر: پشتڕاستی بکەرەوە.
due-log-call = تۆمارکردنی پەیوەندییەکە
due-more = { $n ->
    [one] { $n } دواکەوتووی تر
   *[other] { $n } دواکەوتووی تر
}
due-all = هەمووی پیشان بدە
due-sound = دەنگ
due-sound-off = دەنگ کوژاوەتەوە
due-notify = ئاگادارکردنەوە لەسەر شاشە
due-call-urgent = پەیامی بەپەلە لە { $party }ەوە
due-call-overdue = پشتڕاستکردنەوەیەک دواکەوتووە: { $party }
urgent-head = بەپەلە، { $at }، { $party }:
urgent-note = پشتڕاستکردنەوەی وەرگرتن هەرگیز واتای مۆڵەت نییە.
urgent-due = لە { $at } دوادەکەوێت.
urgent-more = { $n ->
    [one] { $n } پەیامی بەپەلەی تر
   *[other] { $n } پەیامی بەپەلەی تر
}
row-by = { $officer } تۆماری کرد
row-corrected = ڕاستکرایەوە { $at }
row-both-stay = هەردوو دەق دەمێننەوە.
row-linked = بەستراوە بە { $at } لە { $party }ەوە: هەمان ڕووداو
row-disputed = ناکۆکی هەیە لەگەڵ { $at } لە { $party }ەوە
row-related = پەیوەندی هەیە بە { $at } لە { $party }ەوە
row-came = { $at } نووسرا، { $came } گەیشت
row-withdrawn = لایەنەکەی کشاندییەوە
row-repudiated = لایەنەکەی ڕەتی کردەوە: کەسێک واژۆی کردبوو کە مافی نەبوو
row-given = بۆ { $party }: { $what }
row-nobody = ڕاگیراوە: بە کەس ڕانەگەیەنراوە.
row-evidence = بەڵگە
row-open = هەمووی
row-page = پەڕەکەی
row-correct = ڕاستکردنەوە
row-settle = داخستنی بابەت
row-release = پێدان
row-acknowledge = پشتڕاستکردنەوەی وەرگرتن
correct-title = ڕاستکردنەوە
correct-new = دەقەکە بەو شێوەیەی دەبێت بێت
correct-reason = هۆکار
correct-stays = دەقی کۆن دیار دەمێنێتەوە؛ ڕاستکردنەوەکە بۆ هەموو ئەوانە دەچێت کە پێیان درابوو.
correct-record = تۆمارکردنی ڕاستکردنەوە
settle-title = چی کۆتایی پێهێنا
settle-record = تەواو بوو
key-next = دواتر
key-previous = پێشتر
key-release = پێدان
message-thread = پەیامەکان لەگەڵ { $party }
message-none = هێشتا هیچ پەیامێک نییە
message-write = پەیام بۆ { $party }
message-hint = یەکسەر دەگاتە مێزەکەیان و لای هەردوولا تۆمار دەمێنێتەوە.
message-urgent = بەپەلە: لە ماوەی ١٠ خولەکدا پشتڕاست بکرێتەوە
message-send = ناردن
message-parties = مێزەکان
message-waiting = { $n ->
    [one] { $n } چاوەڕێی پشتڕاستکردنەوەتە
   *[other] { $n } چاوەڕێی پشتڕاستکردنەوەتن
}
message-you-acknowledged = { $at } پشتڕاستتان کردەوە
handover-new = ڕادەستکردنی ئەم نۆبەتە
handover-open = بابەتە کراوەکان
handover-open-none = هیچ بابەتێک کراوە نییە
handover-gathered = لە تۆمارەوە کۆکراونەتەوە؛ هەر یەکێکیان وەک دێڕێک دەچێتە ناو ڕادەستکردنەکە.
handover-not-all = تۆمارەکانی پێش { $at } هێشتا نەخوێنراونەتەوە.
handover-line-add = دێڕێکی تر
handover-add = زیادکردن
handover-remove = لابردنی { $line }
handover-note = تێبینی بۆ ئەفسەری دواتر
handover-from = لە
handover-from-hint = کاتی دەستپێکردنی ئەم نۆبەتە، وەک 22:00
handover-from-wrong = ئەمە کاتی ڕۆژ نییە.
handover-to = تا ئێستا
handover-entries = { $n ->
    [0] لە دوا ڕادەستکردنەوە هیچ تۆمارێک نییە
    [one] { $n } تۆمار لە دوا ڕادەستکردنەوە
   *[other] { $n } تۆمار لە دوا ڕادەستکردنەوە
}
handover-last = دوا تۆمارەکان
handover-sign = واژۆکردنی ڕادەستکردن
handover-sign-why = بە تۆمارکردنی واژۆ دەکرێت. کاتێک ئەفسەری دواتر بڵێت، وەرگیراوە.
handover-signed = { $officer } واژۆی کرد، { $at }
handover-taken = { $officer } وەریگرت، { $at }
handover-not-taken = هێشتا وەرنەگیراوە
handover-waits = ڕادەستکردنی { $officer }، واژۆکراو { $at }، چاوەڕێی ئەو کەسەیە کە نۆبەت وەردەگرێت.
handover-count = { $n ->
    [0] هیچ بابەتێک کراوە نییە
    [one] { $n } بابەتی کراوە
   *[other] { $n } بابەتی کراوە
}
handover-take = وەرگرتنی نۆبەت
handover-read = خوێندنەوەی
handover-later = من نیم
handover-own-waits = واژۆ کرا. هیچ کەس لە خۆیەوە وەرناگرێت: چاوەڕێی ئەفسەری دواترە.
handover-earlier = ڕادەستکردنەکان
handover-period = لە { $from } تا { $to }
handover-print = چاپکردن
handover-due-ours = دەبێت وەرگرتن بۆ { $party } پشتڕاست بکەینەوە تا { $at }: { $text }
handover-due-theirs = دەبێت { $party } وەرگرتن پشتڕاست بکاتەوە تا { $at }: { $text }
handover-line-entry = { $at }، ماوە بکرێت: { $text }
handover-line-incident = { $at }، ڕووداوی دانەخراو: { $text }
handover-line-proposal = چاوەڕێی ئەفسەری دووەمە، بۆ { $party }: { $text }
where-time = کات
where-what = چی و لە کێوە
where-line = تا هێڵی
where-line-short = تا هێڵ
key-new-message = پەیامی نوێ
print-outgoing = ڕادەستکار: ناو، واژۆ، کات
print-incoming = وەرگر: ناو، واژۆ، کات
ics-incident = ناوەند
ics-period = ماوە
ics-name = ناو
ics-position = پلە
ics-agency = دەزگا
ics-resources = ئەفسەران
ics-activity = تۆمار
ics-prepared = ئامادەکار
due-fewer = کەمتر
handover-again = واژۆکردنی ڕادەستکردنێکی تر
due-open = کردنەوە
where-whole = گەورەتر، لەگەڵ پاڵاوتن
