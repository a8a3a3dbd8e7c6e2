frame-language = اللغة
frame-skip = الانتقال إلى محتوى الصفحة
frame-pages = الصفحات
frame-areas = القسم
area-floor = غرفة المناوبة
area-secretariat = الأمانة
frame-search = البحث في جميع السجلات
frame-search-hint = ابحث عن أي اسم بأي كتابة
frame-found = { $n ->
    [zero] لم يُعثر على شيء بهذه الكتابة
    [one] نتيجة واحدة
    [two] نتيجتان
    [few] { $n } نتائج
    [many] { $n } نتيجة
   *[other] { $n } نتيجة
}
frame-baghdad = { $day }، بغداد
frame-exercise = بيانات تمرين
frame-centre = المركز
frame-not-live = التحديث متوقف: قد يكون المعروض قديماً
frame-all-keys = جميع المفاتيح وإيقافها
frame-urgent = ما لا يحتمل التأخير
frame-asking = جارٍ الاتصال بالخادم
nav-watch = المناوبة
nav-incidents = الحوادث
nav-map = الخريطة
nav-messages = الرسائل
nav-handover = تسليم المناوبة
nav-sitrep = الموقف
nav-links = الاتصالات
nav-people = الضباط
nav-audit = التدقيق
nav-meetings = الاجتماعات
nav-acts = الوثائق المشتركة
nav-commitments = الالتزامات
nav-roadmap = خارطة الطريق
nav-units = الوحدات
theme = ليل أو نهار
theme-night = ليل
theme-day = نهار
login = تسجيل الدخول
logout = تسجيل الخروج
login-title = تسجيل الدخول إلى هذا الخادم
login-lead = لضباط الطرف الذي يشغّله. لا حساب هنا لأي شخص من طرف آخر.
login-officer = الضابط
login-password = كلمة المرور
login-busy = جارٍ تسجيل الدخول
login-again = انتهت جلستك
login-again-lead = سجّل الدخول للمتابعة. الصفحة كما تركتها، مع كل ما كتبته.
login-leave = مغادرة الصفحة؛ يبقى المكتوب محفوظاً لضابطه
keys-title = المفاتيح
keys-on = تفعيل المفاتيح المفردة
keys-off-why = أوقفها إذا كنت تُملي بالصوت أو إذا عملت المفاتيح في غير موضعها. لا تعمل أبداً أثناء الكتابة.
keys-are-off = المفاتيح المفردة متوقفة
key-pages = الصفحات
key-area = غرفة المناوبة أو الأمانة
key-search = بحث
key-keys = جميع المفاتيح وإيقافها
key-new-entry = قيد جديد
key-acknowledge = إقرار بالاستلام
key-close = إغلاق
close = إغلاق
not-opened = غير متاح لنا
health = اتصالات هذا الخادم
health-up = متصل
health-down = لا اتصال منذ { $span }
health-paused = متوقف مؤقتاً منذ { $span }
health-waiting = { $n ->
    [zero] لا شيء بانتظار الإيصال
    [one] واحد بانتظار الإيصال
    [two] اثنان بانتظار الإيصال
    [few] { $n } بانتظار الإيصال
    [many] { $n } بانتظار الإيصال
   *[other] { $n } بانتظار الإيصال
}
list-found = { $n ->
    [zero] لا شيء محفوظ هنا
    [one] واحد محفوظ هنا
    [two] اثنان محفوظان هنا، الأحدث أولاً
    [few] { $n } محفوظة هنا، الأحدث أولاً
    [many] { $n } محفوظة هنا، الأحدث أولاً
   *[other] { $n } محفوظة هنا، الأحدث أولاً
}
list-older = الأقدم
