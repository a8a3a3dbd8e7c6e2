links-title = اتصالات هذا الخادم
links-lead = الاتصال الصامت يشبه ليلة هادئة: انظر ما ينتظر، ومنذ متى.
links-none = ليس لهذا الخادم اتصال بغيره.
links-own = خوادمنا
links-node = الخادم
links-to = إلى
links-state = الحالة
links-lag = التأخّر
links-receipt = آخر إيصال
links-unreceipted = بلا إيصال
links-waits = بانتظار الإيصال
links-nothing-waits = لا شيء
links-drift = ساعتهم
links-drift-none = مطابقة لساعتنا
links-drift-ahead = متقدمة على ساعتنا بـ{ $span }
links-drift-behind = متأخرة عن ساعتنا بـ{ $span }
links-seven-days = آخر سبعة أيام
links-no-gaps = بلا انقطاع
links-gap = { $from }، لمدة { $span }
links-gap-open = منذ { $from }، { $span }
links-more-gaps = { $n ->
    [zero] ولا انقطاع قبل ذلك
    [one] وانقطاع واحد قبل ذلك
    [two] وانقطاعان قبل ذلك
    [few] و{ $n } انقطاعات قبل ذلك
    [many] و{ $n } انقطاعاً قبل ذلك
   *[other] و{ $n } انقطاع قبل ذلك
}
links-act = إيقاف مؤقت أو استئناف
links-pause = إيقاف مؤقت
links-resume = استئناف
links-fingerprint = البصمة، للقراءة بصوت مسموع:
links-fingerprint-why = اقرأها على المكتب الآخر بالهاتف. إذا اختلفت مجموعة واحدة فليس هذا مفتاحهم.
links-up = متصل منذ { $span }
links-none-yet = لا يوجد بعد
links-since = { $n } منذ { $at }
bundle-title = بذاكرة USB
bundle-for = حزمة إلى
bundle-write = كتابة الحزمة
bundle-writing = جارية الكتابة
bundle-write-lead = ما كان الاتصال سينقله، في ملف على ذاكرة USB. لا تفتحه إلا خوادمهم.
bundle-all = كل شيء، حتى ما وصل إيصاله
bundle-read = اختيار ملف
bundle-reading = جارية القراءة، وقد تستغرق دقيقة
bundle-drop = أفلت الحزمة هنا. قراءتها مرتين لا تغيّر شيئاً.
bundle-seat = { $party }، { $town }
bundle-from = من { $from }
bundle-written = كُتبت إلى { $to }: ‏{ $n } كيلوبايت. الملف في تنزيلات هذا الجهاز، انسخه إلى الذاكرة.
bundle-result = { $entries ->
    [zero] لم يُقرأ أي قيد
    [one] قُرئ قيد واحد
    [two] قُرئ قيدان
    [few] قُرئت { $entries } قيود
    [many] قُرئ { $entries } قيداً
   *[other] قُرئ { $entries } قيد
}: الجديد { $fresh }، الموجود هنا { $known }، المرفوض { $quarantined }.
bundle-nothing-new = لا جديد فيها: كل ما فيها موجود هنا.
bundle-quarantined = { $n ->
    [zero] لا شيء مرفوض.
    [one] المرفوض محفوظ جانباً ولا يُعرض على أحد. أبلغ مدير النظام والمكتب الآخر.
    [two] المرفوضان محفوظان جانباً ولا يُعرضان على أحد. أبلغ مدير النظام والمكتب الآخر.
    [few] المرفوضات محفوظة جانباً ولا تُعرض على أحد. أبلغ مدير النظام والمكتب الآخر.
    [many] المرفوضات محفوظة جانباً ولا تُعرض على أحد. أبلغ مدير النظام والمكتب الآخر.
   *[other] المرفوضات محفوظة جانباً ولا تُعرض على أحد. أبلغ مدير النظام والمكتب الآخر.
}
bundle-state = الحالة
