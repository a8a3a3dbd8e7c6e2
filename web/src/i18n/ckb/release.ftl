# پەیامەکانی پەڕەی پێدان و ئەفسەری دووەم.
release = پێدان
release-title = پێدان
release-to = بۆ
release-recipient = وەرگر
release-cleared = ڕێگەپێدراوە تا ئاستی { $level }
release-not-cleared = هێشتا دیاری نەکراوە چییان بۆ هەیە
release-as = بە شێوەی
release-copy = کۆپییەک کە لایان دەمێنێتەوە
release-show = تەنها پیشاندان
release-purpose = مەبەست
release-purpose-hint = لای خۆمان دەمێنێتەوە، لەگەڵ پێدانەکە لە تۆماری وردبینیدا.
release-purpose-missing = بە چەند وشەیەک بنووسە بۆچی دەدرێت.
release-purpose-danger = ئاگادارکردنەوە لە مەترسی بۆ سەر ژیان
release-purpose-answer = وەڵامی داواکارییەکەیان
release-purpose-coordinate = هەماهەنگیی جموجوڵی ئەمشەو
release-purpose-handover = وێنەیەکی هاوبەش بۆ نۆبەتەکە
release-slot = خانە
release-we-hold = لای ئێمە
release-they-see = ئەوان دەیبینن
release-pick = پێدانی { $slot }
release-not-released = نەدراوە
release-asking = دەپرسرێت نیشانەی پاراستن ڕێگە بە چی دەدات
release-nothing = نابێت هیچی ئەم تۆمارەیان پێ بدرێت.
release-crossed = پێشتر { $n } لە { $of } پەڕیوەتەوە.
release-final = پێدان هەڵناوەشێتەوە: کۆپییەکە لای ئەوان دەمێنێتەوە.
release-show-final = کۆپی ناچێت و پیشاندانەکە تۆمار دەکرێت. ئەوەی بینرا لەبیر ناچێتەوە.
release-none = هیچ خانەیەک هەڵنەبژێردراوە
release-do = { $n ->
    [one] پێدانی ئەم خانەیە
   *[other] پێدانی { $n } خانە
}
release-show-do = { $n ->
    [one] تۆمارکردنی پیشاندانی ئەم خانەیە
   *[other] تۆمارکردنی پیشاندانی { $n } خانە
}
release-ask = { $n ->
    [one] داواکردن لە ئەفسەری دووەم بۆ ئەم خانەیە
   *[other] داواکردن لە ئەفسەری دووەم بۆ { $n } خانە
}
release-busy = دەنێردرێت
release-done = { $n ->
    [one] ١ خانە درا. پسوولەکەی لە خوارەوە دەردەکەوێت.
   *[other] { $n } خانە دران. پسوولەکەیان لە خوارەوە دەردەکەوێت.
}
release-shown = { $n ->
    [one] پیشاندانی ١ خانە تۆمار کرا؛ هیچ کۆپییەک نەنێردرا.
   *[other] پیشاندانی { $n } خانە تۆمار کرا؛ هیچ کۆپییەک نەنێردرا.
}
release-asked = داوا لە ئەفسەری دووەم کرا. هێشتا هیچ نەڕۆیشتووە؛ کاتێک ئەفسەرێکی تر پەسەندی بکات دەنێردرێت.
release-asked-show = داوا لە ئەفسەری دووەم کرا. پێش پەسەندکردنی ئەفسەرێکی تر هیچ پیشان مەدە.
release-second-level = ئەوەی ئاستی { $level } یان بەرزترە، دوو ئەفسەر پێکەوە دەیدەن.
release-second-limits = ئەمە لەوە تێدەپەڕێت کە خۆت بە تەنها دەتوانیت بیدەیت. ئەفسەری دووەم دەتوانێت بڕیار بدات.
release-second-role = ڕۆڵەکانت ڕێگە نادەن بە تەنها بیدەیت. ئەفسەری دووەم بڕیار دەدات.
reason-level = نیشانەکە ڕێگە نادات: ئاستی { $level }ە، ئەوان تا { $clearance } ڕێگەپێدراون
reason-portion = نیشانەکە ڕێگە نادات: ئاستی ئەم بڕگەیە { $level }ە، ئەوان تا { $clearance } ڕێگەپێدراون
reason-not-held = ئەم خانەیە لای خۆمان نییە
reason-unknown = ئەم جۆرە تۆمارە خانەیەکی وای نییە
reason-caveat = نیشانەکە ڕێگە نادات: مەرجی { $caveat } ئەوان ناگرێتەوە
reason-expired = نیشانەکە ڕێگە نادات: کاتی پێداچوونەوەی بەسەرچووە
reason-originator = تەنها لایەنی خاوەنی دەتوانێت بیدات
reason-clearance = هێشتا دیاری نەکراوە { $party } چی بۆ هەیە
reason-reference = ئاماژە بە تۆمارێک دەکات کە پێیان نەدراوە
reason-author = ناوی نووسەر لەناو لایەنی خۆماندا دەمێنێتەوە
reason-none-delegated = هیچ پێدانێکت پێ نەسپێردراوە
reason-party = { $party } لەو لایەنانە نییە کە دەتوانیت ئاگاداریان بکەیتەوە
reason-above = ئاستی { $level }ە؛ تۆ تا { $highest } دەتوانیت
reason-never = سنوورەکانت ڕێگە بە پێدانی ئەم خانەیە نادەن
reason-exact = وردییەکەی { $precision } مەترە، سنووری تۆ { $finest } مەترە
leak-passed = پشکنینی دزەکردن بێ کێشە بوو: هیچ خانەیەکی دراو خانەیەکی پارێزراو دووبارە ناکاتەوە.
leak-found = پشکنینی دزەکردن: خانەیەکی دراو ئەوە دووبارە دەکاتەوە کە دەیپارێزیت.
leak-line = خانەی «{ $withheld }» پارێزراوە و خانەی «{ $open }» ئەمەی لێ دووبارە دەکاتەوە:
leak-accept = ئەمەم خوێندەوە و لەگەڵ ئەوەشدا دەیدەم
receipts-title = پێشتر دراوە، لەگەڵ پسوولەکان
receipts-whole = هەمووی
receipts-slots = { $n ->
    [one] ١ خانە
   *[other] { $n } خانە
}
receipts-evidence = بەڵگە
receipts-evidence-what = فایلێک کە ئەم پێدانە و پسوولەکەی بۆ هەر کەسێک دەسەلمێنێت، بێ تۆڕ
holders-copies = کۆپی لایەتی:
holders-underway = لە ڕێگەدایە بۆ
withdraw = کشاندنەوە
withdraw-what = کشاندنەوە داوا لە خاوەن کۆپییەکان دەکات چیتر بەکاری نەهێنن و خۆیشی تۆمار دەکرێت. ناتوانێت وا لە کەس بکات لەبیری بکات.
withdraw-reason = هۆکار، خاوەن کۆپییەکان دەیخوێننەوە
withdraw-reason-missing = بە چەند وشەیەک هۆکارەکە بنووسە: خاوەن کۆپییەکان دەیخوێننەوە.
withdraw-do = ئەم تۆمارە بکشێنەوە
withdraw-asked = کشێندرایەوە. هەر کاتێک هێڵیان هەبوو، خاوەن کۆپییەکان ئاگادار دەکرێنەوە.
withdraw-limits = کاتێک هەواڵەکە دەگات، کۆپییەکانیان نیشانەی کشێندراوە وەردەگرن. کەس ناچار ناکرێت لەبیری بکات.
withdrawn-since = کشێندرایەوە { $at }.
cancel = پاشگەزبوونەوە
nav-proposals = پەسەندکردن
proposals-lead = ئەو پێدانانەی ئەفسەرێک پێشنیاریان دەکات و یەکێکی تر بڕیار دەدات. پێش ئەوە هیچ ناڕوات.
proposals-waiting = چاوەڕێی بڕیارن
proposals-decided = بڕیاریان لەسەر دراوە
proposals-none = هیچ شتێک چاوەڕێی ئەفسەری دووەم نییە.
proposals-none-decided = هێشتا بڕیار لەسەر هیچ نەدراوە.
proposal-by = { $officer } داوای دەکات، { $at }
proposal-to = بۆ { $party }
proposal-purpose = مەبەست
proposal-whole = هەموو تۆمارەکە
proposal-look = بینین و بڕیاردان
proposal-approve = پەسەندکردن و پێدان
proposal-approve-show = پەسەندکردن و تۆمارکردنی پیشاندان
proposal-refuse = ڕەتکردنەوە
proposal-refuse-reason = هۆکار، بۆ ئەوەی داوای کردووە
proposal-refuse-missing = بە چەند وشەیەک هۆکارەکە بنووسە.
proposal-refuse-do = ڕەتی بکەوە
proposal-own = خۆت داوات کردووە؛ ئەفسەرێکی تر بڕیار دەدات.
proposal-take-back = کشاندنەوەی داواکە
proposal-may-not = ڕۆڵەکانت ڕێگە بەم بڕیارە نادەن.
proposal-approved = { $officer } پەسەندی کرد، { $at }
proposal-refused = { $officer } ڕەتی کردەوە، { $at }
proposal-void = پووچەڵە: تۆمارەکە کشێندرایەوە
proposal-gone = درا
