# الالتزامات: اللوحة، والالتزام الواحد، وما يحق لكل جانب أن يقوله فيه، والبرامج.
state-missed-why = متنازع عليه وقد فات يومه
commitment-sign-month = خلال ٣٠ يوماً
commitment-sign-week = خلال ٧ أيام
commitment-sign-today = موعده اليوم
commitment-new = التزام جديد
commitment-from-act = التزام جديد منها
commitment-programmes = البرامج
commitment-to-board = اللوحة
commitment-print = طباعة
commitment-states = بحسب الحالة
commitment-all = الكل
commitment-filters = التصفية
commitment-party = الطرف
commitment-due-filter = الموعد
commitment-any = أي
commitment-due-within = { $n ->
    [zero] اليوم
    [one] خلال يوم واحد
    [two] خلال يومين
    [few] خلال { $n } أيام
    [many] خلال { $n } يوماً
   *[other] خلال { $n } يوم
}
commitment-due-past = { $n ->
    [zero] فات
    [one] فات
    [two] فات منذ يومين أو أكثر
    [few] فات منذ { $n } أيام أو أكثر
    [many] فات منذ { $n } يوماً أو أكثر
   *[other] فات منذ { $n } يوم أو أكثر
}
commitment-due-open = نهايته مفتوحة، أو بلا تاريخ
commitment-found = { $n ->
    [zero] لا التزامات
    [one] التزام واحد
    [two] التزامان
    [few] { $n } التزامات
    [many] { $n } التزاماً
   *[other] { $n } التزام
}
commitment-none = لا التزام بهذه المواصفات.
commitment-board = لوحة الالتزامات
commitment-col-state = الحالة
commitment-col-what = الالتزام
commitment-col-who = من، إلى
commitment-col-due = الموعد
commitment-col-claimed = إعلان التنفيذ
commitment-col-answer = الجواب
commitment-from-to = من { $owner } إلى { $beneficiary }
commitment-no-date = لم يُذكر تاريخ
commitment-by = بحلول { $date }
commitment-today = اليوم آخر يوم
commitment-left = { $n ->
    [zero] اليوم آخر يوم
    [one] بقي يوم واحد
    [two] بقي يومان
    [few] بقيت { $n } أيام
    [many] بقي { $n } يوماً
   *[other] بقي { $n } يوم
}
commitment-past = { $n ->
    [zero] لا تأخّر
    [one] متأخر يوماً واحداً
    [two] متأخر يومين
    [few] متأخر { $n } أيام
    [many] متأخر { $n } يوماً
   *[other] متأخر { $n } يوم
}
commitment-source = { $title }، البند { $clause }
commitment-was = كان
commitment-slips = { $n ->
    [zero] لم يتغيّر
    [one] تغيّر مرة واحدة
    [two] تغيّر مرتين
    [few] تغيّر { $n } مرات
    [many] تغيّر { $n } مرة
   *[other] تغيّر { $n } مرة
}
commitment-late = بعد موعده
commitment-not-claimed = لم يُعلن تنفيذه
commitment-no-answer = لا جواب
commitment-accepted-on = قُبل { $date }
commitment-disputed-on = اعتُرض عليه { $date }
commitment-owner = الملتزم
commitment-beneficiary = المستفيد
commitment-decided = تقرّر في
commitment-origin = مصدره
commitment-clause = البند { $number }
commitment-quote-of = النص المقتبس
commitment-no-origin = لم يُذكر اجتماع ولا وثيقة.
commitment-programme = البرنامج
commitment-written = كتبه
commitment-short = الرقم القصير
commitment-history = ما قيل فيه
commitment-claimed = { $party }: نُفّذ
commitment-accepted = { $party }: نقبل أنه نُفّذ
commitment-disputed = { $party }: نعترض، لم يُنفَّذ
commitment-done-on = نُفّذ { $date }
commitment-said-on = بتاريخ { $date }
commitment-recorded = سُجّل { $day }
commitment-evidence = الدليل
commitment-no-evidence = لم يُذكر سجل دليلاً
commitment-nothing-said = لم يقل أحد إنه نُفّذ.
commitment-dates = المواعيد
commitment-first-date = الموعد الأول
commitment-later-date = الموعد اللاحق
commitment-this-date = هذا
commitment-superseded = حلّ موعد لاحق محله.
commitment-both-stay = يبقى الاثنان في السجل.
commitment-acts = ما يحق لطرفنا
commitment-no-acts = لا شيء على طرفنا هنا الآن.
commitment-agree = موافقة
commitment-agree-do = الموافقة باسم طرفنا
commitment-agree-why = يكون الجانبان قد اتفقا، ويُحسب الموعد من الآن.
commitment-claim = إعلان التنفيذ
commitment-claim-do = تسجيل إعلان التنفيذ
commitment-claim-why = لا يُعدّ منفَّذاً إلا بقبول الجانب الآخر.
commitment-accept = قبول
commitment-accept-do = القبول باسم طرفنا
commitment-accept-why = يُعدّ عندئذ منفَّذاً، ويبقى الدليل متاحاً للجانبين.
commitment-dispute = اعتراض
commitment-dispute-do = تسجيل الاعتراض
commitment-dispute-why = يبقى الإعلان، وإلى جانبه سبب اعتراضك.
commitment-new-date = موعد جديد
commitment-new-date-why = يحل التزام جديد محل هذا، ويبقى الموعد القديم في السجل.
commitment-day = اليوم
commitment-day-hint = فارغ: اليوم، { $day }.
commitment-note = ملاحظة
commitment-reason = السبب
commitment-pick = سجلات تُذكر دليلاً
commitment-pick-find = البحث عن سجل
commitment-pick-hint = كلمات من قيد أو تقرير أو رسالة
commitment-pick-none = لم يُعثر على شيء.
commitment-pick-add = ذكره دليلاً: { $title }
commitment-pick-remove = لم يعد دليلاً: { $title }
commitment-told-left = مسجّل لدى جانبنا فقط. لم يُتح بعد لـ{ $parties }.
commitment-told-purpose = يعني ذلك الطرف
commitment-told-why = يقول الخادم:
commitment-told-release = إتاحته
commitment-text = موضوع الالتزام
commitment-text-hint = جملة واحدة: من يفعل ماذا. باللغة التي تكتب بها.
commitment-translations = بلغات أخرى
commitment-in-en = بالإنجليزية
commitment-in-ar = بالعربية
commitment-in-ckb = بالسورانية
commitment-parties = بين مَن
commitment-choose = اختر
commitment-when = متى
commitment-due-kind = درجة اليقين
commitment-due-by = بحلول هذا التاريخ
commitment-due-about = نحو هذا التاريخ
commitment-due-open-kind = مفتوح، ابتداءً من
commitment-due-date = التاريخ
commitment-due-hint = المفتوح: اتركه فارغاً إذا لم يقل أحد ابتداءً من متى.
commitment-decided-hint = اليوم الذي اتُّفق فيه بين الطرفين.
commitment-act = الوثيقة أو الاجتماع
commitment-act-none = لا شيء
commitment-clause-number = البند أو المحطة
commitment-quote = النص المقتبس
commitment-quote-hint = الكلمات التي يستند إليها كما وردت بالضبط.
commitment-take-clause = اقتباس البند
commitment-level = الدرجة
commitment-record = تسجيل الالتزام
commitment-record-new = تسجيل الموعد الجديد
commitment-record-why = يُبلَّغ الطرفان المعنيان في الإجراء نفسه. ويبقى مقترحاً حتى يوافق الجانب الآخر.
commitment-record-alone = لا تخوّلك أدوارك الإتاحة: يُسجَّل لدى جانبنا، ويُبلغ ضابط إتاحة الأطراف الأخرى.
commitment-replaces = يحل محل
commitment-empty-form = إفراغ النموذج
commitment-print-title = الالتزامات
commitment-print-all = جميع الحالات
commitment-print-first = { $n ->
    [zero] لا شيء من { $of }
    [one] الأول من { $of }
    [two] أول اثنين من { $of }
    [few] أول { $n } من { $of }
    [many] أول { $n } من { $of }
   *[other] أول { $n } من { $of }
}
programme-new = برنامج جديد
programme-none = لا برنامج مسجّل هنا.
programme-from-to = يموّله { $funder } لصالح { $recipient }
programme-scope = ما يشمله
programme-milestones = التزاماته
programme-no-milestones = لا التزام ينتمي إليه بعد.
programme-add = إضافة التزام
programme-support = الدعم المقدَّم
programme-no-support = لا دعم مسجّل.
programme-support-new = تسجيل دعم
programme-support-what = ما قُدِّم
programme-support-do = تسجيل الدعم
programme-name = الاسم
programme-funder = الممول
programme-recipient = لصالح
programme-begin = من
programme-end = حتى
programme-end-hint = اتركه فارغاً إذا كانت النهاية مفتوحة.
programme-record = تسجيل البرنامج
fault-commitment-text-empty = لا يذكر موضوع الالتزام.
fault-commitment-text-empty-next = تكفي جملة واحدة.
fault-commitment-party-empty = لم يُختر طرف.
fault-commitment-party-empty-next = اختر من يلتزم ولمن.
fault-commitment-party-same = لا أحد يلتزم لنفسه.
fault-commitment-party-same-next = اختر طرفاً آخر في أحد الجانبين.
fault-commitment-date = هذا ليس تاريخاً.
fault-commitment-date-next = اكتب {"\u2066"}2026{"\u2069"} أو {"\u2066"}2026-06{"\u2069"} أو {"\u2066"}2026-06-30{"\u2069"}.
fault-commitment-due-empty = لا تاريخ.
fault-commitment-due-empty-next = اكتب تاريخاً، أو قل إنه مفتوح.
fault-commitment-due-before = موعده قبل أن يتقرر.
fault-commitment-due-before-next = تحقق من التاريخين.
fault-commitment-english-missing = توضع الترجمات إلى جانب نص إنجليزي.
fault-commitment-english-missing-next = اكتب النص الإنجليزي أيضاً.
fault-commitment-reason-empty = الاعتراض يحتاج إلى سبب.
fault-commitment-reason-empty-next = اكتب في جملة ما لم يُنفَّذ.
fault-commitment-name-empty = لا اسم.
fault-commitment-name-empty-next = اكتب الاسم الإنجليزي على الأقل.
date-later-by = { $n ->
    [zero] دون تأخّر
    [one] بعده بيوم واحد
    [two] بعده بيومين
    [few] بعده بـ{ $n } أيام
    [many] بعده بـ{ $n } يوماً
   *[other] بعده بـ{ $n } يوم
}
date-earlier-by = { $n ->
    [zero] دون تقدّم
    [one] قبله بيوم واحد
    [two] قبله بيومين
    [few] قبله بـ{ $n } أيام
    [many] قبله بـ{ $n } يوماً
   *[other] قبله بـ{ $n } يوم
}
key-new-commitment = التزام جديد
