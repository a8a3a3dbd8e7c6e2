# Messages of the map pages.
map-title = خريطة الحوادث. كل ما عليها موجود في القائمة إلى جانبها.
map-loading = يجري تحميل الخريطة
map-no-gl = هذا المتصفح لا يرسم خرائط (WebGL متوقف). كل شيء موجود في القائمة.
map-not-authoritative = الحدود المرسومة ليست مرجعاً رسمياً
map-source = الخلفية: Natural Earth
map-ruler = { $km } كم
map-show = العرض
map-extent-line = خط التنسيق
map-extent-region = المنطقة
map-zoom-in = تقريب
map-zoom-out = إبعاد
map-span = المدة
map-span-day = ٢٤ ساعة
map-span-week = ٧ أيام
map-span-month = ٣٠ يوماً
map-span-year = سنة
map-type = النوع
map-any = الكل
map-party = سجّله
map-within = البعد عن الخط
map-anywhere = أي مسافة
map-within-km = ضمن { $km } كم من أي من الخطين
map-heat = العدّ بالخلايا
map-reset = إلغاء التصفية
map-bars = الحوادث الظاهرة بحسب الوقت
map-first = من
map-last = إلى
map-until-now = الآن
map-stretch = من { $from } إلى { $to }
map-bar = { $n ->
    [zero] لا حوادث
    [one] حادث واحد
    [two] حادثان
    [few] { $n } حوادث
    [many] { $n } حادثاً
   *[other] { $n } حادث
} { $at }
map-list = الحوادث الظاهرة
map-total = { $n ->
    [zero] لا حادث ظاهراً يطابق التصفية
    [one] حادث واحد ظاهر
    [two] حادثان ظاهران
    [few] { $n } حوادث ظاهرة
    [many] { $n } حادثاً ظاهراً
   *[other] { $n } حادث ظاهر
}
map-unplaced = { $n ->
    [zero] لا حادث آخر بلا موقع
    [one] حادث آخر مطابق لا يُظهر موقعاً
    [two] حادثان آخران مطابقان لا يُظهران موقعاً
    [few] { $n } حوادث أخرى مطابقة لا تُظهر موقعاً
    [many] { $n } حادثاً آخر مطابقاً لا يُظهر موقعاً
   *[other] { $n } حادث آخر مطابق لا يُظهر موقعاً
}
map-coarse-cells = { $n ->
    [zero] كل الحوادث داخل خلايا
    [one] حادث واحد خارج الخلايا: موقعه أقل دقة من الخلية
    [two] حادثان خارج الخلايا: موقعاهما أقل دقة من الخلية
    [few] { $n } حوادث خارج الخلايا: مواقعها أقل دقة من الخلية
    [many] { $n } حادثاً خارج الخلايا: مواقعها أقل دقة من الخلية
   *[other] { $n } حادث خارج الخلايا: مواقعها أقل دقة من الخلية
}
map-busy = جارٍ القراءة
map-col-time = الوقت
map-col-what = ماذا حدث، وممّن
map-col-place = الموقع
map-col-away = كم إلى خط
map-col-away-of = كم إلى خط { $party }
map-range = { $from }–{ $to }
map-precision-m = ±{ $n } م
map-precision-km = ±{ $n } كم
map-coarse = موقع تقريبي
map-linked = { $n ->
    [zero] غير مربوط ببلاغ آخر
    [one] مربوط ببلاغ آخر
    [two] مربوط ببلاغين آخرين
    [few] مربوط بـ{ $n } بلاغات
    [many] مربوط بـ{ $n } بلاغاً
   *[other] مربوط بـ{ $n } بلاغ
}
map-zoom-to = إظهار على الخريطة
map-open = فتح
map-more = عرض المزيد
map-keys = الأسهم للاختيار، Enter للفتح، المسافة للإظهار على الخريطة
map-key = مفتاح الخريطة
map-key-line = الخط كما يرسمه { $party }
map-key-both = يدّعيها الطرفان
map-key-claim = يدّعيها طرف واحد (بخطّه)
map-key-own = سجّله طرفنا
map-key-shared = نسخة من الطرف الآخر
map-key-coarse = موقع تقريبي: في أي نقطة داخل الحلقة
map-key-linked = بلاغات مربوطة، لا تُدمج أبداً
map-key-symbol = رمز APP-6 للنوع، عند التقريب
map-key-cluster = حوادث كثيرة: المجموع وحصة كل طرف
map-key-border = حدود الدول والمحافظات

# The map beside the log and on the newcomer's page.
seam-title = الخط كما يرسمه كل طرف
seam-note = تخطيطي وافتراضي، وليس مرجعاً رسمياً
seam-line = الخط
seam-country = البلد
seam-last = آخر
seam-map = خريطة برسمَي الخط و{ $n ->
    [zero] لا حوادث عليها
    [one] حادث واحد
    [two] حادثان
    [few] { $n } حوادث
    [many] { $n } حادثاً
   *[other] { $n } حادث
}
seam-count = { $shown } من أصل { $all } حادث
seam-kept = لدى { $party } فقط
seam-shared = مشترك
seam-linked = تقارير مترابطة
seam-of = من { $party }
seam-ours = لنا
seam-copy = نسخة
