# Roadmaps: milestones, what each waits for, what moves when one moves, and how far they have slipped.
roadmap-list = Roadmaps
roadmap-none = No roadmap is recorded here.
roadmap-new = New roadmap
roadmap-to-list = All roadmaps
roadmap-to-act = Text and positions
roadmap-col-name = Roadmap
roadmap-col-state = State
roadmap-col-parties = Parties
roadmap-col-next = Next milestone
roadmap-col-editions = Editions
roadmap-in-force = { $n ->
    [0] none in force so far
    [one] { $n } in force so far
   *[other] { $n } in force so far
}
roadmap-waiting = { $n ->
    [one] { $n } proposal waits
   *[other] { $n } proposals wait
}
roadmap-no-next = no dated milestone ahead
roadmap-chart = Milestones and dates
roadmap-milestone = Milestone
roadmap-phase = Phase { $phase }
roadmap-no-phase = Without a phase
roadmap-after = after { $what }
roadmap-move = Move
roadmap-move-one = Move { $name }
roadmap-legend = Signs
roadmap-legend-due = due
roadmap-legend-soft = date uncertain
roadmap-legend-open = end open
roadmap-legend-slip = where it stood before
roadmap-legend-tie = what waits for it
roadmap-legend-today = today
roadmap-beside = Compared with
roadmap-beside-first = the first in force
roadmap-beside-current = the one in force
roadmap-span = Time shown
roadmap-span-whole = whole time
roadmap-span-ahead = ahead
roadmap-not-in-force = This edition is not in force. What stands is another.
roadmap-to-current = To the one in force
roadmap-proposal-waits = A proposal waits for its parties.
roadmap-to-proposal = To the proposal
roadmap-too-early = { $name } is due before { $before }, which it waits for.
roadmap-editions = Editions
roadmap-edition = edition { $n }
roadmap-edition-since = in force since { $day }
roadmap-edition-proposed = proposed { $day }
roadmap-slips = Slips
roadmap-slips-lead = Every date that came into force, and who agreed to it. The first is the baseline.
roadmap-slips-none = Only one edition has come into force: nothing has slipped yet.
roadmap-slip-days = From the first
roadmap-slip-unsure = not to be counted: a date is open or uncertain
roadmap-slip-same = as at first
roadmap-not-there = not there
roadmap-added = added later
roadmap-dropped = no longer in it
roadmap-agreed-by = agreed by
roadmap-move-title = Move a milestone
roadmap-move-lead = Choose a date and see what moves with it. Nothing changes before every party has concurred.
roadmap-move-which = Milestone
roadmap-move-now = stands at { $due }
roadmap-move-close = Close
roadmap-moves = { $n ->
    [one] { $n } milestone moves with it
   *[other] { $n } milestones move with it
}
roadmap-moves-none = Nothing else moves.
roadmap-moves-unknown = From or to a date that is not certain nobody can count days: nothing is moved with it.
roadmap-stays-open = Wait for it and stay as they are: their dates are open.
roadmap-stays-within = Wait for it; given by month or year only, and the step stays within.
roadmap-unclear = Wait only for what is open: nobody can say.
roadmap-step = { $from } → { $to }
roadmap-propose = Propose this roadmap
roadmap-propose-why = All of these have to concur, our party too. Until then the roadmap in force stands.
roadmap-propose-alone = You may not release: a releasing officer has to send it to the other parties.
roadmap-form-lead = Milestones in any order. What waits for what makes the order of time.
roadmap-milestones = Milestones
roadmap-add = Add a milestone
roadmap-remove = Remove { $name }
roadmap-name = Name of the milestone
roadmap-key = key { $key }
roadmap-phase-label = Phase
roadmap-waits = Waits for
roadmap-waits-none = nothing
roadmap-nameless = milestone { $key }
roadmap-print = Print
roadmap-print-title = Roadmap
fault-roadmap-loop = These milestones wait for each other in a circle: { $path }
fault-roadmap-loop-next = Take out one of the steps.
fault-roadmap-none = There is no milestone.
fault-roadmap-none-next = Add at least one.
fault-roadmap-name = A milestone has no name in one of the languages.
fault-roadmap-name-next = Write it in every language chosen, or take the language out.
fault-roadmap-date = A milestone's date is no date.
fault-roadmap-date-next = Write 2026-02-01, 2026-02 or 2026, or say that it is open.
fault-roadmap-same = It has this date already.
fault-roadmap-same-next = Choose another date.
