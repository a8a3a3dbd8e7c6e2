# Messages of the incident pages.
incident-new = حادث جديد
incident-to-list = جميع الحوادث
incident-back = العودة إلى الحادث
incident-correcting = تصحيح حادث
incident-untitled = حادث
incident-observed = وقت الرصد
incident-observed-hint = ⁦0312⁩ أو «الآن» أو ⁦-10⁩ (قبل دقائق) أو ⁦160312C JAN 25⁩ أو من–إلى
incident-observed-unread = ليس وقتاً بعد
incident-ago = قبل { $span }
incident-place = المكان
incident-place-hint = اسم بأي كتابة، أو ⁦38S LE 71 60⁩ أو ⁦LE 71 60⁩، أو ⁦35.78 43.58⁩، أو نقرة على الخريطة
incident-precision = مدى دقة معرفته
incident-precision-10 = النقطة ذاتها
incident-precision-100 = نقطة حراسة أو منزل أو منعطف طريق
incident-precision-1000 = شوهد من بعيد
incident-precision-5000 = قرية وحقولها
incident-precision-10000 = وادٍ أو ناحية
incident-precision-30000 = قضاء
incident-precision-80000 = محافظة
incident-shared = المكان المعدّ للإتاحة
incident-shared-hint = للمكان الدقيق خانة مستقلة تبقى لدينا ما لم تُتَح.
incident-shared-same = المكان نفسه، في خانة واحدة
incident-shared-within = أقل دقة، ضمن { $metres }
incident-within = ضمن { $metres }
incident-map = خريطة المكان مع الخطين
incident-map-pick = الخريطة: انقر لتحديد المكان، ومفاتيح الأسهم تحرّكه، و+ و- للتقريب والإبعاد
incident-map-nearer = تقريب
incident-map-farther = إبعاد
incident-type = نوع الحدث (ACLED)
incident-choose = اختر
incident-type-only = { $event }: لا تفصيل
incident-type-both = { $event }: { $sub }
incident-summary = في سطر واحد
incident-size = العدد
incident-size-hint = كم العدد
incident-activity = النشاط
incident-activity-hint = ماذا فعلوا وإلى أين اتجهوا
incident-unit = الوحدة
incident-unit-hint = أي قوة أو وحدة إن عُرفت. لا يُذكر اسم شخص أبداً.
incident-equipment = المعدات
incident-reliability = درجة المصدر
incident-credibility = درجة المعلومة
incident-ungraded = غير مقيَّم
incident-source = من أبلغ
incident-casualties = الإصابات
incident-casualties-add = إضافة فئة
incident-casualties-hint = اترك ما لا يُعرف فارغاً؛ الصفر يعني أنه أُحصي فلم يوجد أحد.
incident-group = الفئة
incident-harm = نوع الإصابة
incident-count-min = الأدنى
incident-count-best = الأرجح
incident-count-max = الأقصى
incident-count-least-best = { $best }، على الأقل { $min }
incident-count-best-most = { $best }، على الأكثر { $max }
incident-count-at-least = { $n } على الأقل
incident-count-at-most = { $n } على الأكثر
incident-row-remove = حذف الصف { $n }
incident-narrative = التفاصيل
incident-narrative-hint = يمكن إتاحة كل فقرة أو الاحتفاظ بها على حدة. والفقرة التي درجتها أعلى من درجة التقرير لا تُتاح إلا لمن يحق له حيازتها.
incident-paragraph = الفقرة { $n }
incident-paragraph-add = إضافة فقرة
incident-portion = درجة سرية الفقرة { $n }
incident-release-text = نص مكتوب للإتاحة
incident-release-hint = المضمون نفسه بكلمات يجوز خروجها: بلا مصادر ولا مواقع قواتنا.
incident-files = المرفقات
incident-files-add = إضافة ملفات
incident-files-hint = ‏JPEG أو PNG أو WebP أو PDF، لكل ملف ٦٤ ميغابايت كحد أقصى. قد تكشف الصورة مكان التقاطها والجهاز الذي التُقطت به.
incident-file-sending = يُرسَل { $name } إلى الخادم
incident-file-remove = إزالة { $name }
incident-file-save = حفظ
incident-file-kind = لم يُقبل: تُقبل ملفات JPEG وPNG وWebP وPDF فقط، مهما كان اسم الملف.
incident-file-length = لم يُقبل: أكبر من ٦٤ ميغابايت.
incident-file-empty = لم يُقبل: الملف فارغ.
incident-file-many = لم يُقبل: لا يضم التقرير أكثر من ١٦ ملفاً.
incident-file-twice = لم يُقبل: الملف نفسه مرفق من قبل.
incident-level = درجة السرية
incident-caveats = القيود
incident-caveats-hint = مثل: مواقع قواتنا؛ افصل بينها بفواصل
incident-reason = سبب التصحيح
incident-reason-hint = يرافق التصحيح إلى كل من أُتيح له جميع ما يغيّره.
incident-own-side = يُسجَّل لدى طرفنا فقط؛ والإتاحة إجراء منفصل.
incident-correct-how = لا يُصحَّح إلا ما تغيّره. تبقى القيمة القديمة مشطوبة.
incident-correct-own-only = لا يصحّح التقرير إلا طرفه. اعترض عليه أو اكتب تقريرنا.
incident-correct-anew = صُحِّح التقرير بعد بدء مسودتك؛ تبدأ الاستمارة من جديد مما هو قائم الآن.
incident-clear = إفراغ الاستمارة
incident-cancel = إلغاء
incident-record = تسجيل
incident-recording = جارٍ التسجيل
incident-correct = تصحيح
incident-faults = { $n ->
    [zero] لا شيء بحاجة إلى تصحيح.
    [one] أمر واحد بحاجة إلى تصحيح؛ انظر بجانب الحقل.
    [two] أمران بحاجة إلى تصحيح؛ انظر بجانب الحقلين.
    [few] { $n } أمور بحاجة إلى تصحيح؛ انظر بجانب الحقول.
    [many] { $n } أمراً بحاجة إلى تصحيح؛ انظر بجانب الحقول.
   *[other] { $n } أمر بحاجة إلى تصحيح؛ انظر بجانب الحقول.
}
incident-likely = الحدث نفسه على الأرجح
incident-likely-early = متى عُرف الوقت والمكان ظهرت هنا التقارير التي قد تتناول الحدث نفسه.
incident-likely-none = لا يبدو أن أي تقرير محفوظ هنا يتناول الحدث نفسه.
incident-likely-own = تقريرنا
incident-apart-km = بفارق { $n } كم
incident-apart-nowhere = المسافة غير معروفة
incident-apart-time = بفارق { $span }
incident-apart-minute = في الدقيقة نفسها
incident-apart-notime = الوقت غير معروف
incident-link = ربط بوصفه الحدث نفسه
incident-link-later = الحدث نفسه: يُربط عند التسجيل
incident-link-hint = يبقى التقريران كما هما. ويبقى الربط لدى طرفنا إلى أن يُتاح.
incident-link-failed = سُجّل التقرير ولم يُسجَّل الربط. أعد الربط من القائمة الجانبية.
incident-linked-already = مربوط
incident-linked = التقارير المربوطة جنباً إلى جنب
incident-linked-hint = لا دمج ولا متوسط. الصفوف المظللة مختلفة.
incident-differs = ، التقارير مختلفة
incident-this = هذا التقرير
incident-filters = أي الحوادث
incident-any = الكل
incident-any-line = أي خط
incident-party = الطرف
incident-since = خلال آخر
incident-days = { $n ->
    [zero] { $n } يوم
    [one] يوم واحد
    [two] يومين
    [few] { $n } أيام
    [many] { $n } يوماً
   *[other] { $n } يوم
}
incident-reach = ضمن
incident-of-line = من
incident-found = { $n ->
    [zero] لا حوادث
    [one] حادث واحد
    [two] حادثان، الأحدث أولاً
    [few] { $n } حوادث، الأحدث أولاً
    [many] { $n } حادثاً، الأحدث أولاً
   *[other] { $n } حادث، الأحدث أولاً
}
incident-unplaced = { $n ->
    [zero] لا حوادث بلا مكان
    [one] وحادث آخر بلا مكان
    [two] وحادثان آخران بلا مكان
    [few] و{ $n } حوادث أخرى بلا مكان
    [many] و{ $n } حادثاً آخر بلا مكان
   *[other] و{ $n } حادث آخر بلا مكان
}
incident-time = الوقت
incident-what = ماذا حدث
incident-to-line = البعد عن الخطين
incident-state = الحالة
incident-ours = تقريرنا
incident-copy = تقرير الطرف الآخر، نسخة
incident-recorded = سُجّل { $at }
incident-author = الكاتب: { $officer }
incident-withdrawn = سحبه طرفه
incident-repudiated = تبرّأ منه طرفه: لم يعد يُعتد به
incident-corrected = صُحّح { $at }
incident-release = إتاحة
incident-close = إغلاق
incident-reopen = إعادة فتح
incident-open-only = المفتوحة فقط
incident-close-why = سبب الإغلاق: ما الذي تم، أو أنه لم يبقَ ما يُفعل
incident-reopen-why = سبب إعادة الفتح
incident-dispute = اعتراض
incident-dispute-ours = تقريرنا الذي يقول غير ذلك
incident-dispute-hint = الاعتراض يضع تقريرين أحدهما قبالة الآخر؛ ويبقى كل منهما كما هو.
incident-dispute-why = ما نعترض به عليه
incident-dispute-new = اكتب تقريرنا أولاً
incident-never-permitted = الإقرار بالاستلام لا يعني الموافقة أبداً.
incident-passed = من أُبلغ
incident-received = كيف وصلنا
incident-arrived = وصل { $at }
incident-kept = لا شيء؛ محفوظ لدى طرفنا
incident-whole = التقرير كاملاً
incident-evidence = الدليل
incident-evidence-told = دليل ما أُبلغنا به
incident-grading-words = { $grade }: { $reliability }، { $credibility }
key-new-incident = حادث جديد
key-correct = تصحيح
reliability-a = موثوق تماماً
reliability-b = موثوق في الغالب
reliability-c = موثوق إلى حد ما
reliability-d = غير موثوق في الغالب
reliability-e = غير موثوق
reliability-f = لا يمكن الحكم على موثوقيته
credibility-1 = أكدتها مصادر أخرى
credibility-2 = صحيحة على الأرجح
credibility-3 = صحتها ممكنة
credibility-4 = مشكوك فيها
credibility-5 = مستبعدة
credibility-6 = لا يمكن الحكم على صحتها
group-police = شرطة
group-armed-group = جماعة مسلحة
group-not-known = فئة غير معروفة
incident-relation-same-event = الحدث نفسه
incident-relation-disputed = معترض عليه
incident-relation-related = ذو صلة
incident-relation-not-stated = مربوط
incident-ack-opened = فتح التقرير
incident-ack-acknowledged = أقرّ بالاستلام
incident-ack-not-stated = أبلغنا بأنه اطلع عليه
acled-battles = معارك
acled-armed-clash = اشتباك مسلح
acled-government-regains-territory = استعادة الحكومة أراضي
acled-non-state-actor-overtakes-territory = سيطرة جهة غير حكومية على أراضٍ
acled-explosions-remote-violence = انفجارات وعنف عن بُعد
acled-remote-explosive-landmine-ied = عبوة ناسفة أو لغم أو تفجير عن بُعد
acled-air-drone-strike = ضربة جوية أو بطائرة مسيّرة
acled-shelling-artillery-missile-attack = قصف مدفعي أو صاروخي أو بالهاون
acled-grenade = رمانة يدوية
acled-suicide-bomb = تفجير انتحاري
acled-chemical-weapon = سلاح كيميائي
acled-violence-against-civilians = عنف ضد المدنيين
acled-attack = اعتداء
acled-abduction-forced-disappearance = خطف أو إخفاء قسري
acled-sexual-violence = عنف جنسي
acled-strategic-developments = تطورات استراتيجية
acled-change-to-group-activity = تغيّر في جماعة أو في نشاطها
acled-disrupted-weapons-use = إحباط استخدام سلاح
acled-looting-property-destruction = نهب أو إتلاف ممتلكات
acled-arrests = اعتقالات
acled-headquarters-or-base-established = إنشاء مقر أو قاعدة
acled-non-violent-transfer-of-territory = انتقال أراضٍ دون عنف
acled-agreement = اتفاق
acled-other = غير ذلك
acled-protests = احتجاجات
acled-peaceful-protest = احتجاج سلمي
acled-protest-with-intervention = احتجاج جرى التدخل فيه
acled-excessive-force-against-protesters = قوة مفرطة ضد محتجين
acled-riots = أعمال شغب
acled-violent-demonstration = تظاهرة عنيفة
acled-mob-violence = عنف جموع غاضبة
fault-incident-observed-empty = وقت الرصد غير مذكور.
fault-incident-observed-empty-next = اكتب ⁦0312⁩ أو «الآن» أو مجموعة التاريخ والوقت.
fault-incident-observed-form = هذا ليس وقتاً تقرؤه الاستمارة.
fault-incident-observed-form-next = اكتب ⁦0312⁩ أو ⁦03:12⁩ أو «الآن» أو ⁦-10⁩ أو ⁦160312C JAN 25⁩؛ ووقتين بينهما شرطة لفترة.
fault-incident-observed-day = لا وجود لهذا اليوم.
fault-incident-observed-day-next = تحقق من اليوم والشهر.
fault-incident-observed-future = لم يحن هذا الوقت بعد.
fault-incident-observed-future-next = تحقق من اليوم ومن حرف المنطقة: C بغداد وZ زولو.
fault-incident-observed-order = تنتهي الفترة قبل أن تبدأ.
fault-incident-observed-order-next = اكتب الوقت الأسبق أولاً.
fault-incident-place-empty = المكان غير مذكور.
fault-incident-place-empty-next = اكتب اسماً أو إحداثية شبكية أو انقر على الخريطة، وحدد مدى الدقة.
fault-incident-place-grid = لا وجود لمربع الشبكة هذا.
fault-incident-place-grid-next = تحقق من المنطقة والحرفين، ومن تساوي عدد أرقام الشرق والشمال.
fault-incident-place-degrees = هذه الدرجات ليست موقعاً.
fault-incident-place-degrees-next = خط العرض أولاً ثم خط الطول: ⁦35.78, 43.58⁩.
fault-incident-place-name = لا يعرف فهرس الأماكن هذا الاسم.
fault-incident-place-name-next = جرّب كتابة أخرى، أو اختر من القائمة، أو استخدم إحداثية شبكية أو الخريطة.
fault-incident-type-empty = نوع الحدث غير مذكور.
fault-incident-type-empty-next = اختر الأقرب؛ ويمكن تغييره بتصحيح.
fault-incident-summary-empty = السطر الذي يقول ما حدث غير مكتوب.
fault-incident-summary-empty-next = اكتبه كما تقوله على اللاسلكي.
fault-incident-casualties-number = الصف { $row }: هذا ليس عدداً.
fault-incident-casualties-number-next = أعداد صحيحة فقط؛ واترك ما لا يُعرف فارغاً.
fault-incident-casualties-order = الصف { $row }: الأدنى والأرجح والأقصى ليست بالترتيب.
fault-incident-casualties-order-next = الأدنى أصغرها والأقصى أكبرها.
fault-incident-casualties-empty = الصف { $row } بلا أي رقم.
fault-incident-casualties-empty-next = اذكر رقماً واحداً على الأقل أو احذف الصف.
fault-incident-casualties-twice = الصف { $row } يكرر فئة صف آخر ونوع إصابته.
fault-incident-casualties-twice-next = صف واحد لكل فئة ونوع إصابة.
fault-incident-grading-half = نصف التقييم ناقص.
fault-incident-grading-half-next = قيّم المصدر (من A إلى F) والمعلومة (من 1 إلى 6) معاً، أو لا تقيّم أياً منهما.
fault-incident-text-long = النص طويل جداً.
fault-incident-text-long-next = اختصر هنا واكتب الباقي في التفاصيل.
fault-incident-reason-empty = السبب غير مذكور.
fault-incident-reason-empty-next = اذكره في جملة واحدة.
fault-incident-emptied = لا يمكن للتصحيح أن يمحو ما قيل.
fault-incident-emptied-next = اكتب ما يُعرف بدلاً منه، مثل «غير معروف».
fault-incident-nothing-changed = لم يتغير شيء بعد.
fault-incident-nothing-changed-next = غيّر حقلاً أو ألغِ.
fault-incident-dispute-other = لم يُختر تقريرنا.
fault-incident-dispute-other-next = اختره، أو اكتبه أولاً.
