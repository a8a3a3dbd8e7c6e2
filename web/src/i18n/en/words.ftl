# Words that several pages share. Terms in all three languages:
# party طرف لایەن · desk مكتب مێز · node خادم سێرڤەر · record سجل تۆمار · slot خانة خانە · release إتاحة پێدان
# disclosure اطلاع پیشاندان · receipt إيصال پسوولە · acknowledgement إقرار بالاستلام پشتڕاستکردنەوەی وەرگرتن
# coordination line خط التنسيق هێڵی هەماهەنگی · link اتصال هێڵی گەیاندن · bundle حزمة پاکێج
span-seconds = { $n } s
span-seconds-exact = { $n } s
span-minutes = { $n } min
span-hours = { $n } h
span-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
role-duty-officer = duty officer
role-releasing-officer = releasing officer
role-liaison-officer = liaison officer
role-chief = chief
role-secretary = secretary
role-analyst = analyst
role-assessor = assessor
role-public-affairs = public affairs
role-auditor = auditor
role-administrator = administrator
