# Commitments: the board, one commitment, what each side may say of it, programmes.
state-missed-why = disputed, and its day is past
commitment-sign-month = within 30 days
commitment-sign-week = within 7 days
commitment-sign-today = due today
commitment-new = New commitment
commitment-from-act = New commitment from it
commitment-programmes = Programmes
commitment-to-board = The board
commitment-print = Print
commitment-states = By state
commitment-all = all
commitment-filters = Filters
commitment-party = Party
commitment-due-filter = Due
commitment-any = any
commitment-due-within = { $n ->
    [one] within { $n } day
   *[other] within { $n } days
}
commitment-due-past = { $n ->
    [one] past
   *[other] past for { $n } days or more
}
commitment-due-open = end open, or no date
commitment-found = { $n ->
    [one] { $n } commitment
   *[other] { $n } commitments
}
commitment-none = No commitment fits this.
commitment-board = Board of commitments
commitment-col-state = State
commitment-col-what = Commitment
commitment-col-who = From, to
commitment-col-due = Due
commitment-col-claimed = Claimed
commitment-col-answer = Answer
commitment-from-to = from { $owner } to { $beneficiary }
commitment-no-date = no date given
commitment-by = by { $date }
commitment-today = today is the last day
commitment-left = { $n ->
    [one] { $n } day left
   *[other] { $n } days left
}
commitment-past = { $n ->
    [one] { $n } day overdue
   *[other] { $n } days overdue
}
commitment-source = { $title }, clause { $clause }
commitment-was = was
commitment-slips = { $n ->
    [one] moved once
   *[other] moved { $n } times
}
commitment-late = later than due
commitment-not-claimed = not claimed
commitment-no-answer = no answer
commitment-accepted-on = accepted { $date }
commitment-disputed-on = disputed { $date }
commitment-owner = Owes it
commitment-beneficiary = Is owed it
commitment-decided = Decided
commitment-origin = Comes from
commitment-clause = clause { $number }
commitment-quote-of = words quoted
commitment-no-origin = No act or meeting is named.
commitment-programme = Programme
commitment-written = Written by
commitment-short = Short id
commitment-history = What was said of it
commitment-claimed = { $party } claims that it is done
commitment-accepted = { $party } accepts that it is done
commitment-disputed = { $party } disputes that it is done
commitment-done-on = done { $date }
commitment-said-on = on { $date }
commitment-recorded = recorded { $day }
commitment-evidence = Evidence
commitment-no-evidence = no record named as evidence
commitment-nothing-said = Nobody has said that it is done.
commitment-dates = Dates
commitment-first-date = first date
commitment-later-date = later date
commitment-this-date = this one
commitment-superseded = A later date has taken its place.
commitment-both-stay = Both stay on record.
commitment-acts = What our party may do
commitment-no-acts = Nothing is for our party to do here now.
commitment-agree = Agree
commitment-agree-do = Agree in our party's name
commitment-agree-why = Both sides have then agreed; the day counts from then on.
commitment-claim = Claim that it is done
commitment-claim-do = Record the claim
commitment-claim-why = Only the other side's acceptance makes it met.
commitment-accept = Accept
commitment-accept-do = Accept in our party's name
commitment-accept-why = It then counts as met. What the evidence shows stays open to both sides.
commitment-dispute = Dispute
commitment-dispute-do = Record the dispute
commitment-dispute-why = The claim stays, and your reason beside it.
commitment-new-date = New date
commitment-new-date-why = A new commitment takes the place of this one; the old date stays on record.
commitment-day = Day
commitment-day-hint = Empty: today, { $day }.
commitment-note = Note
commitment-reason = Reason
commitment-pick = Records as evidence
commitment-pick-find = Find a record
commitment-pick-hint = Words of a log entry, a report, a message
commitment-pick-none = Nothing found.
commitment-pick-add = Name as evidence: { $title }
commitment-pick-remove = No longer evidence: { $title }
commitment-told-left = Recorded on our side only. Not yet released to { $parties }.
commitment-told-purpose = it concerns that party
commitment-told-why = The node says:
commitment-told-release = Release it
commitment-text = What is owed
commitment-text-hint = One sentence: who does what. In the language you write.
commitment-translations = In other languages
commitment-in-en = English
commitment-in-ar = Arabic
commitment-in-ckb = Sorani
commitment-parties = Between whom
commitment-choose = choose
commitment-when = When
commitment-due-kind = How sure
commitment-due-by = by this date
commitment-due-about = about this date
commitment-due-open-kind = open, from
commitment-due-date = Date
commitment-due-hint = Where it is open, leave it empty if nobody has said from when.
commitment-decided-hint = The day it was agreed between the parties.
commitment-act = Act or meeting
commitment-act-none = none
commitment-clause-number = Clause or milestone
commitment-quote = Words quoted
commitment-quote-hint = The exact words it rests on, as they stand there.
commitment-take-clause = Quote the clause
commitment-level = Marked
commitment-record = Record the commitment
commitment-record-new = Record the new date
commitment-record-why = The parties concerned are told in the same act. It stands as proposed until the other side agrees.
commitment-record-alone = You may not release: it is recorded on our side, and a releasing officer tells the other parties.
commitment-replaces = Takes the place of
commitment-empty-form = Empty the form
commitment-print-title = Commitments
commitment-print-all = all states
commitment-print-first = { $n ->
    [one] the first one of { $of }
   *[other] the first { $n } of { $of }
}
programme-new = New programme
programme-none = No programme is recorded here.
programme-from-to = paid by { $funder } for { $recipient }
programme-scope = What it covers
programme-milestones = Commitments of it
programme-no-milestones = No commitment belongs to it yet.
programme-add = Add a commitment
programme-support = Support given
programme-no-support = No support is recorded.
programme-support-new = Record support
programme-support-what = What was given
programme-support-do = Record the support
programme-name = Name
programme-funder = Paid by
programme-recipient = For
programme-begin = From
programme-end = Until
programme-end-hint = Leave it empty where the end is open.
programme-record = Record the programme
fault-commitment-text-empty = It does not say what is owed.
fault-commitment-text-empty-next = One sentence is enough.
fault-commitment-party-empty = No party is chosen.
fault-commitment-party-empty-next = Choose who owes it, and to whom.
fault-commitment-party-same = Nobody owes a commitment to himself.
fault-commitment-party-same-next = Choose another party on one side.
fault-commitment-date = This is no date.
fault-commitment-date-next = Write 2026, 2026-06 or 2026-06-30.
fault-commitment-due-empty = There is no date.
fault-commitment-due-empty-next = Write one, or say that it is open.
fault-commitment-due-before = It would be due before it was decided.
fault-commitment-due-before-next = Check both dates.
fault-commitment-english-missing = Translations stand beside an English text.
fault-commitment-english-missing-next = Write the English text too.
fault-commitment-reason-empty = A dispute needs its reason.
fault-commitment-reason-empty-next = Say in a sentence what is not done.
fault-commitment-name-empty = There is no name.
fault-commitment-name-empty-next = Write at least the English one.
date-later-by = { $n ->
    [one] { $n } day later
   *[other] { $n } days later
}
date-earlier-by = { $n ->
    [one] { $n } day earlier
   *[other] { $n } days earlier
}
key-new-commitment = new commitment
