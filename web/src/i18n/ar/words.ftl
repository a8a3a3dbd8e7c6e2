span-seconds = { $n ->
    [zero] { $n } ثانية
    [one] ثانية واحدة
    [two] ثانيتان
    [few] { $n } ثوانٍ
    [many] { $n } ثانية
   *[other] { $n } ثانية
}
span-seconds-exact = { $n } ثا
span-minutes = { $n ->
    [zero] { $n } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
}
span-hours = { $n ->
    [zero] { $n } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
}
span-days = { $n ->
    [zero] { $n } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يوماً
   *[other] { $n } يوم
}
role-duty-officer = ضابط الخفر
role-releasing-officer = ضابط الإتاحة
role-liaison-officer = ضابط الارتباط
role-chief = رئيس المكتب
role-secretary = أمين السر
role-analyst = محلل
role-assessor = مقيّم
role-public-affairs = العلاقات والإعلام
role-auditor = مدقق
role-administrator = مدير النظام
kind-log-entry = قيد
kind-incident = حادث
kind-desk-message = رسالة
kind-handover = تسليم المناوبة
kind-sitrep = تقرير الموقف
kind-disclosure = اطلاع
kind-correction = تصحيح
kind-withdrawal = سحب
kind-acknowledgement = إقرار بالاستلام
kind-link = ربط
kind-meeting = اجتماع
kind-estimate = تقدير
kind-strength = حجم القوات
kind-commitment = التزام
kind-source-item = مصدر
kind-centre = مركز
kind-line = خط التنسيق
kind-place = مكان
slot-centre = المركز
slot-text = النص
slot-told = أُبلغ
slot-done = أُنجز
slot-observed = وقت الرصد
slot-type = النوع
slot-summary = الملخص
slot-place = المكان
slot-place-exact = المكان الدقيق
slot-size = العدد
slot-activity = النشاط
slot-equipment = المعدات
slot-casualties = الإصابات
slot-narrative = التفاصيل
slot-narrative-1 = الفقرة ١
slot-narrative-2 = الفقرة ٢
slot-narrative-3 = الفقرة ٣
slot-narrative-4 = الفقرة ٤
slot-narrative-5 = الفقرة ٥
slot-narrative-6 = الفقرة ٦
slot-narrative-7 = الفقرة ٧
slot-narrative-8 = الفقرة ٨
slot-unit = الوحدة
slot-closed = مغلق
slot-written-for-release = نص للإتاحة
slot-grading = التقييم
slot-source = المصدر
slot-attachments = المرفقات
slot-to = إلى
slot-urgent = عاجل
slot-period = الفترة
slot-open = البنود المفتوحة
slot-note = ملاحظة
slot-shown = ما عُرض
slot-purpose = الغرض
slot-provenance = المنشأ
slot-reason = السبب
slot-what = الإجراء
slot-relation = العلاقة
