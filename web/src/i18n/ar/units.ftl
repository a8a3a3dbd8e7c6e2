# الوحدات: تسلسل القيادة في أي يوم، والمهام وما غيّرها، والحصص الموضوعة تحت قيادة واحدة.
units-on = في هذا اليوم
units-slider = يوم التسلسل
units-earlier = التغيير السابق
units-later = التغيير اللاحق
units-today = اليوم
units-tree = تسلسل القيادة في { $day }
units-none = لا وحدة نافذة في هذا اليوم.
units-count = { $n ->
    [zero] لا وحدات نافذة
    [one] وحدة واحدة نافذة
    [two] وحدتان نافذتان
    [few] { $n } وحدات نافذة
    [many] { $n } وحدة نافذة
   *[other] { $n } وحدة نافذة
}
units-perhaps = ربما: تواريخها تترك ذلك مفتوحاً
units-also-under = وأيضاً تحت { $units }
units-proposed = مقترحة ولم تُشكَّل
units-proposed-none = لا وحدة مقترحة.
units-would = { $echelon } تحت { $units }
units-no-parent = لا أحد
units-pending = لم يوقّع عليها { $parties }
units-to-act = إلى الوثيقة
units-propose = اقتراح وحدة
units-change = اقتراح تغيير
units-choose = اختر وحدة لترى مهامها وما تحت قيادتها.
units-gone = { $unit } غير قائمة في هذا اليوم.
units-owners = أطرافها
units-period = الفترة
units-parents = تحت
units-tasks = المهام
units-tasks-none = لا مهمة مسجّلة.
units-task-new = تسجيل تغيير مهمة
units-task-before = سابقاً
units-task-clause = غيّرها { $title }، البند { $clause }
units-task-source = غيّرها { $title }
units-task-from = ابتداءً من { $date }
units-task-old = المهمة حتى الآن
units-task-fresh = المهمة بعد ذلك
units-task-since = ابتداءً من
units-task-record = تسجيل التغيير
units-share = الحصة الموضوعة تحت هذه القيادة
units-share-lead = كما قال كل طرف آخر مرة حتى هذا اليوم. لا متوسط أبداً؛ وما لم يذكره أحد مجهول وليس صفراً.
units-share-none = لم يقل أحد شيئاً.
units-share-percent = { $range } ٪
units-share-unknown = الحصة غير مذكورة
units-share-as-of = بتاريخ { $date }
units-share-no-date = لم يُذكر تاريخ
units-share-blocks = ما يعيقه
units-share-owner = على مَن حلّه
units-share-nothing = لم يُذكر شيء
units-share-new = تسجيل حصة
units-share-from = على الأقل، بالمئة
units-share-to = على الأكثر، بالمئة
units-share-hint = اتركهما فارغين إذا لم تُذكر.
units-share-record = تسجيل الحصة
units-tell = الإبلاغ في الإجراء نفسه
units-tell-none = لا تخوّلك أدوارك الإتاحة: يُسجَّل لدى جانبنا، ويُبلغ ضابط إتاحة الآخرين.
fault-unit-task-empty = المهمة الجديدة ناقصة.
fault-unit-task-empty-next = اكتبها بكلمات قليلة.
fault-unit-date = هذا ليس تاريخاً.
fault-unit-date-next = اكتب {"\u2066"}2026-02-01{"\u2069"} أو {"\u2066"}2026-02{"\u2069"} أو {"\u2066"}2026{"\u2069"}.
fault-unit-share-number = الحصة عدد صحيح من ٠ إلى ١٠٠.
fault-unit-share-number-next = اتركها فارغة إذا لم تُذكر.
fault-unit-share-order = الأقل أكبر من الأكثر.
fault-unit-share-order-next = بدّل بينهما.
