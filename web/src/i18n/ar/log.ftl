watch-log = سجل المناوبة
log-day-none = لا قيود في سجل هذا المركز بعد
log-none-fit = لا قيد يطابق هذه المرشحات
log-older = قيود أقدم
log-told = أُبلغ
log-given = الإتاحة والإيصال
log-entries = القيود، الأحدث في الأسفل
log-filters = مرشحات السجل
log-since-shift = منذ مناوبتي الأخيرة
log-chip-open = مفتوح { $n }
log-chip-theirs = من الآخرين
log-chip-from = من { $party }
log-chip-withheld = محجوب
log-chip-all = الكل
log-words = كلمات
log-words-label = كلمات يجب أن ترد في القيد
log-filter-save = حفظ هذه المرشحات
log-filter-name = اسم هذه المرشحات
log-filter-keep = حفظ
log-filter-forget = حذف { $name }
log-print = طباعة ICS 214
entry-text = قيد في السجل
entry-text-hint = الوقت وما حدث وأين، في سطر واحد
entry-told = مَن أُبلغ
entry-told-add = شخص آخر
entry-todo = ما زال قيد التنفيذ
entry-made = سُجِّل الحادث؛ ولم يُسجَّل بعد من أُبلغ به. يسجّله مفتاح Enter.
entry-way = ‏0310 الوقت · «حادث»، «رسالة:» النوع · اسم مكان أو ⁦38S LE 63 90⁩
entry-likely = { $n ->
    [zero] قد يكون هذا مُبلَّغاً عنه من قبل:
    [one] قد يكون هذا مُبلَّغاً عنه من قبل:
    [two] قد يكون هذا مُبلَّغاً عنه من قبل في تقريرين:
    [few] قد يكون هذا مُبلَّغاً عنه من قبل في { $n } تقارير:
    [many] قد يكون هذا مُبلَّغاً عنه من قبل في { $n } تقريراً:
   *[other] قد يكون هذا مُبلَّغاً عنه من قبل في { $n } تقرير:
}
entry-at = الوقت
entry-now = الآن
entry-kind = النوع
entry-place = المكان
entry-strike = لا تُقرأ بوصفها { $what }
entry-own = لدى طرفنا فقط
entry-to = إلى { $party } فوراً
entry-log = قيد لدى طرفنا فقط
entry-urgent = عاجل
entry-told-of = أُبلغ عن: { $text }
entry-called = اتصال بـ{ $party } بشأن: { $text }
entry-recorded = سُجّل
given-own = لدى طرفنا فقط
due-owed = علينا الإقرار حتى { $at }
due-waits = بانتظار الإقرار حتى { $at }
due-overdue = متأخر { $span }
due-from = إقرار بالاستلام من { $party }
due-ours = إقرار بالاستلام من جانبنا
due-next-call = التالي: الاتصال بالمكتب.
due-next-ours = التالي: الإقرار بالاستلام.
due-log-call = تسجيل الاتصال
due-more = { $n ->
    [zero] لا متأخر آخر
    [one] متأخر واحد آخر
    [two] متأخران آخران
    [few] { $n } متأخرات أخرى
    [many] { $n } متأخراً آخر
   *[other] { $n } متأخر آخر
}
due-all = عرض الكل
due-sound = الصوت
due-sound-off = الصوت متوقف
due-notify = التنبيه على سطح المكتب
due-call-urgent = رسالة عاجلة من { $party }
due-call-overdue = إقرار متأخر: { $party }
urgent-head = عاجل، { $at }، { $party }:
urgent-note = الإقرار بالاستلام لا يعني الإذن أبداً.
urgent-due = يصبح متأخراً عند { $at }.
urgent-more = { $n ->
    [zero] لا رسائل عاجلة أخرى
    [one] رسالة عاجلة أخرى
    [two] رسالتان عاجلتان أخريان
    [few] { $n } رسائل عاجلة أخرى
    [many] { $n } رسالة عاجلة أخرى
   *[other] { $n } رسالة عاجلة أخرى
}
row-by = سجّله { $officer }
row-corrected = صُحّح { $at }
row-both-stay = يبقى النصان معاً.
row-linked = مرتبط بـ{ $at } من { $party }: الحدث نفسه
row-disputed = مختلف عليه مع { $at } من { $party }
row-related = ذو صلة بـ{ $at } من { $party }
row-came = كُتب { $at }، ووصل { $came }
row-withdrawn = سحبه طرفه
row-repudiated = تبرأ منه طرفه: وقّعه من لا حق له
row-given = إلى { $party }: { $what }
row-nobody = محجوب: لم يُبلَّغ به أحد.
row-evidence = الدليل
row-open = عرضه كاملاً
row-page = صفحته
row-correct = تصحيح
row-settle = إنهاء
row-release = إتاحة
row-acknowledge = إقرار بالاستلام
correct-title = تصحيح
correct-new = النص كما ينبغي أن يكون
correct-reason = السبب
correct-stays = يبقى النص القديم ظاهراً، ويصل التصحيح إلى كل من أُتيح له.
correct-record = تسجيل التصحيح
settle-title = ما الذي أنهاه
settle-record = انتهى
key-next = التالي
key-previous = السابق
key-release = إتاحة
message-thread = الرسائل مع { $party }
message-none = لا رسائل بعد
message-write = رسالة إلى { $party }
message-hint = تصل إلى مكتبهم فوراً وتبقى مسجلة لدى الطرفين.
message-urgent = عاجل: يُقرّ باستلامها خلال ١٠ دقائق
message-send = إرسال
message-parties = المكاتب
message-waiting = { $n ->
    [zero] لا شيء ينتظر إقرارك
    [one] رسالة واحدة تنتظر إقرارك
    [two] رسالتان تنتظران إقرارك
    [few] { $n } رسائل تنتظر إقرارك
    [many] { $n } رسالة تنتظر إقرارك
   *[other] { $n } رسالة تنتظر إقرارك
}
message-you-acknowledged = أقررتم باستلامها { $at }
handover-new = تسليم هذه المناوبة
handover-open = البنود المفتوحة
handover-open-none = لا بنود مفتوحة
handover-gathered = جُمعت من السجل؛ يدخل كل منها في محضر التسليم سطراً واحداً.
handover-not-all = لم تُقرأ بعد القيود السابقة لـ{ $at }.
handover-line-add = سطر آخر
handover-add = إضافة
handover-remove = استبعاد { $line }
handover-note = ملاحظة إلى الضابط التالي
handover-from = من
handover-from-hint = وقت بدء هذه المناوبة، مثل 22:00
handover-from-wrong = هذا ليس وقتاً صحيحاً.
handover-to = حتى الآن
handover-entries = { $n ->
    [zero] لا قيود منذ آخر تسليم
    [one] قيد واحد منذ آخر تسليم
    [two] قيدان منذ آخر تسليم
    [few] { $n } قيود منذ آخر تسليم
    [many] { $n } قيداً منذ آخر تسليم
   *[other] { $n } قيد منذ آخر تسليم
}
handover-last = آخر القيود
handover-sign = توقيع التسليم
handover-sign-why = يُوقَّع بتسجيله، ويُعد متسلَّماً حين يقول الضابط التالي ذلك.
handover-signed = وقّعه { $officer } { $at }
handover-taken = تسلّمها { $officer } { $at }
handover-not-taken = لم تُتسلَّم بعد
handover-waits = تسليم من { $officer }، موقّع { $at }، بانتظار من يتسلم المناوبة.
handover-count = { $n ->
    [zero] لا بنود مفتوحة
    [one] بند مفتوح واحد
    [two] بندان مفتوحان
    [few] { $n } بنود مفتوحة
    [many] { $n } بنداً مفتوحاً
   *[other] { $n } بند مفتوح
}
handover-take = تسلّم المناوبة
handover-read = قراءته
handover-later = لست المعني
handover-own-waits = وُقّع. لا أحد يتسلم من نفسه: ينتظر الضابط التالي.
handover-earlier = محاضر التسليم
handover-period = من { $from } إلى { $to }
handover-print = طباعة
handover-due-ours = علينا الإقرار لـ{ $party } حتى { $at }: { $text }
handover-due-theirs = على { $party } الإقرار حتى { $at }: { $text }
handover-line-entry = { $at }، قيد التنفيذ: { $text }
handover-line-incident = { $at }، حادث لم يُغلق: { $text }
handover-line-proposal = بانتظار ضابط ثانٍ، إلى { $party }: { $text }
where-time = الوقت
where-what = ماذا وممن
where-line = إلى خط
where-line-short = إلى الخط
key-new-message = رسالة جديدة
print-outgoing = المسلِّم: الاسم والتوقيع والوقت
print-incoming = المتسلِّم: الاسم والتوقيع والوقت
ics-incident = المركز
ics-period = الفترة
ics-name = الاسم
ics-position = المنصب
ics-agency = الجهة
ics-resources = الضباط
ics-activity = السجل
ics-prepared = أعدّه
due-fewer = أقل
handover-again = توقيع تسليم آخر
due-open = فتح
where-whole = أكبر، مع المرشحات
