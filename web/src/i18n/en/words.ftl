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
kind-log-entry = Log
kind-incident = Incident
kind-desk-message = Message
kind-handover = Handover
kind-disclosure = Disclosure
kind-correction = Correction
kind-withdrawal = Withdrawal
kind-acknowledgement = Acknowledgement
kind-link = Link
kind-meeting = Meeting
kind-estimate = Estimate
kind-strength = Force level
kind-commitment = Promise
kind-source-item = Source
kind-centre = Centre
kind-line = Line
kind-place = Place
slot-centre = centre
slot-text = text
slot-told = told
slot-done = done
slot-observed = observed
slot-type = type
slot-summary = summary
slot-place = place
slot-place-exact = exact place
slot-size = size
slot-activity = doing
slot-equipment = equipment
slot-casualties = hurt
slot-narrative = narrative
slot-narrative-1 = paragraph 1
slot-narrative-2 = paragraph 2
slot-narrative-3 = paragraph 3
slot-narrative-4 = paragraph 4
slot-narrative-5 = paragraph 5
slot-narrative-6 = paragraph 6
slot-narrative-7 = paragraph 7
slot-narrative-8 = paragraph 8
slot-unit = unit
slot-closed = closed
slot-written-for-release = text for release
slot-grading = graded
slot-source = source
slot-attachments = attachments
slot-to = to
slot-urgent = urgent
slot-period = period
slot-open = open items
slot-note = note
slot-shown = shown
slot-purpose = purpose
slot-provenance = provenance
slot-reason = reason
slot-what = what
slot-relation = relation
