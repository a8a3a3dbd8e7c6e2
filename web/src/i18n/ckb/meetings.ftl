key-new-meeting = کۆبوونەوەی نوێ
key-note = تێبینی
meeting-new = کۆبوونەوەی نوێ
meeting-next = بانگهێشت بۆ ئەوەی دواتر
meeting-no-series = بەبێ زنجیرە
meeting-when = کات
meeting-where = شوێن
meeting-series = زنجیرە
meeting-topics = بابەتەکان
meeting-open = بڕگە کراوەکان
meeting-no-date = بەروار نەدراوە
meeting-to-list = هەموو کۆبوونەوەکان
meeting-before = ئەوەی پێشوو
meeting-after = ئەوەی دواتر
meeting-ics = بۆ ساڵنامە
meeting-texts = دەقەکانی ئەم کۆبوونەوەیە
meeting-no-texts = هێشتا هیچ دەقێکی لێ نەکەوتووەتەوە.
meeting-minutes = ئامادەکردنی کۆنووس
meeting-decision = پێشنیاری بڕیار
meeting-statement = پێشنیاری بەیاننامە
meeting-no-commitments = هێشتا هیچ بەڵێنێک لێی نەکراوە.
meeting-delegations = شاندەکان
meeting-no-party = بێ لایەن
meeting-no-people = ناوی کەس نەهاتووە.
meeting-share = ئەوەی بۆ شاندەکانی تر دەچێت
meeting-share-agenda = بڕگە نوێیەکانی کارنامە دەستبەجێ دەچن بۆ { $parties }
meeting-share-notes = تێبینییەکانیش لەگەڵ نووسینیاندا بۆیان دەچن
meeting-day = ڕۆژ
meeting-from = لە (بەغدا)
meeting-until = تا
meeting-series-hint = ئەوەی لە کۆبوونەوەیەکی زنجیرەدا بە کراوەیی بمێنێتەوە، دواتری پێ دەست پێدەکات.
meeting-facilitator-hint = میوانداری و بانگهێشت دەکات؛ بڕیار نادات.
meeting-topics-hint = هەر دێڕێک بابەتێک.
meeting-send = بانگهێشتەکە بنێرە بۆ هەموو لایەنە ئامادەبووەکان
meeting-call = بانگهێشتکردن بۆ کۆبوونەوە
meeting-purpose = بانگهێشت بۆ کۆبوونەوە
fault-meeting-title = ناوی کۆبوونەوەکە بنووسە.
fault-meeting-day = بڵێ لە کام ڕۆژدا.
fault-meeting-clock = کاتەکان بەم شێوەیە دەنووسرێن: 10:00.
fault-meeting-order = پێش دەستپێکردنی کۆتایی دێت.
fault-meeting-people = هەر ئامادەبوویەک ناوێکی هەیە.
attendee-title = نازناوی کەسی { $n }
attendee-name = ناوی کەسی { $n }
attendee-party = لایەنی کەسی { $n }
attendee-title-hint = نازناو، پلە
attendee-name-hint = ناو
attendee-add = زیادکردنی کەس
attendee-remove = لابردنی کەسی { $n }
agenda = کارنامە
agenda-none = هێشتا هیچ لە کارنامەدا نییە.
agenda-carried = لە پێشوو هێشتا کراوەیە
agenda-carried-why = خۆی دێت، تا بڕیاری لێدەدرێت یان دادەخرێت.
agenda-add = خستنە کارنامە
agenda-text = بڕگەی کارنامە
point-open = کراوە
point-carried = دواخراو
point-decided = بڕیاری لێدرا
point-closed = داخراو
point-since = کراوەیە لە { $day }ـەوە
note-to = تێبینی لەسەر
note-on = تێبینی لەسەر { $item }
note-other-item = بڕگەیەکی تر
note-what = چییە
note-text = تێبینی
note-hint = ئەوەی وترا؛ بڕیار: ، کردار: ، دواخرا: ، داخرا:
note-owner = لەسەر
note-due = تا
note-add = بینووسە
note-purpose = تێبینییەکانی کۆبوونەوەیەکی هاوبەش
note-make = بیکە بە بەڵێن
note-commitment = بەڵێن
action-text = ئەوەی بەڵێنی پێدەدرێت
action-owner = کێ بەڵێن دەدات
action-beneficiary = بە کێ
action-agreed = ڕێککەوتن لە
action-open = بەتاڵ: هێشتا بەرواری نییە.
action-two = لایەنێک بەڵێن بە لایەنێکی تر دەدات.
action-do = تۆمارکردنی بەڵێن
action-why = وەک پێشنیار دەمێنێتەوە تا هەردوو لایەن ڕێکدەکەون.
calendar-own = ساڵنامەی من
calendar-what = ناونیشانێک کە بەرنامەی ساڵنامەکەت دەیخوێنێتەوە: کۆبوونەوەکان و ئەوانەی کاتیان دێت. هەرکەسێک ناونیشانەکەی هەبێت دەتوانێت بیانخوێنێتەوە.
calendar-address = ناونیشانی ساڵنامەکەم
calendar-once = یەک جار پیشان دەدرێت. ناونیشانی پێشووتر ئیتر کار ناکات.
calendar-make = دروستکردنی ناونیشان
calendar-again = دروستکردنی ناونیشانێکی تر
calendar-drop = کوژاندنەوەی
calendar-dropped = ساڵنامەکەت ئیتر پێشکەش ناکرێت.
meeting-opens-with = { $n ->
    [one] بە { $n } بڕگە دەست پێدەکات
   *[other] بە { $n } بڕگە دەست پێدەکات
}
meeting-left-open = { $n ->
    [one] { $n } بڕگەی بە کراوەیی هێشتەوە
   *[other] { $n } بڕگەی بە کراوەیی هێشتەوە
}
meeting-found = { $n ->
    [0] هیچ کۆبوونەوەیەک نییە
    [one] { $n } کۆبوونەوە
   *[other] { $n } کۆبوونەوە
}
