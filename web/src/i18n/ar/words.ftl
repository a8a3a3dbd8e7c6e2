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
