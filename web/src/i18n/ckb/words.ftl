span-seconds = { $n } چرکە
span-seconds-exact = { $n } چرکە
span-minutes = { $n } خولەک
span-hours = { $n } کاتژمێر
span-days = { $n ->
    [one] { $n } ڕۆژ
   *[other] { $n } ڕۆژ
}
role-duty-officer = ئەفسەری نۆبەتدار
role-releasing-officer = ئەفسەری پێدانی زانیاری
role-liaison-officer = ئەفسەری پەیوەندی
role-chief = سەرپەرشتیاری مێز
role-secretary = سکرتێر
role-analyst = شیکار
role-assessor = هەڵسەنگێنەر
role-public-affairs = پەیوەندییە گشتییەکان
role-auditor = وردبین
role-administrator = بەڕێوەبەری سیستەم
