# The situation report. What stands in paragraphs and counts goes into the record in the language of whoever writes it.
slot-edition = edition
slot-incidents = incidents
slot-counts = figures
edition-initial = initial
edition-update = update
edition-final = final
sitrep-new = Report of this watch
sitrep-new-edition = Next edition of the report
sitrep-edition = Edition
sitrep-number = Incidents counted
sitrep-figures = Figures
sitrep-summary-label = Headline
sitrep-filled = Filled from the log, and follows it until you type. Other parties' words are not copied: their reports are counted and cited.
sitrep-kept = { $n ->
    [one] { $n } field stays as you typed it; the log says something else by now.
   *[other] { $n } fields stay as you typed them; the log says something else by now.
}
sitrep-take = Take it from the log
sitrep-para-incidents = Incidents
sitrep-para-log = From the log
sitrep-para-open = What is open
sitrep-para-outlook = Outlook and needs
sitrep-head-incidents = Incidents:
sitrep-head-log = From the log:
sitrep-head-open = Open:
sitrep-line = { $at }: { $text }
sitrep-line-told = { $at }: { $text } (told: { $told })
sitrep-due-ours = { $n ->
    [one] We owe { $party } an acknowledgement, due { $at }
   *[other] We owe { $party } { $n } acknowledgements, the first due { $at }
}
sitrep-more = { $n ->
    [one] { $n } more in the log
   *[other] { $n } more in the log
}
sitrep-summary = { $n ->
    [0] No incident in { $span }
    [one] { $n } incident in { $span }
   *[other] { $n } incidents in { $span }
}
sitrep-of-type = { $type } { $n }
sitrep-no-type = without a type
sitrep-count-ours = { $n ->
    [one] { $n } reported by us
   *[other] { $n } reported by us
}
sitrep-count-theirs = { $n ->
    [one] { $n } by { $party } alone
   *[other] { $n } by { $party } alone
}
sitrep-count-both = { $n ->
    [one] { $n } reported by both sides
   *[other] { $n } reported by both sides
}
sitrep-count-entries = { $n ->
    [one] { $n } log entry
   *[other] { $n } log entries
}
sitrep-count-messages = { $n ->
    [one] { $n } message between desks
   *[other] { $n } messages between desks
}
sitrep-count-urgent = { $n ->
    [one] { $n } urgent
   *[other] { $n } urgent
}
sitrep-release-hint = The period in words that may leave, whatever the paragraphs are marked.
sitrep-record = Record the draft
sitrep-record-why = It stays a draft, and with us, until another officer approves it.
sitrep-written = Written { $at } by { $officer }
sitrep-approved = approved { $at } by { $officer }
sitrep-not-approved = not approved yet
sitrep-cites = { $n ->
    [one] Rests on { $n } report
   *[other] Rests on { $n } reports
}
sitrep-uncited = { $n ->
    [one] { $n } report is marked higher than this one: counted, neither quoted nor cited.
   *[other] { $n } reports are marked higher than this one: counted, neither quoted nor cited.
}
sitrep-next = Next edition
sitrep-waits = Draft by { $officer }. It leaves nobody's hands here until a second officer has read it.
sitrep-approve = Approve
sitrep-approve-why = Signed in your name. Releasing it is a separate act.
sitrep-own-waits = Recorded. Nobody approves his own report: it waits for another officer.
sitrep-again = Write another report
sitrep-earlier = Reports
fault-incident-count-number = This is no number of incidents.
fault-incident-count-number-next = Whole numbers only, or leave it empty.
