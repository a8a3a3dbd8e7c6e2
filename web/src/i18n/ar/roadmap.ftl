# خرائط الطريق: المحطات وما تنتظره كل منها، وما يتغيّر إذا تغيّرت إحداها، ومدى تأخّرها.
roadmap-list = خرائط الطريق
roadmap-none = لا خارطة طريق مسجّلة هنا.
roadmap-new = خارطة طريق جديدة
roadmap-to-list = جميع الخرائط
roadmap-to-act = النص والمواقف
roadmap-col-name = خارطة الطريق
roadmap-col-state = الحالة
roadmap-col-parties = الأطراف
roadmap-col-next = المحطة القادمة
roadmap-col-editions = النسخ
roadmap-in-force = { $n ->
    [zero] لم تنفذ أي نسخة
    [one] نفذت نسخة واحدة
    [two] نفذت نسختان
    [few] نفذت { $n } نسخ
    [many] نفذت { $n } نسخة
   *[other] نفذت { $n } نسخة
}
roadmap-waiting = { $n ->
    [zero] لا مقترح ينتظر
    [one] مقترح واحد ينتظر
    [two] مقترحان ينتظران
    [few] { $n } مقترحات تنتظر
    [many] { $n } مقترحاً ينتظر
   *[other] { $n } مقترح ينتظر
}
roadmap-no-next = لا محطة مؤرخة قادمة
roadmap-chart = المحطات والمواعيد
roadmap-milestone = المحطة
roadmap-phase = المرحلة { $phase }
roadmap-no-phase = بلا مرحلة
roadmap-after = بعد { $what }
roadmap-move = تغيير
roadmap-move-one = تغيير موعد { $name }
roadmap-legend = الرموز
roadmap-legend-due = الموعد
roadmap-legend-soft = موعد غير مؤكد
roadmap-legend-open = نهاية مفتوحة
roadmap-legend-slip = أين كان من قبل
roadmap-legend-tie = ما ينتظره
roadmap-legend-today = اليوم
roadmap-beside = مقارنةً بـ
roadmap-beside-first = أول نسخة نفذت
roadmap-beside-current = النسخة النافذة
roadmap-span = المدة المعروضة
roadmap-span-whole = كل المدة
roadmap-span-ahead = ما هو قادم
roadmap-not-in-force = هذه النسخة غير نافذة. القائم نسخة أخرى.
roadmap-to-current = إلى النسخة النافذة
roadmap-proposal-waits = مقترح ينتظر أطرافه.
roadmap-to-proposal = إلى المقترح
roadmap-too-early = موعد { $name } قبل { $before } التي تنتظرها.
roadmap-editions = النسخ
roadmap-edition = النسخة { $n }
roadmap-edition-since = نافذة منذ { $day }
roadmap-edition-proposed = اقتُرحت { $day }
roadmap-slips = التأخّر
roadmap-slips-lead = كل موعد نفذ، ومن وافق عليه. الأول هو خط الأساس.
roadmap-slips-none = نفذت نسخة واحدة فقط: لم يتأخر شيء بعد.
roadmap-slip-days = مقارنةً بالأول
roadmap-slip-unsure = لا يُحسب: أحد الموعدين مفتوح أو غير مؤكد
roadmap-slip-same = كما كان أولاً
roadmap-not-there = غير موجودة
roadmap-added = أُضيفت لاحقاً
roadmap-dropped = لم تعد فيها
roadmap-agreed-by = وافق عليها
roadmap-move-title = تغيير موعد محطة
roadmap-move-lead = اختر موعداً وانظر ما يتغيّر معه. لا يتغيّر شيء قبل موافقة كل طرف.
roadmap-move-which = المحطة
roadmap-move-now = موعدها الآن: { $due }
roadmap-move-close = إغلاق
roadmap-moves = { $n ->
    [zero] لا تتغيّر معها محطة
    [one] تتغيّر معها محطة واحدة
    [two] تتغيّر معها محطتان
    [few] تتغيّر معها { $n } محطات
    [many] تتغيّر معها { $n } محطة
   *[other] تتغيّر معها { $n } محطة
}
roadmap-moves-none = لا يتغيّر شيء آخر.
roadmap-moves-unknown = لا تُحسب الأيام من موعد غير مؤكد أو إليه: لا يتغيّر معها شيء.
roadmap-stays-open = تنتظرها وتبقى كما هي: مواعيدها مفتوحة.
roadmap-stays-within = تنتظرها؛ موعدها بالشهر أو السنة فقط، والفرق لا يتجاوزه.
roadmap-unclear = لا تنتظر إلا ما هو مفتوح: لا أحد يستطيع أن يقول.
roadmap-step = { $from } ← { $to }
roadmap-propose = اقتراح هذه الخارطة
roadmap-propose-why = على كل هؤلاء أن يوافقوا، وطرفنا منهم. وحتى ذلك الحين تبقى الخارطة النافذة.
roadmap-propose-alone = لا تخوّلك أدوارك الإتاحة: على ضابط إتاحة أن يرسلها إلى الأطراف الأخرى.
roadmap-form-lead = المحطات بأي ترتيب. ما ينتظر ما هو الذي يصنع ترتيب الزمن.
roadmap-milestones = المحطات
roadmap-add = إضافة محطة
roadmap-remove = حذف { $name }
roadmap-name = اسم المحطة
roadmap-key = المفتاح { $key }
roadmap-phase-label = المرحلة
roadmap-waits = تنتظر
roadmap-waits-none = لا شيء
roadmap-nameless = المحطة { $key }
roadmap-print = طباعة
roadmap-print-title = خارطة الطريق
fault-roadmap-loop = هذه المحطات تنتظر بعضها في حلقة: { $path }
fault-roadmap-loop-next = احذف إحدى الخطوات.
fault-roadmap-none = لا محطة فيها.
fault-roadmap-none-next = أضف محطة واحدة على الأقل.
fault-roadmap-name = محطة بلا اسم في إحدى اللغات.
fault-roadmap-name-next = اكتبه بكل لغة اخترتها، أو ألغِ اللغة.
fault-roadmap-date = موعد إحدى المحطات ليس تاريخاً.
fault-roadmap-date-next = اكتب {"\u2066"}2026-02-01{"\u2069"} أو {"\u2066"}2026-02{"\u2069"} أو {"\u2066"}2026{"\u2069"}، أو قل إنه مفتوح.
fault-roadmap-same = هذا موعدها أصلاً.
fault-roadmap-same-next = اختر موعداً آخر.
