links-title = اتصالات هذا الخادم
links-to = إلى
links-state = الحالة
links-lag = التأخّر
links-receipt = آخر إيصال
links-unreceipted = بلا إيصال
links-up = متصل منذ { $span }
links-none-yet = لا يوجد بعد
links-since = { $n } منذ { $at }
bundle-title = بذاكرة USB
bundle-for = حزمة إلى
bundle-write = كتابة الحزمة
bundle-read = قراءة حزمة
bundle-written = كُتبت إلى { $to }: ‏{ $n } بايت، لا تفتحها إلا خوادمهم.
bundle-result = { $entries ->
    [zero] لم يُقرأ أي قيد
    [one] قُرئ قيد واحد
    [two] قُرئ قيدان
    [few] قُرئت { $entries } قيود
    [many] قُرئ { $entries } قيداً
   *[other] قُرئ { $entries } قيد
}: الجديد { $fresh }، الموجود هنا { $known }، المحجور { $quarantined }.
bundle-state = الحالة
