# رسائل لوحة الإتاحة وصفحة الضابط الثاني.
release = إتاحة
release-title = إتاحة
release-to = إلى
release-recipient = المستلم
release-cleared = مخوّل حتى { $level }
release-not-cleared = لم يُحدَّد بعد ما يحق له الاطلاع عليه
release-as = على شكل
release-copy = نسخة يحتفظون بها
release-show = اطلاع فقط
release-purpose = الغرض
release-purpose-hint = يبقى لدى طرفنا، مع الإتاحة في سجل التدقيق.
release-purpose-missing = اكتب سبب الإتاحة بكلمات قليلة.
release-purpose-danger = تحذير من خطر على الأرواح
release-purpose-answer = رد على طلبهم
release-purpose-coordinate = تنسيق تحركات هذه الليلة
release-purpose-handover = صورة مشتركة للمناوبة
release-slot = الخانة
release-we-hold = لدينا
release-they-see = ما سيرونه
release-pick = إتاحة { $slot }
release-not-released = غير متاحة
release-asking = جارٍ التحقق مما تسمح به علامة التداول
release-nothing = لا يجوز إتاحة أي شيء من هذا السجل لهم.
release-crossed = عبرت سابقاً { $n } من { $of }.
release-final = لا رجعة في الإتاحة: تبقى النسخة لديهم.
release-show-final = لا تُرسل نسخة، ويُسجَّل أنها عُرضت. وما رُئي لا يُنسى.
release-none = لم تُختر أي خانة
release-do = { $n ->
    [zero] لا خانة للإتاحة
    [one] إتاحة هذه الخانة
    [two] إتاحة خانتين
    [few] إتاحة { $n } خانات
    [many] إتاحة { $n } خانة
   *[other] إتاحة { $n } خانة
}
release-show-do = { $n ->
    [zero] لا خانة للاطلاع
    [one] تسجيل الاطلاع على هذه الخانة
    [two] تسجيل الاطلاع على خانتين
    [few] تسجيل الاطلاع على { $n } خانات
    [many] تسجيل الاطلاع على { $n } خانة
   *[other] تسجيل الاطلاع على { $n } خانة
}
release-ask = { $n ->
    [zero] طلب موافقة ضابط ثانٍ
    [one] طلب موافقة ضابط ثانٍ على هذه الخانة
    [two] طلب موافقة ضابط ثانٍ على خانتين
    [few] طلب موافقة ضابط ثانٍ على { $n } خانات
    [many] طلب موافقة ضابط ثانٍ على { $n } خانة
   *[other] طلب موافقة ضابط ثانٍ على { $n } خانة
}
release-busy = جارٍ الإرسال
release-done = { $n ->
    [zero] لم تُتح أي خانة.
    [one] أُتيحت خانة واحدة. يظهر إيصالها أدناه.
    [two] أُتيحت خانتان. يظهر إيصالهما أدناه.
    [few] أُتيحت { $n } خانات. يظهر إيصالها أدناه.
    [many] أُتيحت { $n } خانة. يظهر إيصالها أدناه.
   *[other] أُتيحت { $n } خانة. يظهر إيصالها أدناه.
}
release-shown = { $n ->
    [zero] لم يُسجَّل أي اطلاع.
    [one] سُجّل الاطلاع على خانة واحدة، ولم تُرسل نسخة.
    [two] سُجّل الاطلاع على خانتين، ولم تُرسل نسخة.
    [few] سُجّل الاطلاع على { $n } خانات، ولم تُرسل نسخة.
    [many] سُجّل الاطلاع على { $n } خانة، ولم تُرسل نسخة.
   *[other] سُجّل الاطلاع على { $n } خانة، ولم تُرسل نسخة.
}
release-asked = طُلبت موافقة ضابط ثانٍ. لم يخرج شيء بعد، ويُرسل عند موافقة ضابط آخر.
release-asked-show = طُلبت موافقة ضابط ثانٍ. لا تعرض شيئاً قبل موافقة ضابط آخر.
release-second-level = ما كانت درجته { $level } فأعلى يتيحه ضابطان معاً.
release-second-limits = هذا يتجاوز ما يحق لك إتاحته وحدك. يمكن لضابط ثانٍ أن يقرر.
release-second-role = أدوارك لا تسمح لك بالإتاحة وحدك. يقرر ضابط ثانٍ.
reason-level = تمنعه علامة التداول: درجته { $level }، وهم مخوّلون حتى { $clearance }
reason-portion = الدرجة تمنع: درجة هذه الفقرة { $level }، وهم مخوَّلون حتى { $clearance }
reason-not-held = هذه الخانة ليست لدينا
reason-unknown = لا توجد خانة كهذه في هذا النوع من السجلات
reason-caveat = تمنعه علامة التداول: لا يشملهم القيد { $caveat }
reason-expired = تمنعه علامة التداول: انقضى موعد مراجعتها
reason-originator = لا يتيحه إلا الطرف الذي أصدره
reason-clearance = لم يُحدَّد بعد ما يحق لـ{ $party } الاطلاع عليه
reason-reference = تشير إلى سجل لم يُتح لهم
reason-author = اسم الكاتب يبقى داخل طرفنا
reason-none-delegated = لم تُفوَّض بأي إتاحة
reason-party = { $party } ليس من الأطراف التي يحق لك إبلاغها
reason-above = درجته { $level }، ويحق لك حتى { $highest }
reason-never = حدود تفويضك تمنع إتاحة هذه الخانة
reason-exact = بدقة { $precision } م، وحدّ تفويضك { $finest } م
leak-passed = فحص التسرّب سليم: لا تكرّر أي خانة متاحة ما في خانة محجوبة.
leak-found = فحص التسرّب: خانة متاحة تكرّر ما حجبته.
leak-line = الخانة «{ $withheld }» محجوبة، والخانة «{ $open }» تكرّر منها:
leak-accept = قرأت ذلك وأتيح مع ذلك
receipts-title = ما أُتيح سابقاً، مع الإيصالات
receipts-whole = كاملاً
receipts-slots = { $n ->
    [zero] لا خانات
    [one] خانة واحدة
    [two] خانتان
    [few] { $n } خانات
    [many] { $n } خانة
   *[other] { $n } خانة
}
receipts-evidence = الدليل
receipts-evidence-what = ملف يثبت هذه الإتاحة وإيصالها لأي كان، من دون شبكة
holders-copies = توجد نسخ لدى
holders-underway = في الطريق إلى
withdraw = سحب
withdraw-what = السحب يطلب من الحائزين الكف عن استعمال السجل، ويُسجَّل هو أيضاً. ولا يمكنه أن يجعل أحداً ينسى.
withdraw-reason = السبب، وسيقرأه الحائزون
withdraw-reason-missing = اكتب السبب بكلمات قليلة، فسيقرأه الحائزون.
withdraw-do = سحب هذا السجل
withdraw-asked = سُحب السجل. يُبلَّغ الحائزون حال عودة الاتصال بهم.
withdraw-limits = تُعلَّم نسخهم بأنها مسحوبة عند وصول البلاغ. ولا يمكن إجبار أحد على النسيان.
withdrawn-since = سُحب { $at }.
cancel = إلغاء
nav-proposals = الموافقات
proposals-lead = إتاحات يقترحها ضابط ويقررها ضابط آخر. لا يخرج شيء قبل ذلك.
proposals-waiting = بانتظار القرار
proposals-decided = ما تقرر
proposals-none = لا شيء بانتظار ضابط ثانٍ.
proposals-none-decided = لم يتقرر شيء بعد.
proposal-by = يطلب { $officer }، { $at }
proposal-to = إلى { $party }
proposal-purpose = الغرض
proposal-whole = السجل كاملاً
proposal-look = الاطلاع والقرار
proposal-approve = الموافقة والإتاحة
proposal-approve-show = الموافقة وتسجيل العرض
proposal-refuse = رفض
proposal-refuse-reason = السبب، لمن طلب
proposal-refuse-missing = اكتب السبب بكلمات قليلة.
proposal-refuse-do = تأكيد الرفض
proposal-own = أنت من طلب هذا، ويقرره ضابط آخر.
proposal-take-back = سحب الطلب
proposal-may-not = أدوارك لا تخوّلك هذا القرار.
proposal-approved = وافق { $officer }، { $at }
proposal-refused = رفض { $officer }، { $at }
proposal-void = لاغٍ: سُحب السجل
proposal-gone = أُتيح
