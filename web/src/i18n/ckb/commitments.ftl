# بەڵێنەکان: تەختەکە، یەک بەڵێن، ئەوەی هەر لایەنێک دەتوانێت لەبارەیەوە بیڵێت، بەرنامەکان.
state-missed-why = ناکۆکی لەسەرە و ڕۆژەکەی بەسەرچووە
commitment-sign-month = لە ماوەی ٣٠ ڕۆژدا
commitment-sign-week = لە ماوەی ٧ ڕۆژدا
commitment-sign-today = ئەمڕۆ کاتیەتی
commitment-new = بەڵێنی نوێ
commitment-from-act = بەڵێنێکی نوێ لەمە
commitment-programmes = بەرنامەکان
commitment-to-board = تەختەکە
commitment-print = چاپکردن
commitment-states = بەپێی دۆخ
commitment-all = هەموو
commitment-filters = پاڵاوتن
commitment-party = لایەن
commitment-due-filter = کاتی دیاریکراو
commitment-any = هەرچی بێت
commitment-due-within = { $n ->
    [one] لە ماوەی { $n } ڕۆژدا
   *[other] لە ماوەی { $n } ڕۆژدا
}
commitment-due-past = { $n ->
    [one] بەسەرچووە
   *[other] { $n } ڕۆژ یان زیاتر بەسەرچووە
}
commitment-due-open = کۆتایی کراوەیە، یان بەروار نییە
commitment-found = { $n ->
    [one] { $n } بەڵێن
   *[other] { $n } بەڵێن
}
commitment-none = هیچ بەڵێنێک بەم جۆرە نییە.
commitment-board = تەختەی بەڵێنەکان
commitment-col-state = دۆخ
commitment-col-what = بەڵێن
commitment-col-who = لە، بۆ
commitment-col-due = کاتی دیاریکراو
commitment-col-claimed = ڕاگەیاندنی جێبەجێکردن
commitment-col-answer = وەڵام
commitment-from-to = لە { $owner }ەوە بۆ { $beneficiary }
commitment-no-date = بەروار نەگوتراوە
commitment-by = تا { $date }
commitment-today = ئەمڕۆ دوا ڕۆژە
commitment-left = { $n ->
    [one] { $n } ڕۆژی ماوە
   *[other] { $n } ڕۆژی ماوە
}
commitment-past = { $n ->
    [one] { $n } ڕۆژ دواکەوتووە
   *[other] { $n } ڕۆژ دواکەوتووە
}
commitment-source = { $title }، بڕگەی { $clause }
commitment-was = پێشتر
commitment-slips = { $n ->
    [one] جارێک گۆڕاوە
   *[other] { $n } جار گۆڕاوە
}
commitment-late = دوای کاتی خۆی
commitment-not-claimed = جێبەجێکردنی ڕانەگەیەنراوە
commitment-no-answer = وەڵام نییە
commitment-accepted-on = قبووڵکرا { $date }
commitment-disputed-on = ناکۆکی لەسەری { $date }
commitment-owner = بەڵێندەر
commitment-beneficiary = سوودمەند
commitment-decided = بڕیاری لێدراوە لە
commitment-origin = سەرچاوەی
commitment-clause = بڕگەی { $number }
commitment-quote-of = دەقی وەرگیراو
commitment-no-origin = هیچ کۆبوونەوە و بەڵگەنامەیەک دیاری نەکراوە.
commitment-programme = بەرنامە
commitment-written = نووسراوە لەلایەن
commitment-short = ژمارەی کورت
commitment-history = ئەوەی لەبارەیەوە گوتراوە
commitment-claimed = { $party }: جێبەجێ کراوە
commitment-accepted = { $party }: قبووڵ دەکەین کە جێبەجێ کراوە
commitment-disputed = { $party }: ناڕازین، جێبەجێ نەکراوە
commitment-done-on = جێبەجێکراوە { $date }
commitment-said-on = لە { $date }
commitment-recorded = تۆمارکراوە { $day }
commitment-evidence = بەڵگە
commitment-no-evidence = هیچ تۆمارێک وەک بەڵگە دیاری نەکراوە
commitment-nothing-said = کەس نەیگوتووە جێبەجێ کراوە.
commitment-dates = بەروارەکان
commitment-first-date = یەکەم بەروار
commitment-later-date = بەرواری دواتر
commitment-this-date = ئەمە
commitment-superseded = بەروارێکی دواتر جێی گرتووەتەوە.
commitment-both-stay = هەردووکیان لە تۆماردا دەمێننەوە.
commitment-acts = ئەوەی لایەنەکەمان دەتوانێت بیکات
commitment-no-acts = ئێستا هیچ لێرە لەسەر لایەنەکەمان نییە.
commitment-agree = ڕەزامەندی
commitment-agree-do = ڕەزامەندی بە ناوی لایەنەکەمان
commitment-agree-why = بەمە هەردوو لایەن ڕێککەوتوون؛ ڕۆژەکە لەمەودوا حسابی بۆ دەکرێت.
commitment-claim = ڕاگەیاندنی جێبەجێکردن
commitment-claim-do = تۆمارکردنی ڕاگەیاندنەکە
commitment-claim-why = تەنها بە قبووڵکردنی لایەنەکەی تر بە جێبەجێکراو دادەنرێت.
commitment-accept = قبووڵکردن
commitment-accept-do = قبووڵکردن بە ناوی لایەنەکەمان
commitment-accept-why = بەمە بە جێبەجێکراو دادەنرێت؛ بەڵگەکە بۆ هەردوو لایەن کراوە دەمێنێتەوە.
commitment-dispute = ناڕەزایی
commitment-dispute-do = تۆمارکردنی ناڕەزایی
commitment-dispute-why = ڕاگەیاندنەکە دەمێنێتەوە و هۆکاری تۆ لە تەنیشتی.
commitment-new-date = بەرواری نوێ
commitment-new-date-why = بەڵێنێکی نوێ جێی ئەمە دەگرێتەوە؛ بەروارە کۆنەکە لە تۆماردا دەمێنێتەوە.
commitment-day = ڕۆژ
commitment-day-hint = بەتاڵ: ئەمڕۆ، { $day }.
commitment-note = تێبینی
commitment-reason = هۆکار
commitment-pick = تۆمار وەک بەڵگە
commitment-pick-find = گەڕان بۆ تۆمار
commitment-pick-hint = وشەی تۆمارێک یان ڕاپۆرتێک یان پەیامێک
commitment-pick-none = هیچ نەدۆزرایەوە.
commitment-pick-add = وەک بەڵگە دایبنێ: { $title }
commitment-pick-remove = چیتر بەڵگە نییە: { $title }
commitment-told-left = تەنها لای خۆمان تۆمارکراوە. هێشتا نەدراوە بە { $parties }.
commitment-told-purpose = پەیوەندیی بەو لایەنەوە هەیە
commitment-told-why = سێرڤەر دەڵێت:
commitment-told-release = بیدە
commitment-text = ئەوەی بەڵێنی پێدراوە
commitment-text-hint = یەک ڕستە: کێ چی دەکات. بەو زمانەی پێی دەنووسیت.
commitment-translations = بە زمانی تر
commitment-in-en = بە ئینگلیزی
commitment-in-ar = بە عەرەبی
commitment-in-ckb = بە سۆرانی
commitment-parties = لەنێوان کێدا
commitment-choose = هەڵبژێرە
commitment-when = کەی
commitment-due-kind = چەند دڵنیایە
commitment-due-by = تا ئەم بەروارە
commitment-due-about = نزیکەی ئەم بەروارە
commitment-due-open-kind = کراوە، لە
commitment-due-date = بەروار
commitment-due-hint = کراوە: بە بەتاڵی جێیبهێڵە ئەگەر کەس نەیگوتووە لە کەیەوە.
commitment-decided-hint = ئەو ڕۆژەی لایەنەکان لەسەری ڕێککەوتن.
commitment-act = بەڵگەنامە یان کۆبوونەوە
commitment-act-none = هیچ
commitment-clause-number = بڕگە یان وێستگە
commitment-quote = دەقی وەرگیراو
commitment-quote-hint = ئەو وشانەی پشتی پێ دەبەستێت، ڕێک وەک خۆیان.
commitment-take-clause = وەرگرتنی بڕگەکە
commitment-level = ئاست
commitment-record = تۆمارکردنی بەڵێن
commitment-record-new = تۆمارکردنی بەرواری نوێ
commitment-record-why = لایەنە پەیوەندیدارەکان لە هەمان کاردا ئاگادار دەکرێنەوە. تا لایەنەکەی تر ڕەزامەندی نەدات بە پێشنیار دەمێنێتەوە.
commitment-record-alone = ڕۆڵەکانت ڕێگەی پێدانت پێ نادەن: لای خۆمان تۆمار دەکرێت، و ئەفسەری پێدان لایەنەکانی تر ئاگادار دەکاتەوە.
commitment-replaces = جێی دەگرێتەوە
commitment-empty-form = بەتاڵکردنی فۆرم
commitment-print-title = بەڵێنەکان
commitment-print-all = هەموو دۆخەکان
commitment-print-first = { $n ->
    [one] یەکەمیان لە { $of }
   *[other] { $n }ی یەکەم لە { $of }
}
programme-new = بەرنامەی نوێ
programme-none = هیچ بەرنامەیەک لێرە تۆمار نەکراوە.
programme-from-to = { $funder } پارەی دەدات بۆ { $recipient }
programme-scope = ئەوەی دەیگرێتەوە
programme-milestones = بەڵێنەکانی
programme-no-milestones = هێشتا هیچ بەڵێنێکی نییە.
programme-add = زیادکردنی بەڵێن
programme-support = پشتگیریی دراو
programme-no-support = هیچ پشتگیرییەک تۆمار نەکراوە.
programme-support-new = تۆمارکردنی پشتگیری
programme-support-what = چی درا
programme-support-do = تۆمارکردنی پشتگیری
programme-name = ناو
programme-funder = پارەدەر
programme-recipient = بۆ
programme-begin = لە
programme-end = تا
programme-end-hint = بە بەتاڵی جێیبهێڵە ئەگەر کۆتایی کراوەیە.
programme-record = تۆمارکردنی بەرنامە
fault-commitment-text-empty = نەگوتراوە بەڵێنەکە چییە.
fault-commitment-text-empty-next = یەک ڕستە بەسە.
fault-commitment-party-empty = هیچ لایەنێک هەڵنەبژێردراوە.
fault-commitment-party-empty-next = هەڵبژێرە کێ بەڵێندەرە و بۆ کێ.
fault-commitment-party-same = کەس بەڵێن بە خۆی نادات.
fault-commitment-party-same-next = لە لایەکیان لایەنێکی تر هەڵبژێرە.
fault-commitment-date = ئەمە بەروار نییە.
fault-commitment-date-next = {"\u2066"}2026{"\u2069"} یان {"\u2066"}2026-06{"\u2069"} یان {"\u2066"}2026-06-30{"\u2069"} بنووسە.
fault-commitment-due-empty = بەروار نییە.
fault-commitment-due-empty-next = بەروارێک بنووسە، یان بڵێ کراوەیە.
fault-commitment-due-before = کاتەکەی پێش بڕیارەکەیە.
fault-commitment-due-before-next = هەردوو بەروار بپشکنە.
fault-commitment-english-missing = وەرگێڕان لە تەنیشت دەقێکی ئینگلیزی دادەنرێت.
fault-commitment-english-missing-next = دەقە ئینگلیزییەکەش بنووسە.
fault-commitment-reason-empty = ناڕەزایی هۆکاری دەوێت.
fault-commitment-reason-empty-next = لە ڕستەیەکدا بنووسە چی جێبەجێ نەکراوە.
fault-commitment-name-empty = ناو نییە.
fault-commitment-name-empty-next = لانیکەم ناوە ئینگلیزییەکە بنووسە.
date-later-by = { $n ->
    [one] { $n } ڕۆژ دواتر
   *[other] { $n } ڕۆژ دواتر
}
date-earlier-by = { $n ->
    [one] { $n } ڕۆژ زووتر
   *[other] { $n } ڕۆژ زووتر
}
key-new-commitment = بەڵێنی نوێ
