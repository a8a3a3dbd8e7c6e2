watch-log = Log
log-day-none = Nothing in the log of this centre yet
log-none-fit = No entry fits these filters
log-older = Older entries
log-told = told
log-given = released, receipt
log-entries = Entries, newest at the foot
log-filters = Filters of the log
log-since-shift = since my last shift
log-chip-open = open { $n }
log-chip-theirs = from others
log-chip-from = from { $party }
log-chip-withheld = withheld
log-chip-all = all
log-words = words
log-words-label = Words that must stand in the entry
log-filter-save = Keep these filters
log-filter-name = Name of these filters
log-filter-keep = Keep
log-filter-forget = Forget { $name }
log-print = Print ICS 214
entry-text = Log entry
entry-text-hint = time, what happened, where: in one line
entry-told = told whom
entry-told-add = somebody else
entry-todo = still to do
entry-made = The incident is recorded; only who was told is not. Enter records that.
entry-way = 0310 time · “incident”, “message:” kind · a place name or 38S LE 63 90
entry-likely = { $n ->
    [one] This may be reported already:
   *[other] This may be reported already, { $n } times:
}
entry-at = time
entry-now = now
entry-kind = kind
entry-place = place
entry-strike = Not as { $what }
entry-own = own side
entry-to = to { $party } at once
entry-log = Log, own side
entry-urgent = urgent
entry-told-of = Told of: { $text }
entry-called = Called { $party } about: { $text }
entry-recorded = Recorded
given-own = own side
due-owed = owed, due { $at }
due-waits = waits for an acknowledgement until { $at }
due-overdue = { $span } overdue
due-from = acknowledgement from { $party }
due-ours = acknowledgement by us
due-next-call = Next: call the desk.
due-next-ours = Next: acknowledge it.
due-log-call = Log the call
due-more = { $n ->
    [one] { $n } more is overdue
   *[other] { $n } more are overdue
}
due-all = show all
due-sound = Sound
due-sound-off = Sound is off
due-notify = Notify on this desktop
due-call-urgent = Urgent message from { $party }
due-call-overdue = An acknowledgement is overdue: { $party }
urgent-head = Urgent, { $at }, { $party }:
urgent-note = Acknowledged never means permitted.
urgent-due = Overdue at { $at }.
urgent-more = { $n ->
    [one] { $n } more urgent message
   *[other] { $n } more urgent messages
}
row-by = recorded by { $officer }
row-corrected = Corrected { $at }
row-both-stay = Both texts stay.
row-linked = linked with { $at } from { $party }: the same event
row-disputed = disputed with { $at } from { $party }
row-related = related to { $at } from { $party }
row-came = written { $at }, arrived { $came }
row-withdrawn = withdrawn by its party
row-repudiated = repudiated: signed by one who had no right to
row-given = To { $party }: { $what }
row-nobody = Withheld: nobody was told.
row-evidence = Evidence
row-open = All of it
row-page = Its page
row-correct = Correct
row-settle = Settle
row-release = Release
row-acknowledge = Acknowledge
correct-title = Correction
correct-new = The text as it should stand
correct-reason = Why
correct-stays = The old text stays in sight; the correction goes to everyone who was given it.
correct-record = Record the correction
settle-title = What settled it
settle-record = Settled
key-next = next
key-previous = previous
key-release = release
message-thread = Messages with { $party }
message-none = No message yet
message-write = Message to { $party }
message-hint = It goes to their desk at once and stays on record with both.
message-urgent = Urgent: to be acknowledged within 10 minutes
message-send = Send
message-parties = Desks
message-waiting = { $n ->
    [one] { $n } waits for your acknowledgement
   *[other] { $n } wait for your acknowledgement
}
message-you-acknowledged = you acknowledged { $at }
handover-new = Hand over this watch
handover-open = Open items
handover-open-none = Nothing is open
handover-gathered = Gathered from the log; each goes into the handover as one line.
handover-not-all = Entries before { $at } have not been read yet.
handover-line-add = Another line
handover-add = Add
handover-remove = Leave out { $line }
handover-note = Note to the next officer
handover-from = From
handover-from-hint = when this watch began, such as 22:00
handover-from-wrong = This is no time of day.
handover-to = until now
handover-entries = { $n ->
    [0] No entry since the last handover
    [one] { $n } entry since the last handover
   *[other] { $n } entries since the last handover
}
handover-last = The last entries
handover-sign = Sign the handover
handover-sign-why = Signed by recording it. It is taken when the next officer says so.
handover-signed = Signed { $at } by { $officer }
handover-taken = taken { $at } by { $officer }
handover-not-taken = not taken yet
handover-waits = Handover from { $officer }, signed { $at }, waits for whoever takes the watch.
handover-count = { $n ->
    [0] No open items
    [one] { $n } open item
   *[other] { $n } open items
}
handover-take = Take the watch
handover-read = Read it
handover-later = Not me
handover-own-waits = Signed. Nobody relieves himself: it waits for the next officer.
handover-earlier = Handovers
handover-period = { $from } to { $to }
handover-print = Print
handover-due-ours = We owe { $party } an acknowledgement, due { $at }: { $text }
handover-due-theirs = { $party } owes an acknowledgement, due { $at }: { $text }
handover-line-entry = { $at }, to do: { $text }
handover-line-incident = { $at }, incident not closed: { $text }
handover-line-proposal = Waits for a second officer, to { $party }: { $text }
where-time = time
where-what = what, from whom
where-line = to the line of
where-line-short = to line
key-new-message = new message
print-outgoing = Handed over: name, signature, time
print-incoming = Taken: name, signature, time
ics-incident = Centre
ics-period = Period
ics-name = Name
ics-position = Position
ics-agency = Home agency
ics-resources = Officers
ics-activity = Log
ics-prepared = Prepared by
due-fewer = fewer
handover-again = Sign another handover
due-open = Open
where-whole = Larger, with filters
