# تقرير الموقف. ما يرد في الفقرات والأرقام يدخل السجل بلغة كاتبه.
slot-edition = الإصدار
slot-incidents = الحوادث
slot-counts = الأرقام
edition-initial = أولي
edition-update = تحديث
edition-final = نهائي
sitrep-new = تقرير هذه المناوبة
sitrep-new-edition = الإصدار التالي من التقرير
sitrep-edition = الإصدار
sitrep-number = عدد الحوادث
sitrep-figures = الأرقام
sitrep-summary-label = العنوان
sitrep-filled = مُلئ من السجل، ويتبعه إلى أن تكتب. لا تُنسخ كلمات الأطراف الأخرى: تُعد تقاريرها ويُشار إليها.
sitrep-kept = { $n ->
    [zero] كل الحقول كما في السجل.
    [one] بقي حقل واحد كما كتبته، والسجل يقول الآن غير ذلك.
    [two] بقي حقلان كما كتبتهما، والسجل يقول الآن غير ذلك.
    [few] بقيت { $n } حقول كما كتبتها، والسجل يقول الآن غير ذلك.
    [many] بقي { $n } حقلاً كما كتبتها، والسجل يقول الآن غير ذلك.
   *[other] بقي { $n } حقل كما كتبتها، والسجل يقول الآن غير ذلك.
}
sitrep-take = أخذه من السجل
sitrep-para-incidents = الحوادث
sitrep-para-log = من السجل
sitrep-para-open = ما هو مفتوح
sitrep-para-outlook = التوقعات والاحتياجات
sitrep-head-incidents = الحوادث:
sitrep-head-log = من السجل:
sitrep-head-open = مفتوح:
sitrep-line = { $at }: { $text }
sitrep-line-told = { $at }: { $text } (أُبلغ: { $told })
sitrep-due-ours = { $n ->
    [zero] لا إقرار علينا لـ{ $party } حتى { $at }
    [one] علينا الإقرار لـ{ $party } حتى { $at }
    [two] علينا إقراران لـ{ $party }، أولهما حتى { $at }
    [few] علينا { $n } إقرارات لـ{ $party }، أولها حتى { $at }
    [many] علينا { $n } إقراراً لـ{ $party }، أولها حتى { $at }
   *[other] علينا { $n } إقرار لـ{ $party }، أولها حتى { $at }
}
sitrep-more = { $n ->
    [zero] لا شيء غيرها في السجل
    [one] وقيد آخر في السجل
    [two] وقيدان آخران في السجل
    [few] و{ $n } قيود أخرى في السجل
    [many] و{ $n } قيداً آخر في السجل
   *[other] و{ $n } قيد آخر في السجل
}
sitrep-summary = { $n ->
    [zero] لا حوادث خلال { $span }
    [one] حادث واحد خلال { $span }
    [two] حادثان خلال { $span }
    [few] { $n } حوادث خلال { $span }
    [many] { $n } حادثاً خلال { $span }
   *[other] { $n } حادث خلال { $span }
}
sitrep-of-type = { $type } { $n }
sitrep-no-type = بلا نوع
sitrep-count-ours = { $n ->
    [zero] لم نبلغ عن شيء
    [one] واحد أبلغنا عنه
    [two] اثنان أبلغنا عنهما
    [few] { $n } أبلغنا عنها
    [many] { $n } أبلغنا عنها
   *[other] { $n } أبلغنا عنها
}
sitrep-count-theirs = { $n ->
    [zero] لا شيء من { $party } وحده
    [one] واحد من { $party } وحده
    [two] اثنان من { $party } وحده
    [few] { $n } من { $party } وحده
    [many] { $n } من { $party } وحده
   *[other] { $n } من { $party } وحده
}
sitrep-count-both = { $n ->
    [zero] لا شيء أبلغ عنه الجانبان
    [one] واحد أبلغ عنه الجانبان
    [two] اثنان أبلغ عنهما الجانبان
    [few] { $n } أبلغ عنها الجانبان
    [many] { $n } أبلغ عنها الجانبان
   *[other] { $n } أبلغ عنها الجانبان
}
sitrep-count-entries = { $n ->
    [zero] لا قيود في السجل
    [one] قيد واحد في السجل
    [two] قيدان في السجل
    [few] { $n } قيود في السجل
    [many] { $n } قيداً في السجل
   *[other] { $n } قيد في السجل
}
sitrep-count-messages = { $n ->
    [zero] لا رسائل بين المكتبين
    [one] رسالة واحدة بين المكتبين
    [two] رسالتان بين المكتبين
    [few] { $n } رسائل بين المكتبين
    [many] { $n } رسالة بين المكتبين
   *[other] { $n } رسالة بين المكتبين
}
sitrep-count-urgent = { $n ->
    [zero] لا عاجل منها
    [one] منها واحدة عاجلة
    [two] منها اثنتان عاجلتان
    [few] منها { $n } عاجلة
    [many] منها { $n } عاجلة
   *[other] منها { $n } عاجلة
}
sitrep-release-hint = الفترة بكلمات يجوز خروجها، مهما كانت درجات الفقرات.
sitrep-record = تسجيل المسودة
sitrep-record-why = تبقى مسودة، ولدينا، حتى يوافق عليها ضابط آخر.
sitrep-written = كتبه { $officer } { $at }
sitrep-approved = وافق عليه { $officer } { $at }
sitrep-not-approved = لم يُوافَق عليه بعد
sitrep-cites = { $n ->
    [zero] لا يستند إلى تقارير
    [one] يستند إلى تقرير واحد
    [two] يستند إلى تقريرين
    [few] يستند إلى { $n } تقارير
    [many] يستند إلى { $n } تقريراً
   *[other] يستند إلى { $n } تقرير
}
sitrep-uncited = { $n ->
    [zero] لا تقارير أعلى درجة من هذا.
    [one] تقرير واحد أعلى درجة من هذا: يُعد ولا يُقتبس ولا يُشار إليه.
    [two] تقريران أعلى درجة من هذا: يُعدان ولا يُقتبسان ولا يُشار إليهما.
    [few] { $n } تقارير أعلى درجة من هذا: تُعد ولا تُقتبس ولا يُشار إليها.
    [many] { $n } تقريراً أعلى درجة من هذا: تُعد ولا تُقتبس ولا يُشار إليها.
   *[other] { $n } تقرير أعلى درجة من هذا: تُعد ولا تُقتبس ولا يُشار إليها.
}
sitrep-next = الإصدار التالي
sitrep-waits = مسودة من { $officer }. لا تخرج من عندنا حتى يقرأها ضابط ثانٍ.
sitrep-approve = موافقة
sitrep-approve-why = تُوقَّع باسمك. إتاحة التقرير إجراء مستقل.
sitrep-own-waits = سُجّل. لا أحد يوافق على تقريره: ينتظر ضابطاً آخر.
sitrep-again = كتابة تقرير آخر
sitrep-earlier = التقارير
fault-incident-count-number = هذا ليس عدد حوادث.
fault-incident-count-number-next = أعداد صحيحة فقط، أو اتركه فارغاً.
