# Messages of the release panel and of the second officer's page.
release = Release
release-title = Release
release-to = to
release-recipient = Recipient
release-cleared = cleared to { $level }
release-not-cleared = nobody has said what they may hold
release-as = as
release-copy = a copy they keep
release-show = shown only
release-purpose = purpose
release-purpose-hint = Stays on our side, in the audit.
release-purpose-missing = Say why it goes, in a few words.
release-purpose-danger = warning of danger to life
release-purpose-answer = answer to their request
release-purpose-coordinate = coordination of tonight's movements
release-purpose-handover = common picture for the shift
release-slot = slot
release-we-hold = we hold
release-they-see = they will see
release-pick = release { $slot }
release-not-released = not released
release-asking = asking the label what may go
release-nothing = Nothing of this record may go there.
release-crossed = { $n } of { $of } crossed before.
release-final = A release cannot be unmade: the copy stays with them.
release-show-final = No copy goes; that it was shown is recorded. What was seen stays seen.
release-none = No slot chosen
release-do = { $n ->
    [one] Release this slot
   *[other] Release { $n } slots
}
release-show-do = { $n ->
    [one] Record this slot as shown
   *[other] Record { $n } slots as shown
}
release-ask = { $n ->
    [one] Ask a second officer for this slot
   *[other] Ask a second officer for { $n } slots
}
release-busy = releasing
release-done = { $n ->
    [one] Released 1 slot. Its receipt appears below.
   *[other] Released { $n } slots. Their receipt appears below.
}
release-shown = { $n ->
    [one] 1 slot is recorded as shown; no copy was sent.
   *[other] { $n } slots are recorded as shown; no copy was sent.
}
release-asked = A second officer is asked. Nothing has left; it goes when another officer approves.
release-asked-show = A second officer is asked. Show nothing before another officer approves.
release-second-level = What is marked { $level } or above is released by two officers.
release-second-limits = This goes beyond what you may release alone. A second officer can decide.
release-second-role = Your roles do not release alone. A second officer decides.
reason-level = label refuses: marked { $level }, they are cleared to { $clearance }
reason-portion = mark refuses: this paragraph is marked { $level }, they are cleared to { $clearance }
reason-not-held = we do not hold this slot ourselves
reason-unknown = this kind of record has no such slot
reason-caveat = label refuses: they do not hold the caveat { $caveat }
reason-expired = label refuses: its review date has passed
reason-originator = only its own party may release it
reason-clearance = nobody has said what { $party } may hold
reason-reference = points at a record that they were not given
reason-author = the author stays inside our party
reason-none-delegated = no release was delegated to you
reason-party = { $party } is not among the parties you may tell
reason-above = marked { $level }; you may release up to { $highest }
reason-never = your limits keep this slot back
reason-exact = exact to { $precision } m, finer than your limit of { $finest } m
leak-passed = Leak check passed: no open slot repeats a withheld one.
leak-found = Leak check: an open slot repeats what you withhold.
leak-line = { $withheld } is withheld; { $open } repeats of it:
leak-accept = I have read this and release all the same
receipts-title = Already released, with receipts
receipts-whole = whole
receipts-slots = { $n ->
    [one] 1 slot
   *[other] { $n } slots
}
receipts-evidence = Evidence
receipts-evidence-what = A file that proves this release and its receipt to anybody, without a network
holders-copies = Copies held by
holders-underway = On the way to
withdraw = Withdraw
withdraw-what = Withdrawing asks the holders to use it no more and is itself recorded. It cannot make anyone forget.
withdraw-reason = reason, which the holders read
withdraw-reason-missing = Say why, in a few words: the holders read it.
withdraw-do = Withdraw this record
withdraw-asked = Withdrawn. The holders are asked as soon as their link is up.
withdraw-limits = Their copies are marked as withdrawn when the word arrives. Nobody can be made to forget.
withdrawn-since = Withdrawn { $at }.
cancel = Cancel
nav-proposals = Approvals
proposals-lead = Releases that one officer proposes and another decides. Nothing leaves before.
proposals-waiting = Waiting for a decision
proposals-decided = Decided
proposals-none = Nothing waits for a second officer.
proposals-none-decided = Nothing was decided yet.
proposal-by = { $officer } asks, { $at }
proposal-to = to { $party }
proposal-purpose = purpose
proposal-whole = the whole record
proposal-look = Look and decide
proposal-approve = Approve and release
proposal-approve-show = Approve and record as shown
proposal-refuse = Refuse
proposal-refuse-reason = reason, for who asked
proposal-refuse-missing = Say why, in a few words.
proposal-refuse-do = Refuse it
proposal-own = You asked for this; another officer decides.
proposal-take-back = Take it back
proposal-may-not = Your roles do not decide this.
proposal-approved = approved by { $officer }, { $at }
proposal-refused = refused by { $officer }, { $at }
proposal-void = void: the record was taken back
proposal-gone = released
