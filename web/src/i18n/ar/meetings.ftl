key-new-meeting = اجتماع جديد
key-note = تدوين
meeting-new = اجتماع جديد
meeting-next = الدعوة إلى التالي
meeting-no-series = خارج أي سلسلة
meeting-when = الموعد
meeting-where = المكان
meeting-series = السلسلة
meeting-topics = المواضيع
meeting-open = البنود المفتوحة
meeting-no-date = بلا تاريخ
meeting-to-list = جميع الاجتماعات
meeting-before = السابق
meeting-after = التالي
meeting-ics = للتقويم
meeting-texts = نصوص هذا الاجتماع
meeting-no-texts = لم ينتج عنه نص بعد.
meeting-minutes = إعداد المحضر
meeting-decision = اقتراح قرار
meeting-statement = اقتراح بيان
meeting-no-commitments = لم يُبرم أي التزام بعد.
meeting-delegations = الوفود
meeting-no-party = بلا طرف
meeting-no-people = لم يُذكر أحد.
meeting-share = ما يُرسل إلى الوفود الأخرى
meeting-share-agenda = بنود جدول الأعمال الجديدة تُرسل فوراً إلى { $parties }
meeting-share-notes = التدوينات أيضاً تُرسل إليهم حال كتابتها
meeting-day = اليوم
meeting-from = من (بغداد)
meeting-until = إلى
meeting-series-hint = ما يبقى مفتوحاً في اجتماع من السلسلة يفتتح التالي.
meeting-facilitator-hint = يستضيف ويدعو؛ ولا يقرر.
meeting-topics-hint = موضوع في كل سطر.
meeting-send = إرسال الدعوة إلى كل الأطراف الحاضرة
meeting-call = الدعوة إلى الاجتماع
meeting-purpose = دعوة إلى اجتماع
fault-meeting-title = سمِّ الاجتماع.
fault-meeting-day = اذكر اليوم.
fault-meeting-clock = تُكتب الأوقات هكذا: 10:00.
fault-meeting-order = ينتهي قبل أن يبدأ.
fault-meeting-people = لكل حاضر اسم.
attendee-title = لقب الشخص { $n }
attendee-name = اسم الشخص { $n }
attendee-party = طرف الشخص { $n }
attendee-title-hint = اللقب، الرتبة
attendee-name-hint = الاسم
attendee-add = إضافة شخص
attendee-remove = حذف الشخص { $n }
agenda = جدول الأعمال
agenda-none = لا شيء في جدول الأعمال بعد.
agenda-carried = ما زال مفتوحاً من قبل
agenda-carried-why = يأتي من تلقاء نفسه إلى أن يُقرَّر أو يُغلق.
agenda-add = إدراج في جدول الأعمال
agenda-text = بند جدول الأعمال
point-open = مفتوح
point-carried = مرحَّل
point-decided = تقرّر
point-closed = مغلق
point-since = مفتوح منذ { $day }
note-to = تدوين على
note-on = تدوين على { $item }
note-other-item = بند آخر
note-what = نوعه
note-text = التدوين
note-hint = ما قيل؛ تقرر: ، إجراء: ، مرحل: ، أغلق:
note-owner = على
note-due = حتى
note-add = دوِّن
note-purpose = تدوينات اجتماع مشترك
note-make = جعله التزاماً
note-commitment = التزام
action-text = ما يُلتزم به
action-owner = من يلتزم
action-beneficiary = لمن
action-agreed = اتُّفق في
action-open = إن تُرك فارغاً: بلا موعد بعد.
action-two = يلتزم طرف تجاه طرف آخر.
action-do = تسجيل الالتزام
action-why = يبقى مقترحاً إلى أن يتفق الطرفان.
calendar-own = تقويمي
calendar-what = عنوان يقرؤه برنامج تقويمك: الاجتماعات وما يحين موعده. من لديه العنوان يستطيع قراءتها.
calendar-address = عنوان تقويمي
calendar-once = يظهر مرة واحدة. والعنوان السابق له لم يعد يعمل.
calendar-make = إنشاء عنوان
calendar-again = إنشاء عنوان آخر
calendar-drop = إيقافه
calendar-dropped = لم يعد تقويمك متاحاً.
meeting-opens-with = { $n ->
    [zero] لا بند مفتوح
    [one] يُفتتح ببند واحد
    [two] يُفتتح ببندين
    [few] يُفتتح بـ { $n } بنود
    [many] يُفتتح بـ { $n } بنداً
   *[other] يُفتتح بـ { $n } بند
}
meeting-left-open = { $n ->
    [zero] لم يترك بنداً مفتوحاً
    [one] ترك بنداً واحداً مفتوحاً
    [two] ترك بندين مفتوحين
    [few] ترك { $n } بنود مفتوحة
    [many] ترك { $n } بنداً مفتوحاً
   *[other] ترك { $n } بند مفتوح
}
meeting-found = { $n ->
    [zero] لا اجتماع
    [one] اجتماع واحد
    [two] اجتماعان
    [few] { $n } اجتماعات
    [many] { $n } اجتماعاً
   *[other] { $n } اجتماع
}
