# Meetings: the list, one meeting with its agenda and notes, a new one, calendars.
key-new-meeting = new meeting
key-note = note
meeting-new = New meeting
meeting-next = Call the next one
meeting-no-series = In no series
meeting-when = When
meeting-where = Where
meeting-series = Series
meeting-topics = Topics
meeting-open = Open items
meeting-no-date = no date given
meeting-to-list = All meetings
meeting-before = The one before
meeting-after = The one after
meeting-ics = For the calendar
meeting-texts = Texts of this meeting
meeting-no-texts = No text has come of it yet.
meeting-minutes = Make the minutes
meeting-decision = Propose a decision
meeting-statement = Propose a statement
meeting-no-commitments = None was made of it yet.
meeting-delegations = Delegations
meeting-no-party = no party
meeting-no-people = Nobody is named.
meeting-share = What goes to the other delegations
meeting-share-agenda = New items of the agenda go at once to { $parties }
meeting-share-notes = Notes go to them, too, as they are written
meeting-day = Day
meeting-from = From (Baghdad)
meeting-until = Until
meeting-series-hint = What stays open in one meeting of a series opens the next.
meeting-facilitator-hint = Hosts and convenes; cannot decide.
meeting-topics-hint = One a line.
meeting-send = Send the call to all parties that come
meeting-call = Call the meeting
meeting-purpose = call to a meeting
fault-meeting-title = Name the meeting.
fault-meeting-day = Say on which day.
fault-meeting-clock = Clock times are written 10:00.
fault-meeting-order = It would end before it begins.
fault-meeting-people = Whoever comes has a name.
attendee-title = Title of person { $n }
attendee-name = Name of person { $n }
attendee-party = Party of person { $n }
attendee-title-hint = title, rank
attendee-name-hint = name
attendee-add = Add a person
attendee-remove = Take out person { $n }
agenda = Agenda
agenda-none = Nothing is on the agenda yet.
agenda-carried = Still open from before
agenda-carried-why = Comes by itself, until it is decided or closed.
agenda-add = Put on the agenda
agenda-text = Agenda item
point-open = open
point-carried = carried over
point-decided = decided
point-closed = closed
point-since = open since { $day }
note-to = Note on
note-on = Note on { $item }
note-other-item = another item
note-what = What it is
note-text = Note
note-hint = what was said; d: decided, a: action, c: carried over, x: closed
note-owner = by
note-due = by when
note-add = Note it
note-purpose = notes of a common meeting
note-make = Make a commitment of it
note-commitment = commitment
action-text = What is promised
action-owner = Who owes it
action-beneficiary = To whom
action-agreed = Agreed on
action-open = Empty: no date yet.
action-two = A party promises something to another one.
action-do = Record the commitment
action-why = It stands as proposed until both parties have agreed.
calendar-own = My calendar
calendar-what = An address that your own calendar program reads: meetings and what falls due. Whoever has the address can read them.
calendar-address = Address of my calendar
calendar-once = Shown once. An address made before it no longer works.
calendar-make = Make an address
calendar-again = Make another address
calendar-drop = Switch it off
calendar-dropped = Your calendar is no longer served.
meeting-opens-with = { $n ->
    [one] opens with { $n } item
   *[other] opens with { $n } items
}
meeting-left-open = { $n ->
    [one] left { $n } item open
   *[other] left { $n } items open
}
meeting-found = { $n ->
    [0] No meeting is held here
    [one] { $n } meeting
   *[other] { $n } meetings
}
