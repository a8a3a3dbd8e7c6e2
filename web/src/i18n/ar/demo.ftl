demo-title = مكتبان
demo-lead = ليلة واحدة، والدقائق نفسها. لا أحد في الواقع يرى المكتبين معاً: تعرض هذه الصفحة خدمةُ العرض التوضيحي التي تسجّل الدخول في الخادمين وتقرأهما بالواجهة نفسها المتاحة للجميع.
demo-synthetic = ليلة مصطنعة
demo-release = إتاحة هذه الخانة
demo-plug = فصل { $centre }
demo-plug-in = إعادة وصل { $centre }
demo-stick = حمل ذاكرة USB
demo-where = العرض
demo-map = الخريطة
demo-centre = المركز
demo-clock = بغداد، { $day }
demo-document = مكتبان، { $centre }
strip-title = الاتصالات
strip-columns = التأخّر، آخر إيصال
strip-up-since = متصل منذ { $at }
strip-down-since = لا اتصال منذ { $at }
strip-paused-since = مفصول منذ { $at }
strip-up = متصل
strip-down = لا اتصال، { $span }
strip-paused = مفصول، { $span }
strip-waits = بلا إيصال: { $n }
strip-more = { $n ->
    [zero] لا اتصالات أخرى
    [one] اتصال آخر متصل
    [two] اتصالان آخران متصلان
    [few] { $n } اتصالات أخرى متصلة
    [many] { $n } اتصالاً آخر، كلها متصلة
   *[other] { $n } اتصال آخر، كلها متصلة
}
strip-more-short = +{ $n } متصلة
strip-fewer = أقل
stick-title = حمل ذاكرة USB، { $centre }
stick-without = بلا اتصال
stick-days = { $n ->
    [zero] { $n } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يوماً
   *[other] { $n } يوم
}
stick-written = سجلات كُتبت في الأثناء
stick-to = إلى
stick-sealed = { $size }، مشفّرة للمستلم
stick-bytes = { $n } بايت
stick-kib = { $n } كيبيبايت
stick-state = الحالة لدى الطرفين
stick-same = متطابقة
stick-different = مختلفة
stick-took = المدة
stick-note = الحزمة هي المقطع نفسه من القيود نفسها التي كان الاتصال سينقلها، وقراءتها مرتين لا تغيّر شيئاً. تمتد الأسطر الآن ٢١ يوماً أخرى.
stick-under-way = يمرّ ٢١ يوماً بلا اتصال ويواصل المكتبان الكتابة. ثم يكتب كل منهما حزمة، وتعبر الذاكرة، ويقرأ كل منهما حزمة الآخر.
stick-so-far = مضى { $span }؛ وساعة التمرين تتقدم في الأثناء
rows-title = ما تصفه التقارير، وما يعمل هنا
rows-region = الأسطر
rows-row = السطر
rows-claim = ما يُدّعى
rows-state = الحالة
rows-how = كيف تراه
rows-works = يعمل
rows-planned = مخطط له
rows-desks = المكاتب، ولكل منها خادمه
